"""Turns: where the body's turning rate stays on one side long enough to change direction.

El-Gohary et al. 2014 (Sensors 14:356): the smoothed turning rate about the vertical, its size and
the angle it adds up to.
"""

import numpy as np

from surefoot.measures.motion import Motion
from surefoot.signals.filters import low_pass
from surefoot.signals.peaks import true_runs

# El-Gohary 2014: smoothing of the turning rate, and how long a turn lasts.
SMOOTH_CUT_HZ = 1.5
SHORTEST_S, LONGEST_S = 0.5, 10.0


def find_turns(
    motion: Motion, smallest_deg: float, slowest_deg_s: float
) -> list[tuple[float, float]]:
    """Return start and end of each turn, in seconds; none without a gyroscope.

    Args:
        motion: a stretch of samples.
        smallest_deg: smallest change of direction that counts.
        slowest_deg_s: the turning rate stays above this.
    """
    if motion.yaw is None:
        return []
    rate = np.degrees(low_pass(motion.yaw, motion.rate_hz, SMOOTH_CUT_HZ))
    turns = []
    for side in (1.0, -1.0):
        for start, stop in true_runs(side * rate > slowest_deg_s):
            angle = abs(float(rate[start:stop].sum())) / motion.rate_hz
            lasts = (stop - start) / motion.rate_hz
            if angle >= smallest_deg and SHORTEST_S <= lasts <= LONGEST_S:
                first = motion.start_s + start / motion.rate_hz
                turns.append((first, first + lasts))
    return sorted(turns)
