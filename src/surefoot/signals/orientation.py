"""Which way is up, from gravity, however the sensor is turned."""

import numpy as np
from numpy.typing import NDArray

from surefoot.signals.filters import low_pass

Floats = NDArray[np.float64]


def up_direction(acceleration: Floats, rate_hz: float, cut_hz: float) -> Floats:
    """Return unit vectors that point up in the sensor's axes, shape (n, 3).

    A sensor at rest feels the ground pushing up, so what stays of the acceleration below
    ``cut_hz`` points up. Turning the sensor's axes turns the result alike.

    Args:
        acceleration: with gravity, m/s2, shape (n, 3).
        rate_hz: sample rate.
        cut_hz: slower changes of direction are followed, faster ones are movement.
    """
    slow = low_pass(acceleration, rate_hz, cut_hz, order=2)
    length = np.linalg.norm(slow, axis=1, keepdims=True)
    return np.asarray(slow / np.maximum(length, 1e-9), dtype=np.float64)


def along(values: Floats, direction: Floats) -> Floats:
    """Return the component of each row of ``values`` (n, 3) along ``direction`` (n, 3): (n,)."""
    return np.asarray(np.einsum("ij,ij->i", values, direction), dtype=np.float64)


def across(values: Floats, direction: Floats) -> Floats:
    """Return what of each row of ``values`` (n, 3) is at right angles to ``direction``: (n, 3)."""
    return np.asarray(values - along(values, direction)[:, None] * direction, dtype=np.float64)


def main_axis(vectors: Floats) -> Floats:
    """Return the unit vector along which rows of ``vectors`` (n, 3) spread most, sign arbitrary."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    return np.asarray(directions[:, -1], dtype=np.float64)
