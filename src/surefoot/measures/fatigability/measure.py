"""Everything about slowing within one walk of two or six minutes."""

from surefoot.measures.fatigability.evenness import stride_time_cv_change
from surefoot.measures.fatigability.facts import FatigabilityFacts
from surefoot.measures.fatigability.index import distance_walked_index, parts_of
from surefoot.measures.fatigability.pace import Span, pace_of, turns_of
from surefoot.measures.fatigability.slope import speed_slope
from surefoot.measures.outcome import Finished
from surefoot.model.codes import AbsenceReason, Measure, Protocol
from surefoot.model.measurement import Analysis, Method

METHOD_OF: dict[Measure, Method] = {
    Measure.DISTANCE_WALKED_INDEX: Method("distance-walked-index", 1),
    Measure.DISTANCE_WALKED_INDEX_SECOND: Method("distance-walked-index", 1),
    Measure.SPEED_SLOPE: Method("speed-slope", 1),
    Measure.STRIDE_TIME_CV_CHANGE: Method("stride-time-cv-change", 1),
}
# Seconds of the parts that the distance walked index compares (Leone et al. 2016: minutes), and of
# the first and last part whose evenness is compared.
PARTS_S: dict[Protocol, tuple[float, float]] = {
    Protocol.WALK_2MIN: (30.0, 60.0),
    Protocol.WALK_6MIN: (60.0, 60.0),
}
_FROM_SPEED = tuple(METHOD_OF)[:3]


def reason_without(analysis: Analysis, measure: Measure) -> AbsenceReason | None:
    """Return why a measure of the whole recording is missing; None when it is there."""
    missing = (a for a in analysis.not_measured if a.measure is measure and a.segment is None)
    return next((absent.reason for absent in missing), None)


def _from_speed(
    analysis: Analysis, span: Span, part_s: float, facts: FatigabilityFacts
) -> list[Finished]:
    pace = pace_of(analysis)
    if pace is None:
        reason = reason_without(analysis, Measure.WALKING_SPEED) or AbsenceReason.TOO_FEW_STRIDES
        return [Finished(measure, reason) for measure in _FROM_SPEED]
    first, second, last = parts_of(span, part_s)
    strides = tuple(s for s in analysis.strides if s.speed_mps is not None)
    turns = turns_of(analysis)
    results = (
        distance_walked_index(pace, strides, (first, last), facts.index_percent),
        distance_walked_index(pace, strides, (second, last), facts.index_percent),
        speed_slope(strides, turns, span, facts.min_strides, facts.slope_percent),
    )
    return [Finished(measure, done) for measure, done in zip(_FROM_SPEED, results, strict=True)]


def _from_times(
    analysis: Analysis, span: Span, part_s: float, facts: FatigabilityFacts
) -> Finished:
    reason = reason_without(analysis, Measure.STRIDE_TIME_CV)
    if reason not in (None, AbsenceReason.TOO_FEW_STRIDES):
        return Finished(Measure.STRIDE_TIME_CV_CHANGE, reason)
    first, _, last = parts_of(span, part_s)
    change = stride_time_cv_change(
        analysis.strides,
        turns_of(analysis),
        (first, last),
        facts.min_strides,
        facts.cv_change_percent,
    )
    return Finished(Measure.STRIDE_TIME_CV_CHANGE, change)


def fatigability(
    analysis: Analysis, protocol: Protocol, span: Span | None, facts: FatigabilityFacts
) -> list[Finished]:
    """Return what a walk of a fixed time says about slowing; nothing for other protocols.

    Args:
        analysis: of the walk.
        protocol: two or six minutes.
        span: the test in seconds of the recording; None when the walk was not long enough.
        facts: the error model and the fewest strides.
    """
    if protocol not in PARTS_S:
        return []
    if span is None:
        return [Finished(measure, AbsenceReason.RECORDING_TOO_SHORT) for measure in METHOD_OF]
    index_s, evenness_s = PARTS_S[protocol]
    return [
        *_from_speed(analysis, span, index_s, facts),
        _from_times(analysis, span, evenness_s, facts),
    ]
