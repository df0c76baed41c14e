"""Zero-phase filters, computed in the frequency domain over samples padded by reflection.

A filter here is its real response at each frequency, so nothing is shifted in time and the whole
of SciPy's signal package, slow to import, is not needed.
"""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Response = Callable[[Floats], NDArray[np.complexfloating] | Floats]


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


def _pad_oddly(values: Floats, width: int) -> Floats:
    """Return samples continued at both ends by point reflection, so that trends go on."""
    if width == 0:
        return values
    head = 2.0 * values[0] - values[width:0:-1]
    tail = 2.0 * values[-1] - values[-2 : -width - 2 : -1]
    return np.concatenate([head, values, tail])


def apply_response(values: Floats, rate_hz: float, response: Response, pad_s: float) -> Floats:
    """Return samples filtered along axis 0 by a response given at each frequency in hertz.

    Args:
        values: shape (n,) or (n, channels).
        rate_hz: sample rate.
        response: maps frequencies (k,) in Hz to factors (k,).
        pad_s: how far to continue the samples at each end, in seconds.
    """
    n = len(values)
    width = min(n - 1, round(pad_s * rate_hz))
    padded = _pad_oddly(values, width)
    length = quick_length(len(padded))
    frequencies = np.asarray(np.fft.rfftfreq(length, 1.0 / rate_hz), dtype=np.float64)
    factors = response(frequencies)
    shape = (-1,) + (1,) * (values.ndim - 1)
    spectrum = np.fft.rfft(padded, length, axis=0) * factors.reshape(shape)
    filtered = np.fft.irfft(spectrum, length, axis=0)
    return np.asarray(filtered[width : width + n], dtype=np.float64)


def _low(frequency: Floats, cut_hz: float, order: int) -> Floats:
    """Return the response of a Butterworth low-pass run forwards and backwards."""
    return np.asarray(1.0 / (1.0 + (frequency / cut_hz) ** (2 * order)), dtype=np.float64)


def low_pass(values: Floats, rate_hz: float, cut_hz: float, order: int = 2) -> Floats:
    """Return samples low-passed like a Butterworth of this order run forwards and backwards."""
    return apply_response(values, rate_hz, lambda f: _low(f, cut_hz, order), 3.0 / cut_hz)


def high_pass(values: Floats, rate_hz: float, cut_hz: float, order: int = 2) -> Floats:
    """Return samples high-passed like a Butterworth of this order run forwards and backwards."""
    return apply_response(values, rate_hz, lambda f: 1.0 - _low(f, cut_hz, order), 3.0 / cut_hz)


def band_pass(
    values: Floats, rate_hz: float, low_hz: float, high_hz: float, order: int = 2
) -> Floats:
    """Return samples between two frequencies, Butterworth flanks of this order, zero phase."""
    return apply_response(
        values,
        rate_hz,
        lambda f: (1.0 - _low(f, low_hz, order)) * _low(f, high_hz, order),
        3.0 / low_hz,
    )


def smooth(values: Floats, rate_hz: float, width_s: float) -> Floats:
    """Return samples smoothed by a Gaussian whose standard deviation is ``width_s`` seconds."""

    def response(frequency: Floats) -> Floats:
        return np.asarray(np.exp(-2.0 * (np.pi * frequency * width_s) ** 2), dtype=np.float64)

    return apply_response(values, rate_hz, response, 4.0 * width_s)


def integrate(values: Floats, rate_hz: float, times: int, cut_hz: float, order: int = 4) -> Floats:
    """Return samples integrated once or twice, without what is slower than ``cut_hz``.

    Integration divides by (2 pi i f); the high-pass takes away the drift it would cause.
    """

    def response(frequency: Floats) -> NDArray[np.complexfloating]:
        factors = np.zeros(frequency.shape, dtype=np.complex128)
        kept = frequency > 0
        turn = 2j * np.pi * frequency[kept]
        factors[kept] = (1.0 - _low(frequency[kept], cut_hz, order)) / turn**times
        return factors

    return apply_response(values, rate_hz, response, 3.0 / cut_hz)


def moving_mean(values: Floats, width: int) -> Floats:
    """Return the centred mean over ``width`` samples; at the ends over those that are there."""
    width = max(1, min(width, len(values)))
    sums = np.concatenate([np.zeros((1, *values.shape[1:])), np.cumsum(values, axis=0)])
    places = np.arange(len(values))
    first = np.maximum(places - width // 2, 0)
    last = np.minimum(places + (width + 1) // 2, len(values))
    count = (last - first).reshape((-1,) + (1,) * (values.ndim - 1))
    return np.asarray((sums[last] - sums[first]) / count, dtype=np.float64)


def moving_deviation(values: Floats, width: int) -> Floats:
    """Return the centred standard deviation over ``width`` samples, shape as given."""
    mean = moving_mean(values, width)
    square = moving_mean(values * values, width)
    return np.asarray(np.sqrt(np.maximum(square - mean * mean, 0.0)), dtype=np.float64)
