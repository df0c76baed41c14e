"""How far two means lie apart, with a 95 % interval (Welch, Biometrika 1947;34:28-35)."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of means with its 95 % interval, in the unit of the values."""

    value: float
    low: float
    high: float


def mean_difference(first: Floats, second: Floats, step: float) -> Difference:
    """Return mean of ``first`` minus mean of ``second``, each (n,), with Welch's interval.

    ``step`` is the rounding of the values: a group spreads by no less than rounding does.

    Raises:
        ValueError: a group has fewer than two values.
    """
    parts = [_variance_of_mean(group, step) for group in (first, second)]
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(group) - 1) for part, group in zip(parts, (first, second), strict=True)
    )
    return _around(float(first.mean() - second.mean()), sqrt(sum(parts)), freedom)


def mean_of_pairs(differences: Floats, step: float) -> Difference:
    """Return the mean of paired differences (n,) with Student's interval.

    Raises:
        ValueError: there are fewer than two pairs.
    """
    spread = sqrt(_variance_of_mean(differences, step))
    return _around(float(differences.mean()), spread, len(differences) - 1.0)


def _variance_of_mean(values: Floats, step: float) -> float:
    if len(values) < 2:
        raise ValueError("a mean needs at least two values to have an interval")
    return max(float(values.var(ddof=1)), step**2 / 12.0) / len(values)


def _around(value: float, spread: float, freedom: float) -> Difference:
    from scipy.special import stdtrit  # loading it takes longer than most pages

    half = float(stdtrit(freedom, 0.975)) * spread
    return Difference(value, value - half, value + half)
