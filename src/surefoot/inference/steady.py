"""A level that stays: its posterior, and where a new value of the same series would lie."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.ar1 import Noise, whiten
from surefoot.inference.mixture import StudentMixture, weights_from_logs
from surefoot.inference.regression import Fit, Prior, fit

Floats = NDArray[np.float64]

#: Noise of unit variance tried, with prior weights: white alone, or an AR(1) share of the variance
#: with this correlation over one unit of time.
PHI_WEIGHTS = {0.3: 0.25, 0.7: 0.35, 0.9: 0.25, 0.97: 0.15}
AR_SHARES = (0.3, 0.6, 0.9)
WHITE_ALONE = 0.25
#: The level may lie this many noise variances away from the median.
LEVEL_VARIANCE = 100.0


@dataclass(frozen=True, slots=True)
class Steady:
    """What is known of a steady series: its ``level``, and a ``new`` value on some other day."""

    level: StudentMixture
    new: StudentMixture


def noise_grid() -> tuple[tuple[Noise, float], ...]:
    """Return noises of unit variance with prior weights that add up to one."""
    points = [(Noise(0.0, 0.0, 1.0), WHITE_ALONE)]
    for phi, weight in PHI_WEIGHTS.items():
        for share in AR_SHARES:
            each = (1.0 - WHITE_ALONE) * weight / len(AR_SHARES)
            points.append((Noise(phi, share, 1.0 - share), each))
    return tuple(points)


def _student(fits: Sequence[Fit], weight: Floats, added: float) -> StudentMixture:
    centre = np.array([one.mean[0] for one in fits])
    spread = [(one.covariance[0, 0] + added) * one.rate / one.shape for one in fits]
    freedom = np.array([2.0 * one.shape for one in fits])
    return StudentMixture(weight, centre, np.sqrt(spread), freedom)


def steady_level(values: Floats, times: Floats, usual_sd: float, sd_weight: float = 2.0) -> Steady:
    """Return level and new value of a steady series with AR(1) and white noise, averaged exactly.

    A new value is one of another time, far enough for today's fluctuation to have passed.

    Args:
        values: shape (n,), n at least 1.
        times: shape (n,), never falling, in the unit of the grid's correlations (days).
        usual_sd: expected standard deviation of one value about the level.
        sd_weight: how sure that is, as the shape of an inverse gamma (2 is weak).

    Raises:
        ValueError: as ``whiten``; or the expected standard deviation is not above zero.
    """
    if not (usual_sd > 0 and sd_weight > 1 and len(values) > 0):
        raise ValueError("a steady level needs values and a positive expected deviation")
    middle = np.array([np.median(values)])
    rate = usual_sd**2 * (sd_weight - 1.0)
    prior = Prior(middle, np.array([LEVEL_VARIANCE]), sd_weight, rate)
    columns = np.column_stack([values, np.ones(len(values))])
    grid = noise_grid()
    fits = [fit(whiten(columns, times, noise), prior) for noise, _ in grid]
    logs = [one.log_evidence + np.log(w) for one, (_, w) in zip(fits, grid, strict=True)]
    weight = weights_from_logs(logs)
    return Steady(_student(fits, weight, 0.0), _student(fits, weight, 1.0))
