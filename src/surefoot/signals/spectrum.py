"""Rhythm: autocorrelation and short-time spectra."""

import numpy as np
from numpy.typing import NDArray

from surefoot.signals.filters import quick_length

Floats = NDArray[np.float64]


def autocorrelation(values: Floats, longest_lag: int) -> Floats:
    """Return the unbiased autocorrelation at lags 0 to ``longest_lag``, 1 at lag 0.

    Args:
        values: shape (n,), n > longest_lag.
        longest_lag: in samples.

    A constant signal has autocorrelation 0 everywhere.
    """
    centred = values - values.mean()
    n = len(centred)
    length = quick_length(n + longest_lag + 1)
    spectrum = np.fft.rfft(centred, length)
    sums = np.fft.irfft(spectrum * np.conj(spectrum), length)[: longest_lag + 1]
    if sums[0] <= 1e-12 * n:
        return np.zeros(longest_lag + 1)
    overlap = n - np.arange(longest_lag + 1)
    return np.asarray(sums / overlap * (n / sums[0]), dtype=np.float64)


def short_time_power(
    values: Floats, rate_hz: float, window_s: float, hop_s: float, finest_hz: float
) -> tuple[Floats, Floats, Floats]:
    """Return times (t,), frequencies (f,) and power (t, f) of Hann windows along the samples.

    Windows are centred on their time; samples beyond the ends count as zero.

    Args:
        values: shape (n,).
        rate_hz: sample rate.
        window_s: length of a window.
        hop_s: distance between windows.
        finest_hz: spacing of frequencies at most this.
    """
    width = max(8, round(window_s * rate_hz))
    hop = max(1, round(hop_s * rate_hz))
    centres = np.arange(0, len(values), hop)
    padded = np.concatenate([np.zeros(width // 2), values, np.zeros(width)])
    frames = np.lib.stride_tricks.sliding_window_view(padded, width)[centres]
    length = quick_length(max(width, int(np.ceil(rate_hz / finest_hz))))
    power = np.abs(np.fft.rfft(frames * np.hanning(width), length, axis=1)) ** 2
    frequencies = np.asarray(np.fft.rfftfreq(length, 1.0 / rate_hz), dtype=np.float64)
    return centres / rate_hz, frequencies, np.asarray(power, dtype=np.float64)
