"""Which foot each contact belongs to.

Three signs, each with its own vote. The pelvis turns with the swinging leg, so the turning rate
about the vertical rises through a left contact (McCamley et al. 2012, Gait Posture 36:316). The
side of the swinging leg drops after a contact, so the pelvis then rolls to the right (Ullrich et
al. 2022, EMBC, learn from both turning rates). The trunk is pushed towards the leg that is about
to take the weight (Zijlstra & Hof 2003, Gait Posture 18:1). Votes of a bout are joined by the most
likely sequence in which feet nearly always alternate (Viterbi).

Roll and push need to know forward. The trunk speeds up before a contact and is braked after it,
whichever foot it is; the difference, summed over a bout, points forward in the sensor's own axes.
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.walking.motion import Motion
from surefoot.model.codes import Foot
from surefoot.signals.filters import band_pass

Floats = NDArray[np.float64]

# Pelvis and trunk sway at stride rate; walking round a corner is slower than this.
SWAY_LOW_HZ, SWAY_HIGH_HZ = 0.4, 3.0
# Parts of a step, from the contact, over which each sign is averaged.
BRAKED, SPED_UP = (0.1, 0.4), (-0.4, -0.1)
YAW_AFTER, YAW_BEFORE = (0.0, 0.6), (-0.6, 0.0)
ROLL_AFTER = (-0.1, 0.4)
PUSH_BEFORE, PUSH_NEXT = (-0.6, -0.1), (0.4, 0.9)
# Usual size of each sign in healthy walkers: rad/s, rad/s, m/s2.
USUAL_YAW, USUAL_ROLL, USUAL_PUSH = 0.5, 0.2, 0.6
# Chance that a step was missed between two contacts of a bout.
SAME_FOOT_AGAIN = 0.02
# Spread of one vote around the bout's typical vote, in units of that typical vote.
VOTE_SPREAD = 1.5


class _Windows:
    """Means of a signal over the same part of the step around each contact of a bout."""

    def __init__(self, motion: Motion, times: Floats) -> None:
        self._rate_hz = motion.rate_hz
        self._centre = (times - motion.start_s) * motion.rate_hz
        self._step = float(np.median(np.diff(times))) * motion.rate_hz
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


def forward_direction(motion: Motion, times: Floats) -> Floats:
    """Return the unit vector that points forward in the sensor's axes over a bout, shape (3,)."""
    windows = _Windows(motion, times)
    level = windows.sway(motion.level)
    thrust = windows.means(level, SPED_UP) - windows.means(level, BRAKED)
    total = thrust.sum(axis=0)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-9), dtype=np.float64)


def votes(motion: Motion, times: Floats) -> Floats:
    """Return a vote for each contact, positive for the left foot, about 1 in size, shape (k,).

    Args:
        motion: the stretch that holds the contacts, with turning rates.
        times: contact times of one bout (k,), k >= 2.

    Raises:
        ValueError: the stretch has no turning rates.
    """
    if motion.yaw is None or motion.tilting is None:
        raise ValueError("feet cannot be told without a gyroscope")
    windows = _Windows(motion, times)
    forward = forward_direction(motion, times)
    up = motion.up[windows.first : windows.last].mean(axis=0)
    left = np.cross(up, forward)
    yaw, roll = windows.sway(motion.yaw), windows.sway(motion.tilting @ forward)
    push = windows.sway(motion.level @ left)
    by_yaw = windows.means(yaw, YAW_AFTER) - windows.means(yaw, YAW_BEFORE)
    by_roll = windows.means(roll, ROLL_AFTER)
    by_push = windows.means(push, PUSH_BEFORE) - windows.means(push, PUSH_NEXT)
    return (by_yaw / USUAL_YAW + by_roll / USUAL_ROLL + by_push / USUAL_PUSH) / 3.0


def _log_chances(vote: Floats) -> Floats:
    """Return the log likelihood of left and right for each vote, shape (k, 2)."""
    typical = max(float(np.median(np.abs(vote))), 1e-9)
    scaled = np.clip(vote / typical, -3.0, 3.0)
    left = -0.5 * ((scaled - 1.0) / VOTE_SPREAD) ** 2
    right = -0.5 * ((scaled + 1.0) / VOTE_SPREAD) ** 2
    return np.column_stack([left, right])


def _best_path(chances: Floats) -> NDArray[np.int64]:
    """Return the most likely sequence of 0 and 1 that nearly always alternates, shape (k,)."""
    move = np.log([[SAME_FOOT_AGAIN, 1 - SAME_FOOT_AGAIN], [1 - SAME_FOOT_AGAIN, SAME_FOOT_AGAIN]])
    best = chances[0]
    came_from = np.zeros(chances.shape, dtype=np.int64)
    for place in range(1, len(chances)):
        ways = best[:, None] + move
        came_from[place] = np.argmax(ways, axis=0)
        best = np.max(ways, axis=0) + chances[place]
    path = np.empty(len(chances), dtype=np.int64)
    path[-1] = int(np.argmax(best))
    for place in range(len(chances) - 1, 0, -1):
        path[place - 1] = came_from[place, path[place]]
    return path


def tell_feet(motion: Motion, times: Floats) -> tuple[list[Foot], float]:
    """Return the foot of each contact of a bout, and the share of votes that agree.

    Without a gyroscope every foot is unknown and the share is 0.
    """
    if motion.yaw is None or len(times) < 2:
        return [Foot.UNKNOWN] * len(times), 0.0
    vote = votes(motion, times)
    path = _best_path(_log_chances(vote))
    agree = float(np.mean((vote > 0) == (path == 0)))
    return [Foot.LEFT if side == 0 else Foot.RIGHT for side in path], agree
