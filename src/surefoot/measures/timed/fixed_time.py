"""Walks of 30 seconds, 1, 2 or 6 minutes: how far, and whether it got slower on the way."""

from dataclasses import dataclass

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.fatigability.facts import read_facts as read_fatigability
from surefoot.measures.fatigability.measure import METHOD_OF as FATIGABILITY_METHOD_OF
from surefoot.measures.fatigability.measure import PARTS_S, fatigability, reason_without
from surefoot.measures.fatigability.pace import inside, pace_of
from surefoot.measures.intervals import Estimate
from surefoot.measures.outcome import Finished, Place, Source
from surefoot.measures.timed.back import turns_back
from surefoot.measures.timed.distance import METHODS as DISTANCE_METHODS
from surefoot.measures.timed.distance import SAID, STRIDES, Walked, Way, ways
from surefoot.measures.timed.extend import (
    Added,
    Job,
    extended,
    jobs_at,
    sorted_methods,
    whole_quality,
)
from surefoot.measures.timed.facts import TimedFacts, read_facts
from surefoot.measures.timed.scale import scale_or_reason
from surefoot.measures.timed.window import LASTS_S, Window, find_window
from surefoot.measures.walking.measure import METHODS as WALKING_METHODS
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import (
    AbsenceReason,
    DistanceSource,
    Measure,
    Protocol,
    QualityCode,
    SegmentKind,
)
from surefoot.model.measurement import Analysis, Method
from surefoot.model.recording import Capture, Recording

_SCALE = Method("step-length-scale", 1)
_BOTH = sorted_methods(WALKING_METHODS, DISTANCE_METHODS, (_SCALE,))
_GPS = SAID[DistanceSource.GPS]


@dataclass(frozen=True, slots=True)
class _Test:
    """A walk of a fixed time as it was found."""

    analysis: Analysis
    capture: Capture
    window: Window
    walked: Walked
    facts: TimedFacts


def methods_of(protocol: Protocol) -> tuple[Method, ...]:
    """Return every method that a walk of a fixed time is measured by."""
    slowing = tuple(FATIGABILITY_METHOD_OF.values()) if protocol in PARTS_S else ()
    return sorted_methods(_BOTH, slowing)


def _test(analysis: Analysis, source: Source, window: Window, facts: TimedFacts) -> _Test:
    walks = [(s.start_s, s.end_s) for s in analysis.segments if s.kind is SegmentKind.WALK]
    known = source.capture.course_length_m is not None
    turns = turns_back(source.recording, source.capture, facts) if known else []
    walked = Walked(window.span, walks, turns, pace_of(analysis))
    return _Test(analysis, source.capture, window, walked, facts)


def _distance_job(test: _Test, found: list[Way]) -> Job:
    reasons = () if test.window.full else (QualityCode.SHORT,)
    if not found:
        place = Place(test.window.start_s, whole_quality(test.analysis, *reasons))
        return Finished(Measure.WALK_DISTANCE, AbsenceReason.NO_DISTANCE), place, STRIDES
    if found[0].method == _GPS:
        reasons = (*reasons, QualityCode.DISTANCE_BY_GPS)
    place = Place(test.window.start_s, whole_quality(test.analysis, *reasons))
    return Finished(Measure.WALK_DISTANCE, found[0].estimate), place, found[0].method


def _scale(test: _Test, found: list[Way]) -> Estimate | AbsenceReason:
    """Return the person's scale from a way known without strides and without GPS."""
    no_length = reason_without(test.analysis, Measure.STRIDE_LENGTH)
    if test.walked.pace is None:
        return no_length or AbsenceReason.TOO_FEW_STRIDES
    known = [way for way in found if way.method not in (_GPS, STRIDES)]
    strides = inside(test.analysis.strides, test.window.span)
    speeds = np.array([s.speed_mps for s in strides if s.speed_mps is not None], dtype=np.float64)
    return scale_or_reason(
        (known[0].metres, known[0].sd_m) if known else None,
        test.walked.pace.distance(test.window.span),
        speeds,
        test.capture,
        test.facts.least_scale_distance_m,
    )


def _found(test: _Test, knowledge: Knowledge) -> Added:
    found = ways(test.analysis, test.capture, test.walked, test.facts.distance)
    whole = Place(test.window.start_s, whole_quality(test.analysis))
    slowing = fatigability(
        test.analysis,
        test.capture.protocol,
        test.window.span if test.window.full else None,
        read_fatigability(knowledge),
    )
    scale = Finished(Measure.STEP_LENGTH_SCALE, _scale(test, found))
    # Strides or GPS tell how far it was, but no scale: that nobody said it would be untrue beside.
    told = scale.result is not AbsenceReason.NO_DISTANCE
    return Added(
        [
            _distance_job(test, found),
            *([(scale, whole, _SCALE)] if told else []),
            *jobs_at(slowing, whole, FATIGABILITY_METHOD_OF),
        ]
    )


def _nothing(analysis: Analysis, protocol: Protocol, reason: AbsenceReason) -> Added:
    place = Place(0.0, whole_quality(analysis))
    slowing = FATIGABILITY_METHOD_OF if protocol in PARTS_S else {}
    absent = [Finished(measure, reason) for measure in slowing]
    return Added(
        [
            (Finished(Measure.WALK_DISTANCE, reason), place, STRIDES),
            (Finished(Measure.STEP_LENGTH_SCALE, reason), place, _SCALE),
            *jobs_at(absent, place, FATIGABILITY_METHOD_OF),
        ]
    )


def measure_fixed_time(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return a walk's analysis with distance, own step length and slowing.

    The test begins with the first step and lasts as long as ``capture.protocol`` says; a distance
    that was said is taken as that of the test.

    Args:
        recording: of the whole test.
        capture: protocol, and what is known of course or distance.
        knowledge: facts.

    Raises:
        KeyError: a fact is missing, or the protocol has no fixed time.
    """
    analysis, facts = measure_walk(recording, capture, knowledge), read_facts(knowledge)
    source = Source(recording, capture)
    lasts_s, recorded_s = LASTS_S[capture.protocol], recording.header.time_base.duration_s
    window = find_window(analysis, lasts_s, recorded_s, facts.least_time_share)
    if window is None:
        none = reason_without(analysis, Measure.WALKING_TIME) or AbsenceReason.RECORDING_TOO_SHORT
        added = _nothing(analysis, capture.protocol, none)
    else:
        added = _found(_test(analysis, source, window, facts), knowledge)
    return extended(analysis, source, added, methods_of(capture.protocol))
