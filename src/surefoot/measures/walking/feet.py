"""Signs of which foot a contact belongs to.

Three signs, each with its own vote. The pelvis turns with the swinging leg, so the turning rate
about the vertical rises through a left contact (McCamley et al. 2012, Gait Posture 36:316). The
side of the swinging leg drops after a contact, so the pelvis then rolls to the right (Ullrich et
al. 2022, EMBC, learn from both turning rates). The trunk is pushed towards the leg that is about
to take the weight (Zijlstra & Hof 2003, Gait Posture 18:1).

Roll and push need to know forward. The trunk speeds up before a contact and is braked after it,
whichever foot it is; the difference, summed over a bout, points forward in the sensor's own axes.
"""

from dataclasses import dataclass

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
# Columns of the sways.
_LEVEL, _YAW, _TILTING = slice(0, 3), slice(3, 4), slice(4, 7)


@dataclass(frozen=True, slots=True)
class Sways:
    """What feet are told from in a stretch: its signals in the band of the sway, added up.

    ``sums`` (n + 1, 7) are running sums of acceleration at right angles to up (3), of the turning
    rate about the vertical, and of tilting (3); without a gyroscope of the first three only. So
    the mean over any part costs two rows.
    """

    motion: Motion
    sums: Floats


def sways_of(motion: Motion) -> Sways:
    """Return the sways of a stretch, filtered once for every walk in it."""
    signals = [motion.level]
    if motion.yaw is not None and motion.tilting is not None:
        signals += [motion.yaw[:, None], motion.tilting]
    table = band_pass(np.hstack(signals), motion.rate_hz, SWAY_LOW_HZ, SWAY_HIGH_HZ)
    sums = np.zeros((len(table) + 1, table.shape[1]))
    np.cumsum(table, axis=0, out=sums[1:])
    return Sways(motion, sums)


class _Windows:
    """Means of sways over the same part of the step around each contact of a bout."""

    def __init__(self, sways: Sways, times: Floats, step_s: float) -> None:
        motion = sways.motion
        self._sums = sways.sums
        self._centre = (times - motion.start_s) * motion.rate_hz
        self._step = step_s * motion.rate_hz
        n = len(motion.vertical)
        self.first = min(max(0, int(self._centre[0] - 3 * self._step)), n - 1)
        self.last = min(n, int(self._centre[-1] + 3 * self._step) + 1)

    def means(self, columns: slice, part: tuple[float, float]) -> Floats:
        """Return the mean of some sways in a part of the step about each contact, (k, c)."""
        start = np.rint(self._centre + part[0] * self._step)
        start = np.clip(start, self.first, self.last - 1).astype(np.int64)
        stop = np.rint(self._centre + part[1] * self._step).astype(np.int64)
        stop = np.clip(stop, start + 1, self.last)
        sums = self._sums[:, columns]
        count = (stop - start)[:, None]
        return np.asarray((sums[stop] - sums[start]) / count, dtype=np.float64)


def forward_direction(sways: Sways, times: Floats, step_s: float) -> Floats:
    """Return the unit vector that points forward in the sensor's axes over a bout, shape (3,)."""
    windows = _Windows(sways, times, step_s)
    thrust = windows.means(_LEVEL, SPED_UP) - windows.means(_LEVEL, BRAKED)
    total = thrust.sum(axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float64)


def votes(sways: Sways, times: Floats, step_s: float) -> Floats:
    """Return a vote for each contact, positive for the left foot, about 1 in size, shape (k,).

    Args:
        sways: of the stretch that holds the contacts, with turning rates.
        times: contact times of one bout (k,).
        step_s: the bout's middle step time.

    Raises:
        ValueError: the stretch has no turning rates.
    """
    motion = sways.motion
    if motion.yaw is None:
        raise ValueError("feet cannot be told without a gyroscope")
    windows = _Windows(sways, times, step_s)
    forward = forward_direction(sways, times, step_s)
    up = motion.up[windows.first : windows.last].mean(axis=0)
    left = np.cross(up, forward)
    yaw = windows.means(_YAW, YAW_AFTER) - windows.means(_YAW, YAW_BEFORE)
    by_roll = windows.means(_TILTING, ROLL_AFTER) @ forward
    by_push = (windows.means(_LEVEL, PUSH_BEFORE) - windows.means(_LEVEL, PUSH_NEXT)) @ left
    return (yaw[:, 0] / USUAL_YAW + by_roll / USUAL_ROLL + by_push / USUAL_PUSH) / 3.0
