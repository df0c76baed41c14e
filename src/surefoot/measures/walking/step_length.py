"""Step length from the rise and fall of the trunk: an inverted pendulum.

Zijlstra & Hof 2003 (Gait Posture 18:1), with the filters of Soltani et al. 2021 (IEEE TNSRE
29:1955) as Mobilise-D recommends for people with MS; its scale for people with MS is a fact.

The pendulum swings straight on. In a turn the trunk still rises and falls but hardly gets ahead,
so there the speed along a curve is asked as well: acceleration towards the inside is speed times
turning rate. Both are weighted by how sure they are: the faster the turn, the surer the curve.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.measures.walking.feet import Sways, forward_direction
from surefoot.signals.filters import high_pass, integrate, smooth

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


@dataclass(frozen=True, slots=True)
class Swings:
    """What step lengths are told from in a stretch of samples, filtered once for every walk in it.

    ``height`` (n,) of the trunk in metres; running sums of the turning rate ``turned`` (n + 1,)
    and of acceleration at right angles to up and to each axis of the sensor, ``aside`` (n + 1, 3),
    both smoothed: None without a gyroscope.
    """

    sways: Sways
    height: Floats
    turned: Floats | None
    aside: Floats | None


def swings_of(sways: Sways) -> Swings:
    """Return what step lengths are told from."""
    motion = sways.motion
    height = trunk_height(motion)
    if motion.yaw is None:
        return Swings(sways, height, None, None)
    # Along the left of any forward f: level . (up x f) = (level x up) . f.
    table = np.column_stack([motion.yaw, np.cross(motion.level, motion.up)])
    table = smooth(table, motion.rate_hz, CURVE_SMOOTH_S)
    sums = np.zeros((len(table) + 1, 4))
    np.cumsum(table, axis=0, out=sums[1:])
    return Swings(sways, height, sums[:, 0], sums[:, 1:])


def _edges(motion: Motion, times: Floats, last: int) -> NDArray[np.int64]:
    places = np.rint((times - motion.start_s) * motion.rate_hz)
    return np.clip(places, 0, last).astype(np.int64)


def pendulum_lengths(swings: Swings, times: Floats, sensor_height_m: float, scale: float) -> Floats:
    """Return the length of each step between consecutive contacts, in metres, shape (k - 1,).

    Args:
        swings: of the stretch that holds the contacts.
        times: contact times (k,) of one bout.
        sensor_height_m: height of the sensor over the ground.
        scale: factor of the pendulum model for the population.
    """
    height = swings.height
    edges = _edges(swings.sways.motion, times, len(height) - 1)
    part = height[edges[0] : edges[-1] + 1]
    starts = edges[:-1] - edges[0]
    # Each step holds the sample of its own end as well, which is where the next one starts.
    ends = height[edges[1:]]
    most = np.maximum(np.maximum.reduceat(part, starts), ends)
    least = np.minimum(np.minimum.reduceat(part, starts), ends)
    rise = np.minimum(most - least, sensor_height_m)
    return np.asarray(scale * 2.0 * np.sqrt(2.0 * sensor_height_m * rise - rise**2))


def step_lengths(swings: Swings, times: Floats, sensor_height_m: float, scale: float) -> Floats:
    """Return the length of each step between consecutive contacts, in metres, shape (k - 1,).

    As ``pendulum_lengths``, but shorter in turns where there is a gyroscope.
    """
    straight = pendulum_lengths(swings, times, sensor_height_m, scale)
    if swings.turned is None or swings.aside is None:
        return straight
    step_s = np.diff(times)
    forward = forward_direction(swings.sways, times, float(np.median(step_s)))
    edges = _edges(swings.sways.motion, times, len(swings.height))
    count = np.maximum(np.diff(edges), 1)
    turning = np.diff(swings.turned[edges]) / count
    inward = np.diff(swings.aside[edges] @ forward) / count
    speed = straight / step_s
    weighted = (speed * EVEN_TURNING**2 + inward * turning) / (EVEN_TURNING**2 + turning**2)
    return np.asarray(np.clip(weighted, 0.0, speed) * step_s, dtype=np.float64)
