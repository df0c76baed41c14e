"""Step length from the rise and fall of the trunk: an inverted pendulum.

Zijlstra & Hof 2003 (Gait Posture 18:1), with the filters of Soltani et al. 2021 (IEEE TNSRE
29:1955) as Mobilise-D recommends for people with MS; its scale for people with MS is a fact.

The pendulum swings straight on. In a turn the trunk still rises and falls but hardly gets ahead,
so there the speed along a curve is asked as well: acceleration towards the inside is speed times
turning rate. Both are weighted by how sure they are: the faster the turn, the surer the curve.
"""

import itertools

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.measures.walking.feet import forward_direction
from surefoot.signals.filters import high_pass, integrate, smooth
from surefoot.signals.orientation import along

Floats = NDArray[np.float64]

# Soltani 2021: vertical speed is high-passed here before it is integrated to height.
SPEED_CUT_HZ = 1.0
DRIFT_CUT_HZ = 0.1
# Sway of the pelvis is smoothed away before a curve is looked at.
CURVE_SMOOTH_S = 0.3
# An error of the vertical by 2 degrees feigns 0.3 m/s2 to the side; the pendulum's speed in a turn
# may be off by 0.3 m/s. At this turning rate, rad/s, the two errors are alike.
EVEN_TURNING = 1.0


def trunk_height(motion: Motion) -> Floats:
    """Return the height of the trunk around its mean, in metres, shape (n,)."""
    speed = integrate(motion.vertical, motion.rate_hz, 1, DRIFT_CUT_HZ)
    speed = high_pass(speed, motion.rate_hz, SPEED_CUT_HZ, order=4)
    return integrate(speed, motion.rate_hz, 1, DRIFT_CUT_HZ)


def pendulum_lengths(motion: Motion, times: Floats, sensor_height_m: float, scale: float) -> Floats:
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


def _per_step(signal: Floats, motion: Motion, times: Floats) -> Floats:
    """Return the mean of a signal in each step, shape (k - 1,)."""
    sums = np.concatenate([[0.0], np.cumsum(signal)])
    places = np.clip(np.rint((times - motion.start_s) * motion.rate_hz), 0, len(signal))
    edges = places.astype(np.int64)
    return np.asarray(np.diff(sums[edges]) / np.maximum(np.diff(edges), 1), dtype=np.float64)


def step_lengths(motion: Motion, times: Floats, sensor_height_m: float, scale: float) -> Floats:
    """Return the length of each step between consecutive contacts, in metres, shape (k - 1,).

    As ``pendulum_lengths``, but shorter in turns where there is a gyroscope.
    """
    straight = pendulum_lengths(motion, times, sensor_height_m, scale)
    if motion.yaw is None:
        return straight
    step_s = np.diff(times)
    forward = forward_direction(motion, times, float(np.median(step_s)))
    to_left = np.cross(motion.up, forward)
    turning = _per_step(smooth(motion.yaw, motion.rate_hz, CURVE_SMOOTH_S), motion, times)
    inward = along(motion.level, to_left)
    inward = _per_step(smooth(inward, motion.rate_hz, CURVE_SMOOTH_S), motion, times)
    speed = straight / step_s
    weighted = (speed * EVEN_TURNING**2 + inward * turning) / (EVEN_TURNING**2 + turning**2)
    return np.asarray(np.clip(weighted, 0.0, speed) * step_s, dtype=np.float64)
