"""The error model: every value with its 95 % interval.

Two errors add up, independent of each other: how far the strides that were walked stand for the
walk (sampling, with neighbouring strides alike), and how far the method itself is from a
laboratory's value (facts, from published validations).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NORMAL_95 = 1.959964
# The standard deviation of a normal variable over its median absolute deviation.
MAD_TO_SD = 1.4826


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value inside its 95 % interval."""

    value: float
    low: float
    high: float


def student_95(freedom: float) -> float:
    """Return the 97.5 % point of Student's t, by its expansion about the normal (Hill 1970)."""
    if freedom < 1.5:
        return 12.706
    z, g = NORMAL_95, 1.0 / freedom
    first = (z**3 + z) / 4.0
    second = (5 * z**5 + 16 * z**3 + 3 * z) / 96.0
    third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384.0
    fourth = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160.0
    return z + g * (first + g * (second + g * (third + g * fourth)))


def sampling_error(values: Floats) -> float:
    """Return the standard error of the mean of values in order, neighbours alike (AR(1)), (n,)."""
    n = len(values)
    if n < 2:
        return 0.0
    centred = values - values.mean()
    variance = float(centred @ centred) / (n - 1)
    if variance <= 0.0:
        return 0.0
    alike = float(centred[:-1] @ centred[1:]) / ((n - 1) * variance)
    alike = min(max(alike, 0.0), 0.8)
    return float(np.sqrt(variance / n * (1 + alike) / (1 - alike)))


def around(value: float, sampling_half: float, method_sd: float, floor: float = 0.0) -> Estimate:
    """Return a value with both errors joined; neither end falls below ``floor``.

    Args:
        value: the estimate.
        sampling_half: half width of the 95 % interval from sampling alone.
        method_sd: standard deviation of the method's own error.
        floor: no true value is smaller.
    """
    half = float(np.hypot(sampling_half, NORMAL_95 * method_sd))
    return Estimate(value, min(value, max(floor, value - half)), value + half)


def mean_estimate(values: Floats, method_sd: float) -> Estimate:
    """Return the mean of values in order of time (n,), n >= 1, with its interval."""
    half = student_95(len(values) - 1) * sampling_error(values) if len(values) > 1 else 0.0
    return around(float(values.mean()), half, method_sd)
