"""In which order to sum over the causes of a noisy-OR network, so that few effects stay open.

An effect is open from its first cause in the order to its last. While it is open, the sum keeps
two numbers for it: not explained yet, and explained. So the work doubles with every effect open
at the same time, and a good order closes effects early (as in eliminating variables; Dechter
1999). Finding the best order is hard; a few greedy ones are tried.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Steps = NDArray[np.int64]

#: Kinds of steps: open an effect, close it, and sum over a cause with its links.
OPEN, CLOSE, CAUSE, LINK = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Sequence:
    """Steps to take, shape (k, 4): kind, effect or cause, slot, number of slots in use.

    ``work`` is about how many additions they take, forwards and backwards.
    """

    steps: Steps
    work: float


_Left = dict[int, set[int]]
_Rule = Callable[[_Left, set[int], int], tuple[float, ...]]


def cheapest_sequence(links: NDArray[np.bool_]) -> Sequence:
    """Return the cheapest of some greedy sequences.

    Args:
        links: shape (f, n), which causes may explain which effects.
    """
    found = [_sequence(links, order) for order in _orders(links)]
    return min(found, key=lambda sequence: sequence.work)


def _orders(links: NDArray[np.bool_]) -> Iterator[list[int]]:
    effects_of = {c: set(np.flatnonzero(links[:, c]).tolist()) for c in range(links.shape[1])}
    linked = {cause: effects for cause, effects in effects_of.items() if effects}
    for rule in (_fewest_opened, _most_closed_share):
        yield _greedy(linked, rule)
        yield _greedy(linked, rule)[::-1]


def _fewest_opened(left: _Left, open_: set[int], cause: int) -> tuple[float, ...]:
    """Rank a cause by how many more effects would stay open after it."""
    opened = left[cause] - open_
    return (len(opened) - _closed(left, cause), len(opened), cause)


def _most_closed_share(left: _Left, open_: set[int], cause: int) -> tuple[float, ...]:
    """Rank a cause by how rare its effects are among the causes left, then by what it opens."""
    waiting = [sum(effect in others for others in left.values()) for effect in left[cause]]
    return (min(waiting), len(left[cause] - open_), cause)


def _closed(left: _Left, cause: int) -> int:
    others = set().union(*(effects for c, effects in left.items() if c != cause))
    return len(left[cause] - others)


def _greedy(linked: _Left, rule: _Rule) -> list[int]:
    left, open_, order = dict(linked), set[int](), list[int]()
    while left:
        chosen = min(left, key=lambda cause: rule(left, open_, cause))
        open_ |= left.pop(chosen)
        order.append(chosen)
    return order


def _sequence(links: NDArray[np.bool_], order: list[int]) -> Sequence:
    """Return the steps of an order; an effect takes the lowest free slot while it is open."""
    last = {e: c for c in order for e in np.flatnonzero(links[:, c]).tolist()}
    slots: dict[int, int] = {}
    steps: list[tuple[int, int, int, int]] = []
    for cause in order:
        effects = np.flatnonzero(links[:, cause]).tolist()
        for effect in effects:
            if effect not in slots:
                slots[effect] = _lowest_free(slots)
                steps.append((OPEN, effect, slots[effect], _used(slots)))
        steps.append((CAUSE, cause, len(effects), _used(slots)))
        steps.extend((LINK, effect, slots[effect], _used(slots)) for effect in effects)
        for effect in effects:
            if last[effect] == cause:
                steps.append((CLOSE, effect, slots.pop(effect), _used(slots)))
    return Sequence(np.array(steps, dtype=np.int64).reshape(-1, 4), _work(steps))


def _lowest_free(slots: dict[int, int]) -> int:
    taken = set(slots.values())
    return next(slot for slot in range(len(taken) + 1) if slot not in taken)


def _used(slots: dict[int, int]) -> int:
    return max(slots.values(), default=-1) + 1


def _work(steps: list[tuple[int, int, int, int]]) -> float:
    return float(sum(3.0 * 2.0 ** step[3] for step in steps))
