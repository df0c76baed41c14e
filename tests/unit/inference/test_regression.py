"""The conjugate fit agrees with the multivariate Student t it integrates to."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_t

from surefoot.inference.ar1 import Noise, whiten
from surefoot.inference.regression import Prior, fit
from tests.unit.inference.test_ar1 import dense_covariance, noises, series, steps


@settings(deadline=None)  # the first call compiles
@given(noise=noises, gaps=steps, seed=st.integers(0, 99))
def test_evidence_is_the_marginal_student_t(noise: Noise, gaps: list[float], seed: int) -> None:
    times, values = series(gaps, seed)
    design = np.column_stack([np.ones_like(times), np.sin(times)])
    prior = Prior(np.array([0.3, -0.2]), np.array([4.0, 0.5]), shape=3.0, rate=1.5)
    found = fit(whiten(np.column_stack([values, design]), times, noise), prior)
    spread = dense_covariance(times, noise) + design @ np.diag(prior.variance) @ design.T
    dense = multivariate_t(
        loc=design @ prior.mean, shape=spread * prior.rate / prior.shape, df=2 * prior.shape
    )
    assert found.log_evidence == pytest.approx(float(dense.logpdf(values)), rel=1e-6, abs=1e-6)


def test_plain_mean_with_vague_prior() -> None:
    values = np.array([1.0, 2.0, 4.0, 5.0])
    white = whiten(np.column_stack([values, np.ones(4)]), np.arange(4.0), Noise(0.0, 0.0, 1.0))
    found = fit(white, Prior(np.zeros(1), np.array([1e8]), shape=1e-6, rate=1e-6))
    assert found.mean == pytest.approx([3.0])
    assert found.rate / found.shape == pytest.approx(np.sum((values - 3.0) ** 2) / 4, rel=1e-4)
    assert found.covariance == pytest.approx(np.array([[0.25]]))


def test_more_data_of_the_same_kind_narrows() -> None:
    noise = Noise(0.5, 0.5, 0.5)
    widths = []
    for n in (5, 50, 500):
        values = np.random.default_rng(1).normal(size=n)
        white = whiten(np.column_stack([values, np.ones(n)]), np.arange(float(n)), noise)
        widths.append(fit(white, Prior(np.zeros(1), np.ones(1), 2.0, 1.0)).covariance[0, 0])
    assert widths[0] > widths[1] > widths[2]


def test_prior_must_fit_the_regressors() -> None:
    white = whiten(np.ones((3, 3)), np.arange(3.0), Noise(0.0, 0.0, 1.0))
    with pytest.raises(ValueError, match="per regressor"):
        fit(white, Prior(np.zeros(1), np.ones(1), 2.0, 1.0))


@pytest.mark.parametrize(
    ("variance", "shape", "rate"), [(0.0, 1.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0)]
)
def test_no_such_prior(variance: float, shape: float, rate: float) -> None:
    with pytest.raises(ValueError, match=r"variance|above zero"):
        Prior(np.zeros(1), np.array([variance]), shape, rate)
