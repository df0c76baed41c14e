"""Whitening agrees with a dense multivariate normal computation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import multivariate_normal

from surefoot.inference.ar1 import Noise, log_likelihood, whiten

Floats = NDArray[np.float64]

noises = st.builds(
    Noise, phi=st.floats(0.0, 0.99), ar_var=st.floats(0.0, 4.0), white_var=st.floats(0.05, 4.0)
)
steps = st.lists(st.floats(0.0, 40.0), min_size=1, max_size=25)


def dense_covariance(times: Floats, noise: Noise, spread: Floats | None = None) -> Floats:
    apart = np.abs(times[:, None] - times[None, :])
    factors = np.ones(len(times)) if spread is None else spread
    return np.asarray(noise.ar_var * noise.phi**apart + np.diag(noise.white_var * factors))


def series(gaps: list[float], seed: int) -> tuple[Floats, Floats]:
    times = np.cumsum(gaps)
    return times, np.random.default_rng(seed).normal(size=len(times)) * 2.0


@settings(deadline=None)  # the first call compiles
@given(noise=noises, gaps=steps, seed=st.integers(0, 99))
def test_likelihood_is_that_of_the_dense_normal(noise: Noise, gaps: list[float], seed: int) -> None:
    times, values = series(gaps, seed)
    dense = multivariate_normal(cov=dense_covariance(times, noise)).logpdf(values)
    assert log_likelihood(values, times, noise) == pytest.approx(float(dense), rel=1e-8, abs=1e-8)


@settings(deadline=None)  # the first call compiles
@given(noise=noises, gaps=steps, seed=st.integers(0, 99))
def test_whitened_columns_are_the_inverse_cholesky_factor_times_columns(
    noise: Noise, gaps: list[float], seed: int
) -> None:
    times, values = series(gaps, seed)
    spread = np.random.default_rng(seed).uniform(0.2, 1.0, len(times))
    covariance = dense_covariance(times, noise, spread)
    columns = np.column_stack([values, np.ones_like(values), times])
    white = whiten(columns, times, noise, spread)
    expected = np.linalg.solve(np.linalg.cholesky(covariance), columns)
    assert white.columns == pytest.approx(expected, rel=1e-7, abs=1e-7)
    assert white.log_det == pytest.approx(np.linalg.slogdet(covariance)[1], rel=1e-7, abs=1e-7)


@settings(deadline=None)  # the first call compiles
@given(noise=noises, gaps=steps, seed=st.integers(0, 99), cut=st.integers(1, 25))
def test_what_was_known_then_does_not_change_later(
    noise: Noise, gaps: list[float], seed: int, cut: int
) -> None:
    times, values = series(gaps, seed)
    whole = whiten(values[:, None], times, noise).columns
    early = whiten(values[:cut, None], times[:cut], noise).columns
    assert np.array_equal(whole[:cut], early)


@settings(deadline=None)  # the first call compiles
@given(noise=noises, gaps=steps, shift=st.floats(-1000, 1000))
def test_the_clock_may_start_anywhere(noise: Noise, gaps: list[float], shift: float) -> None:
    times, values = series(gaps, 1)
    moved = log_likelihood(values, times + shift, noise)
    assert moved == pytest.approx(log_likelihood(values, times, noise), rel=1e-6, abs=1e-6)


def test_several_values_of_one_moment_share_the_fluctuation() -> None:
    noise = Noise(phi=0.7, ar_var=1.0, white_var=0.5)
    times, values = np.array([0.0, 0.0, 0.0, 1.0]), np.array([1.0, 1.2, 0.8, 0.4])
    dense = multivariate_normal(cov=dense_covariance(times, noise)).logpdf(values)
    assert log_likelihood(values, times, noise) == pytest.approx(float(dense))


class TestRefused:
    noise = Noise(phi=0.5, ar_var=1.0, white_var=0.0)

    def test_falling_times(self) -> None:
        with pytest.raises(ValueError, match="fall"):
            whiten(np.ones((2, 1)), np.array([1.0, 0.0]), self.noise)

    def test_two_exact_values_of_one_moment(self) -> None:
        with pytest.raises(ValueError, match="share a time"):
            whiten(np.ones((2, 1)), np.array([1.0, 1.0]), self.noise)

    def test_nan(self) -> None:
        with pytest.raises(ValueError, match="finite"):
            whiten(np.array([[np.nan]]), np.array([1.0]), self.noise)

    def test_shapes(self) -> None:
        with pytest.raises(ValueError, match=r"\(n, k\)"):
            whiten(np.ones((2, 1)), np.array([1.0]), self.noise)

    @pytest.mark.parametrize(
        ("phi", "ar_var", "white_var"), [(1.0, 1, 1), (-0.1, 1, 1), (0.5, -1, 1), (0.5, 0, 0)]
    )
    def test_no_such_noise(self, phi: float, ar_var: float, white_var: float) -> None:
        with pytest.raises(ValueError, match=r"phi|variances"):
            Noise(phi, ar_var, white_var)
