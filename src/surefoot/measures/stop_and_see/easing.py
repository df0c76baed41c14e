"""How soon the heaviness that walking brought had half gone, from the ratings at rest."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.intervals import NORMAL_95, Estimate, around
from surefoot.measures.outcome import NAMES, Finished
from surefoot.measures.quality import judge
from surefoot.measures.timed.distance import said_way
from surefoot.measures.timed.facts import DistanceFacts
from surefoot.measures.timed.facts import read_facts as read_timed_facts
from surefoot.model.codes import (
    AbsenceReason,
    DistanceSource,
    Measure,
    Posture,
    Protocol,
    QualityCode,
)
from surefoot.model.entry import Entry
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import (
    Context,
    Measurement,
    MeasurementId,
    Method,
    NotMeasured,
    Provenance,
)
from surefoot.model.recording import Capture, Device
from surefoot.model.rest import Rest, RestRating

#: Standing and sitting are not compared with each other, so each is a series of its own.
EASING: dict[Posture, Method] = {
    Posture.STAND: Method("easing-standing", 1),
    Posture.SIT: Method("easing-sitting", 1),
    Posture.BEND: Method("easing-bending", 1),
}
SAID = Method("walk-until-heavy-said", 1)
# The share of what walking brought that may be left when it counts as eased: by definition half.
LEFT = 0.5


@dataclass(frozen=True, slots=True)
class _Facts:
    rating_error: float
    least_rise: float
    said_error_share: float
    distance: DistanceFacts


def _read_facts(knowledge: Knowledge) -> _Facts:
    return _Facts(
        knowledge.number("rest_rating_error").value,
        knowledge.number("heaviness_smallest_detectable").value,
        knowledge.number("stop_and_see_said_error_share").value,
        read_timed_facts(knowledge).distance,
    )


def _crossing(course: Sequence[RestRating], level: float) -> float | None:
    """Return the minute at which straight lines through the ratings first reach a level."""
    for one, two in pairwise(course):
        if two.heaviness <= level < one.heaviness:
            share = (one.heaviness - level) / (one.heaviness - two.heaviness)
            return one.minute + share * (two.minute - one.minute)
    return None


def _latest(course: Sequence[RestRating], level: float) -> float:
    """Return when the line from stopping to the last rating reaches a level, going on if need be.

    Used where the ratings end above the level: the heaviness is taken to go on falling as it did.
    """
    first, last = course[0], course[-1]
    slope = (last.heaviness - first.heaviness) / (last.minute - first.minute)
    return max(last.minute, first.minute + (level - first.heaviness) / slope)


def _easing(before: int, course: Sequence[RestRating], facts: _Facts) -> Estimate | AbsenceReason:
    """Return minutes until half of the rise has gone, its interval from the error of ratings.

    Level and curve both rest on ratings with an error, so the curve may cross anywhere within
    1.96 x the error of (rating - mean of two ratings) around the level.
    """
    rise = course[0].heaviness - before
    if rise < facts.least_rise:
        return AbsenceReason.NOT_HEAVIER
    level = before + LEFT * rise
    value = _crossing(course, level)
    # Heaviness that went and came back while resting has not eased.
    if value is None or course[-1].heaviness > level:
        return AbsenceReason.NOT_EASED
    half = NORMAL_95 * facts.rating_error * (1.0 + 2 * LEFT**2) ** 0.5
    soonest = _crossing(course, level + half)
    latest = _crossing(course, level - half)
    latest = _latest(course, level - half) if latest is None else latest
    return Estimate(value, min(soonest or 0.0, value), max(latest, value))


def _legs(rest: Rest, facts: _Facts) -> Iterator[Finished]:
    """Yield what was found of each leg rated when stopping and after; before that, nothing."""
    for rated in rest.before:
        course = rest.course_of(rated.leg)
        if len(course) > 1 and course[0].minute == 0:
            found = _easing(rated.heaviness, course, facts)
            yield Finished(Measure.EASING_TIME, found, rated.leg)


def _said(rest: Rest, facts: _Facts) -> Iterator[Finished]:
    """Yield what the person says of the walk, unless a recording tells it.

    A distance that was measured is as sure as by that means; any other is a guess of theirs.
    """
    if rest.recording is not None:
        return
    share = facts.said_error_share
    if rest.walked_s is not None:
        time = around(rest.walked_s, 0.0, share * rest.walked_s)
        yield Finished(Measure.TIME_UNTIL_HEAVY, time)
    if rest.walked_m is not None:
        said = Capture(distance_m=rest.walked_m, distance_source=rest.distance_source)
        measured = said_way(said, facts.distance) if rest.distance_source else None
        guess = around(rest.walked_m, 0.0, share * rest.walked_m)
        yield Finished(Measure.DISTANCE_UNTIL_HEAVY, measured.estimate if measured else guess)


def _outcome(entry: Entry, rest: Rest, done: Finished) -> Measurement | NotMeasured:
    if isinstance(done.result, AbsenceReason):
        return NotMeasured(done.measure, done.result, done.leg)
    easing = done.measure is Measure.EASING_TIME
    method = EASING[rest.posture] if easing else SAID
    by_gps = not easing and rest.distance_source is DistanceSource.GPS
    name = f"{entry.id}|{done.measure}|{done.leg}|{method.id}|{method.version}"
    return Measurement(
        id=MeasurementId(str(uuid.uuid5(NAMES, name))),
        measure=done.measure,
        value=done.result.value,
        low=done.result.low,
        high=done.result.high,
        unit=UNIT_OF[done.measure],
        leg=done.leg,
        when=rest.stopped or entry.lived,
        quality=judge([QualityCode.DISTANCE_BY_GPS] if by_gps else []),
        context=Context(Capture(protocol=Protocol.STOP_AND_SEE), Device()),
        provenance=Provenance((rest.recording,) if rest.recording else (), method),
    )


def measure_rest(entry: Entry, knowledge: Knowledge) -> tuple[Measurement | NotMeasured, ...]:
    """Return what a stop and see in the diary gives; nothing for any other entry.

    Easing time is when half of the rise from before the walk to stopping has gone, by straight
    lines between the ratings, in minutes from stopping, for each leg. What the person says of time
    and distance counts where no recording tells them. Same entry, same ids.

    Raises:
        KeyError: a fact is missing.
    """
    rest = entry.rest
    if rest is None or rest.stopped is None:
        return ()
    facts = _read_facts(knowledge)
    done = (*_legs(rest, facts), *_said(rest, facts))
    return tuple(_outcome(entry, rest, one) for one in done)
