"""How far a walk of a fixed time went, by everything that tells it; the surest is taken.

Said: a measuring wheel, a counted course, or GPS. Laps: turns back counted, times the length of
the course, and the part of it walked last. Strides: their lengths added up, on the pelvis only.
GPS is rough in metres and so poor on short ways. Which one was used is the method's id.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from surefoot.measures.fatigability.pace import Pace
from surefoot.measures.intervals import Estimate, around
from surefoot.measures.timed.facts import DistanceFacts
from surefoot.measures.timed.passes import Span
from surefoot.model.codes import DistanceSource
from surefoot.model.measurement import Analysis, Method
from surefoot.model.recording import Capture

SAID = {
    DistanceSource.WHEEL: Method("distance-wheel", 1),
    DistanceSource.COURSE: Method("distance-course", 1),
    DistanceSource.GPS: Method("distance-gps", 1),
}
LAPS, STRIDES = Method("distance-laps", 1), Method("distance-strides", 1)
METHODS = (*SAID.values(), LAPS, STRIDES)
# A lap that takes or covers so many times the middle one holds a turn that was not found (chosen).
LONGEST_LAP = 1.6


@dataclass(frozen=True, slots=True)
class Way:
    """A distance in metres, its standard deviation, and how it is known."""

    metres: float
    sd_m: float
    method: Method

    @property
    def estimate(self) -> Estimate:
        """The distance with its interval."""
        return around(self.metres, 0.0, self.sd_m)


def said_way(capture: Capture, facts: DistanceFacts) -> Way | None:
    """Return the distance that was said; a source that is not said counts as a course."""
    if capture.distance_m is None:
        return None
    source = capture.distance_source or DistanceSource.COURSE
    shares = {
        DistanceSource.WHEEL: facts.wheel_share,
        DistanceSource.COURSE: facts.course_share,
        DistanceSource.GPS: facts.gps_share,
    }
    fixed = facts.gps_m if source is DistanceSource.GPS else 0.0
    sd = float(np.hypot(shares[source] * capture.distance_m, fixed))
    return Way(float(capture.distance_m), sd, SAID[source])


def _covered(pace: Pace | None, walks: list[Span], span: Span) -> float:
    """Return metres within a span, or seconds of walking where strides have no length."""
    if pace is not None:
        return pace.distance(span)
    return sum(max(0.0, min(b, span[1]) - max(a, span[0])) for a, b in walks)


def laps_way(
    course_m: float, turns: list[Span], covered: list[float], facts: DistanceFacts
) -> Way | None:
    """Return the distance that turns back on a course tell, or None when a turn was missed.

    Args:
        course_m: length of the course.
        turns: turns back within the test, in order.
        covered: how much lies before the first turn, between two, and after the last (n + 1,).
        facts: the error model.
    """
    whole = covered[:-1]
    if not whole:
        return None
    usual = float(np.median(whole))
    if usual <= 0.0 or max(whole) > LONGEST_LAP * usual:
        return None
    part = min(covered[-1] / usual, 1.0)
    metres = course_m * (len(turns) + part)
    fixed = np.hypot(facts.turn_m * np.sqrt(len(turns)), facts.part_share * course_m)
    return Way(metres, float(np.hypot(facts.course_share * metres, fixed)), LAPS)


def _laps(capture: Capture, walked: "Walked", facts: DistanceFacts) -> Way | None:
    if capture.course_length_m is None:
        return None
    start, end = walked.span
    turns = [turn for turn in walked.turns if start < turn[0] and turn[1] < end]
    edges = [start, *((begins + ends) / 2.0 for begins, ends in turns), end]
    covered = [_covered(walked.pace, walked.walks, span) for span in pairwise(edges)]
    return laps_way(capture.course_length_m, turns, covered, facts)


def _stride_share(analysis: Analysis, capture: Capture, facts: DistanceFacts) -> float:
    """Return the share by which lengths of strides may be off for this person."""
    if capture.length_scale is not None and capture.length_scale_sd is not None:
        return capture.length_scale_sd / capture.length_scale
    strides = [stride for stride in analysis.strides if stride.length_m is not None]
    length_m = max(float(np.mean([stride.length_m for stride in strides])), 1e-3)
    speed_mps = float(np.mean([stride.speed_mps for stride in strides]))
    return facts.stride.of_length(length_m, speed_mps) / length_m


@dataclass(frozen=True, slots=True)
class Walked:
    """A test as it was walked: its span, walks and turns back in it, and its pace if known."""

    span: Span
    walks: list[Span]
    turns: list[Span]
    pace: Pace | None


def ways(analysis: Analysis, capture: Capture, walked: Walked, facts: DistanceFacts) -> list[Way]:
    """Return every way in which the distance is known, the surest first."""
    found = [said_way(capture, facts), _laps(capture, walked, facts)]
    if walked.pace is not None:
        metres = walked.pace.distance(walked.span)
        share = _stride_share(analysis, capture, facts)
        found.append(Way(metres, share * metres, STRIDES))
    return sorted((way for way in found if way is not None), key=lambda way: way.sd_m)
