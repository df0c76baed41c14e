"""Whole made-up people in whom nothing is real: ticks at check-ins, both legs and walks."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from surefoot.course.triggers.find import triggers_of
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Before, Leg, Measure, QualityLevel
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.measurement import Context, Measurement, MeasurementId, Method, Provenance
from surefoot.model.people import ActorId, PersonId
from surefoot.model.recording import Capture, Device
from surefoot.model.segment import Quality
from surefoot.model.timeline import Timeline
from surefoot.model.trigger import TriggerLabel
from surefoot.model.units import Unit
from validation.triggers.run import SEED
from validation.triggers.worlds import remembering

Floats = NDArray[np.float64]

START = datetime(2026, 4, 1, 18, tzinfo=UTC)
DAYS, CHECKED, WALKED, PHI = 120, 0.85, 0.5, 0.6
#: What is ticked, with its memory and on which share of days; heat comes with the drift.
TICKED = {
    Before.HEAT: (0.85, 0.25),
    Before.POOR_SLEEP: (0.2, 0.3),
    Before.STRESS: (0.5, 0.3),
    Before.EXERTION: (0.1, 0.3),
    Before.LONG_STANDING: (0.3, 0.25),
    Before.LONG_SITTING: (0.4, 0.4),
    Before.LITTLE_TO_DRINK: (0.3, 0.2),
}
_LEVEL, _POINTS, _DRIFT, _LOG_SD = 4.0, 1.3, 1.0, 0.08


def draw_person(rng: np.random.Generator) -> Timeline:
    """Return a timeline: legs alike to 0.7, speed lower on heavy days, all drifting together."""
    slope = 2.0 * (np.arange(DAYS) / DAYS - 0.5)
    shared = np.sqrt(0.6) * remembering(rng, DAYS, PHI) + np.sqrt(0.4) * rng.standard_normal(DAYS)
    ticked = {
        code: remembering(rng, DAYS, phi) + 1.5 * slope * (code is Before.HEAT)
        for code, (phi, _) in TICKED.items()
    }
    there = {c: v > np.quantile(v, 1.0 - TICKED[c][1]) for c, v in ticked.items()}
    legs = {
        leg: _LEVEL + _DRIFT * slope + _POINTS * _alike(rng, shared, 0.7)
        for leg in (Leg.LEFT, Leg.RIGHT)
    }
    speed = 1.1 * np.exp(_LOG_SD * (_alike(rng, -shared, 0.5) - slope))
    checked, walked = rng.random(DAYS) < CHECKED, rng.random(DAYS) < WALKED
    entries = (
        _entry(day, legs, [code for code, days in there.items() if days[day]])
        for day in np.flatnonzero(checked).tolist()
    )
    walks = (_walk(day, float(speed[day])) for day in np.flatnonzero(walked).tolist())
    return Timeline(PersonId("p"), tuple(walks), tuple(entries))


def _alike(rng: np.random.Generator, shared: Floats, share: float) -> Floats:
    own = rng.standard_normal(len(shared))
    return np.asarray(np.sqrt(share) * shared + np.sqrt(1.0 - share) * own, dtype=np.float64)


def _entry(day: int, legs: dict[Leg, Floats], before: list[Before]) -> Entry:
    when = START + timedelta(days=day)
    ratings = tuple(
        LegRating(leg, int(np.clip(round(float(values[day])), 0, 10)))
        for leg, values in legs.items()
    )
    name = EntryId(f"entry-{day}")
    return Entry(name, when, "UTC", when, ActorId("a"), ratings, before=tuple(before))


def _walk(day: int, speed: float) -> Measurement:
    return Measurement(
        MeasurementId(f"walk-{day}"),
        Measure.WALKING_SPEED,
        speed,
        speed,
        speed,
        Unit.METRE_PER_SECOND,
        Leg.BOTH,
        START + timedelta(days=day),
        Quality(QualityLevel.GOOD),
        Context(Capture(), Device()),
        Provenance((), Method("made-up", 1)),
    )


def false_in_whole_people(people: int, knowledge: Knowledge) -> tuple[int, int]:
    """Return in how many people any outcome had a likely, and a likely or possible, trigger."""
    labels = [
        frozenset(_labels(draw_person(np.random.default_rng([SEED, 1000, number])), knowledge))
        for number in range(people)
    ]
    likely = sum(TriggerLabel.LIKELY in found for found in labels)
    either = sum(bool({TriggerLabel.LIKELY, TriggerLabel.POSSIBLE} & found) for found in labels)
    return likely, either


def _labels(timeline: Timeline, knowledge: Knowledge) -> Iterator[TriggerLabel]:
    for outcome in triggers_of(timeline, knowledge):
        yield from (found.label for found in outcome.triggers.found)
