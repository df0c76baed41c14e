"""Randomisation test: how unusual is the result among all the ways the trial could have been drawn?

Valid whatever the correlation from day to day, because only the draw is taken as random (Edgington
& Onghena, Randomization Tests, 4th ed. 2007). Few assignments are all tried, many are sampled with
the observed one counted in (Phipson & Smyth 2010).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from surefoot.trials.schemes import Scheme

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: From values (n,) and assignments (m, n) to one number per assignment, (m,).
Statistic = Callable[[Floats, Flags], Floats]

#: Up to this many assignments every one is tried; beyond, this many are drawn.
EXACT_UP_TO = 1 << 16
DRAWS = 9_999
_BLOCK = 4_096
_TIE = 1e-9


class Side(StrEnum):
    """Which results count as at least as extreme."""

    GREATER = "greater"
    LESS = "less"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Randomised:
    """``hits`` of ``of`` assignments are at least as extreme as the ``observed`` result."""

    observed: float
    hits: int
    of: int
    exact: bool

    @property
    def p(self) -> float:
        """Probability of a result at least this extreme when nothing helps."""
        return self.hits / self.of


def mean_difference(values: Floats, assigned: Flags) -> Floats:
    """Return mean on minus mean off per assignment, 0 where one of the two was never observed."""
    on = assigned.astype(np.float64)
    n_on = on.sum(axis=1)
    n_off = assigned.shape[1] - n_on
    sums = on @ values
    difference = sums / np.maximum(n_on, 1) - (values.sum() - sums) / np.maximum(n_off, 1)
    return np.asarray(np.where((n_on > 0) & (n_off > 0), difference, 0.0))


def _phase_means_of(values: Floats, row: Flags) -> float:
    phases = np.split(np.arange(len(row)), np.flatnonzero(np.diff(row)) + 1)
    on = [values[phase].mean() for phase in phases if row[phase[0]]]
    off = [values[phase].mean() for phase in phases if not row[phase[0]]]
    return float(np.mean(on) - np.mean(off)) if on and off else 0.0


def phase_mean_difference(values: Floats, assigned: Flags) -> Floats:
    """Return the mean of phase means, on minus off (PA - PB of Onghena 1992 turned round)."""
    return np.array([_phase_means_of(values, row) for row in assigned])


def trend_adjusted(days: Floats) -> Statistic:
    """Return a statistic that sets a straight trend over ``days`` (n,) aside first.

    It is the on-off contrast after regression on the days, scaled by the contrast's own length.
    """
    basis, _ = np.linalg.qr(np.column_stack([np.ones(len(days)), days]))

    def statistic(values: Floats, assigned: Flags) -> Floats:
        rest = values - basis @ (basis.T @ values)
        on = assigned.astype(np.float64)
        # The rest is square to the basis, so the contrast itself need not be cleared of it.
        sums = on @ np.column_stack([rest, basis])
        length = np.sqrt(np.maximum(on.sum(axis=1) - (sums[:, 1:] ** 2).sum(axis=1), 0.0))
        return np.asarray(sums[:, 0] / np.maximum(length, 1e-12))

    return statistic


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, and which results count as extreme."""

    statistic: Statistic = mean_difference
    side: Side = Side.BOTH


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Values (k,) and the occasions (k,) on which they were seen; days without a value are absent.

    An occasion is a place in the assignment.
    """

    values: Floats
    occasions: NDArray[np.int64]

    def __post_init__(self) -> None:
        if self.values.shape != self.occasions.shape or self.values.ndim != 1:
            raise ValueError("every value has the occasion on which it was seen")
        if not np.isfinite(self.values).all():
            raise ValueError("every value is a finite number; a missing one is left out")


def _blocks(rows: Iterator[Flags]) -> Iterator[Flags]:
    while block := list(islice(rows, _BLOCK)):
        yield np.stack(block)


def _hits(results: Floats, observed: float, side: Side) -> int:
    if side is Side.GREATER:
        return int((results >= observed - _TIE).sum())
    if side is Side.LESS:
        return int((results <= observed + _TIE).sum())
    return int((np.abs(results) >= abs(observed) - _TIE).sum())


def _check(seen: Outcomes, assigned: Flags, scheme: Scheme) -> None:
    if not scheme.admits(assigned):
        raise ValueError("the scheme could not have drawn this assignment")
    if not 0 < int(assigned[seen.occasions].sum()) < len(seen.occasions):
        raise ValueError("outcomes are needed both on and off")


def randomisation_test(
    seen: Outcomes,
    assigned: Flags,
    scheme: Scheme,
    comparison: Comparison | None = None,
    seed: int = 0,
) -> Randomised:
    """Return how many assignments of the scheme give a result at least as extreme.

    Args:
        seen: the outcomes.
        assigned: the assignment that was drawn, shape (n,), True for on.
        scheme: how it was drawn.
        comparison: two-sided mean difference unless given.
        seed: of the draws, where there are too many assignments to try all.

    Raises:
        ValueError: nothing was seen on, or off, or the scheme cannot draw this assignment.
    """
    _check(seen, assigned, scheme)
    how = comparison or Comparison()
    observed = float(how.statistic(seen.values, assigned[None, seen.occasions])[0])
    of = scheme.count()
    exact = of <= EXACT_UP_TO
    rng = np.random.default_rng(seed)
    rows = scheme.every() if exact else (scheme.draw(rng) for _ in range(DRAWS))
    results = (how.statistic(seen.values, block[:, seen.occasions]) for block in _blocks(rows))
    hits = sum(_hits(result, observed, how.side) for result in results)
    # A sample of assignments counts the observed one in, so that p is never 0.
    return Randomised(observed, hits, of, True) if exact else _sampled(observed, hits)


def _sampled(observed: float, hits: int) -> Randomised:
    return Randomised(observed, hits + 1, DRAWS + 1, False)
