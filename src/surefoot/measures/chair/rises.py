"""Rising and sitting down, found by how far the body moves up or down.

A rise lifts the trunk by about the difference between sitting and standing height of the hip, in
one go; a step lifts it by centimetres. As in Van Lummel et al. 2013 (Gait & Posture 38:720) and
Adamowicz et al. 2020 (Sensors 20:6618), vertical acceleration is integrated over movement that
begins and ends at rest.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.signals.filters import high_pass, integrate, low_pass
from surefoot.signals.peaks import true_runs

Floats = NDArray[np.float64]

GRAVITY = 9.80665
# Slower changes of a level reading are leaning, faster ones are movement.
LEAN_CUT_HZ = 0.5
# Velocity below the first is drift of integration; above the second it is steps.
DRIFT_CUT_HZ = 0.1
STEP_CUT_HZ = 1.5
# A chair lifts the hip by 0.3 to 0.45 m; integration from drift-free velocity keeps over half.
# Chosen on the simulator and a look at skdh_tests.
SMALLEST_M, LARGEST_M = 0.13, 1.0
# A rise of four seconds passes the first; without a gyroscope bending down passes it too, so more
# is asked.
SLOWEST_MPS, SLOWEST_UNTRACKED_MPS = 0.17, 0.2
# In a chair test every rise is meant, so slower ones count too.
SLOWEST_TEST_MPS = 0.1
SHORTEST_S, LONGEST_S = 0.4, 8.0
# A rise starts and ends at rest, so it is sped up about as much as it is slowed down. Where one is
# less than this share of the other, drift beside a sharper movement was taken for a rise.
LEAST_BALANCE = 0.4
# A pulse of velocity is timed where it passes this share of its peak.
EDGE_SHARE = 0.15


@dataclass(frozen=True, slots=True)
class Rise:
    """One transition, in seconds of the recording: up from a seat, or down onto it."""

    start_s: float
    end_s: float
    is_rise: bool

    def later(self, by_s: float) -> "Rise":
        """Return the same transition so many seconds later."""
        return replace(self, start_s=self.start_s + by_s, end_s=self.end_s + by_s)

    @property
    def duration_s(self) -> float:
        """How long it took."""
        return self.end_s - self.start_s


def heave(motion: Motion) -> Floats:
    """Return acceleration up (n,), m/s2, that a leaning trunk does not spoil.

    A gyroscope follows leaning, so the vertical is taken as it is. Without one, the length of the
    acceleration is: it does not depend on the tilt; what movement along the floor adds to the
    length is taken off.
    """
    if motion.yaw is not None:
        return motion.vertical
    level = np.einsum("ij,ij->i", motion.level, motion.level)
    length = np.sqrt((motion.vertical + GRAVITY) ** 2 + level)
    fast = high_pass(motion.level, motion.rate_hz, LEAN_CUT_HZ)
    sideways = np.einsum("ij,ij->i", fast, fast) / (2.0 * GRAVITY)
    return np.asarray(length - GRAVITY - sideways, dtype=np.float64)


def climb(motion: Motion) -> Floats:
    """Return the velocity upwards (n,), m/s, without drift and without the bounce of steps."""
    velocity = integrate(heave(motion), motion.rate_hz, 1, DRIFT_CUT_HZ, order=2)
    return low_pass(velocity, motion.rate_hz, STEP_CUT_HZ, order=2)


def _balance(speed: Floats, first: int, last: int) -> float:
    """Return the smaller over the larger of speeding up and slowing down, within a pulse's length.

    Args:
        speed: velocity upwards (n,).
        first: start of the pulse.
        last: end of the pulse.
    """
    top, wide = first + int(np.argmax(speed[first:last])), last - first
    faster = speed[top] - speed[max(0, top - wide) : top + 1].min()
    slower = speed[top] - speed[top : top + wide].min()
    return float(min(faster, slower) / max(faster, slower, 1e-9))


def pulses(
    speed: Floats, rate_hz: float, slowest_mps: float = SLOWEST_MPS
) -> list[tuple[int, int]]:
    """Return half-open ranges in which a body climbs far enough to leave a seat.

    Args:
        speed: velocity upwards (n,), m/s; turn its sign to find sitting down.
        rate_hz: sample rate.
        slowest_mps: the fastest moment of a rise is at least this fast.
    """
    found = []
    for start, stop in true_runs(speed > 0):
        peak = float(speed[start:stop].max())
        inside = np.flatnonzero(speed[start:stop] >= EDGE_SHARE * peak)
        first, last = start + int(inside[0]), start + int(inside[-1]) + 1
        far = float(speed[first:last].sum()) / rate_hz
        lasts = (last - first) / rate_hz
        fits = SMALLEST_M <= far <= LARGEST_M and SHORTEST_S <= lasts <= LONGEST_S
        if peak >= slowest_mps and fits and _balance(speed, first, last) >= LEAST_BALANCE:
            found.append((first, last))
    return found


def find_rises(motion: Motion, in_test: bool = False) -> tuple[Rise, ...]:
    """Return every rise and every sitting down in a stretch of samples, in order of time.

    Works on the trunk (lower back, belt, chest, bag); needs no gyroscope, but without one slow
    rises are missed and bending down may be taken for sitting down.

    Args:
        motion: an unbroken stretch of at least a few seconds.
        in_test: whether it is known that the person rises and sits down here, so that slow rises
            count too.
    """
    speed = climb(motion)
    slowest = SLOWEST_TEST_MPS if in_test else SLOWEST_MPS
    if motion.yaw is None:
        slowest = SLOWEST_UNTRACKED_MPS
    found = [
        Rise(motion.start_s + a / motion.rate_hz, motion.start_s + b / motion.rate_hz, way > 0)
        for way in (1.0, -1.0)
        for a, b in pulses(way * speed, motion.rate_hz, slowest)
    ]
    return tuple(sorted(found, key=lambda rise: rise.start_s))
