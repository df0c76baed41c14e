"""Missing values of several series, drawn from what is known around them.

Each series is drawn given the others and its own neighbours: numbers by a linear regression with
AR(1) residuals, which bridge each gap from both sides; yes and no by a logistic regression with the
value before. Drawn several times, so that what is not known shows as spread (Rubin 1987, Multiple
Imputation for Nonresponse in Surveys).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# How often each series is drawn anew given the others, as they were drawn; a ridge that keeps a
# regression on few rows calm (in rows), and the least steps of the logistic fit.
SWEEPS, RIDGE, STEPS = 2, 1.0, 12
STEADIEST = 0.95


def imputed(table: Floats, times: Floats, draws: int, rng: np.random.Generator) -> list[Floats]:
    """Return the table (n, j) so many times, each with its missing values (NaN) drawn.

    Args:
        table: a row a moment, a column a series.
        times: (n,), rising.
        draws: how many tables are wanted.
        rng: what is drawn with.

    Raises:
        ValueError: shapes differ, times do not rise, or a series has no value at all.
    """
    if table.ndim != 2 or times.shape != (len(table),) or (np.diff(times) <= 0).any():
        raise ValueError("a table is (n, j), and times (n,) rise")
    missing = np.isnan(table)
    if missing.all(axis=0).any():
        raise ValueError("a series without any value cannot be drawn")
    if not missing.any():
        return [table.copy() for _ in range(draws)]
    return [_draw(table, missing, times, rng) for _ in range(draws)]


def _draw(table: Floats, missing: Flags, times: Floats, rng: np.random.Generator) -> Floats:
    full = np.where(missing, np.nanmean(table, axis=0), table)
    for _ in range(SWEEPS):
        for column in np.flatnonzero(missing.any(axis=0)).tolist():
            others = _beside(full, column)
            gaps = missing[:, column]
            known = np.unique(table[~gaps, column])
            fill = _fill_flags if np.isin(known, (0.0, 1.0)).all() else _fill_numbers
            full[:, column] = fill(_Series(full[:, column].copy(), gaps, others, times), rng)
    return full


@dataclass(frozen=True, slots=True)
class _Series:
    """One series (n,) with its gaps, and the others beside it, (n, p)."""

    values: Floats
    gaps: Flags
    others: Floats
    times: Floats


def _beside(full: Floats, column: int) -> Floats:
    """Return a column of ones and the other series in standard deviations."""
    others = np.delete(full, column, axis=1)
    spread = others.std(axis=0)
    scaled = (others - others.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return np.column_stack([np.ones(len(full)), scaled])


def _ridge(columns: Floats) -> Floats:
    """Return the penalty of a regression: none on the ones in front."""
    penalty = np.full(columns.shape[1], RIDGE)
    penalty[0] = 1e-6
    return np.diag(penalty)


def _fill_numbers(series: _Series, rng: np.random.Generator) -> Floats:
    seen = ~series.gaps
    columns, values = series.others[seen], series.values[seen]
    inverse = np.linalg.inv(columns.T @ columns + _ridge(columns))
    middle = inverse @ (columns.T @ values)
    left = values - columns @ middle
    variance = float(left @ left) / max(len(values) - columns.shape[1], 1) + 1e-12
    drawn = rng.multivariate_normal(middle, variance * inverse, method="cholesky")
    residual = series.values - series.others @ drawn
    phi = _phi(left, series.times[seen])
    bridged = _bridge(residual, series, phi, float(np.sqrt(variance)), rng)
    filled = np.where(series.gaps, series.others @ drawn + bridged, series.values)
    return np.asarray(np.clip(filled, values.min(), values.max()), dtype=np.float64)


def _phi(residual: Floats, times: Floats) -> float:
    """Return the correlation over one unit of time, from neighbours one unit apart."""
    near = np.flatnonzero(np.diff(times) <= 1.0)
    if len(near) < 3:
        return 0.0
    square = float(residual @ residual) / len(residual)
    together = float(np.mean(residual[near] * residual[near + 1]))
    return float(np.clip(together / max(square, 1e-12), 0.0, STEADIEST))


def _bridge(
    residual: Floats, series: _Series, phi: float, sd: float, rng: np.random.Generator
) -> Floats:
    """Return the residuals with gaps drawn between their neighbours (an AR(1) bridge), (n,)."""
    out, seen = residual.copy(), np.flatnonzero(~series.gaps)
    for row in np.flatnonzero(series.gaps).tolist():
        after = int(np.searchsorted(seen, row))
        back = phi ** (series.times[row] - series.times[row - 1]) if row else 0.0
        ahead = 0.0
        if after < len(seen):
            ahead = phi ** (series.times[seen[after]] - series.times[row])
        nearby = out[row - 1] if row else 0.0
        later = out[seen[after]] if after < len(seen) else 0.0
        whole = 1.0 - (back * ahead) ** 2
        mean = (back * (1 - ahead**2) * nearby + ahead * (1 - back**2) * later) / whole
        spread = sd * np.sqrt((1 - back**2) * (1 - ahead**2) / whole)
        out[row] = mean + spread * rng.standard_normal()
    return out


def _fill_flags(series: _Series, rng: np.random.Generator) -> Floats:
    before = np.r_[series.values[:1], series.values[:-1]]
    columns = np.column_stack([series.others, before - before.mean()])
    middle, spread = _logistic(columns[~series.gaps], series.values[~series.gaps])
    drawn = rng.multivariate_normal(middle, spread, method="cholesky")
    out, level = series.values.copy(), before.mean()
    chances = rng.random(len(out))
    for row in np.flatnonzero(series.gaps).tolist():
        last = out[row - 1] if row else level
        rise = float(series.others[row] @ drawn[:-1] + (last - level) * drawn[-1])
        out[row] = float(chances[row] < 1.0 / (1.0 + np.exp(-np.clip(rise, -30.0, 30.0))))
    return out


def _logistic(columns: Floats, flags: Floats) -> tuple[Floats, Floats]:
    """Return coefficients of a ridged logistic regression and their covariance (Laplace)."""
    penalty = _ridge(columns) + 1e-3 * np.eye(columns.shape[1])
    found = np.zeros(columns.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-np.clip(columns @ found, -30.0, 30.0)))
        weight = np.maximum(chance * (1.0 - chance), 1e-6)
        bend = columns.T @ (columns * weight[:, None]) + penalty
        found = found + np.linalg.solve(bend, columns.T @ (flags - chance) - penalty @ found)
    return np.asarray(found), np.asarray(np.linalg.inv(bend))
