"""Which candidate contacts of a bout are steps, and of which foot.

A wavelet as wide as a step also rings between slow steps. True contacts alternate between the
feet; a ring between two of them has no foot of its own. So the most rewarding sequence is taken
in which feet alternate, each contact counting by its strength and by how well the signs of its
foot fit (dynamic programming, as beats are tracked in music: Ellis 2007, J New Music Res 36:51).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.walking.contacts import Contacts
from surefoot.measures.walking.feet import Sways, votes
from surefoot.model.codes import Foot

Floats = NDArray[np.float64]

# A contact counts by its strength, at most like the bout's middle one, less this.
STRENGTH_ENTRY = 0.1
# What a fitting foot counts, and the most one vote may say against the bout's typical vote.
FOOT_WEIGHT, LARGEST_VOTE = 0.5, 1.5
# Price of the same foot twice running: a step in between was missed.
SAME_FOOT_PRICE = 0.5
# How many candidates back the previous step may lie, and how close two steps may be.
LOOK_BACK, SHORTEST_STEP_S = 6, 0.25
PASSES = 2


@dataclass(frozen=True, slots=True)
class Steps:
    """Contact times (k,), the foot of each, and the share of votes that agree with it."""

    time_s: Floats
    feet: tuple[Foot, ...]
    agreement: float


def _rewards(contacts: Contacts, vote: Floats) -> Floats:
    """Return what choosing each contact as left or right counts, shape (k, 2)."""
    usual = float(np.median(contacts.strength))
    weight = np.minimum(contacts.strength / usual, 1.0) - STRENGTH_ENTRY
    strong = np.abs(vote[contacts.strength >= usual])
    typical = max(float(np.median(strong)), 1e-9)
    sign = FOOT_WEIGHT * np.clip(vote / typical, -LARGEST_VOTE, LARGEST_VOTE)
    return np.column_stack([weight + sign, weight - sign])


def _best_before(
    times: Floats, best: Floats, place: int, foot: int
) -> tuple[float, tuple[int, int]]:
    """Return the best reward of a sequence that this contact may follow, and its end."""
    reward, end = 0.0, (-1, 0)
    for back in range(max(0, place - LOOK_BACK), place):
        if times[place] - times[back] < SHORTEST_STEP_S:
            continue
        for other in (0, 1):
            value = best[back, other] - (SAME_FOOT_PRICE if other == foot else 0.0)
            if value > reward:
                reward, end = float(value), (back, other)
    return reward, end


def _best_sequence(times: Floats, rewards: Floats) -> list[tuple[int, int]]:
    """Return places and feet (0 left, 1 right) of the most rewarding sequence."""
    best = np.zeros(rewards.shape)
    came_from: dict[tuple[int, int], tuple[int, int]] = {}
    for place in range(len(times)):
        for foot in (0, 1):
            before, end = _best_before(times, best, place, foot)
            best[place, foot] = before + rewards[place, foot]
            came_from[place, foot] = end
    path = [divmod(int(np.argmax(best)), 2)]
    while came_from[path[-1]][0] >= 0:
        path.append(came_from[path[-1]])
    return path[::-1]


def choose_steps(sways: Sways, contacts: Contacts) -> Steps:
    """Return the steps among a bout's candidate contacts, with their feet.

    Args:
        sways: of the stretch that holds them, with turning rates.
        contacts: candidates of one bout, at least two.

    Raises:
        ValueError: the stretch has no turning rates.
    """
    step_s = float(np.median(np.diff(contacts.time_s)))
    path: list[tuple[int, int]] = []
    for _ in range(PASSES):
        vote = votes(sways, contacts.time_s, step_s)
        path = _best_sequence(contacts.time_s, _rewards(contacts, vote))
        chosen = contacts.time_s[[place for place, _ in path]]
        step_s = float(np.median(np.diff(chosen))) if len(chosen) > 1 else step_s
    feet = tuple(Foot.LEFT if foot == 0 else Foot.RIGHT for _, foot in path)
    agree = [(vote[place] > 0) == (foot == 0) for place, foot in path]
    return Steps(chosen, feet, float(np.mean(agree)))
