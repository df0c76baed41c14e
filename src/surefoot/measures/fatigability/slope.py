"""The slope of speed along a walk, turns left out.

S = 100 x 300 s x b / v(1 min), with b the least-squares slope of stride speed from the first half
minute on: percent of the speed at one minute that is lost or won in five minutes. Neighbouring
strides are alike (AR(1) of what the line leaves), which widens the interval.
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.fatigability.pace import Span, inside, middle, straight
from surefoot.measures.intervals import Estimate, around, student_95
from surefoot.model.codes import AbsenceReason
from surefoot.model.segment import Stride

Floats = NDArray[np.float64]

# Everybody starts up; the line begins here and is read at one minute (chosen: the first half
# minute is the first part of a two-minute walk).
FROM_S, AT_S = 30.0, 60.0
FIVE_MINUTES_S = 300.0
# Strides beside a turn that are no steady walking (chosen).
BESIDE_TURN = 2
# Neighbours are at most so much alike, so that an interval stays finite (chosen).
MOST_ALIKE = 0.9


def _alike(left: Floats) -> float:
    power = float(left @ left)
    if power <= 0.0:
        return 0.0
    return float(np.clip(left[1:] @ left[:-1] / power, 0.0, MOST_ALIKE))


def _line(times: Floats, values: Floats) -> tuple[float, float, float]:
    """Return level in the middle, slope, and the half width of the slope's 95 % interval."""
    centred = times - times.mean()
    spread = float(centred @ centred)
    slope = float(centred @ values) / spread
    left = values - values.mean() - slope * centred
    alike = _alike(left)
    fewer = (1.0 - alike) / (1.0 + alike)
    freedom = max(len(values) * fewer - 2.0, 1.0)
    error = float(np.sqrt(left @ left / (len(values) - 2) / spread / fewer))
    return float(values.mean()), slope, student_95(freedom) * error


def speed_slope(
    strides: tuple[Stride, ...],
    turns: list[Span],
    span: Span,
    least: int,
    error_percent: float,
) -> Estimate | AbsenceReason:
    """Return the change of speed in percent of the speed at one minute, per five minutes.

    Args:
        strides: of the recording, with speeds.
        turns: start and end of each turn.
        span: the test, in seconds of the recording.
        least: fewest straight strides.
        error_percent: standard deviation of the method's own error.
    """
    later = inside(strides, (span[0] + FROM_S, span[1]))
    if len(later) < least:
        return AbsenceReason.TOO_FEW_STRIDES
    used = straight(later, turns, BESIDE_TURN)
    if len(used) < least:
        return AbsenceReason.TURNED_TOO_OFTEN
    times = np.array([middle(stride) for stride in used]) - span[0]
    speeds = np.array([stride.speed_mps for stride in used], dtype=np.float64)
    level, slope, half = _line(times, speeds)
    at_one_minute = max(level + slope * (AT_S - float(times.mean())), 1e-3)
    scale = 100.0 * FIVE_MINUTES_S / at_one_minute
    return around(scale * slope, scale * half, error_percent, floor=-np.inf)
