"""What is usual for this person: the range in which a new value is expected."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from surefoot.course.series import (
    Series,
    heaviness_series,
    score_series,
    walking_series,
    within_last,
)
from surefoot.inference.steady import Steady, steady_level
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Leg, Measure, Tier, VerdictKind
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import Measurement
from surefoot.model.message import Message
from surefoot.model.score import SCALES
from surefoot.model.timeline import Timeline
from surefoot.model.verdict import UsualRange, Verdict


class Place(StrEnum):
    """Where a value lies beside a usual range."""

    BELOW = "below"
    INSIDE = "inside"
    ABOVE = "above"


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a measure is compared: whether as a ratio, its limits, its fact of spread."""

    spread_fact: str
    as_ratio: bool = True
    lowest: float | None = None
    highest: float | None = None


_SPREAD = "usual_spread_"
#: Ratings of 0 to 10 that people give of something else than heaviness.
OWN_RATINGS = (Measure.FATIGUE, Measure.STIFFNESS, Measure.PAIN, Measure.ARM_STRAIN)
_OWN_RATING = _Kind("rating_within_person_sd", False, 0.0, 10.0)
_KINDS: dict[Measure, _Kind] = {
    Measure.HEAVINESS: _Kind("heaviness_within_person_sd", False, 0.0, 10.0),
    Measure.WALKING_SPEED: _Kind(_SPREAD + "walking_speed"),
    Measure.STRIDE_LENGTH: _Kind(_SPREAD + "stride_length"),
    Measure.CADENCE: _Kind(_SPREAD + "cadence"),
    Measure.STRIDE_TIME: _Kind(_SPREAD + "cadence"),
    Measure.STEP_TIME: _Kind(_SPREAD + "cadence"),
    Measure.STRIDE_TIME_CV: _Kind(_SPREAD + "variability"),
    Measure.STEP_TIME_ASYMMETRY: _Kind(_SPREAD + "asymmetry", False, 0.0),
    Measure.WALKING_TIME: _Kind(_SPREAD + "amount"),
    Measure.STEP_COUNT: _Kind(_SPREAD + "amount"),
    Measure.COURSE_TIME: _Kind(_SPREAD + "walking_speed"),
    Measure.COURSE_SPEED: _Kind(_SPREAD + "walking_speed"),
    Measure.WALK_DISTANCE: _Kind(_SPREAD + "walking_speed"),
    **{measure: _OWN_RATING for measure in OWN_RATINGS},
}


def place_in_range(value: float, verdict: Verdict) -> Place | None:
    """Return where a value lies beside the usual range, or None when there is no range."""
    if verdict.usual is None:
        return None
    if value < verdict.usual.low:
        return Place.BELOW
    return Place.ABOVE if value > verdict.usual.high else Place.INSIDE


def _too_little(series: Series, knowledge: Knowledge) -> tuple[Message, ...]:
    missing = int(knowledge.number("usual_range_min_values").value) - len(series.values)
    days = knowledge.number("usual_range_min_days").value - series.span_days
    too_few, too_soon = missing > 0, days > 0 and len(series.values) > 0
    if too_few and too_soon:
        return (Message("course.need-both", {"n": missing, "days": int(np.ceil(days))}),)
    if too_few:
        return (_how_many("course.need-more", "n", missing),)
    return (_how_many("course.need-days", "days", int(np.ceil(days))),) if too_soon else ()


def _how_many(sentence: str, name: str, count: int) -> Message:
    return Message(f"{sentence}-one") if count == 1 else Message(sentence, {name: count})


def _cannot_say(measure: Measure, leg: Leg, series: Series, needs: tuple[Message, ...]) -> Verdict:
    return Verdict(
        Tier.CANNOT_SAY,
        VerdictKind.USUAL,
        measure,
        leg,
        UNIT_OF[measure],
        rests_on=series.ids,
        needs=needs,
    )


def _to_natural(value: float, kind: _Kind) -> float:
    """Bring a value of the scale of comparison back to the unit, within what can be."""
    natural = exp(value) if kind.as_ratio else value
    if kind.lowest is not None:
        natural = max(natural, kind.lowest)
    return natural if kind.highest is None else min(natural, kind.highest)


def _on_scale(values: NDArray[np.float64], kind: _Kind) -> NDArray[np.float64]:
    return np.array([log(value) for value in values]) if kind.as_ratio else values


def _usual(measure: Measure, leg: Leg, series: Series, steady: Steady) -> Verdict:
    kind = _KINDS[measure]
    low, high = (_to_natural(edge, kind) for edge in steady.new.interval(0.95))
    level_low, level_high = (_to_natural(edge, kind) for edge in steady.level.interval(0.95))
    return Verdict(
        Tier.SHOWN,
        VerdictKind.USUAL,
        measure,
        leg,
        UNIT_OF[measure],
        size=_to_natural(steady.level.quantile(0.5), kind),
        low=level_low,
        high=level_high,
        usual=UsualRange(low, high, len(series.values)),
        rests_on=series.ids,
    )


def _all_of(timeline: Timeline, measure: Measure, leg: Leg, before: datetime | None) -> Series:
    """Return what there is of a measure that is not followed."""
    if measure in SCALES:
        return score_series(timeline, measure, leg, before)
    return walking_series(timeline, measure, leg, before)


def _pick(
    timeline: Timeline,
    measure: Measure,
    leg: Leg,
    before: datetime | None,
    like: Measurement | None,
) -> Series:
    if measure is Measure.HEAVINESS:
        return heaviness_series(timeline, leg, before)
    if measure in SCALES:
        return score_series(timeline, measure, leg, before)
    series = walking_series(timeline, measure, leg, before, like)
    if not _KINDS[measure].as_ratio:
        return series
    kept = series.values > 0  # a ratio to nothing says nothing
    ids = tuple(name for name, keep in zip(series.ids, kept, strict=True) if keep)
    return Series(series.values[kept], series.days[kept], series.last, ids)


def usual_range(
    timeline: Timeline,
    measure: Measure,
    leg: Leg,
    knowledge: Knowledge,
    before: datetime | None = None,
    like: Measurement | None = None,
) -> Verdict:
    """Return the range in which a new value of this person is expected with 95 % probability.

    The range comes from the last months of comparable values (same method and version, placement,
    protocol and aid) before ``before``, with day-to-day fluctuation as AR(1) and white noise
    (methods of ``inference.steady``). Speeds, lengths and times are compared as ratios. ``size``,
    ``low`` and ``high`` of the verdict are the usual level with its 95 % interval, in the unit of
    the measure. With too few values the answer is cannot-say with what is missing;
    so it is for a measure whose day-to-day spread is no fact yet.

    Args:
        timeline: one person's measurements and entries.
        measure: what is compared; HEAVINESS and what is written down come from entries,
            everything else from walks.
        leg: LEFT or RIGHT for heaviness.
        knowledge: for the fewest values and days, the window, and the expected spread.
        before: only what was before this UTC moment counts; None means everything.
        like: a measurement to be compared; None means the last one.
    """
    if measure not in _KINDS:
        unsaid = (Message("course.not-followed"),)
        return _cannot_say(measure, leg, _all_of(timeline, measure, leg, before), unsaid)
    window = knowledge.number("usual_range_window").value
    series = within_last(_pick(timeline, measure, leg, before, like), window)
    needs = _too_little(series, knowledge)
    if needs:
        return _cannot_say(measure, leg, series, needs)
    kind = _KINDS[measure]
    spread = knowledge.number(kind.spread_fact).value
    steady = steady_level(_on_scale(series.values, kind), series.days, spread)
    return _usual(measure, leg, series, steady)
