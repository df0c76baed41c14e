"""Compiled loops. Kernels that call each other share this file: numba keeps one a file."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@njit(cache=True, nogil=True)
def whiten_columns(
    columns: Floats, times: Floats, spread: Floats, phi: float, ar_var: float, white_var: float
) -> tuple[Floats, float]:
    """Return the whitened columns and the log determinant; see ``ar1.whiten``."""
    n, k = columns.shape
    out = np.empty((n, k))
    level = np.zeros(k)
    uncertain = ar_var
    log_det = 0.0
    for i in range(n):
        if i > 0:
            kept = phi ** (times[i] - times[i - 1])
            uncertain = kept * kept * uncertain + ar_var * (1.0 - kept * kept)
            for j in range(k):
                level[j] *= kept
        variance = uncertain + white_var * spread[i]
        gain = uncertain / variance
        root = np.sqrt(variance)
        log_det += np.log(variance)
        for j in range(k):
            innovation = columns[i, j] - level[j]
            out[i, j] = innovation / root
            level[j] += gain * innovation
        uncertain *= 1.0 - gain
    return out, log_det
