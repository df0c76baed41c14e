"""Compiled loops of the event scan. Kernels that call each other share a file."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# Logarithms of weighed Bayes factors that are left out, and that are cut to stay finite.
NEGLIGIBLE, LARGEST = -60.0, 600.0


@njit(cache=True, nogil=True)
def _let_time_pass(mean: Floats, cov: Floats, kept: float, ar: float) -> None:
    """Let the fluctuation, first in the state, fade to ``kept`` of itself; in place."""
    mean[0] *= kept
    cov[0, :] *= kept
    cov[:, 0] *= kept
    cov[0, 0] += ar * (1.0 - kept * kept)


@njit(cache=True, nogil=True)
def _shared(cov: Floats, row: Floats, out: Floats) -> float:
    """Write the covariance of state and value to ``out``; return the value's variance by it."""
    variance = 0.0
    for j in range(len(row)):
        total = 0.0
        for k in range(len(row)):
            total += cov[j, k] * row[k]
        out[j] = total
        variance += row[j] * total
    return variance


@njit(cache=True, nogil=True)
def _learn(mean: Floats, cov: Floats, gain: Floats, shared: Floats, error: float) -> None:
    """Update the state by one innovation; changes its arguments."""
    for j in range(len(mean)):
        mean[j] += gain[j] * error
        for k in range(len(mean)):
            cov[j, k] -= gain[j] * shared[k]


@njit(cache=True, nogil=True)
def filter_grid(
    values: Floats, steps: Floats, spread: Floats, table: Floats, prior: Floats, grid: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return innovations (g, n), their variances (g, n), gains (g, n, 1 + p), log densities (g, n).

    One Kalman pass for each noise of the grid; the state is the fluctuation and p coefficients.

    Args:
        values: (n,).
        steps: time since the row before, (n,), 0 for the first.
        spread: factor on the white variance, (n,).
        table: regressors (n, p).
        prior: mean and standard deviation of each coefficient, (2, p).
        grid: white standard deviation, fluctuation's standard deviation and phi, (g, 3).
    """
    n, p = table.shape
    g, size = len(grid), p + 1
    errors, variances = np.empty((g, n)), np.empty((g, n))
    gains, densities = np.empty((g, n, size)), np.empty((g, n))
    row, shared = np.ones(size), np.empty(size)
    for which in range(g):
        white, ar, phi = grid[which, 0] ** 2, grid[which, 1] ** 2, grid[which, 2]
        mean, cov = np.zeros(size), np.zeros((size, size))
        mean[1:] = prior[0]
        cov[0, 0] = ar
        for j in range(p):
            cov[j + 1, j + 1] = prior[1, j] ** 2
        density = 0.0
        for i in range(n):
            _let_time_pass(mean, cov, phi ** steps[i], ar)
            row[1:] = table[i]
            variance = _shared(cov, row, shared) + white * spread[i]
            error = values[i] - row @ mean
            gains[which, i] = shared / variance
            _learn(mean, cov, gains[which, i], shared, error)
            density -= 0.5 * (np.log(2.0 * np.pi * variance) + error * error / variance)
            errors[which, i], variances[which, i] = error, variance
            densities[which, i] = density
    return errors, variances, gains, densities


@njit(cache=True, nogil=True, fastmath=True)
def _left_of(signature: Floats, row: Floats, moved: Floats, m: int, left: Floats) -> None:
    """Write what of the first ``m`` signatures the state has not yet taken up to ``left``."""
    for k in range(m):
        left[k] = signature[k] - moved[0, k]
    for j in range(len(row)):
        x = row[j]
        if x != 0.0:
            for k in range(m):
                left[k] -= x * moved[j + 1, k]


@njit(cache=True, nogil=True, fastmath=True)
def _add_answers(sums: Floats, amplitude: Floats, log_weight: float, m: int, out: Floats) -> None:
    """Add each candidate's weighed Bayes factor and its two moments to ``out`` (3, c)."""
    for k in range(m):
        precision = 1.0 / amplitude[1, k]
        drawn = amplitude[0, k] * precision
        total = sums[0, k] + precision
        middle = (sums[1, k] + drawn) / total
        power = log_weight + 0.5 * (middle * middle * total - amplitude[0, k] * drawn)
        if power > NEGLIGIBLE:
            here = np.exp(min(power, LARGEST)) / np.sqrt(total * amplitude[1, k])
            out[0, k] += here
            out[1, k] += here * middle
            out[2, k] += here * (middle * middle + 1.0 / total)


@njit(cache=True, nogil=True, fastmath=True)
def scan_grid(
    passes: tuple[Floats, Floats, Floats],
    series: tuple[Floats, Floats],
    noises: tuple[Floats, Floats],
    signatures: Floats,
    amplitude: Floats,
    places: tuple[Places, Places],
) -> Floats:
    """Return for each asked row and candidate the weighed Bayes factor and two moments, (e, 3, c).

    The moments are the factor times the amplitude's mean and times its mean square.

    Args:
        passes: innovations (g, n), variances (g, n), gains (g, n, 1 + p).
        series: time since the row before (n,), and regressors (n, p).
        noises: phi (g,) and the logarithm of the weight of each noise at each row (g, n).
        signatures: of each candidate at each row, (n, c), candidates in order of onset.
        amplitude: prior mean and variance of each candidate, (2, c).
        places: how many candidates have begun at each row, and where its answer goes or -1, (n,).
    """
    errors, variances, gains = passes
    steps, table = series
    phis, log_weights = noises
    begun, asked = places
    n, p = table.shape
    c = signatures.shape[1]
    out = np.zeros((asked.max() + 1, 3, c))
    left = np.empty(c)
    for g in range(len(phis)):
        moved, sums = np.zeros((p + 1, c)), np.zeros((2, c))
        for i in range(n):
            m, kept = begun[i], phis[g] ** steps[i]
            for k in range(m):
                moved[0, k] *= kept
            _left_of(signatures[i], table[i], moved, m, left)
            inverse, error = 1.0 / variances[g, i], errors[g, i]
            for k in range(m):
                scaled = left[k] * inverse
                sums[0, k] += left[k] * scaled
                sums[1, k] += error * scaled
            for j in range(p + 1):
                gain = gains[g, i, j]
                for k in range(m):
                    moved[j, k] += gain * left[k]
            if asked[i] >= 0:
                _add_answers(sums, amplitude, log_weights[g, i], m, out[asked[i]])
    return out
