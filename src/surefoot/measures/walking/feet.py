"""Signs of which foot a contact belongs to.

Three signs, each with its own vote. The pelvis turns with the swinging leg, so the turning rate
about the vertical rises through a left contact (McCamley et al. 2012, Gait Posture 36:316). The
side of the swinging leg drops after a contact, so the pelvis then rolls to the right (Ullrich et
al. 2022, EMBC, learn from both turning rates). The trunk is pushed towards the leg that is about
to take the weight (Zijlstra & Hof 2003, Gait Posture 18:1).

Roll and push need to know forward. The trunk speeds up before a contact and is braked after it,
whichever foot it is; the difference, summed over a bout, points forward in the sensor's own axes.
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.signals.filters import band_pass

Floats = NDArray[np.float64]

# "Chosen" below means: chosen on the recordings of voisard_ipol2023, whose feet are known, and on
# simulated walks, never taken from a paper; docs/validation.md says what each set is.
#
# Pelvis and trunk sway at stride rate; walking round a corner is slower than this (chosen).
SWAY_LOW_HZ, SWAY_HIGH_HZ = 0.4, 3.0
# Parts of a step, from the contact, over which each sign is averaged: where the papers above
# see it, with edges that were chosen.
BRAKED, SPED_UP = (0.1, 0.4), (-0.4, -0.1)
YAW_AFTER, YAW_BEFORE = (0.0, 0.6), (-0.6, 0.0)
ROLL_AFTER = (-0.1, 0.4)
PUSH_BEFORE, PUSH_NEXT = (-0.6, -0.1), (0.4, 0.9)
# Usual size of each sign in healthy walkers: rad/s, rad/s, m/s2. Round numbers (chosen) that
# bring the three signs to one scale.
USUAL_YAW, USUAL_ROLL, USUAL_PUSH = 0.5, 0.2, 0.6


class _Windows:
    """Means of a signal over the same part of the step around each contact of a bout."""

    def __init__(self, motion: Motion, times: Floats, step_s: float) -> None:
        self._rate_hz = motion.rate_hz
        self._centre = (times - motion.start_s) * motion.rate_hz
        self._step = step_s * motion.rate_hz
        self.first = max(0, int(self._centre[0] - 3 * self._step))
        self.last = min(len(motion.vertical), int(self._centre[-1] + 3 * self._step) + 1)

    def sway(self, signal: Floats) -> Floats:
        """Return the bout's part of a signal (n,) or (n, c), slow and quick changes taken away."""
        part = signal[self.first : self.last]
        return band_pass(part, self._rate_hz, SWAY_LOW_HZ, SWAY_HIGH_HZ)

    def means(self, sway: Floats, part: tuple[float, float]) -> Floats:
        """Return the mean of a sway in a part of the step about each contact, (k, ...)."""
        sums = np.concatenate([np.zeros((1, *sway.shape[1:])), np.cumsum(sway, axis=0)])
        place = self._centre - self.first
        start = np.clip(np.rint(place + part[0] * self._step), 0, len(sway) - 1).astype(np.int64)
        stop = np.rint(place + part[1] * self._step).astype(np.int64)
        stop = np.clip(stop, start + 1, len(sway))
        count = (stop - start).reshape((-1,) + (1,) * (sway.ndim - 1))
        return np.asarray((sums[stop] - sums[start]) / count, dtype=np.float64)


def forward_direction(motion: Motion, times: Floats, step_s: float) -> Floats:
    """Return the unit vector that points forward in the sensor's axes over a bout, shape (3,)."""
    windows = _Windows(motion, times, step_s)
    level = windows.sway(motion.level)
    thrust = windows.means(level, SPED_UP) - windows.means(level, BRAKED)
    total = thrust.sum(axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float64)


def votes(motion: Motion, times: Floats, step_s: float) -> Floats:
    """Return a vote for each contact, positive for the left foot, about 1 in size, shape (k,).

    Args:
        motion: the stretch that holds the contacts, with turning rates.
        times: contact times of one bout (k,).
        step_s: the bout's middle step time.

    Raises:
        ValueError: the stretch has no turning rates.
    """
    if motion.yaw is None or motion.tilting is None:
        raise ValueError("feet cannot be told without a gyroscope")
    windows = _Windows(motion, times, step_s)
    forward = forward_direction(motion, times, step_s)
    up = motion.up[windows.first : windows.last].mean(axis=0)
    left = np.cross(up, forward)
    yaw, roll = windows.sway(motion.yaw), windows.sway(motion.tilting @ forward)
    push = windows.sway(motion.level @ left)
    by_yaw = windows.means(yaw, YAW_AFTER) - windows.means(yaw, YAW_BEFORE)
    by_roll = windows.means(roll, ROLL_AFTER)
    by_push = windows.means(push, PUSH_BEFORE) - windows.means(push, PUSH_NEXT)
    return (by_yaw / USUAL_YAW + by_roll / USUAL_ROLL + by_push / USUAL_PUSH) / 3.0
