"""Initial contacts from the up-down movement of the trunk.

The trunk is lowest, and its upward acceleration highest, in double support. A second-derivative-
of-Gaussian wavelet as wide as the current step finds one peak per step (McCamley et al. 2012, Gait
Posture 36:316; adaptive width as in Pham et al. 2017, Front Neurol 8:457, and Paraschiv-Ionescu
et al. 2019, J NeuroEng Rehabil 16:24). The heel strike itself is the sharp rise that ends just
before that peak (Zijlstra & Hof 2003, Gait Posture 18:1; Lee et al. 2010, Gait Posture 31:322).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.walking.motion import Motion
from surefoot.signals.filters import apply_response, high_pass, low_pass
from surefoot.signals.peaks import local_maxima
from surefoot.signals.spectrum import short_time_power

Floats = NDArray[np.float64]

# Steps per second that count as walking, from very slow to a brisk walk.
SLOWEST_HZ, QUICKEST_HZ, STEP_HZ_GRID = 0.7, 2.6, 0.05
# Usual step rate and its spread (natural logarithm): decides between a rate and its double.
USUAL_HZ, USUAL_SPREAD = 1.7, 0.45
# How much a rate's second and third harmonic count for it.
HARMONIC_WEIGHTS = (1.0, 0.6, 0.3)
SPECTRUM_WINDOW_S, SPECTRUM_HOP_S, SMOOTH_WINDOWS = 5.0, 0.5, 5
WAVELET_HZ = np.geomspace(0.8, 2.6, 8)
# A heel strike is looked for from this part of a step before the wavelet's peak to this after it.
STRIKE_BEFORE, STRIKE_AFTER = 0.35, 0.1
STRIKE_CUT_HZ = 5.0
# Peaks lower than this, m/s2, are sway, not steps.
LOWEST_PEAK = 0.25


@dataclass(frozen=True, slots=True)
class Contacts:
    """Candidate contacts of one stretch: times (k,), strengths (k,) m/s2, step durations (k,) s."""

    time_s: Floats
    strength: Floats
    step_s: Floats


def _rate_scores(motion: Motion) -> tuple[Floats, Floats, Floats]:
    """Return window times (t,), candidate step rates (c,) and how well each fits (t, c)."""
    steady = high_pass(motion.vertical, motion.rate_hz, 0.4)
    times, frequencies, power = short_time_power(
        steady, motion.rate_hz, SPECTRUM_WINDOW_S, SPECTRUM_HOP_S, STEP_HZ_GRID
    )
    rates = np.arange(SLOWEST_HZ, QUICKEST_HZ + 1e-9, STEP_HZ_GRID)
    spacing = frequencies[1]
    score = np.zeros((len(times), len(rates)))
    for harmonic, weight in enumerate(HARMONIC_WEIGHTS, start=1):
        places = np.minimum(np.rint(harmonic * rates / spacing), len(frequencies) - 1)
        score += weight * power[:, places.astype(np.int64)]
    usual = np.exp(-0.5 * (np.log(rates / USUAL_HZ) / USUAL_SPREAD) ** 2)
    return times, rates, np.asarray(score * usual, dtype=np.float64)


def step_rate(motion: Motion) -> Floats:
    """Return the likely step rate at each sample, in hertz, shape (n,)."""
    times, rates, score = _rate_scores(motion)
    best = rates[np.argmax(score, axis=1)]
    padded = np.pad(best, SMOOTH_WINDOWS // 2, mode="edge")
    frames = np.lib.stride_tricks.sliding_window_view(padded, SMOOTH_WINDOWS)
    steady = np.median(frames, axis=1)
    return np.interp(np.arange(len(motion.vertical)) / motion.rate_hz, times, steady)


def _wavelet(values: Floats, rate_hz: float, centre_hz: float) -> Floats:
    """Return the second-derivative-of-Gaussian wavelet transform, gain 1 at ``centre_hz``."""

    def response(frequency: Floats) -> Floats:
        square = (frequency / centre_hz) ** 2
        return np.asarray(square * np.exp(1.0 - square), dtype=np.float64)

    return apply_response(values, rate_hz, response, 3.0 / centre_hz)


def _wavelet_at_rate(motion: Motion, rates: Floats) -> Floats:
    """Return the wavelet transform whose width follows the step rate, shape (n,)."""
    scale = np.argmin(np.abs(np.log(WAVELET_HZ)[:, None] - np.log(rates)[None, :]), axis=0)
    out = np.zeros(len(rates))
    for place in np.unique(scale):
        transform = _wavelet(motion.vertical, motion.rate_hz, float(WAVELET_HZ[place]))
        out[scale == place] = transform[scale == place]
    return out


def _strike(sharp: Floats, peak: int, step: float) -> int:
    """Return the place of the heel strike that belongs to a wavelet peak."""
    low = max(0, int(peak - STRIKE_BEFORE * step))
    high = min(len(sharp), int(peak + STRIKE_AFTER * step) + 1)
    return low + int(np.argmax(sharp[low:high]))


def find_contacts(motion: Motion) -> Contacts:
    """Return candidate contacts, rising in time; grouping them into walks sorts out the rest."""
    rates = step_rate(motion)
    transform = _wavelet_at_rate(motion, rates)
    peaks = local_maxima(transform)
    peaks = peaks[transform[peaks] >= LOWEST_PEAK]
    sharp = low_pass(motion.vertical, motion.rate_hz, STRIKE_CUT_HZ)
    steps = motion.rate_hz / rates[peaks]
    places = [_strike(sharp, int(p), float(s)) for p, s in zip(peaks, steps, strict=True)]
    order = np.unique(np.asarray(places, dtype=np.int64), return_index=True)[1]
    return Contacts(
        time_s=motion.start_s + np.asarray(places, dtype=np.float64)[order] / motion.rate_hz,
        strength=transform[peaks][order],
        step_s=steps[order] / motion.rate_hz,
    )
