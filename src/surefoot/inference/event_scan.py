"""Whether and when something began in a series: an exact Bayesian scan over candidate events.

A series is regression on known causes, an AR(1) fluctuation and white error. Each candidate event
adds its signature from its onset on, with an unknown amplitude. One Kalman pass for each noise of
a grid gives the innovations; what a signature leaves of itself there gives each candidate's Bayes
factor in closed form (Willsky & Jones 1976, IEEE Trans Autom Control 21:108; West & Harrison 1997,
Bayesian Forecasting and Dynamic Models). All sums run forwards in time, so the answer of every past
moment, from what was known then, comes with today's.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Regression:
    """Known causes: ``table`` (n, p); each coefficient's prior ``mean`` (p,) and ``sd`` (p,)."""

    table: Floats
    mean: Floats
    sd: Floats

    def __post_init__(self) -> None:
        p = self.table.shape[1]
        if self.table.ndim != 2 or self.mean.shape != (p,) or self.sd.shape != (p,):
            raise ValueError("each column of the table has a mean and a standard deviation")
        if not (np.isfinite(self.table).all() and (self.sd > 0).all()):
            raise ValueError("the table is finite and standard deviations are above zero")


@dataclass(frozen=True, slots=True)
class Observed:
    """A series: ``times`` (n,) never falling, ``values`` (n,), white ``spread`` (n,), regression.

    ``spread`` is a factor on the white variance: one over the number of trials in a value.
    """

    times: Floats
    values: Floats
    spread: Floats
    regression: Regression

    def __post_init__(self) -> None:
        n = len(self.times)
        rows = {len(self.values), len(self.spread), len(self.regression.table)}
        if n == 0 or rows != {n}:
            raise ValueError("every time has a value, a spread and a row of the table")
        if not (np.isfinite(self.times).all() and np.isfinite(self.values).all()):
            raise ValueError("times and values are finite")
        if (np.diff(self.times) < 0).any() or (self.spread <= 0).any():
            raise ValueError("times never fall and spreads are above zero")


@dataclass(frozen=True, slots=True)
class NoiseGrid:
    """Noises that may be: ``sizes`` (g, 3) are the white standard deviation, the fluctuation's and
    its correlation over one unit of time; ``log_weight`` (g,) is each one's prior."""

    sizes: Floats
    log_weight: Floats


@dataclass(frozen=True, slots=True)
class Candidates:
    """Events that may be, in order of onset: ``onset`` (c,), ``signature`` (n, c) at the times of
    the series (zero before the onset), and the amplitude's prior ``mean`` (c,) and ``sd`` (c,)."""

    onset: Floats
    signature: Floats
    mean: Floats
    sd: Floats

    def __post_init__(self) -> None:
        if (np.diff(self.onset) < 0).any():
            raise ValueError("candidates stand in order of onset")
        if self.signature.shape[1] != len(self.onset) or not (self.sd > 0).all():
            raise ValueError("each candidate has a signature, a mean and a spread above zero")

    def first_rows(self, n: int) -> "Candidates":
        """Return the candidates at the first so many times of the series."""
        return Candidates(self.onset, self.signature[:n], self.mean, self.sd)


@dataclass(frozen=True, slots=True)
class Scan:
    """What is known at each asked row: ``factor`` (e, c), each candidate's Bayes factor against
    nothing; ``mean`` and ``sd`` (e, c) of its amplitude; ``noise`` (e, g), weights of the grid."""

    factor: Floats
    mean: Floats
    sd: Floats
    noise: Floats


def scan(observed: Observed, grid: NoiseGrid, candidates: Candidates, asked: Places) -> Scan:
    """Return the Bayes factor of every candidate at the asked rows, from rows up to each alone.

    Args:
        observed: the series.
        grid: noises averaged over, by how well they explain the series without any event.
        candidates: what may have begun.
        asked: rows, rising, (e,).
    """
    # Imported when needed: loading the compiler takes longer than most pages.
    from surefoot.inference.scan_kernels import filter_grid, scan_grid

    steps = np.diff(observed.times, prepend=observed.times[0])
    regression = observed.regression
    prior = np.vstack([regression.mean, regression.sd])
    table = np.ascontiguousarray(regression.table)
    *passes, density = filter_grid(
        observed.values, steps, observed.spread, table, prior, grid.sizes
    )
    logs = density + grid.log_weight[:, None]
    logs -= logs.max(axis=0)
    logs -= np.log(np.exp(logs).sum(axis=0))
    begun = np.searchsorted(candidates.onset, observed.times, side="right")
    where = np.full(len(observed.times), -1)
    where[asked] = np.arange(len(asked))
    out = scan_grid(
        (passes[0], passes[1], passes[2]),
        (steps, table),
        (np.ascontiguousarray(grid.sizes[:, 2]), logs),
        np.ascontiguousarray(candidates.signature),
        np.vstack([candidates.mean, candidates.sd**2]),
        (begun, where),
    )
    factor = out[:, 0]
    safe = np.maximum(factor, 1e-300)
    mean = out[:, 1] / safe
    sd = np.sqrt(np.maximum(out[:, 2] / safe - mean**2, 0.0))
    return Scan(factor, mean, sd, np.exp(logs[:, asked].T))
