"""Series at uneven times with AR(1) fluctuation and white error: whitening and likelihood.

The noise is ``a(t) + e``: ``a`` a stationary AR(1) (Ornstein-Uhlenbeck) process with variance
``ar_var`` and correlation ``phi`` per unit of time, ``e`` white with variance ``white_var``.
One Kalman pass whitens any number of columns exactly (Harvey, Forecasting, Structural Time Series
Models and the Kalman Filter, 1989, ch. 3). Row i of the result depends on rows up to i alone, so
sums over rows give what was known at every moment.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Noise:
    """AR(1) fluctuation plus white error; ``phi`` is the correlation over one unit of time."""

    phi: float
    ar_var: float
    white_var: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.phi < 1.0:
            raise ValueError("phi lies in [0, 1)")
        if not (self.ar_var >= 0.0 and self.white_var >= 0.0 and self.variance > 0.0):
            raise ValueError("variances are not negative, and not both zero")

    @property
    def variance(self) -> float:
        """Variance of one observation far from all others."""
        return self.ar_var + self.white_var


@dataclass(frozen=True, slots=True)
class Whitened:
    """Columns (n, k) with unit, uncorrelated noise; ``log_det`` of the noise covariance."""

    columns: Floats
    log_det: float


def whiten(columns: Floats, times: Floats, noise: Noise, spread: Floats | None = None) -> Whitened:
    """Return the columns multiplied by the inverse Cholesky factor of the noise covariance.

    Args:
        columns: shape (n, k), one row an observation.
        times: shape (n,), never falling; equal times share the fluctuation.
        noise: the noise of every observation.
        spread: shape (n,), factors on the white variance (1 / number of trials); None means 1.

    Raises:
        ValueError: times fall, shapes differ, a value is not finite, or two observations at the
            same time have no white error.
    """
    # Imported when needed: loading the compiler takes longer than most pages.
    from surefoot.inference.kernels import whiten_columns

    rows = np.ascontiguousarray(columns, dtype=np.float64)
    moments = np.ascontiguousarray(times, dtype=np.float64)
    factors = np.ones(len(moments)) if spread is None else np.asarray(spread, dtype=np.float64)
    _check(rows, moments, factors, noise)
    parts = (noise.phi, noise.ar_var, noise.white_var)
    out, log_det = whiten_columns(rows, moments, factors, *parts)
    return Whitened(out, float(log_det))


def _check(columns: Floats, times: Floats, spread: Floats, noise: Noise) -> None:
    if columns.ndim != 2 or times.shape != (columns.shape[0],) or spread.shape != times.shape:
        raise ValueError("columns are (n, k), times and spread (n,)")
    if not (np.isfinite(columns).all() and np.isfinite(times).all()):
        raise ValueError("every value and time is a finite number")
    steps = np.diff(times)
    if (steps < 0).any():
        raise ValueError("times never fall")
    if noise.white_var == 0.0 and (steps == 0).any():
        raise ValueError("without white error no two observations share a time")


def log_likelihood(residuals: Floats, times: Floats, noise: Noise) -> float:
    """Return the log density of residuals (n,) under the noise alone."""
    white = whiten(residuals[:, None], times, noise)
    squares = float(white.columns[:, 0] @ white.columns[:, 0])
    return -0.5 * (squares + white.log_det + len(residuals) * float(np.log(2.0 * np.pi)))
