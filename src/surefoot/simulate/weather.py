"""A year of afternoon temperatures: season, passing weather, and heat waves."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Afternoons of a temperate inland town: mean and half swing over the year, warmest day of the
#: year, spread and day-to-day correlation of passing weather, in degrees Celsius and days.
MEAN_C = 14.0
SWING_C = 10.0
WARMEST_DAY = 200
PASSING_SD_C = 3.0
PASSING_PHI = 0.75
#: Heat waves a summer, how long they last in days, and how much warmer they are.
HEAT_WAVES = 2
WAVE_DAYS = (5, 9)
WAVE_C = (6.0, 9.0)


def ar1(n: int, phi: float, rng: np.random.Generator) -> Floats:
    """Return a stationary AR(1) series of unit variance, shape (n,)."""
    shocks = rng.standard_normal(n)
    shocks[1:] *= np.sqrt(1.0 - phi * phi)
    for i in range(1, n):
        shocks[i] += phi * shocks[i - 1]
    return shocks


def _heat_waves(day_of_year: NDArray[np.int64], rng: np.random.Generator) -> Floats:
    extra = np.zeros(len(day_of_year))
    for _ in range(HEAT_WAVES):
        first = rng.integers(WARMEST_DAY - 40, WARMEST_DAY + 40)
        length = rng.integers(*WAVE_DAYS)
        inside = (day_of_year >= first) & (day_of_year < first + length)
        extra[inside] = rng.uniform(*WAVE_C)
    return extra


def afternoon_temperatures(
    day_of_year: NDArray[np.int64], rng: np.random.Generator
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return temperatures (n,) in degrees Celsius, and whether each day lies in a heat wave."""
    season = MEAN_C + SWING_C * np.cos(2 * np.pi * (day_of_year - WARMEST_DAY) / 365.25)
    passing = PASSING_SD_C * ar1(len(day_of_year), PASSING_PHI, rng)
    waves = _heat_waves(day_of_year, rng)
    return np.round(season + passing + waves, 1), waves > 0
