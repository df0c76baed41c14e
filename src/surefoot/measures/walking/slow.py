"""Contacts in very slow walking, from the sway of the pelvis.

Below about half a metre a second the trunk hardly rises, and each step shows several weak pushes.
But with every step the pelvis still turns with the swinging leg and lists over the standing one, a
slow swing once a stride. Through a left contact its turning rate about the vertical rises (McCamley
et al. 2012, Gait Posture 36:316) and it lists to the right (Ullrich et al. 2022, EMBC): both say
the same in one wave, highest at a left and lowest at a right contact.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.joined import Joined
from surefoot.measures.motion import Motion, cut, thin
from surefoot.model.codes import Foot
from surefoot.signals.filters import apply_response, band_pass, integrate, moving_mean
from surefoot.signals.orientation import main_axis
from surefoot.signals.peaks import local_maxima, sharpen, true_runs
from surefoot.signals.spectrum import power_at

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# "Chosen" below means: on simulated slow walks of odd seeds; even seeds were the check.
#
# Strides a second that are looked for: 24 to 80 steps a minute (chosen).
SLOWEST_HZ, QUICKEST_HZ = 0.2, 0.67
# A band for each of these stride rates reaches this factor to both sides (chosen).
STRIDE_HZ = np.array([0.22, 0.28, 0.36, 0.46, 0.6])
BAND_FACTOR = 1.5
# Sway weaker than this, rad/s, is standing (chosen: standing shows up to 0.02).
STANDING = 0.02
# Where the trunk moves up and down more than this, m/s2 (root mean square), pushes tell steps well
# enough (chosen; walking at half a metre a second shows about as much).
LIVELIEST = 0.5
# Sway is slow: one in so many samples shows all of it (25 a second).
FOLD = 4
# Time over which a stride rate is told and sway compared with quicker movement: several slow
# strides (chosen).
AROUND_S, HOP_S, FINEST_HZ = 10.0, 1.0, 0.02
# Slow sway has to be at least so much of all sway, as power of angles (chosen).
SLOW_SHARE = 0.3
# Sway between this and the highest stride rate counts as quicker movement, Hz (chosen).
QUICK_HZ = 3.0
# A peak this small against the sway around it is none (chosen).
LEAST_PEAK = 0.5
# The foot meets the ground this part of a step before the peak (chosen).
PEAK_LAG = 0.18
# Fewer contacts are swaying on the spot; so are strides more uneven than this (spread of the
# logarithm of their times, which a limp does not touch; both chosen).
FEWEST_CONTACTS, STRIDE_SPREAD = 8, 0.3
# No slow walk is shorter: the fewest contacts at the quickest rate, less a third for safety.
SHORTEST_S = (FEWEST_CONTACTS - 1) / (2 * QUICKEST_HZ * BAND_FACTOR) / 1.5


@dataclass(frozen=True, slots=True)
class Sway:
    """The wave of the pelvis (n,), rad/s, highest at left contacts, its size around, if slow."""

    wave: Floats
    size: Floats
    is_slow: NDArray[np.bool_]


def _list_rate(tilting: Floats, yaw_slope: Floats) -> Floats:
    """Return the rate of listing to the right (n,), told from pitching by its larger slow swing."""
    rate = tilting @ main_axis(tilting)
    return np.asarray(rate if rate @ yaw_slope >= 0 else -rate, dtype=np.float64)


def _slope(values: Floats, rate_hz: float) -> Floats:
    """Return the derivative over 2 pi f at each frequency: a quarter of a wave ahead."""
    return apply_response(values, rate_hz, lambda f: np.where(f > 0, 1j, 0j), AROUND_S)


def _around(values: Floats, rate_hz: float) -> Floats:
    """Return the mean square of values (n,) or (n, c) over the time around each sample, (n,)."""
    square = (values * values).reshape(len(values), -1).sum(axis=1)
    return moving_mean(square, round(AROUND_S * rate_hz))


def _wave(yaw: Floats, tilting: Floats, rate_hz: float, stride_hz: float) -> Floats:
    """Return the wave in the band of one stride rate, (n,)."""
    low, high = stride_hz / BAND_FACTOR, stride_hz * BAND_FACTOR
    yaw_slope = _slope(band_pass(yaw, rate_hz, low, high), rate_hz)
    return yaw_slope + _list_rate(band_pass(tilting, rate_hz, low, high), yaw_slope)


def _band_of_each(tilt: Floats, rate_hz: float) -> NDArray[np.int64]:
    """Return which of the stride rates the tilting angles (n, 3) show around each sample, (n,)."""
    rates = np.arange(SLOWEST_HZ, QUICKEST_HZ, FINEST_HZ)
    times, power = power_at(tilt, rate_hz, AROUND_S, HOP_S, rates)
    best = rates[np.argmax(power, axis=1)]
    band = np.argmin(np.abs(np.log(best[:, None] / STRIDE_HZ[None, :])), axis=1)
    nearest = np.rint(np.arange(len(tilt)) / rate_hz / HOP_S).astype(np.int64)
    return np.asarray(band[np.minimum(nearest, len(times) - 1)], dtype=np.int64)


def is_quiet(motion: Motion) -> NDArray[np.bool_]:
    """Return for each sample whether the trunk hardly moves up and down around it, (n,)."""
    around = _around(motion.vertical, motion.rate_hz)
    return np.asarray(around <= LIVELIEST**2, dtype=np.bool_)


def _longest(flags: NDArray[np.bool_]) -> int:
    """Return how many samples the longest run of flags has."""
    return max((stop - start for start, stop in true_runs(flags)), default=0)


def pelvic_sway(motion: Motion, quiet: NDArray[np.bool_]) -> Sway:
    """Return the slow sway of the pelvis.

    Args:
        motion: a stretch with turning rates; 25 samples a second are enough.
        quiet: where the trunk hardly moves up and down, (n,); elsewhere nothing is slow.

    Raises:
        ValueError: the stretch has no turning rates.
    """
    if motion.yaw is None or motion.tilting is None:
        raise ValueError("sway cannot be told without a gyroscope")
    rate_hz = motion.rate_hz
    tilt = integrate(motion.tilting, rate_hz, 1, SLOWEST_HZ / 2)
    slow = _around(band_pass(tilt, rate_hz, SLOWEST_HZ, QUICKEST_HZ), rate_hz)
    quick = _around(band_pass(tilt, rate_hz, QUICKEST_HZ, QUICK_HZ), rate_hz)
    may_walk = (slow >= SLOW_SHARE * (slow + quick)) & quiet
    wave = np.zeros(len(tilt))
    if _longest(may_walk) < SHORTEST_S * rate_hz:
        return Sway(wave, wave, np.zeros(len(tilt), dtype=np.bool_))
    band = _band_of_each(tilt, rate_hz)
    for place in np.unique(band):
        one = _wave(motion.yaw, motion.tilting, rate_hz, float(STRIDE_HZ[place]))
        wave[band == place] = one[band == place]
    size = np.sqrt(_around(wave, rate_hz))
    return Sway(wave, size, may_walk & (size >= STANDING))


@dataclass(frozen=True, slots=True)
class SlowWalk:
    """Contacts of one slow walk (k,), in seconds, and their feet."""

    time_s: Floats
    feet: tuple[Foot, ...]


def _alternating(places: Places, wave: Floats) -> Places:
    """Return peaks of which neighbours lie on opposite sides: of two on one side the larger."""
    kept: list[int] = []
    for place in places.tolist():
        if kept and (wave[kept[-1]] > 0) == (wave[place] > 0):
            if abs(wave[place]) > abs(wave[kept[-1]]):
                kept[-1] = place
        else:
            kept.append(place)
    return np.asarray(kept, dtype=np.int64)


def _peaks(sway: Sway) -> Places:
    places = np.sort(np.concatenate([local_maxima(sway.wave), local_maxima(-sway.wave)]))
    strong = np.abs(sway.wave[places]) >= LEAST_PEAK * sway.size[places]
    return _alternating(places[strong & sway.is_slow[places]], sway.wave)


def _is_walk(times: Floats, fewest: int) -> bool:
    """Whether contacts are enough and their strides even enough to be a walk and not standing."""
    if len(times) < max(fewest, FEWEST_CONTACTS):
        return False
    return float(np.std(np.log(times[2:] - times[:-2]))) <= STRIDE_SPREAD


def find_slow_walks(joined: Joined, fewest: int, longest_pause_s: float) -> list[SlowWalk]:
    """Return walks so slow that sway tells their steps, in order; none in quicker walking.

    Args:
        joined: stretches with turning rates; times are those of the joined stretch.
        fewest: contacts of the shortest walk.
        longest_pause_s: a longer pause ends a walk.
    """
    found = []
    for piece in joined.pieces:
        part = cut(joined.motion, piece.first, piece.last)
        quiet = is_quiet(part)
        if _longest(quiet) >= SHORTEST_S * part.rate_hz:
            few = thin(part, FOLD)
            sway = pelvic_sway(few, quiet[FOLD // 2 :: FOLD][: len(few.vertical)])
            found += _walks(few, sway, fewest, longest_pause_s)
    return found


def _walks(motion: Motion, sway: Sway, fewest: int, longest_pause_s: float) -> list[SlowWalk]:
    places = _peaks(sway)
    if len(places) < fewest:
        return []
    left = sway.wave[places] > 0
    exact = np.where(left, sharpen(sway.wave, places), sharpen(-sway.wave, places))
    peaks = motion.start_s + exact / motion.rate_hz
    before = np.diff(peaks, prepend=2 * peaks[0] - peaks[1])
    times = peaks - PEAK_LAG * np.minimum(before, longest_pause_s)
    breaks = np.flatnonzero(np.diff(times) > longest_pause_s) + 1
    parts = np.split(np.arange(len(times)), breaks)
    return [
        SlowWalk(times[part], tuple(Foot.LEFT if left[i] else Foot.RIGHT for i in part))
        for part in parts
        if _is_walk(times[part], fewest)
    ]
