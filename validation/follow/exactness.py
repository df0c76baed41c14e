"""The scan against the same model written down as one normal distribution."""

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.event_scan import Candidates, NoiseGrid, Observed, Regression, scan

Floats = NDArray[np.float64]

SEED, SERIES, RANKED = 11, 40, 500
BINS = 10
# 99 % point of chi-square with 9 degrees of freedom, for ten bins of ranks.
CHI_SQUARE_99 = 21.67

TEXT = """\
The filter's probability of a series and each candidate's Bayes factor were compared with the same
model written as one normal distribution with its full covariance matrix, an independent
computation without recursion: {series} random series of 10 to 60 values with gaps and several
values a day; the largest difference of a logarithm was {worst:.1e}. Simulation-based calibration
of the model without events (Talts 2018, arXiv 1804.06788): for {ranked} people drawn from the
priors, noise and coefficients, the rank of the true white error, fluctuation and correlation
among the posterior's has to be even; chi-square over ten bins (9 degrees of freedom, 99
% point {limit:.1f}) {white:.1f}, {fluctuation:.1f} and {phi:.1f}."""


def dense_log_density(observed: Observed, noise: Floats) -> float:
    """Return the log density of a series from its full covariance, for one noise (3,)."""
    white, fluctuation, phi = noise.tolist()
    apart = np.abs(observed.times[:, None] - observed.times[None, :])
    causes = observed.regression
    cov = fluctuation**2 * phi**apart + np.diag(white**2 * observed.spread)
    cov = cov + (causes.table * causes.sd**2) @ causes.table.T
    left = observed.values - causes.table @ causes.mean
    root = np.linalg.cholesky(cov)
    scaled = np.linalg.solve(root, left)
    n = len(left)
    return float(-0.5 * (scaled @ scaled + n * np.log(2 * np.pi)) - np.log(np.diag(root)).sum())


def _with_event(observed: Observed, signature: Floats, mean: float, sd: float) -> Observed:
    """Return the series with an event as one more known cause."""
    causes = observed.regression
    table = np.column_stack([causes.table, signature])
    wider = Regression(table, np.append(causes.mean, mean), np.append(causes.sd, sd))
    return Observed(observed.times, observed.values, observed.spread, wider)


def made_up(rng: np.random.Generator, n: int) -> Observed:
    """Return times with gaps and ties, and causes; the values are nothing special."""
    times = np.sort(rng.integers(0, 3 * n, n)).astype(np.float64)
    table = np.column_stack([np.ones(n), times / 365.0, rng.normal(0, 1, n)])
    causes = Regression(table, np.array([0.0, 0.0, -0.1]), np.array([1.0, 0.02, 0.05]))
    return Observed(times, rng.normal(0, 0.1, n), rng.uniform(0.3, 1.0, n), causes)


def worst_difference(series: int = SERIES) -> float:
    """Return the largest difference of a log Bayes factor over random series."""
    rng, worst = np.random.default_rng(SEED), 0.0
    for _ in range(series):
        observed = made_up(rng, int(rng.integers(10, 61)))
        noise = np.array(
            [[rng.uniform(0.03, 0.2), rng.uniform(0.02, 0.12), rng.uniform(0.2, 0.98)]]
        )
        worst = max(worst, _difference(observed, noise))
    return worst


def _difference(observed: Observed, noise: Floats) -> float:
    middle = float(np.median(observed.times))
    since = observed.times - middle
    signature = np.where(since >= 0, np.minimum(1.0, (since + 1.0) / 4.0), 0.0)
    one = np.full(1, middle)
    found = scan(
        observed,
        NoiseGrid(noise, np.zeros(1)),
        Candidates(one, signature[:, None], np.array([-0.18]), np.array([0.1])),
        np.array([len(observed.times) - 1]),
    )
    with_event = dense_log_density(_with_event(observed, signature, -0.18, 0.1), noise[0])
    truth = with_event - dense_log_density(observed, noise[0])
    return abs(float(np.log(found.factor[0, 0])) - truth)


def rank_chi_squares(world: NoiseGrid, grid: NoiseGrid, ranked: int = RANKED) -> list[float]:
    """Return chi-square of the ranks of white error, fluctuation and correlation over people.

    People are drawn from ``world``; what is thought possible is ``grid``.
    """
    rng = np.random.default_rng([SEED, 5])
    places = np.array([_ranks(world, grid, rng) for _ in range(ranked)])
    counts = [np.bincount((BINS * one).astype(int), minlength=BINS) for one in places.T]
    even = ranked / BINS
    return [float(((count - even) ** 2 / even).sum()) for count in counts]


def _ranks(world: NoiseGrid, grid: NoiseGrid, rng: np.random.Generator) -> Floats:
    """Draw a person; return where truth lies in the posterior (3,), ties by lot."""
    true = int(rng.choice(len(world.log_weight), p=np.exp(world.log_weight)))
    observed = _drawn(made_up(rng, 40), world.sizes[true], rng)
    nothing = Candidates(
        observed.times[-1:], np.zeros((len(observed.times), 1)), np.zeros(1), np.ones(1)
    )
    weights = scan(observed, grid, nothing, np.array([len(observed.times) - 1])).noise[0]
    below = [weights[grid.sizes[:, i] < grid.sizes[true, i] - 1e-12].sum() for i in range(3)]
    same = [weights[np.isclose(grid.sizes[:, i], grid.sizes[true, i])].sum() for i in range(3)]
    place = np.array(below) + rng.random(3) * np.array(same)
    return np.asarray(np.minimum(place, 1.0 - 1e-12))


def _drawn(observed: Observed, noise: Floats, rng: np.random.Generator) -> Observed:
    white, fluctuation, phi = noise.tolist()
    causes, n = observed.regression, len(observed.times)
    apart = np.abs(observed.times[:, None] - observed.times[None, :])
    cov = fluctuation**2 * phi**apart + 1e-12 * np.eye(n)
    values = causes.table @ rng.normal(causes.mean, causes.sd)
    values = values + np.linalg.cholesky(cov) @ rng.standard_normal(n)
    values = values + white * np.sqrt(observed.spread) * rng.standard_normal(n)
    return Observed(observed.times, values, observed.spread, causes)


def exactness_text(grid: NoiseGrid) -> str:
    """Return what was found, as a sentence or two."""
    white, fluctuation, phi = rank_chi_squares(grid, grid)
    return TEXT.format(
        series=SERIES,
        worst=worst_difference(),
        ranked=RANKED,
        limit=CHI_SQUARE_99,
        white=white,
        fluctuation=fluctuation,
        phi=phi,
    )
