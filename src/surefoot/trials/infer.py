"""How a trial without a plan may have been drawn, as far as its days show it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.trials.schemes import Free, Pairs, Scheme, run_lengths

Flags = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Inferred:
    """How the days may have been drawn.

    ``assigned`` (t,) are all occasions, ``occasions`` (n,) which of them the rows are, and
    ``calendar`` (t,) the day of each occasion. ``pairs`` counts pairs with both sides seen, or how
    often on and off came.
    """

    scheme: Scheme
    assigned: Flags
    occasions: Places
    calendar: Places
    pairs: int
    in_pairs: bool


def infer(days: Places, on: Flags) -> Inferred:
    """Return how days (n,), rising from 0, that were on (n,) or off may have been drawn.

    Pairs of equal blocks where every day fits them; else freely, with as many days on.
    """
    length = int(days[-1]) + 1
    fitting = [_in_pairs(days, on, block) for block in range(1, max(length // 2, 1) + 1)]
    found = [one for one in fitting if one is not None]
    if found:
        return max(found, key=lambda one: one.pairs)
    runs = len(run_lengths(on))
    scheme = Free(len(on), int(on.sum()))
    return Inferred(scheme, on, np.arange(len(on)), days, runs // 2, in_pairs=False)


def _in_pairs(days: Places, on: Flags, block: int) -> Inferred | None:
    """Return the days as pairs of blocks of this length, or None where some do not fit."""
    pair, second = days // (2 * block), (days // block) % 2 == 1
    on_first = on ^ second
    pairs = int(pair[-1]) + 1
    firsts = np.zeros(pairs, dtype=np.bool_)
    firsts[pair] = on_first
    if not np.array_equal(firsts[pair], on_first):
        return None
    scheme = Pairs(pairs, block)
    row = np.repeat(np.column_stack([firsts, ~firsts]).ravel(), block)
    sides = {(int(p), bool(s)) for p, s in zip(pair, second, strict=True)}
    whole = sum((p, True) in sides and (p, False) in sides for p in range(pairs))
    return Inferred(scheme, row, days, np.arange(len(row)), whole, in_pairs=True)
