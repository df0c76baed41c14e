"""Which of two tellings of the same stretch is taken: sharp pushes, or slow sway.

Slow steps show several pushes each, so pushes alone make two or three steps of one. Where sway
says that a step takes much longer than the pushes say, sway is right: it cannot ring.
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.walking.slow import SlowWalk
from surefoot.measures.walking.steps import Steps
from surefoot.model.codes import Foot

# Pushes agree with sway when their middle step is at least this part of the sway's (chosen: one
# push too many halves it).
AGREE = 0.8


def _step_s(times: NDArray[np.float64]) -> float:
    return float(np.median(np.diff(times)))


def _overlap(steps: Steps, walk: SlowWalk) -> bool:
    return bool(steps.time_s[0] < walk.time_s[-1] and steps.time_s[-1] > walk.time_s[0])


def _pick(steps: Steps, kept: NDArray[np.bool_]) -> Steps:
    feet = tuple(foot for foot, keep in zip(steps.feet, kept, strict=True) if keep)
    return Steps(steps.time_s[kept], feet, steps.agreement)


def _within(steps: Steps, walk: SlowWalk) -> Steps | None:
    """Return the steps that lie inside a slow walk, or None when there are hardly any."""
    inside = (steps.time_s >= walk.time_s[0]) & (steps.time_s <= walk.time_s[-1])
    return _pick(steps, inside) if np.count_nonzero(inside) >= 2 else None


def _contradicts(steps: Steps, walk: SlowWalk) -> bool:
    part = _within(steps, walk)
    return part is not None and _step_s(part.time_s) < AGREE * _step_s(walk.time_s)


def _outside(steps: Steps, walks: list[SlowWalk]) -> list[Steps]:
    """Return the parts of a bout before, between and after the slow walks."""
    part = np.zeros(len(steps.time_s), dtype=np.int64)
    covered = np.zeros(len(steps.time_s), dtype=np.bool_)
    for walk in walks:
        part += steps.time_s > walk.time_s[-1]
        covered |= (steps.time_s >= walk.time_s[0]) & (steps.time_s <= walk.time_s[-1])
    return [_pick(steps, (part == number) & ~covered) for number in np.unique(part)]


def choose_tellings(
    sharp: list[Steps], slow: list[SlowWalk], tell_feet: bool, fewest: int
) -> list[Steps]:
    """Return the steps of each bout, in order of time.

    Args:
        sharp: steps told by pushes.
        slow: walks told by sway in the same stretch.
        tell_feet: whether left and right may be told apart.
        fewest: steps of the shortest bout.
    """
    taken = [
        walk
        for walk in slow
        if not any(_overlap(steps, walk) for steps in sharp)
        or any(_contradicts(steps, walk) for steps in sharp)
    ]
    kept = [
        part for steps in sharp for part in _outside(steps, taken) if len(part.time_s) >= fewest
    ]
    told = [
        Steps(walk.time_s, walk.feet if tell_feet else (Foot.UNKNOWN,) * len(walk.feet), 1.0)
        for walk in taken
    ]
    return sorted([*kept, *told], key=lambda steps: float(steps.time_s[0]))
