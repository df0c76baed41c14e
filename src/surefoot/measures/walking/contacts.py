"""Initial contacts from the up-down movement of the trunk.

The trunk is lowest, and its upward acceleration highest, in double support. A second-derivative-
of-Gaussian wavelet as wide as the current step finds one peak per step (McCamley et al. 2012, Gait
Posture 36:316; adaptive width as in Pham et al. 2017, Front Neurol 8:457, and Paraschiv-Ionescu
et al. 2019, J NeuroEng Rehabil 16:24). The foot meets the ground a little before that peak.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.walking.motion import Motion
from surefoot.measures.walking.rhythm import step_rate
from surefoot.signals.filters import apply_response
from surefoot.signals.peaks import local_maxima, sharpen

Floats = NDArray[np.float64]

# Peaks lower than this, m/s2, are sway, not steps.
LOWEST_PEAK = 0.12
# Step rates the wavelet is made for; the nearest is used.
WAVELET_HZ = np.geomspace(0.8, 2.6, 8)
# The foot meets the ground this part of a step before the wavelet's peak. Measured on healthy
# walkers (Voisard et al. 2023); picking the sharp strike itself instead, by its maximum, its
# steepest rise or its rise through zero, was no closer and more often went astray.
PEAK_LAG = 0.1


@dataclass(frozen=True, slots=True)
class Contacts:
    """Candidate contacts of one stretch: times (k,), strengths (k,) m/s2, step durations (k,) s."""

    time_s: Floats
    strength: Floats
    step_s: Floats


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


def find_contacts(motion: Motion) -> Contacts:
    """Return candidate contacts, rising in time; grouping them into walks sorts out the rest."""
    rates = step_rate(motion)
    transform = _wavelet_at_rate(motion, rates)
    peaks = local_maxima(transform)
    peaks = peaks[transform[peaks] >= LOWEST_PEAK]
    step_s = 1.0 / rates[peaks]
    time_s = motion.start_s + sharpen(transform, peaks) / motion.rate_hz - PEAK_LAG * step_s
    order = np.argsort(time_s)
    return Contacts(time_s[order], transform[peaks][order], step_s[order])
