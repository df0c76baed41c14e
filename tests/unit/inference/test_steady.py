"""The interval for a new value holds it as often as it says."""

import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.inference.ar1 import Noise
from surefoot.inference.steady import noise_grid, steady_level

Floats = NDArray[np.float64]


def draw_times(rng: np.random.Generator, n: int) -> Floats:
    return np.cumsum(rng.integers(1, 5, n)).astype(np.float64)


def draw_series(times: Floats, noise: Noise, rng: np.random.Generator) -> Floats:
    apart = np.abs(times[:, None] - times[None, :])
    covariance = noise.ar_var * noise.phi**apart + noise.white_var * np.eye(len(times))
    return np.asarray(np.linalg.cholesky(covariance) @ rng.standard_normal(len(times)))


@pytest.mark.parametrize("n", [6, 25])
def test_coverage_when_the_model_holds(n: int) -> None:
    rng = np.random.default_rng(20261121 + n)
    grid = noise_grid()
    chances = np.array([weight for _, weight in grid])
    hits, rounds = 0, 600
    for _ in range(rounds):
        noise = grid[rng.choice(len(grid), p=chances)][0]
        sd = float(0.08 / np.sqrt(rng.gamma(2.0, 1.0)))
        times = np.append(draw_times(rng, n), 1000.0)
        values = 0.2 + sd * draw_series(times, noise, rng)
        low, high = steady_level(values[:-1], times[:-1], usual_sd=0.08).new.interval()
        hits += low <= values[-1] <= high
    assert 0.93 <= hits / rounds <= 0.97


def test_weights_of_the_grid_add_up() -> None:
    assert sum(weight for _, weight in noise_grid()) == pytest.approx(1.0)
    assert all(noise.variance == pytest.approx(1.0) for noise, _ in noise_grid())


def test_a_long_quiet_series_has_its_plain_interval() -> None:
    values = np.random.default_rng(3).normal(5.0, 0.7, 900)
    steady = steady_level(values, np.arange(900.0), usual_sd=1.0)
    assert steady.new.interval() == pytest.approx((5.0 - 1.96 * 0.7, 5.0 + 1.96 * 0.7), abs=0.1)
    assert steady.level.interval() == pytest.approx((5.0, 5.0), abs=0.12)


def test_moving_and_stretching_the_series_moves_and_stretches_the_interval() -> None:
    values = np.random.default_rng(3).normal(size=20)
    times = np.arange(20.0)
    low, high = steady_level(values, times, usual_sd=1.0).new.interval()
    other = steady_level(3.0 * values + 7.0, times, usual_sd=3.0).new.interval()
    assert other == pytest.approx((3.0 * low + 7.0, 3.0 * high + 7.0))


def test_all_equal_values_still_give_a_width() -> None:
    low, high = steady_level(np.full(10, 4.0), np.arange(10.0), usual_sd=1.0).new.interval()
    assert low < 4.0 < high


@pytest.mark.parametrize(("values", "sd"), [([], 1.0), ([1.0], 0.0)])
def test_refused(values: list[float], sd: float) -> None:
    with pytest.raises(ValueError, match="needs values"):
        steady_level(np.array(values), np.arange(float(len(values))), usual_sd=sd)
