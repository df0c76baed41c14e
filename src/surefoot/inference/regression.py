"""Conjugate regression: coefficients and noise scale together, exactly.

Model: y = Z b + s e, b ~ N(prior mean, s^2 V), s^2 ~ inverse gamma(shape, rate), with e of known
correlation, whitened beforehand (O'Hagan & Forster, Kendall's Advanced Theory of Statistics 2B,
2004, ch. 11).
"""

from dataclasses import dataclass
from math import lgamma, log, pi

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.ar1 import Whitened

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prior:
    """``mean`` (k,), ``variance`` (k,) in units of the noise variance, ``shape``, ``rate``."""

    mean: Floats
    variance: Floats
    shape: float
    rate: float

    def __post_init__(self) -> None:
        if self.mean.shape != self.variance.shape or not (self.variance > 0).all():
            raise ValueError("the prior has one mean and one positive variance per coefficient")
        if not (self.shape > 0 and self.rate > 0):
            raise ValueError("shape and rate of the noise variance are above zero")


@dataclass(frozen=True, slots=True)
class Fit:
    """Posterior of coefficients and noise variance, with the log evidence of the data.

    Coefficients given the noise variance s^2 are N(``mean``, s^2 ``covariance``); s^2 is inverse
    gamma(``shape``, ``rate``).
    """

    log_evidence: float
    mean: Floats
    covariance: Floats
    shape: float
    rate: float


def fit(white: Whitened, prior: Prior) -> Fit:
    """Return the posterior given whitened columns: the outcome first, then the regressors.

    Raises:
        ValueError: the prior has not one entry per regressor.
    """
    y, design = white.columns[:, 0], white.columns[:, 1:]
    if design.shape[1] != len(prior.mean):
        raise ValueError("the prior has one entry per regressor")
    rest = y - design @ prior.mean
    precision = design.T @ design + np.diag(1.0 / prior.variance)
    factor = np.linalg.cholesky(precision)
    half = np.linalg.solve(factor, design.T @ rest)
    shift = np.linalg.solve(factor.T, half)
    shape = prior.shape + 0.5 * len(y)
    rate = prior.rate + 0.5 * max(float(rest @ rest - half @ half), 0.0)
    log_evidence = (
        -0.5 * (white.log_det + float(np.sum(np.log(prior.variance))) + len(y) * log(2.0 * pi))
        - float(np.sum(np.log(np.diag(factor))))
        + prior.shape * log(prior.rate)
        - shape * log(rate)
        + lgamma(shape)
        - lgamma(prior.shape)
    )
    covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    return Fit(log_evidence, prior.mean + shift, covariance, shape, rate)
