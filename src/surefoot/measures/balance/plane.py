"""Sway as a path in a plane: spread, range, ellipse, length, rhythm, each with its interval.

Definitions as in Prieto et al. 1996 (IEEE Trans Biomed Eng 43:956). A value's sampling error comes
from how much stretches of the same stance differ from each other.
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.intervals import Estimate, around, student_95
from surefoot.signals.spectrum import welch_power

Floats = NDArray[np.float64]

# Stretches compared for the sampling error: slower than a sway cycle, and not too few for a spread.
# Chosen on simulated stances.
STRETCH_S, FEWEST_STRETCHES = 5.0, 4
ELLIPSE_SHARE = 0.95


def ellipse_area(points: Floats) -> float:
    """Return the area of the ellipse in which 95 in 100 further points (n, 2), n > 2, will lie.

    A prediction ellipse (Chew 1966, J Am Stat Assoc 61:605; Schubert & Kirchner 2014), with the
    exact F quantile for two dimensions.
    """
    n = len(points)
    quantile = (n - 2) / 2.0 * ((1.0 - ELLIPSE_SHARE) ** (-2.0 / (n - 2)) - 1.0)
    scale = 2.0 * (n - 1) * (n + 1) / (n * (n - 2)) * quantile
    determinant = float(np.linalg.det(np.cov(points.T)))
    return float(np.pi * scale * np.sqrt(max(determinant, 0.0)))


def path_length(points: Floats) -> float:
    """Return the length of the path through points (n, axes)."""
    return float(np.linalg.norm(np.diff(points, axis=0), axis=1).sum())


def mean_frequency(points: Floats, rate_hz: float) -> float:
    """Return the mean frequency of the summed power of both axes of points (n, 2), in Hz.

    Two half-overlapping Hann windows of half the length, each without its mean, integrated by
    trapezia (Duarte & Freitas 2010; so the balance data set of Santos & Duarte 2016 has it).
    """
    frequency, power = welch_power(points, rate_hz, (len(points) + 1) // 2)
    both = power.sum(axis=1)
    total = float(np.trapezoid(both, frequency))
    return float(np.trapezoid(frequency * both, frequency)) / total if total > 0 else 0.0


def _share_off(parts: Floats) -> float:
    """Return the half width of a mean's 95 % interval as a share of it, from parts (k,)."""
    k, mean = len(parts), float(parts.mean())
    if k < 2 or mean <= 0:
        return 0.0
    return student_95(k - 1) * float(parts.std(ddof=1)) / (float(np.sqrt(k)) * mean)


def _stretches(values: Floats, rate_hz: float) -> list[Floats]:
    count = max(FEWEST_STRETCHES, int(len(values) / (STRETCH_S * rate_hz)))
    return list(np.array_split(values, count))


def spread_share(values: Floats, rate_hz: float) -> float:
    """Return by what share the spread of values (n,) or (n, axes) may be off from sampling."""
    squares = [float(np.mean(part * part)) for part in _stretches(values, rate_hz)]
    return 0.5 * _share_off(np.array(squares))


def speed_share(speeds: Floats, rate_hz: float) -> float:
    """Return by what share the mean of speeds (n,) may be off from sampling."""
    return _share_off(np.array([float(part.mean()) for part in _stretches(speeds, rate_hz)]))


def with_shares(value: float, sampling_share: float, method_share: float) -> Estimate:
    """Return a value whose errors are shares of it; it is never below zero."""
    return around(value, sampling_share * value, method_share * value)
