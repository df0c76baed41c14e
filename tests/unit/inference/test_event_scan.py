"""The event scan against the same Bayes factors worked out from whole covariance matrices."""

import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.inference.event_scan import Candidates, NoiseGrid, Observed, Regression, scan

Floats = NDArray[np.float64]


def series(seed: int, n: int = 40) -> Observed:
    rng = np.random.default_rng(seed)
    times = np.sort(rng.uniform(0, 60, n)).round(1)
    table = np.column_stack([np.ones(n), rng.standard_normal(n)])
    regression = Regression(table, np.array([0.0, 0.1]), np.array([1.0, 0.3]))
    return Observed(times, rng.standard_normal(n), rng.uniform(0.3, 1.0, n), regression)


def candidates(observed: Observed) -> Candidates:
    onset = np.array([5.0, 20.0, 20.0, 33.0])
    since = observed.times[:, None] - onset
    shape = np.where(since >= 0, np.minimum(1.0, (since + 1.0) / 4.0), 0.0)
    shape[:, 2] *= np.exp(-np.maximum(since[:, 2], 0.0) / 10.0)
    return Candidates(
        onset, shape, np.array([-1.0, -1.0, 0.5, 0.0]), np.array([0.5, 1.0, 0.4, 2.0])
    )


def covariance(observed: Observed, noise: Floats) -> Floats:
    white, ar, phi = noise
    apart = np.abs(np.subtract.outer(observed.times, observed.times))
    regression = observed.regression
    return np.asarray(
        ar**2 * phi**apart
        + white**2 * np.diag(observed.spread)
        + (regression.table * regression.sd**2) @ regression.table.T
    )


def log_density(values: Floats, mean: Floats, cov: Floats) -> float:
    left = values - mean
    _, log_det = np.linalg.slogdet(2.0 * np.pi * cov)
    return float(-0.5 * (log_det + left @ np.linalg.solve(cov, left)))


def dense_factors(observed: Observed, grid: NoiseGrid, menu: Candidates, row: int) -> Floats:
    """Return each candidate's Bayes factor from the values up to a row."""
    n = row + 1
    mean = (observed.regression.table @ observed.regression.mean)[:n]
    values = observed.values[:n]
    covs = [covariance(observed, noise)[:n, :n] for noise in grid.sizes]
    nothing = [log_density(values, mean, cov) for cov in covs] + grid.log_weight
    found = []
    for shape, size, sd in zip(menu.signature.T[:, :n], menu.mean, menu.sd, strict=True):
        spread = sd**2 * np.outer(shape, shape)
        event = [log_density(values, mean + size * shape, cov + spread) for cov in covs]
        found.append(np.logaddexp.reduce(event + grid.log_weight))
    return np.asarray(np.exp(np.array(found) - np.logaddexp.reduce(nothing)))


GRID = NoiseGrid(
    np.array([[0.5, 0.8, 0.3], [1.0, 0.4, 0.9], [0.2, 0.3, 0.97]]), np.log([0.5, 0.3, 0.2])
)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_bayes_factors_equal_those_of_whole_covariances(seed: int) -> None:
    observed = series(seed)
    menu = candidates(observed)
    asked = np.array([10, 25, 39])
    found = scan(observed, GRID, menu, asked)
    for place, row in enumerate(asked):
        begun = menu.onset <= observed.times[row]
        expected = dense_factors(observed, GRID, menu, int(row))
        np.testing.assert_allclose(found.factor[place][begun], expected[begun], rtol=1e-8)
        assert not found.factor[place][~begun].any()


def test_a_larger_event_is_found_larger() -> None:
    observed = series(4)
    menu = candidates(observed)
    moved = Observed(
        observed.times,
        observed.values - 6.0 * menu.signature[:, 1],
        observed.spread,
        observed.regression,
    )
    last = np.array([39])
    before, after = scan(observed, GRID, menu, last), scan(moved, GRID, menu, last)
    assert after.factor[0, 1] > 100.0 * before.factor[0, 1]
    assert after.mean[0, 1] < before.mean[0, 1] - 2.0
    assert after.sd[0, 1] > 0.0


def test_a_huge_event_stays_finite() -> None:
    observed = series(5)
    menu = candidates(observed)
    moved = Observed(
        observed.times,
        observed.values - 1e4 * menu.signature[:, 1],
        observed.spread,
        observed.regression,
    )
    found = scan(moved, GRID, menu, np.array([39]))
    assert np.isfinite(found.factor).all()
    assert np.isfinite(found.mean).all()


def test_what_does_not_fit_together_is_refused() -> None:
    observed = series(6)
    with pytest.raises(ValueError, match="order of onset"):
        Candidates(np.array([2.0, 1.0]), np.zeros((3, 2)), np.zeros(2), np.ones(2))
    with pytest.raises(ValueError, match="never fall"):
        Observed(observed.times[::-1].copy(), observed.values, observed.spread, observed.regression)
    with pytest.raises(ValueError, match="standard deviation"):
        Regression(np.zeros((3, 2)), np.zeros(2), np.zeros(2))
