"""Compiled loops of the event scan. Kernels that call each other share a file."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# Logarithms of weighed Bayes factors that are left out, and that are cut to stay finite.
NEGLIGIBLE, LARGEST = -30.0, 600.0
# So many candidates at a time: what they moved in the state stays in the processor's near cache.
BLOCK = 256


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
def _left_of(signature: Floats, row: Floats, moved: Floats, left: Floats) -> None:
    """Write what of each signature the state has not yet taken up to ``left``."""
    m = len(left)
    for k in range(m):
        left[k] = signature[k] - moved[0, k]
    for j in range(len(row)):
        x = row[j]
        if x != 0.0:
            for k in range(m):
                left[k] -= x * moved[j + 1, k]


@njit(cache=True, nogil=True, fastmath=True)
def _powers(sums: Floats, amplitude: Floats, log_weight: float, out: Floats) -> None:
    """Write precision and mean of each amplitude, and the log weighed Bayes factor, to ``out``.

    ``out`` is (3, m); what multiplies the Bayes factor comes in ``_add_answers``.
    """
    for k in range(sums.shape[1]):
        precision = 1.0 / amplitude[1, k]
        drawn = amplitude[0, k] * precision
        total = sums[0, k] + precision
        middle = (sums[1, k] + drawn) / total
        out[0, k] = total
        out[1, k] = middle
        out[2, k] = log_weight + 0.5 * (middle * middle * total - amplitude[0, k] * drawn)


@njit(cache=True, nogil=True, fastmath=True)
def _add_answers(powers: Floats, amplitude: Floats, out: Floats) -> None:
    """Add each candidate's weighed Bayes factor and its two moments to ``out`` (3, m)."""
    for k in range(powers.shape[1]):
        total, middle, power = powers[0, k], powers[1, k], powers[2, k]
        if power > NEGLIGIBLE:
            here = np.exp(min(power, LARGEST)) / np.sqrt(total * amplitude[1, k])
            out[0, k] += here
            out[1, k] += here * middle
            out[2, k] += here * (middle * middle + 1.0 / total)


@njit(cache=True, nogil=True, fastmath=True)
def _scan_block(
    passes: tuple[Floats, Floats, Floats],
    series: tuple[Floats, Floats],
    noise: tuple[float, Floats],
    events: tuple[Floats, Floats],
    places: tuple[Places, Places],
    out: Floats,
) -> None:
    """Add the answers of one noise and one block of candidates to ``out`` (e, 3, c)."""
    errors, variances, gains = passes
    (steps, table), (phi, log_weights) = series, noise
    (signatures, amplitude), (begun, asked) = events, places
    n, size = gains.shape
    c = signatures.shape[1]
    moved, sums = np.zeros((size, c)), np.zeros((2, c))
    left, powers = np.empty(c), np.empty((3, c))
    for i in range(n):
        m = min(begun[i], c)
        if m <= 0:
            continue
        kept = phi ** steps[i]
        for k in range(m):
            moved[0, k] *= kept
        _left_of(signatures[i], table[i], moved, left[:m])
        inverse, error = 1.0 / variances[i], errors[i]
        for k in range(m):
            scaled = left[k] * inverse
            sums[0, k] += left[k] * scaled
            sums[1, k] += error * scaled
        for j in range(size):
            gain = gains[i, j]
            for k in range(m):
                moved[j, k] += gain * left[k]
        if asked[i] >= 0:
            _powers(sums[:, :m], amplitude, log_weights[i], powers[:, :m])
            _add_answers(powers[:, :m], amplitude, out[asked[i]])


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
    phis, log_weights = noises
    begun, asked = places
    c = signatures.shape[1]
    out = np.zeros((asked.max() + 1, 3, c))
    for start in range(0, c, BLOCK):
        end = min(start + BLOCK, c)
        block = np.ascontiguousarray(signatures[:, start:end])
        mine = np.ascontiguousarray(amplitude[:, start:end])
        for g in range(len(phis)):
            _scan_block(
                (errors[g], variances[g], gains[g]),
                series,
                (phis[g], log_weights[g]),
                (block, mine),
                (begun - start, asked),
                out[:, :, start:end],
            )
    return out
