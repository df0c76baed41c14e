"""How long a trial of pairs has to last to show a difference, from a person's own variation.

The variance of one pair's difference with blocks of m days, a white share w and a fluctuation of
share a with correlation phi from day to day, in variances of one day:

    V = 2 (w / m + a (gamma - rho)),  gamma and rho the mean correlation within and between blocks.
"""

from dataclasses import dataclass
from math import ceil

import numpy as np

# Two-sided 5 % error, and 80 % power.
_Z_ERROR, _Z_POWER = 1.959964, 0.841621
# Pairs that estimating the level and the trend cost.
_SPENT = 2
# Longer trials than this are not kept up; the limit of days itself is a fact.
_MOST_PAIRS = 400


@dataclass(frozen=True, slots=True)
class Variation:
    """A person's day-to-day variation: standard deviation of one value, the share of it that
    fluctuates from day to day, and its correlation from one day to the next."""

    sd: float
    fluctuating: float
    phi: float

    def __post_init__(self) -> None:
        if not (self.sd > 0.0 and 0.0 <= self.fluctuating <= 1.0 and 0.0 <= self.phi < 1.0):
            raise ValueError("a deviation is above zero, a share 0 to 1 and a correlation below 1")


def pair_variance(variation: Variation, block_days: int) -> float:
    """Return the variance of the difference of one pair of blocks, the unit squared."""
    places = np.arange(block_days)
    apart = np.abs(np.subtract.outer(places, places))
    within = float(np.mean(variation.phi**apart))
    between = float(np.mean(variation.phi ** (block_days + np.subtract.outer(places, places))))
    white = (1.0 - variation.fluctuating) / block_days
    return 2.0 * variation.sd**2 * (white + variation.fluctuating * (within - between))


def pairs_needed(variation: Variation, block_days: int, difference: float) -> int:
    """Return how many pairs show a difference in four of five trials.

    Raises:
        ValueError: the difference is not above zero.
    """
    if difference <= 0.0:
        raise ValueError("the difference to be shown is above zero")
    share = pair_variance(variation, block_days) / difference**2
    return min(ceil((_Z_ERROR + _Z_POWER) ** 2 * share) + _SPENT, _MOST_PAIRS)


def smallest_shown(variation: Variation, block_days: int, pairs: int) -> float:
    """Return the smallest difference that so many pairs show in four of five trials.

    Raises:
        ValueError: there are too few pairs to show anything.
    """
    if pairs <= _SPENT:
        raise ValueError("so few pairs show nothing")
    return float(
        (_Z_ERROR + _Z_POWER) * np.sqrt(pair_variance(variation, block_days) / (pairs - _SPENT))
    )
