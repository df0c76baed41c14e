"""The numbers of a chair stand test, each with its interval."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.chair.facts import ChairFacts
from surefoot.measures.chair.rises import Rise
from surefoot.measures.intervals import Estimate, around, sampling_error, student_95
from surefoot.model.codes import AbsenceReason

Floats = NDArray[np.float64]

# The median of few values varies by about this much more than their mean (normal values).
MEDIAN_PER_MEAN = 1.2533


@dataclass(frozen=True, slots=True)
class Stands:
    """The rises of one test in order of time, at least one, and when the recording ends."""

    rises: tuple[Rise, ...]
    end_s: float

    @property
    def times(self) -> Floats:
        """Seconds of each rise, (n,)."""
        return np.array([rise.duration_s for rise in self.rises])


def first_stands(stands: Stands, many: int) -> Stands:
    """Return the first rises only: a sixth is not part of the test of five."""
    return Stands(stands.rises[:many], stands.end_s)


def stands_within(stands: Stands, seconds: float) -> Stands:
    """Return rises more than half done within a time from the first rise on (Rikli and Jones)."""
    until = stands.rises[0].start_s + seconds
    kept = tuple(r for r in stands.rises if (r.start_s + r.end_s) / 2.0 <= until)
    return Stands(kept, stands.end_s)


def chair_stand_time(stands: Stands, facts: ChairFacts) -> Estimate | AbsenceReason:
    """Return seconds from the start of the first rise to standing after the fifth.

    As in the short physical performance battery (Guralnik et al. 1994, J Gerontol 49:M85); timing
    until seated again is longer by one sitting down.
    """
    if len(stands.rises) < facts.stands_in_test:
        return AbsenceReason.TOO_FEW_RISES
    lasts = stands.rises[-1].end_s - stands.rises[0].start_s
    slow = facts.rise_error_share * float(stands.times.mean())
    return around(lasts, 0.0, max(facts.time_error_s, slow))


def rise_count(stands: Stands, facts: ChairFacts) -> Estimate:
    """Return how many rises there were."""
    return around(float(len(stands.rises)), 0.0, facts.count_error)


def rise_time(stands: Stands, facts: ChairFacts) -> Estimate:
    """Return the median time of a rise in seconds."""
    times = stands.times
    middle = float(np.median(times))
    spread = student_95(len(times) - 1) * MEDIAN_PER_MEAN * sampling_error(times)
    return around(middle, spread, max(facts.rise_error_s, facts.rise_error_share * middle))


def rise_slowing(stands: Stands, facts: ChairFacts) -> Estimate | AbsenceReason:
    """Return by how many percent the last rise is slower than the first, along a straight line.

    The line through all rises uses each of them; its slope's interval (Student's t) holds the
    scatter of rises and of the method alike. A constant error of the method cancels.
    """
    times = stands.times
    n = len(times)
    if n < facts.min_rises_for_slowing:
        return AbsenceReason.TOO_FEW_RISES
    place = np.arange(n) - (n - 1) / 2.0
    spread = float(place @ place)
    slope, mean = float(place @ times) / spread, float(times.mean())
    left = times - mean - slope * place
    error = float(np.sqrt((left @ left) / (n - 2) / spread))
    first = max(mean - slope * (n - 1) / 2.0, 0.1 * mean)
    percent = 100.0 * (n - 1) / first
    half = student_95(n - 2) * error * percent
    return around(slope * percent, half, 0.0, floor=-100.0)
