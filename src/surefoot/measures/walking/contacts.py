"""Initial contacts from the up-down movement of the trunk.

The trunk is lowest, and its upward acceleration highest, in double support. A second-derivative-
of-Gaussian wavelet as wide as the current step finds one peak per step (McCamley et al. 2012, Gait
Posture 36:316; adaptive width as in Pham et al. 2017, Front Neurol 8:457, and Paraschiv-Ionescu
et al. 2019, J NeuroEng Rehabil 16:24). The foot meets the ground a little before that peak.

A contact also brakes the trunk (Zijlstra & Hof 2003, Gait Posture 18:1). In slow walking and in
turns, where the trunk hardly rises, braking tells more; on the pelvis, both are added.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.measures.walking.feet import Sways, forward_direction
from surefoot.measures.walking.rhythm import step_rate, stride_evidence
from surefoot.signals.filters import apply_response
from surefoot.signals.peaks import local_maxima, sharpen

Floats = NDArray[np.float64]
Part = tuple[int, int]

# The trunk is braked most this long after it is pushed up most.
BRAKING_LAG_S = 0.12
# With fewer candidates than this forward cannot be told.
FEWEST_FOR_FORWARD = 8
# Peaks lower than this, m/s2, are sway, not steps.
LOWEST_PEAK = 0.12
# Rates the wavelet is made for: one for walking, one for slow walking. A wavelet for every rate
# follows errors of the rate and was worse on Voisard and on irregular simulated walks.
WAVELET_HZ = np.array([0.9, 1.3])
# The foot meets the ground this part of a step before the wavelet's peak. Measured on healthy
# walkers (Voisard et al. 2023); picking the sharp strike itself instead, by its maximum, its
# steepest rise or its rise through zero, was no closer and more often went astray.
PEAK_LAG = 0.1


# How lively a contact is, is looked at over this long on both sides of it: about one slow step.
LIVELY_S = 0.5


@dataclass(frozen=True, slots=True)
class Contacts:
    """Candidate contacts of one stretch: times (k,), strengths (k,) m/s2, step durations (k,) s.

    ``lively`` (k,) is the root mean square of up-down acceleration around each, m/s2.
    """

    time_s: Floats
    strength: Floats
    step_s: Floats
    lively: Floats

    def __len__(self) -> int:
        """How many contacts there are."""
        return len(self.time_s)

    def within(self, motion: Motion, part: Part) -> "Contacts":
        """Return the contacts in a part of the stretch they were found in."""
        edges = motion.start_s + np.asarray(part) / motion.rate_hz
        first, last = np.searchsorted(self.time_s, edges)
        return self.pick(np.arange(first, last))

    def pick(self, places: NDArray[np.int64]) -> "Contacts":
        """Return the contacts at these places."""
        return Contacts(
            self.time_s[places], self.strength[places], self.step_s[places], self.lively[places]
        )


def lively_at(motion: Motion, times: Floats) -> Floats:
    """Return the root mean square of up-down acceleration around each time, (k,)."""
    sums = np.concatenate([[0.0], np.cumsum(motion.vertical**2)])
    half = LIVELY_S * motion.rate_hz
    places = (times - motion.start_s) * motion.rate_hz
    first = np.clip(np.rint(places - half), 0, len(motion.vertical) - 1).astype(np.int64)
    last = np.clip(np.rint(places + half), 1, len(motion.vertical)).astype(np.int64)
    last = np.maximum(last, first + 1)
    return np.asarray(np.sqrt((sums[last] - sums[first]) / (last - first)), dtype=np.float64)


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


def _braking(sways: Sways, contacts: Contacts, part: Part) -> Floats:
    """Return how the trunk is braked in one part of a stretch, m/s2, (last - first,)."""
    forward = forward_direction(sways, contacts.time_s, float(np.median(contacts.step_s)))
    braking = -(sways.motion.level[part[0] : part[1]] @ forward)
    return np.asarray(braking - braking.mean(), dtype=np.float64)


def _with_braking(sways: Sways, found: Sequence[tuple[Part, Contacts]]) -> Motion:
    """Return the motion with braking of the trunk added to its upward acceleration."""
    motion = sways.motion
    braking = np.zeros(len(motion.vertical))
    for part, contacts in found:
        braking[part[0] : part[1]] = _braking(sways, contacts, part)
    lag = round(BRAKING_LAG_S * motion.rate_hz)
    braking[:-lag] = braking[lag:]
    braking[-lag:] = 0.0
    return replace(motion, vertical=motion.vertical + braking)


def find_contacts_on_pelvis(sways: Sways, parts: Sequence[Part]) -> list[Contacts]:
    """Return candidate contacts of each part of a stretch, of a sensor fixed to the pelvis.

    Args:
        sways: of the stretch.
        parts: half-open ranges of its samples, in order; elsewhere no contacts are wanted.
    """
    motion, strides = sways.motion, stride_evidence(sways.motion)
    contacts = find_contacts(motion, strides)
    first = [(part, contacts.within(motion, part)) for part in parts]
    many = [(part, found) for part, found in first if len(found) >= FEWEST_FOR_FORWARD]
    if not many:
        return [found for _, found in first]
    braked = find_contacts(_with_braking(sways, many), strides)
    braked = replace(braked, lively=lively_at(motion, braked.time_s))
    return [
        braked.within(motion, part) if len(found) >= FEWEST_FOR_FORWARD else found
        for part, found in first
    ]


def find_contacts(motion: Motion, strides: Floats | None = None) -> Contacts:
    """Return candidate contacts, rising in time; grouping them into walks sorts out the rest.

    Args:
        motion: a stretch of samples.
        strides: its ``stride_evidence``, where that is known already.
    """
    rates = step_rate(motion, strides)
    transform = _wavelet_at_rate(motion, rates)
    peaks = local_maxima(transform)
    peaks = peaks[transform[peaks] >= LOWEST_PEAK]
    step_s = 1.0 / rates[peaks]
    time_s = motion.start_s + sharpen(transform, peaks) / motion.rate_hz - PEAK_LAG * step_s
    order = np.argsort(time_s)
    time_s = time_s[order]
    return Contacts(time_s, transform[peaks][order], step_s[order], lively_at(motion, time_s))
