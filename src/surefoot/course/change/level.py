"""The level of a series under its known causes, with nothing else begun: coefficients and noise.

Each noise of the grid counts by how well it explains the values; given it, the coefficients are
normal (West & Harrison 1997, Bayesian Forecasting and Dynamic Models, ch. 3).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import NoiseFacts, Scale
from surefoot.course.change.posterior import noise_grid
from surefoot.inference.ar1 import Noise, whiten
from surefoot.inference.event_scan import Observed
from surefoot.inference.mixture import weights_from_logs

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# Noises that weigh less than this are left out of the average.
_LEAST_WEIGHT = 0.005


@dataclass(frozen=True, slots=True)
class Level:
    """Coefficients: ``mean`` (p,), ``covariance`` (p, p). Variances of the white error of one test
    and of the fluctuation, and the fluctuation's correlation over a day."""

    mean: Floats
    covariance: Floats
    white_var: float
    fluctuation_var: float
    phi: float

    def expected(self, table: Floats, spread: Floats) -> tuple[Floats, Floats]:
        """Return mean and standard deviation of values at rows (n, p) of a table, (n,) each."""
        shared = np.einsum("ij,jk,ik->i", table, self.covariance, table)
        variance = shared + self.white_var * spread + self.fluctuation_var
        return table @ self.mean, np.sqrt(np.maximum(variance, 0.0))


@dataclass(frozen=True, slots=True)
class _Given:
    """What one noise gives: the log evidence, and the coefficients."""

    log_evidence: float
    mean: Floats
    covariance: Floats


def find_level(observed: Observed, rows: Places, noise: NoiseFacts, scale: Scale) -> Level:
    """Return what some rows of a series tell of its level and noise.

    Args:
        observed: the series with its known causes.
        rows: rows that count, rising, at least one.
        noise: what is expected of its noise.
        scale: of its values.
    """
    sizes = noise_grid(noise, scale)
    given = [_given(observed, rows, Noise(p, f**2, w**2)) for w, f, p in sizes.sizes.tolist()]
    logs = np.array([one.log_evidence for one in given]) + sizes.log_weight
    weight = weights_from_logs(logs)
    weight = np.where(weight < min(_LEAST_WEIGHT, weight.max()), 0.0, weight)
    weight /= weight.sum()
    kept = [(w, one) for w, one in zip(weight.tolist(), given, strict=True) if w > 0.0]
    mean = np.sum([w * one.mean for w, one in kept], axis=0)
    covariance = np.sum(
        [w * (one.covariance + np.outer(one.mean - mean, one.mean - mean)) for w, one in kept],
        axis=0,
    )
    white, fluctuation = (weight @ sizes.sizes[:, :2] ** 2).tolist()
    phi = float(weight @ sizes.sizes[:, 2])
    return Level(mean, covariance, white, fluctuation, phi)


def _given(observed: Observed, rows: Places, noise: Noise) -> _Given:
    causes = observed.regression
    table = causes.table[rows]
    rest = observed.values[rows] - table @ causes.mean
    columns = np.column_stack([rest, table])
    white = whiten(columns, observed.times[rows], noise, observed.spread[rows])
    y, design = white.columns[:, 0], white.columns[:, 1:]
    precision = design.T @ design + np.diag(1.0 / causes.sd**2)
    covariance = np.asarray(np.linalg.inv(precision), dtype=np.float64)
    pull = design.T @ y
    shift = covariance @ pull
    log_det = white.log_det + 2.0 * float(np.log(causes.sd).sum())
    log_det += float(np.linalg.slogdet(precision)[1])
    evidence = -0.5 * (log_det + float(y @ y) - float(pull @ shift))
    return _Given(evidence, causes.mean + shift, covariance)
