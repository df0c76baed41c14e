"""The walk over a measured course, timed by the motion itself.

A pass begins when the first foot leaves the ground and ends when the last foot has come to rest;
where the person turns at the end and walks on, the turn bounds it. The Timed 25-Foot Walk
(7.62 m) is timed from the foot crossing the first line to the foot crossing the last: here the
person stands at the first line and stops with the feet at the last one, which a sensor can see.
Who walks on past the line is timed too long; that is said before the test. How far this is from
feet seen by others is the fact ``course_time_error``. Two passes give one time each, and their
mean, as the test is scored; its interval is that of measuring, not of other passes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.fatigability.measure import reason_without
from surefoot.measures.fatigability.pace import Pace, inside, pace_of
from surefoot.measures.intervals import Estimate, around
from surefoot.measures.outcome import Finished, Place, Source
from surefoot.measures.timed.back import turns_back
from surefoot.measures.timed.extend import (
    Added,
    extended,
    jobs_at,
    sorted_methods,
    whole_quality,
)
from surefoot.measures.timed.facts import TimedFacts, read_facts
from surefoot.measures.timed.passes import (
    Span,
    not_too_fast,
    step_time,
    stretches_of,
    timed,
    whole_passes,
)
from surefoot.measures.timed.scale import scale_or_reason
from surefoot.measures.walking.measure import METHODS as WALKING_METHODS
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import AbsenceReason, Measure, Protocol, QualityCode, SegmentKind
from surefoot.model.measurement import Analysis, Method
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Segment

# By definition: 25 feet of 0.3048 m.
FEET_25_M = 7.62
_NO_WALK = AbsenceReason.NO_WALKING_FOUND
_TIME, _SCALE = Method("course-time", 1), Method("step-length-scale", 1)
METHOD_OF: dict[Measure, Method] = {
    Measure.COURSE_TIME: _TIME,
    Measure.COURSE_SPEED: _TIME,
    Measure.STEP_LENGTH_SCALE: _SCALE,
}
METHODS = sorted_methods(WALKING_METHODS, tuple(METHOD_OF.values()))


@dataclass(frozen=True, slots=True)
class _Course:
    """A walked course: its length, every pass in seconds of the recording, and a usual step."""

    length_m: float
    passes: tuple[Span, ...]
    step_s: float
    facts: TimedFacts


def course_length(capture: Capture) -> float | None:
    """Return the length of the course in metres; 25 feet unless another is said."""
    if capture.course_length_m is None and capture.protocol is Protocol.WALK_25FT:
        return FEET_25_M
    return capture.course_length_m


def _passes(
    source: Source, analysis: Analysis, length_m: float, facts: TimedFacts
) -> tuple[Span, ...]:
    pace, recording = pace_of(analysis), source.recording
    stretches = stretches_of(analysis, turns_back(recording, source.capture, facts))
    if pace is None:
        found = whole_passes(stretches, lambda span: span[1] - span[0], None, facts.course)
    else:
        found = whole_passes(stretches, pace.distance, length_m, facts.course)
    spans = [timed(recording, analysis, stretch) for stretch in found]
    return tuple(not_too_fast(spans, length_m, facts.course.fastest_mps))


def _time_and_speed(times: Sequence[float], course: _Course) -> list[Finished]:
    """Return mean time, and the speed it gives, of one pass or several."""
    mean = float(np.mean(times))
    error_s = course.facts.course.time_error_s(course.step_s) / float(np.sqrt(len(times)))
    speed = course.length_m / mean
    share = float(np.hypot(error_s / mean, course.facts.distance.course_share))
    return [
        Finished(Measure.COURSE_TIME, around(mean, 0.0, error_s)),
        Finished(Measure.COURSE_SPEED, around(speed, 0.0, speed * share)),
    ]


def _scale(
    analysis: Analysis, capture: Capture, course: _Course, pace: Pace | None
) -> Estimate | AbsenceReason:
    no_length = reason_without(analysis, Measure.STRIDE_LENGTH)
    if pace is None:
        return no_length or AbsenceReason.TOO_FEW_STRIDES
    way = course.length_m * len(course.passes)
    share = course.facts.distance.course_share
    strides = [s for span in course.passes for s in inside(analysis.strides, span)]
    speeds = np.array([s.speed_mps for s in strides if s.speed_mps is not None], dtype=np.float64)
    return scale_or_reason(
        (way, float(np.hypot(share * way, course.facts.distance.turn_m))),
        sum(pace.distance(span) for span in course.passes),
        speeds,
        capture,
        course.facts.least_scale_distance_m,
    )


def _no_walk(analysis: Analysis) -> AbsenceReason | None:
    return None if analysis.segments else reason_without(analysis, Measure.WALKING_TIME)


def _nothing(analysis: Analysis, reason: AbsenceReason) -> Added:
    absent = [Finished(measure, reason) for measure in METHOD_OF]
    return Added(jobs_at(absent, Place(0.0, whole_quality(analysis)), METHOD_OF))


def _added(analysis: Analysis, capture: Capture, course: _Course) -> Added:
    turned = len(course.passes) > 1 and any(s.kind is SegmentKind.TURN for s in analysis.segments)
    quality = whole_quality(analysis, *((QualityCode.TURNS,) if turned else ()))
    times = [end - start for start, end in course.passes]
    segments = [Segment(SegmentKind.ONE_WAY, *span, quality) for span in course.passes]
    jobs = []
    for number, (segment, time) in enumerate(zip(segments, times, strict=True)):
        place = Place(segment.start_s, quality, len(analysis.segments) + number)
        jobs += jobs_at(_time_and_speed([time], course), place, METHOD_OF)
    whole = Place(course.passes[0][0], quality)
    scale = Finished(
        Measure.STEP_LENGTH_SCALE, _scale(analysis, capture, course, pace_of(analysis))
    )
    jobs += jobs_at([*_time_and_speed(times, course), scale], whole, METHOD_OF)
    return Added(jobs, segments)


def measure_course(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return a walk's analysis with time and speed of each pass over a course, and their means.

    Args:
        recording: of one pass or several, standing at both ends or turning there.
        capture: says how long the course is; 25 feet is known.
        knowledge: facts.

    Raises:
        KeyError: a fact is missing.
    """
    analysis, facts = measure_walk(recording, capture, knowledge), read_facts(knowledge)
    length_m, reason = course_length(capture), _no_walk(analysis)
    passes: tuple[Span, ...] = ()
    if reason is None and length_m is not None:
        passes = _passes(Source(recording, capture), analysis, length_m, facts)
    if length_m is None or not passes:
        unknown = AbsenceReason.COURSE_UNKNOWN if length_m is None else _NO_WALK
        added = _nothing(analysis, reason or unknown)
    else:
        step_s = step_time(analysis, (passes[0][0], passes[-1][1]))
        added = _added(analysis, capture, _Course(length_m, passes, step_s, facts))
    return extended(analysis, Source(recording, capture), added, METHODS)
