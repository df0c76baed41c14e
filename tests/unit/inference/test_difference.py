"""Differences of means with their intervals."""

import numpy as np
import pytest

from surefoot.inference.difference import mean_difference, mean_of_pairs


def test_welch_by_hand() -> None:
    """Means 3 and 1, variances of the means 1/3 each, four degrees of freedom."""
    found = mean_difference(np.array([2.0, 3.0, 4.0]), np.array([0.0, 1.0, 2.0]), 0.1)
    assert found.value == pytest.approx(2.0)
    half = 2.7764451 * np.sqrt(2.0 / 3.0)
    assert (found.low, found.high) == pytest.approx((2.0 - half, 2.0 + half), rel=1e-6)


def test_values_that_never_differ_spread_as_rounding_does() -> None:
    found = mean_of_pairs(np.array([2.0, 2.0]), 1.0)
    assert found.low < found.value == 2.0 < found.high


@pytest.mark.parametrize("values", [[], [1.0]])
def test_one_value_has_no_interval(values: list[float]) -> None:
    with pytest.raises(ValueError, match="at least two"):
        mean_of_pairs(np.array(values), 1.0)


def test_intervals_hold_in_95_of_100() -> None:
    rng = np.random.default_rng(4)
    draws = [mean_difference(rng.normal(5, 2, 8), rng.normal(4, 1, 5), 0.0) for _ in range(2000)]
    held = sum(found.low <= 1.0 <= found.high for found in draws) / len(draws)
    assert held == pytest.approx(0.95, abs=0.015)
