"""Rhythm: autocorrelation and short-time spectra."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from surefoot.signals.filters import quick_length

Floats = NDArray[np.float64]
Complexes = NDArray[np.complex128]


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


def welch_power(values: Floats, rate_hz: float, width: int) -> tuple[Floats, Floats]:
    """Return frequencies (f,) and power density (f, channels) by Welch's method (1967).

    Hann windows overlap by half; each has its mean taken away.

    Args:
        values: shape (n, channels), n >= width.
        rate_hz: sample rate.
        width: samples in a window.
    """
    window = 0.5 - 0.5 * np.cos(2.0 * np.pi * np.arange(width) / width)
    starts = range(0, len(values) - width + 1, max(1, width - width // 2))
    power = np.zeros((width // 2 + 1, values.shape[1]))
    for start in starts:
        part = values[start : start + width]
        part = (part - part.mean(axis=0)) * window[:, None]
        power += np.abs(np.fft.rfft(part, axis=0)) ** 2
    power /= len(starts) * rate_hz * float(window @ window)
    power[1 : (width + 1) // 2] *= 2.0
    return np.asarray(np.fft.rfftfreq(width, 1.0 / rate_hz), dtype=np.float64), power


@lru_cache(maxsize=8)
def _waves(width: int, hop: int, rate_hz: float, wanted: bytes) -> tuple[Floats, Floats]:
    """Return turning rates (3f,), rad a sample, and cosine and sine over one hop (hop, 2 x 3f).

    A Hann window of ``width`` samples is a sum of three turning rates: that of each wanted
    frequency and one turn in ``width - 1`` samples to both sides.
    """
    centre = 2.0 * np.pi * np.frombuffer(wanted) / rate_hz
    side = 2.0 * np.pi / (width - 1)
    turns = np.concatenate([centre, centre - side, centre + side])
    phase = np.multiply.outer(np.arange(hop, dtype=np.float64), turns)
    return turns, np.hstack([np.cos(phase), -np.sin(phase)])


@lru_cache(maxsize=8)
def _starts(n_hops: int, width: int, hop: int, rate_hz: float, wanted: bytes) -> Complexes:
    """Return the phase at the start of each hop, (n_hops, 3f)."""
    turns, _ = _waves(width, hop, rate_hz, wanted)
    return np.asarray(np.exp(-1j * hop * np.multiply.outer(np.arange(n_hops), turns)))


def power_at(
    values: Floats, rate_hz: float, window_s: float, hop_s: float, wanted_hz: Floats
) -> tuple[Floats, Floats]:
    """Return times (t,) and the power at wanted frequencies (t, f), summed over channels.

    The same as picking frequencies from ``short_time_power``, but only those are computed, and
    what neighbouring windows share only once: sums over one hop, added up.

    Args:
        values: shape (n,) or (n, channels).
        rate_hz: sample rate.
        window_s: length of a window; a whole number of hops.
        hop_s: distance between windows.
        wanted_hz: shape (f,).

    Raises:
        ValueError: a window is not a whole number of hops.
    """
    width, hop = max(8, round(window_s * rate_hz)), max(1, round(hop_s * rate_hz))
    if width % hop:
        raise ValueError("a window is a whole number of hops")
    table = values.reshape(len(values), -1)
    n_windows, n_hops = -(-len(table) // hop), width // hop
    padded = np.zeros((table.shape[1], (n_windows + n_hops - 1) * hop))
    room = min(len(table), padded.shape[1] - width // 2)
    padded[:, width // 2 : width // 2 + room] = table[:room].T
    wanted = np.ascontiguousarray(wanted_hz, dtype=np.float64).tobytes()
    _, waves = _waves(width, hop, rate_hz, wanted)
    # Phases of a round number of hops serve recordings of many lengths.
    starts = _starts(-(-padded.shape[1] // hop // 256) * 256, width, hop, rate_hz, wanted)
    power = sum(_hann_power(channel.reshape(-1, hop) @ waves, starts, n_hops) for channel in padded)
    return np.arange(n_windows) * hop / rate_hz, np.asarray(power, dtype=np.float64)


def _hann_power(parts: Floats, starts: Complexes, n_hops: int) -> Floats:
    """Return power (t, f) from the sums of each hop (t + n_hops - 1, 2 x 3f)."""
    n, half = len(parts), starts.shape[1]
    sums = np.empty((n + 1, half), dtype=np.complex128)
    sums[0] = 0.0
    sums.real[1:], sums.imag[1:] = parts[:, :half], parts[:, half:]
    sums[1:] *= starts[:n]
    np.cumsum(sums, axis=0, out=sums)
    window = sums[n_hops:] - sums[:-n_hops]
    # The phase at which a window starts must not stand between its three sums.
    window *= starts[: len(window)].conj()
    centre, below, above = np.split(window, 3, axis=1)
    total = 0.5 * centre - 0.25 * (below + above)
    return np.asarray(total.real**2 + total.imag**2, dtype=np.float64)
