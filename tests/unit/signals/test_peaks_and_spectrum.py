"""Peaks, runs, autocorrelation and short-time spectra."""

import numpy as np
import pytest

from surefoot.signals.peaks import join_runs, local_maxima, sharpen, true_runs
from surefoot.signals.spectrum import autocorrelation, power_at, short_time_power


def test_a_wave_has_one_peak_a_cycle_and_sharpening_finds_it_between_samples() -> None:
    time = np.arange(0, 10, 0.05)
    wave = np.cos(2 * np.pi * (time - 0.513))
    peaks = local_maxima(wave)
    exact = sharpen(wave, peaks) * 0.05
    assert len(peaks) == 10
    assert np.allclose(exact, 0.513 + np.arange(10), atol=0.002)


def test_a_plateau_counts_once() -> None:
    assert local_maxima(np.array([0.0, 1.0, 1.0, 0.0, 2.0, 0.0])).tolist() == [1, 4]


def test_sharpening_a_flat_top_stays_put() -> None:
    values = np.array([1.0, 1.0, 1.0])
    assert sharpen(values, np.array([1])).tolist() == [1.0]


def test_runs_and_their_joining() -> None:
    flags = np.array([True, True, False, True, False, False, True])
    runs = true_runs(flags)
    assert runs == [(0, 2), (3, 4), (6, 7)]
    assert join_runs(runs, 1) == [(0, 4), (6, 7)]
    assert true_runs(np.zeros(4, dtype=bool)) == []


def test_autocorrelation_of_a_wave_is_one_after_a_cycle() -> None:
    wave = np.sin(2 * np.pi * np.arange(1000) / 50.0)
    correlation = autocorrelation(wave, 60)
    assert correlation[0] == pytest.approx(1.0)
    assert correlation[50] == pytest.approx(1.0, abs=0.01)
    assert correlation[25] == pytest.approx(-1.0, abs=0.01)


def test_a_constant_is_like_nothing() -> None:
    assert not autocorrelation(np.full(100, 9.81), 20).any()


def test_short_time_power_peaks_at_the_rate_of_its_time() -> None:
    time = np.arange(4000) / 100.0
    wave = np.where(time < 20, np.sin(2 * np.pi * 1.0 * time), np.sin(2 * np.pi * 2.0 * time))
    times, frequencies, power = short_time_power(wave, 100.0, 5.0, 0.5, 0.05)
    best = frequencies[np.argmax(power, axis=1)]
    assert best[times == 10.0] == pytest.approx(1.0, abs=0.06)
    assert best[times == 30.0] == pytest.approx(2.0, abs=0.06)


@pytest.mark.parametrize("n", [40, 777, 6001])
def test_power_at_wanted_frequencies_is_that_of_the_whole_spectrum(n: int) -> None:
    values = np.cumsum(np.random.default_rng(n).normal(size=(n, 2)), axis=0)
    whole = [short_time_power(channel, 100.0, 5.0, 0.5, 0.025) for channel in values.T]
    times, frequencies, _ = whole[0]
    places = np.array([3, 28, 100, 312])
    expected = sum(power[:, places] for _, _, power in whole)
    found_times, found = power_at(values, 100.0, 5.0, 0.5, frequencies[places])
    np.testing.assert_array_equal(found_times, times)
    np.testing.assert_allclose(found, expected, rtol=1e-8)


def test_windows_are_whole_numbers_of_hops() -> None:
    with pytest.raises(ValueError, match="whole number of hops"):
        power_at(np.ones(1000), 100.0, 5.0, 0.7, np.array([1.0]))
