"""Zero-phase filters on signals whose answer is known."""

import numpy as np
import pytest

from surefoot.signals.filters import (
    band_pass,
    high_pass,
    integrate,
    low_pass,
    moving_deviation,
    moving_mean,
    quick_length,
    smooth,
)

RATE = 100.0
TIME = np.arange(2000) / RATE
SLOW, QUICK = np.sin(2 * np.pi * 0.2 * TIME), np.sin(2 * np.pi * 8.0 * TIME)
MIDDLE = slice(400, 1600)


def test_low_pass_keeps_slow_and_takes_quick_without_shift() -> None:
    out = low_pass(SLOW + QUICK, RATE, 2.0, order=4)
    assert np.allclose(out[MIDDLE], SLOW[MIDDLE], atol=0.01)


def test_high_pass_is_what_low_pass_leaves() -> None:
    both = SLOW + QUICK
    assert np.allclose(low_pass(both, RATE, 2.0) + high_pass(both, RATE, 2.0), both, atol=1e-9)


def test_half_power_lies_at_the_cut() -> None:
    at_cut = low_pass(np.sin(2 * np.pi * 2.0 * TIME), RATE, 2.0)
    assert np.ptp(at_cut[MIDDLE]) / 2 == pytest.approx(0.5, abs=0.01)


def test_band_pass_keeps_only_the_band() -> None:
    inside = np.sin(2 * np.pi * 1.5 * TIME)
    out = band_pass(inside + SLOW + QUICK, RATE, 0.6, 3.5, order=4)
    assert np.allclose(out[MIDDLE], inside[MIDDLE], atol=0.03)


def test_a_trend_goes_on_beyond_the_ends() -> None:
    line = np.linspace(0.0, 5.0, 800)
    assert np.allclose(low_pass(line, RATE, 1.0), line, atol=0.02)


def test_columns_are_filtered_alone() -> None:
    both = low_pass(np.column_stack([SLOW, QUICK]), RATE, 2.0)
    assert np.allclose(both[:, 0], low_pass(SLOW, RATE, 2.0))
    assert np.allclose(both[:, 1], low_pass(QUICK, RATE, 2.0))


def test_twice_integrated_acceleration_is_the_movement() -> None:
    pulse = 2 * np.pi * 1.2
    out = integrate(-(pulse**2) * 0.02 * np.sin(pulse * TIME), RATE, 2, 0.4)
    assert np.allclose(out[MIDDLE], 0.02 * np.sin(pulse * TIME)[MIDDLE], atol=1e-3)


def test_smoothing_keeps_the_sum_of_a_pulse() -> None:
    pulse = np.zeros(1000)
    pulse[500] = 1.0
    out = smooth(pulse, RATE, 0.05)
    assert out.sum() == pytest.approx(1.0, abs=1e-6)
    assert np.argmax(out) == 500


def test_moving_mean_and_deviation_of_a_ramp() -> None:
    ramp = np.arange(100.0)
    assert moving_mean(ramp, 5)[50] == pytest.approx(50.0)
    assert moving_deviation(ramp, 5)[50] == pytest.approx(np.std(np.arange(5.0)))
    assert moving_mean(ramp, 5)[0] == pytest.approx(1.0)


@pytest.mark.parametrize("n", [1, 7, 97, 1001, 24001])
def test_quick_length_is_enough_and_smooth(n: int) -> None:
    length = quick_length(n)
    assert n <= length <= 2 * n
    for prime in (2, 3, 5):
        while length % prime == 0:
            length //= prime
    assert length == 1
