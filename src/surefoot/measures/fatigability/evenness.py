"""Whether stride times get less even: their coefficient of variation, last part minus first.

Turns with two strides on either side are left out, and within each part a straight line is taken
away, so that walking slower and slower is no unevenness (Shema-Shiratzky et al. 2019 saw stride
time vary more towards the end of six minutes in people with MS).
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.fatigability.pace import Span, inside, middle, straight
from surefoot.measures.fatigability.slope import BESIDE_TURN
from surefoot.measures.intervals import MAD_TO_SD, NORMAL_95, Estimate, around
from surefoot.model.codes import AbsenceReason
from surefoot.model.segment import Stride

Floats = NDArray[np.float64]

# A stride time this many robust deviations off holds a missed or an extra contact (chosen).
OUTLIER = 4.0


def _residuals(strides: list[Stride]) -> tuple[Floats, float]:
    """Return stride times about their straight line, and their mean."""
    times = np.array([stride.end_s - stride.start_s for stride in strides])
    at = np.array([middle(stride) for stride in strides])
    off = np.abs(times - np.median(times))
    good = off <= OUTLIER * max(MAD_TO_SD * float(np.median(off)), 1e-3)
    times, at = times[good], at[good] - at[good].mean()
    slope = float(at @ times) / max(float(at @ at), 1e-9)
    return times - times.mean() - slope * at, float(times.mean())


def _variation(strides: list[Stride]) -> tuple[float, float]:
    """Return the coefficient of variation in percent, and its standard error.

    Strides of the two feet overlap by half, so only every other one is new.
    """
    left, mean = _residuals(strides)
    freedom = len(left) - 2
    cv = 100.0 * float(np.sqrt(left @ left / freedom)) / mean
    return cv, cv * float(np.sqrt(1.0 / freedom))


def stride_time_cv_change(
    strides: tuple[Stride, ...],
    turns: list[Span],
    parts: tuple[Span, Span],
    least: int,
    error_percent: float,
) -> Estimate | AbsenceReason:
    """Return how much the coefficient of variation grew from the first to the last part, in %.

    Args:
        strides: of the recording.
        turns: start and end of each turn.
        parts: first and last part of the test, in seconds.
        least: fewest straight strides in each part.
        error_percent: standard deviation of the method's own error.
    """
    walked = [inside(strides, part) for part in parts]
    if min(map(len, walked)) < least:
        return AbsenceReason.TOO_FEW_STRIDES
    used = [straight(part, turns, BESIDE_TURN) for part in walked]
    if min(map(len, used)) < least:
        return AbsenceReason.TURNED_TOO_OFTEN
    (first, first_error), (last, last_error) = (_variation(part) for part in used)
    half = NORMAL_95 * float(np.hypot(first_error, last_error))
    return around(last - first, half, error_percent, floor=-np.inf)
