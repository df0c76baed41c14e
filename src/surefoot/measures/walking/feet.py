"""Which foot each contact belongs to.

The pelvis turns with the swinging leg, so the turning rate about the vertical changes sign at
each contact (McCamley et al. 2012, Gait Posture 36:316; Ullrich et al. 2022 learn the same
signal). Here the change from before to after a contact votes for a foot, and the votes of a bout
are joined by the most likely sequence in which feet nearly always alternate (Viterbi).
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.walking.motion import Motion
from surefoot.model.codes import Foot
from surefoot.signals.filters import high_pass, low_pass

Floats = NDArray[np.float64]

# The turning of the pelvis lies at stride rate; walking round a corner is slower than this.
TURN_CUT_HZ, SWING_CUT_HZ = 0.4, 3.0
# Votes are averaged over this part of a step on both sides of the contact.
SIDE_PART = 0.6
# Chance that a step was missed between two contacts of a bout.
SAME_FOOT_AGAIN = 0.02
# Spread of one vote around the bout's typical vote, in units of that typical vote.
VOTE_SPREAD = 1.5


def votes(motion: Motion, times: Floats) -> Floats:
    """Return a vote for each contact, positive for the left foot, in rad/s, shape (k,).

    Args:
        motion: the stretch that holds the contacts, with yaw.
        times: contact times of one bout (k,), k >= 2.

    Raises:
        ValueError: the stretch has no yaw.
    """
    if motion.yaw is None:
        raise ValueError("feet cannot be told without a gyroscope")
    swing = high_pass(motion.yaw, motion.rate_hz, TURN_CUT_HZ)
    swing = low_pass(swing, motion.rate_hz, SWING_CUT_HZ)
    sums = np.concatenate([[0.0], np.cumsum(swing)])
    step = float(np.median(np.diff(times))) * motion.rate_hz
    width = max(1, round(SIDE_PART * step))
    last = len(swing)
    places = np.clip(np.rint((times - motion.start_s) * motion.rate_hz), 0, last).astype(np.int64)
    after, before = np.minimum(places + width, last), np.maximum(places - width, 0)
    mean_after = (sums[after] - sums[places]) / np.maximum(after - places, 1)
    mean_before = (sums[places] - sums[before]) / np.maximum(places - before, 1)
    return np.asarray(mean_after - mean_before, dtype=np.float64)


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
