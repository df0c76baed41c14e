"""Zero-phase filters, computed in the frequency domain over samples padded by reflection.

A filter here is its real response at each frequency, so nothing is shifted in time and the whole
of SciPy's signal package, slow to import, is not needed.
"""

from collections.abc import Callable
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
AnyFactors = NDArray[np.complexfloating] | Floats
Response = Callable[[Floats], AnyFactors]


@cache
def quick_length(n: int) -> int:
    """Return the smallest product of powers of 2, 3 and 5 that is at least ``n``."""
    best = 1 << (max(n, 1) - 1).bit_length()
    five = 1
    while five < best:
        three = five
        while three < best:
            ratio = -(-n // three)
            best = min(best, three << max(0, (ratio - 1).bit_length()))
            three *= 3
        five *= 5
    return best


@lru_cache(maxsize=32)
def _frequencies(length: int, rate_hz: float) -> Floats:
    """Return the frequencies of a real spectrum of so many samples, in hertz."""
    return _frozen(np.asarray(np.fft.rfftfreq(length, 1.0 / rate_hz), dtype=np.float64))


def _frozen(values: Floats) -> Floats:
    values.setflags(write=False)
    return values


def _padded(values: Floats, width: int, length: int) -> Floats:
    """Return samples continued at both ends by point reflection, so that trends go on.

    Zeros follow up to ``length``; time runs along the last axis.
    """
    n = values.shape[-1]
    out = np.zeros((*values.shape[:-1], length))
    out[..., width : width + n] = values
    if width:
        out[..., :width] = 2.0 * values[..., :1] - values[..., width:0:-1]
        tail = 2.0 * values[..., -1:] - values[..., -2 : -width - 2 : -1]
        out[..., width + n : 2 * width + n] = tail
    return out


def _filtered(
    values: Floats, rate_hz: float, pad_s: float, factors: Callable[[int], AnyFactors]
) -> Floats:
    """Return samples filtered along axis 0 by factors for a transform of so many samples."""
    n = len(values)
    width = min(n - 1, round(pad_s * rate_hz))
    length = quick_length(n + 2 * width)
    spectrum = np.fft.rfft(_padded(values.T, width, length))
    spectrum *= factors(length)
    filtered = np.fft.irfft(spectrum, length)[..., width : width + n]
    return np.ascontiguousarray(filtered.T)


def apply_response(values: Floats, rate_hz: float, response: Response, pad_s: float) -> Floats:
    """Return samples filtered along axis 0 by a response given at each frequency in hertz.

    Args:
        values: shape (n,) or (n, channels).
        rate_hz: sample rate.
        response: maps frequencies (k,) in Hz to factors (k,).
        pad_s: how far to continue the samples at each end, in seconds.
    """
    return _filtered(values, rate_hz, pad_s, lambda n: response(_frequencies(n, rate_hz)))


@lru_cache(maxsize=32)
def _low(length: int, rate_hz: float, cut_hz: float, order: int) -> Floats:
    """Return the response of a Butterworth low-pass run forwards and backwards."""
    steep = (_frequencies(length, rate_hz) / cut_hz) ** (2 * order)
    return _frozen(np.asarray(1.0 / (1.0 + steep), dtype=np.float64))


def low_pass(values: Floats, rate_hz: float, cut_hz: float, order: int = 2) -> Floats:
    """Return samples low-passed like a Butterworth of this order run forwards and backwards."""
    return _filtered(values, rate_hz, 3.0 / cut_hz, lambda n: _low(n, rate_hz, cut_hz, order))


def high_pass(values: Floats, rate_hz: float, cut_hz: float, order: int = 2) -> Floats:
    """Return samples high-passed like a Butterworth of this order run forwards and backwards."""
    return _filtered(values, rate_hz, 3.0 / cut_hz, lambda n: 1.0 - _low(n, rate_hz, cut_hz, order))


def band_pass(
    values: Floats, rate_hz: float, low_hz: float, high_hz: float, order: int = 2
) -> Floats:
    """Return samples between two frequencies, Butterworth flanks of this order, zero phase."""

    def factors(length: int) -> Floats:
        flank = 1.0 - _low(length, rate_hz, low_hz, order)
        return np.asarray(flank * _low(length, rate_hz, high_hz, order), dtype=np.float64)

    return _filtered(values, rate_hz, 3.0 / low_hz, factors)


def smooth(values: Floats, rate_hz: float, width_s: float) -> Floats:
    """Return samples smoothed by a Gaussian whose standard deviation is ``width_s`` seconds."""

    def response(frequency: Floats) -> Floats:
        return np.asarray(np.exp(-2.0 * (np.pi * frequency * width_s) ** 2), dtype=np.float64)

    return apply_response(values, rate_hz, response, 4.0 * width_s)


def integrate(values: Floats, rate_hz: float, times: int, cut_hz: float, order: int = 4) -> Floats:
    """Return samples integrated once or twice, without what is slower than ``cut_hz``.

    Integration divides by (2 pi i f); the high-pass takes away the drift it would cause.
    """

    def factors(length: int) -> NDArray[np.complexfloating]:
        kept = 1.0 - _low(length, rate_hz, cut_hz, order)[1:]
        turn = 2j * np.pi * _frequencies(length, rate_hz)[1:]
        return np.concatenate([[0.0], kept / turn**times])

    return _filtered(values, rate_hz, 3.0 / cut_hz, factors)


def moving_mean(values: Floats, width: int) -> Floats:
    """Return the centred mean over ``width`` samples; at the ends over those that are there."""
    n = len(values)
    width = max(1, min(width, n))
    sums = np.zeros((n + 1, *values.shape[1:]))
    np.cumsum(values, axis=0, out=sums[1:])
    first, last = _around(n, width)
    count = (last - first).reshape((-1,) + (1,) * (values.ndim - 1))
    return np.asarray((sums[last] - sums[first]) / count, dtype=np.float64)


@lru_cache(maxsize=8)
def _around(n: int, width: int) -> tuple[Places, Places]:
    """Return the first place and the one after the last of ``width`` samples around each."""
    places = np.arange(n)
    return np.maximum(places - width // 2, 0), np.minimum(places + (width + 1) // 2, n)


def moving_deviation(values: Floats, width: int) -> Floats:
    """Return the centred standard deviation over ``width`` samples, shape as given."""
    mean = moving_mean(values, width)
    square = moving_mean(values * values, width)
    return np.asarray(np.sqrt(np.maximum(square - mean * mean, 0.0)), dtype=np.float64)
