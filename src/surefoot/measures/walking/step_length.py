"""Step length from the rise and fall of the trunk: an inverted pendulum.

Zijlstra & Hof 2003 (Gait Posture 18:1), with the filters of Soltani et al. 2021 (IEEE TNSRE
29:1955) as Mobilise-D recommends for people with MS; its scale for people with MS is a fact.
"""

import itertools

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.walking.motion import Motion
from surefoot.signals.filters import high_pass, integrate

Floats = NDArray[np.float64]

# Soltani 2021: vertical speed is high-passed here before it is integrated to height.
SPEED_CUT_HZ = 1.0
DRIFT_CUT_HZ = 0.1


def trunk_height(motion: Motion) -> Floats:
    """Return the height of the trunk around its mean, in metres, shape (n,)."""
    speed = integrate(motion.vertical, motion.rate_hz, 1, DRIFT_CUT_HZ)
    speed = high_pass(speed, motion.rate_hz, SPEED_CUT_HZ, order=4)
    return integrate(speed, motion.rate_hz, 1, DRIFT_CUT_HZ)


def step_lengths(motion: Motion, times: Floats, sensor_height_m: float, scale: float) -> Floats:
    """Return the length of each step between consecutive contacts, in metres, shape (k - 1,).

    Args:
        motion: the stretch that holds the contacts.
        times: contact times (k,) of one bout.
        sensor_height_m: height of the sensor over the ground.
        scale: factor of the pendulum model for the population.
    """
    height = trunk_height(motion)
    places = np.clip(np.rint((times - motion.start_s) * motion.rate_hz), 0, len(height) - 1)
    edges = places.astype(np.int64)
    pairs = itertools.pairwise(edges)
    rise = np.array([np.ptp(height[a : b + 1]) for a, b in pairs])
    rise = np.minimum(rise, sensor_height_m)
    return np.asarray(scale * 2.0 * np.sqrt(2.0 * sensor_height_m * rise - rise**2))
