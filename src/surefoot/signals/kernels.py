"""Compiled loops. Kernels that call each other share this file: numba keeps one a file."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@njit(cache=True, nogil=True)
def follow(start: Floats, turning: Floats, pulls: Floats, gain: float) -> Floats:
    """Return up at each step (n, 3): turned with the sensor, drawn slowly towards ``pulls``.

    Args:
        start: up before the first step, (3,).
        turning: angle turned in each step about each axis, rad, (n, 3).
        pulls: where gravity alone says up is, (n, 3).
        gain: share of the way towards ``pulls`` taken in each step.
    """
    x, y, z = start[0], start[1], start[2]
    out = np.empty_like(pulls)
    for i in range(len(pulls)):
        p, q, r = turning[i, 0], turning[i, 1], turning[i, 2]
        # A vector fixed in the room turns against the sensor: du = u x turning.
        dx, dy, dz = y * r - z * q, z * p - x * r, x * q - y * p
        x = x + dx + gain * (pulls[i, 0] - x)
        y = y + dy + gain * (pulls[i, 1] - y)
        z = z + dz + gain * (pulls[i, 2] - z)
        length = (x * x + y * y + z * z) ** 0.5
        if length == 0.0:
            length = 1.0
        x, y, z = x / length, y / length, z / length
        out[i, 0], out[i, 1], out[i, 2] = x, y, z
    return out
