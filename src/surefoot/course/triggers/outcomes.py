"""The outcomes that factors are weighed against: heaviness of each leg, and walking speed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.outcomes import Outcome, outcomes_of
from surefoot.course.triggers.diary import local_time
from surefoot.course.triggers.facts import DayFacts
from surefoot.course.triggers.series import Series, background
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.change import ChangeState, KnownChange
from surefoot.model.codes import Leg, Measure
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit

Floats = NDArray[np.float64]

# A part of the day or a condition is set apart in the level from so many rows on: fewer tell
# nothing of it (chosen).
LEAST_ROWS = 8
# A sudden change is complete within a day or after two weeks, or anything between, and may fade.
RISES_D, FADES_D, YEAR_D = (1.0, 14.0), 60.0, 365.25


@dataclass(frozen=True, slots=True)
class Rows:
    """An outcome in rows, with the local day and hour of each; ``apart`` (n, k): what else moves
    its level, such as another phone."""

    measure: Measure
    leg: Leg
    days: tuple[date, ...]
    hours: Floats
    values: Floats
    unit: Unit
    ratio: bool
    apart: Floats


def outcome_rows(timeline: Timeline, knowledge: Knowledge, facts: DayFacts) -> Iterator[Rows]:
    """Yield the outcomes of a timeline that have a value, of its last days."""
    for leg in Leg:
        rated = _ratings(timeline, leg, facts)
        if rated is not None:
            yield _last(rated, facts.longest_d)
    for one in outcomes_of(timeline, knowledge):
        if one.measure is Measure.WALKING_SPEED:
            yield _last(_speeds(one), facts.longest_d)


def _last(rows: Rows, longest_d: float) -> Rows:
    """Return the rows of the last days alone."""
    since = rows.days[-1] - timedelta(days=longest_d)
    kept = np.flatnonzero([day > since for day in rows.days])
    return Rows(
        rows.measure,
        rows.leg,
        tuple(rows.days[row] for row in kept.tolist()),
        rows.hours[kept],
        rows.values[kept],
        rows.unit,
        rows.ratio,
        rows.apart[kept],
    )


def _ratings(timeline: Timeline, leg: Leg, facts: DayFacts) -> Rows | None:
    """Return the ratings of a leg, one row for each third of a day, or None without any."""
    groups: dict[tuple[date, int], list[tuple[datetime, int]]] = {}
    for entry in timeline.entries:
        rating = entry.rating(leg)
        if rating is not None:
            when = local_time(entry)
            third = int(when.hour >= facts.morning_until) + int(when.hour >= facts.evening_from)
            groups.setdefault((when.date(), third), []).append((when, rating))
    if not groups:
        return None
    keys = sorted(groups)
    hours = [np.mean([when.hour + when.minute / 60.0 for when, _ in groups[key]]) for key in keys]
    values = [np.mean([rating for _, rating in groups[key]]) for key in keys]
    thirds = np.array([third for _, third in keys])
    return Rows(
        Measure.HEAVINESS,
        leg,
        tuple(day for day, _ in keys),
        np.array(hours),
        np.array(values),
        Unit.RATING_0_10,
        ratio=False,
        apart=_mornings(thirds),
    )


def _mornings(thirds: NDArray[np.int64]) -> Floats:
    """Return a column for the mornings, where there are enough afternoons to set them apart from.

    Evenings are a factor of their own, and must not be told twice.
    """
    morning = (thirds == 0).astype(np.float64)[:, None]
    enough = min(int((thirds == part).sum()) for part in (0, 1)) >= LEAST_ROWS
    return np.asarray(morning if enough else morning[:, :0], dtype=np.float64)


def _speeds(one: Outcome) -> Rows:
    """Return the walking speed of days, as logarithms, each condition with its own level."""
    followed = one.followed
    others = np.unique(followed.condition)[1:]
    apart = (followed.condition[:, None] == others[None, :]).astype(np.float64)
    return Rows(
        one.measure,
        one.leg,
        tuple(one.start + timedelta(days=day) for day in followed.days.tolist()),
        followed.hour,
        followed.values,
        Unit.METRE_PER_SECOND,
        ratio=True,
        apart=apart,
    )


def series_of(rows: Rows, known: Sequence[KnownChange], season_days: float) -> Series:
    """Return the rows as they are weighed, with changes that are known already in the level."""
    start = rows.days[0]
    days = np.array([float((day - start).days) for day in rows.days])
    # An hour cannot lift a row over midnight, so days stay what they are.
    times = np.maximum.accumulate(days + np.clip(rows.hours, 0.0, 23.99) / 24.0)
    changed = [_changed(one, times, start) for one in known]
    extra = np.hstack([rows.apart, *changed])
    return Series(times, rows.values, background(times, season_days, extra), rows.unit, rows.ratio)


def _changed(known: KnownChange, times: Floats, start: date) -> Floats:
    """Return the ways in which a known change may show in the rows, (n, k)."""
    since = times - float((known.onset - start).days)
    if known.state is ChangeState.DRIFT:
        return np.asarray(np.maximum(since, 0.0) / YEAR_D)[:, None]
    risen = [np.clip((since + 1.0) / rise, 0.0, 1.0) for rise in RISES_D]
    fading = np.where(since >= 0.0, np.exp(-np.maximum(since, 0.0) / FADES_D), 0.0)
    return np.column_stack([*risen, fading])
