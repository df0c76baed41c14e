"""Uneven times become even; gaps stay gaps."""

import numpy as np
import pytest

from surefoot.signals.resample import to_even, unbroken


@pytest.mark.parametrize("rate", [20.0, 50.0, 60.0, 128.0, 200.0, 405.0])
def test_a_slow_wave_survives_any_source_rate(rate: float) -> None:
    rng = np.random.default_rng(1)
    times = np.cumsum(rng.uniform(0.8, 1.2, int(20 * rate)) / rate)
    wave = np.sin(2 * np.pi * 1.5 * times)
    even = to_even(times, wave[:, None], 100.0)
    grid = even.start_s + np.arange(len(even.values)) / 100.0
    middle = slice(200, -200)
    true = np.sin(2 * np.pi * 1.5 * grid)
    assert np.max(np.abs(even.values[:, 0] - true)[middle]) < 0.05


def test_what_is_too_quick_for_the_rate_does_not_fold_back() -> None:
    times = np.arange(8000) / 400.0
    quick = np.sin(2 * np.pi * 97.0 * times)
    even = to_even(times, quick[:, None], 100.0)
    assert np.std(even.values[100:-100]) < 0.02


def test_gaps_break_and_are_not_filled() -> None:
    times = np.concatenate([np.arange(100), np.arange(150, 250)]) / 100.0
    assert unbroken(times, 0.2) == [(0, 100), (100, 200)]
    assert unbroken(times, 1.0) == [(0, 200)]


def test_times_are_found_again_by_index() -> None:
    even = to_even(np.arange(300) / 100.0 + 5.0, np.zeros((300, 1)), 100.0)
    assert even.index(5.5) == 50
    assert even.index(-3.0) == 0
    assert even.index(99.0) == len(even.values) - 1
    assert even.end_s == pytest.approx(8.0)
