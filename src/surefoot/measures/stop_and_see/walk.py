"""How long and how far somebody walked until the legs were heavy, from the recording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import hypot

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.intervals import Estimate, around
from surefoot.measures.outcome import Finished, Place, Source
from surefoot.measures.quality import judge
from surefoot.measures.timed.distance import said_way
from surefoot.measures.timed.extend import Added, extended
from surefoot.measures.timed.facts import DistanceFacts
from surefoot.measures.timed.facts import read_facts as read_timed_facts
from surefoot.measures.walking.measure import METHODS as WALKING_METHODS
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import AbsenceReason, DistanceSource, Measure, QualityCode, SegmentKind
from surefoot.model.measurement import Analysis, Measurement, Method, NotMeasured
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality

UNTIL_HEAVY = Method("walk-until-heavy", 1)
METHODS: tuple[Method, ...] = (*WALKING_METHODS, UNTIL_HEAVY)


@dataclass(frozen=True, slots=True)
class _Facts:
    longest_pause_s: float
    edge_error_s: float
    distance: DistanceFacts


@dataclass(frozen=True, slots=True)
class _Walk:
    """Bouts with short pauses between them, by their places among the segments."""

    segments: tuple[int, ...]
    start_s: float
    end_s: float

    @property
    def lasts_s(self) -> float:
        return self.end_s - self.start_s


def _read_facts(knowledge: Knowledge) -> _Facts:
    return _Facts(
        knowledge.number("stop_and_see_longest_pause").value,
        knowledge.number("walk_bout_edge_error").value,
        read_timed_facts(knowledge).distance,
    )


def _longest_walk(analysis: Analysis, longest_pause_s: float) -> _Walk | None:
    """Return the walk that led to the rest: the longest, kerbs and doors counted as part of it."""
    walks: list[_Walk] = []
    for place, segment in enumerate(analysis.segments):
        if segment.kind is not SegmentKind.WALK:
            continue
        if walks and segment.start_s - walks[-1].end_s <= longest_pause_s:
            before = walks.pop()
            walks.append(_Walk((*before.segments, place), before.start_s, segment.end_s))
        else:
            walks.append(_Walk((place,), segment.start_s, segment.end_s))
    return max(walks, key=lambda walk: walk.lasts_s, default=None)


def _of_segment(
    found: Iterable[Measurement | NotMeasured], measure: Measure, segment: int
) -> Measurement | AbsenceReason:
    for one in found:
        if (one.measure, one.segment) == (measure, segment):
            return one.reason if isinstance(one, NotMeasured) else one
    return AbsenceReason.NO_DISTANCE


def _walked(analysis: Analysis, walk: _Walk) -> Estimate | AbsenceReason:
    """Return speed times time of every bout together; errors of speed are alike in all."""
    total = [0.0, 0.0, 0.0]
    everything: Sequence[Measurement | NotMeasured] = (
        *analysis.measurements,
        *analysis.not_measured,
    )
    for place in walk.segments:
        speed = _of_segment(everything, Measure.WALKING_SPEED, place)
        if isinstance(speed, AbsenceReason):
            return speed
        lasts = analysis.segments[place].duration_s
        ends = (speed.low, speed.value, speed.high)
        total = [sum_ + lasts * end for sum_, end in zip(total, ends, strict=True)]
    return Estimate(total[1], total[0], total[2])


def _distance(
    analysis: Analysis, walk: _Walk, capture: Capture, facts: _Facts
) -> Estimate | AbsenceReason:
    """Return what the person says was walked; else what the steps give."""
    said = said_way(capture, facts.distance)
    return _walked(analysis, walk) if said is None else said.estimate


def measure_stop_and_see(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return what any walk gives, and how long and how far it was until the legs were heavy.

    The person stops when they are; so that is the end of the longest walk, short pauses counted
    in. Pure, like every measure.

    Raises:
        KeyError: a fact is missing.
    """
    analysis, facts = measure_walk(recording, capture, knowledge), _read_facts(knowledge)
    walk = _longest_walk(analysis, facts.longest_pause_s)
    if walk is None:
        reasons = {absence.reason for absence in analysis.not_measured}
        reason = min(reasons, default=AbsenceReason.NO_WALKING_FOUND)
        both = (Measure.TIME_UNTIL_HEAVY, Measure.DISTANCE_UNTIL_HEAVY)
        jobs = [(Finished(one, reason), Place(0.0, judge(())), UNTIL_HEAVY) for one in both]
        return extended(analysis, Source(recording, capture), Added(jobs), METHODS)
    time = around(walk.lasts_s, 0.0, hypot(facts.edge_error_s, facts.edge_error_s))
    done = (
        Finished(Measure.TIME_UNTIL_HEAVY, time),
        Finished(Measure.DISTANCE_UNTIL_HEAVY, _distance(analysis, walk, capture, facts)),
    )
    quality = analysis.segments[walk.segments[0]].quality
    places = (Place(walk.start_s, quality), Place(walk.start_s, _quality(capture, quality)))
    pairs = zip(done, places, strict=True)
    jobs = [(one, place, UNTIL_HEAVY) for one, place in pairs]
    return extended(analysis, Source(recording, capture), Added(jobs), METHODS)


def _quality(capture: Capture, walk: Quality) -> Quality:
    """Return the quality of the distance: what is said does not hang on the walk's samples."""
    if capture.distance_m is None:
        return walk
    by_gps = capture.distance_source is DistanceSource.GPS
    return judge([QualityCode.DISTANCE_BY_GPS] if by_gps else [])
