"""Which of several regressors matter: exact spike-and-slab over all small subsets.

Each regressor is in or out (a spike at nothing, a normal slab); every subset of up to a few active
ones is weighed by its evidence (George & McCulloch 1993, J Am Stat Assoc 88:881, here without
sampling), averaged over AR(1) and white noises. Base columns are always in.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.ar1 import Noise, whiten
from surefoot.inference.mixture import StudentMixture
from surefoot.inference.unit_noise import RATE, SHAPE, unit_noises

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

#: A base coefficient may be this large (standard deviation).
BASE_SD = 10.0
# Components of a mixture lighter than this are left out.
LIGHTEST = 1e-5


@dataclass(frozen=True, slots=True)
class SubsetPrior:
    """``inclusion`` (j,): probability that each regressor matters; ``sd`` of its effect if so;
    at most ``most`` matter at once."""

    inclusion: Floats
    sd: float
    most: int = 5

    def __post_init__(self) -> None:
        if not ((self.inclusion > 0).all() and (self.inclusion < 1).all()):
            raise ValueError("an inclusion probability is above 0 and below 1")
        if not (self.sd > 0 and self.most >= 1):
            raise ValueError("the slab is wider than nothing and one regressor may matter")


@dataclass(frozen=True, slots=True)
class Mattering:
    """What is known of each regressor (j,): probability that it matters, its mean effect over all
    subsets, its effect where it matters, and how exactly its effect is told (Fisher information
    about it beside the base, in units of the outcome's variance)."""

    probability: Floats
    mean: Floats
    if_in: tuple[StudentMixture, ...]
    information: Floats


@dataclass(frozen=True, slots=True)
class _Reduced:
    """Sums of squares of outcome and regressors beside the base, for one noise."""

    outcome: float
    along: Floats
    square: Floats
    log_evidence: float


def _reduce(columns: Floats, times: Floats, base: int, noise: Noise, weight: float) -> _Reduced:
    """Return sums of squares after the base columns were taken out of outcome and regressors."""
    white = whiten(columns, times, noise)
    table = white.columns.T @ white.columns
    own = table[1 : 1 + base, 1 : 1 + base] + np.eye(base) / BASE_SD**2
    rest = np.r_[0, 1 + base : len(table)]
    across = table[1 : 1 + base][:, rest]
    left = table[np.ix_(rest, rest)] - across.T @ np.linalg.solve(own, across)
    _, log_det = np.linalg.slogdet(own)
    evidence = np.log(weight) - 0.5 * (white.log_det + log_det)
    return _Reduced(float(left[0, 0]), left[0, 1:], left[1:, 1:], float(evidence))


@dataclass(frozen=True, slots=True)
class _Fits:
    """All subsets of one size k under one noise: members (q, k), logs (q,), effects (q, k), their
    scales (q, k)."""

    members: Places
    logs: Floats
    effect: Floats
    scale: Floats


def _fit(reduced: _Reduced, members: Places, prior: SubsetPrior, n: int) -> _Fits:
    """Return the fits of subsets ``members`` (q, k) of one size."""
    k = members.shape[1]
    shape = SHAPE + 0.5 * n
    square = reduced.square[members[:, :, None], members[:, None, :]] + np.eye(k) / prior.sd**2
    along = reduced.along[members]
    inverse = np.linalg.inv(square)
    effect = np.einsum("qij,qj->qi", inverse, along)
    rate = RATE + 0.5 * np.maximum(reduced.outcome - np.einsum("qi,qi->q", effect, along), 0.0)
    _, log_det = np.linalg.slogdet(square)
    odds = np.log(prior.inclusion / (1.0 - prior.inclusion))
    logs = odds[members].sum(axis=1) - 0.5 * log_det - k * np.log(prior.sd) - shape * np.log(rate)
    variance = np.einsum("qii->qi", inverse) * (rate / shape)[:, None]
    return _Fits(members, logs + reduced.log_evidence, effect, np.sqrt(variance))


def _sizes(j: int, most: int) -> Iterator[Places]:
    for size in range(min(j, most) + 1):
        subsets = list(combinations(range(j), size))
        yield np.array(subsets, dtype=np.int64).reshape(len(subsets), size)


def which_matter(
    outcome: Floats, times: Floats, base: Floats, regressors: Floats, prior: SubsetPrior
) -> Mattering:
    """Return which regressors go with an outcome, and how much.

    Args:
        outcome: (n,), in standard deviations.
        times: (n,), never falling.
        base: columns that always count, (n, b).
        regressors: (n, j), each in standard deviations.
        prior: how many are expected to matter, and how much.

    Raises:
        ValueError: shapes differ, or as ``whiten``.
    """
    columns = np.column_stack([outcome, base, regressors])
    n, j = regressors.shape
    if len(prior.inclusion) != j:
        raise ValueError("each regressor has an inclusion probability")
    reduced = [_reduce(columns, times, base.shape[1], noise, w) for noise, w in unit_noises()]
    fits = [_fit(one, members, prior, n) for one in reduced for members in _sizes(j, prior.most)]
    top = max(float(fit.logs.max()) for fit in fits)
    weights = [np.exp(fit.logs - top) for fit in fits]
    total = sum(float(weight.sum()) for weight in weights)
    shares = [weight / total for weight in weights]
    return _gather(fits, shares, reduced, n)


def _gather(fits: list[_Fits], shares: list[Floats], reduced: list[_Reduced], n: int) -> Mattering:
    j = len(reduced[0].along)
    probability, mean, mixtures = np.zeros(j), np.zeros(j), []
    for one in range(j):
        parts = [_of(fit, share, one) for fit, share in zip(fits, shares, strict=True)]
        weight, effect, scale = (np.concatenate(rows) for rows in zip(*parts, strict=True))
        probability[one], mean[one] = weight.sum(), weight @ effect
        heavy = weight >= LIGHTEST * weight.max()
        share = weight[heavy] / weight[heavy].sum()
        freedom = np.full(len(share), 2.0 * SHAPE + n)
        mixtures.append(StudentMixture(share, effect[heavy], scale[heavy], freedom))
    of_noise = np.array([share.sum() for share in shares]).reshape(len(reduced), -1).sum(axis=1)
    beside = np.array([1.0 / np.diag(np.linalg.pinv(one.square)) for one in reduced])
    return Mattering(probability, mean, tuple(mixtures), of_noise @ beside)


def _of(fit: _Fits, share: Floats, one: int) -> tuple[Floats, Floats, Floats]:
    """Return weights, effects and scales of one regressor in the subsets that hold it."""
    rows, place = np.nonzero(fit.members == one)
    return share[rows], fit.effect[rows, place], fit.scale[rows, place]


def smallest_seen(information: Floats, prior: SubsetPrior, probability: float) -> Floats:
    """Return the effect (j,) from which on a regressor is found in half of all series, or more.

    Found means that its probability reaches ``probability``. From the Bayes factor of one
    regressor alone, -log(1 + v I)/2 + b^2 I v I / (1 + v I) / 2 for an effect b told with
    information I under a slab of variance v.
    """
    known = prior.sd**2 * np.maximum(information, 1e-9)
    needed = np.log(probability / (1.0 - probability)) - np.log(
        prior.inclusion / (1.0 - prior.inclusion)
    )
    square = 2.0 * (needed + 0.5 * np.log1p(known)) * (1.0 + known) / known
    return np.asarray(np.sqrt(np.maximum(square, 0.0) / np.maximum(information, 1e-9)))
