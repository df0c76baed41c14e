"""Very slow walking with a phone in a trouser pocket, from the slow swing of the thigh.

Below about half a metre a second hardly anything of a step reaches a pocket as a push. But the
thigh still swings forward and back once a stride, about one axis, by several degrees (its range
falls with stride length: Murray et al. 1966, Am J Phys Med 45:8). It is furthest forward shortly
before its own foot lands and furthest back as the other one does, so that every turning point of
the swing is a step. Which foot is whose cannot be told: a phone knows no front.

Chosen on simulated slow walks of odd seeds (even seeds are the check), against recordings in which
nobody walks so slowly (dispel_smartphone, geotec_tug, mhealthtools_ios) and made-up pedalling.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.measures.walking.slow import SlowWalk
from surefoot.measures.walking.steps import Steps
from surefoot.model.codes import Foot
from surefoot.signals.filters import band_pass, integrate, moving_mean
from surefoot.signals.orientation import main_axis
from surefoot.signals.peaks import local_maxima, sharpen, true_runs
from surefoot.signals.spectrum import autocorrelation

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Strides a second that are looked for, and up to where quicker swinging is compared with them, Hz.
SLOWEST_HZ, QUICKEST_HZ, QUICK_HZ = 0.15, 0.67, 3.0
# Time over which the size of a swing is told: several slow strides.
AROUND_S = 10.0
# Swing of the thigh, rad (root mean square): less is standing, more is no slow step.
SMALLEST, LARGEST = 0.035, 0.3
# Slow swing is at least this share of all swing, as power of angles, and so much of it lies about
# one axis.
SLOW_SHARE, ONE_AXIS = 0.5, 0.7
# Where the phone moves up and down more than this, m/s2 (root mean square), pushes tell steps.
LIVELIEST = 0.5
# Shorter than this no slow walk is looked for.
SHORTEST_S = 5.0
# A turning point this small against the swing is none.
LEAST_PEAK = 0.4
# Fewer steps are fidgets; so are strides more uneven than this (spread of the logarithm of their
# times) or less like one another (autocorrelation over one stride).
FEWEST_STEPS, STRIDE_SPREAD, ALIKE = 8, 0.25, 0.4
# A hanging thigh swings the phone to and fro, a level one, as in pedalling, up and down: up and
# down at stride rate is at most this part of to and fro.
HANGS = 0.7
# A foot lands this part of a step after the turning point: a fifth after the thigh is furthest
# forward, at once where it is furthest back, and nobody knows which is which.
LANDS_AFTER = 0.1
# A walk that pushes tell for this share of its time is left to them.
TOLD_BY_PUSHES = 0.8


@dataclass(frozen=True, slots=True)
class _Swing:
    """Slow tilt of the thigh (n, 3), rad, and where it can be walking (n,)."""

    tilt: Floats
    can_be: Flags


def _around(values: Floats, rate_hz: float) -> Floats:
    """Return the mean square of values (n,) or (n, c) over the time around each sample, (n,)."""
    square = (values * values).reshape(len(values), -1).sum(axis=1)
    return moving_mean(square, round(AROUND_S * rate_hz))


def _is_quiet(motion: Motion) -> Flags:
    return np.asarray(_around(motion.vertical, motion.rate_hz) <= LIVELIEST**2, dtype=np.bool_)


def _swing(tilting: Floats, quiet: Flags, rate_hz: float) -> _Swing:
    angles = integrate(tilting, rate_hz, 1, SLOWEST_HZ / 2)
    tilt = band_pass(angles, rate_hz, SLOWEST_HZ, QUICKEST_HZ)
    slow = _around(tilt, rate_hz)
    quick = _around(band_pass(angles, rate_hz, QUICKEST_HZ, QUICK_HZ), rate_hz)
    large = (slow >= SMALLEST**2) & (slow <= LARGEST**2)
    return _Swing(tilt, large & quiet & (slow >= SLOW_SHARE * (slow + quick)))


def _turning_points(wave: Floats) -> Places:
    """Return places at which a wave (n,) turns back, of neighbours on one side the larger."""
    least = LEAST_PEAK * float(np.sqrt(np.mean(wave * wave)))
    places = np.sort(np.concatenate([local_maxima(wave), local_maxima(-wave)]))
    kept: list[int] = []
    for place in places[np.abs(wave[places]) >= least].tolist():
        if kept and (wave[kept[-1]] > 0) == (wave[place] > 0):
            if abs(wave[place]) > abs(wave[kept[-1]]):
                kept[-1] = place
        else:
            kept.append(place)
    return np.asarray(kept, dtype=np.int64)


def _alike(wave: Floats, stride: float) -> float:
    """Return how like itself a wave (n,) is one stride (in samples) later, up to 1."""
    longest = int(1.25 * stride)
    longest = min(len(wave) // 2, longest)
    first = int(0.8 * stride)
    return float(autocorrelation(wave, longest)[first:].max()) if first < longest else 0.0


def _hangs(motion: Motion, first: int, last: int) -> bool:
    """Whether the phone swings to and fro rather than up and down between two places."""
    both = np.column_stack([motion.vertical, motion.level])
    slow = band_pass(both, motion.rate_hz, SLOWEST_HZ, QUICKEST_HZ)[first:last]
    up, level = np.mean(slow[:, 0] ** 2), np.mean(np.sum(slow[:, 1:] ** 2, axis=1))
    return bool(up <= HANGS**2 * level)


def _is_walk(motion: Motion, tilt: Floats, places: Places, fewest: int) -> bool:
    """Whether turning points (k,), places in a stretch, are steps."""
    if len(places) < max(fewest, FEWEST_STEPS):
        return False
    strides = (places[2:] - places[:-2]).astype(np.float64)
    if float(np.std(np.log(strides))) > STRIDE_SPREAD:
        return False
    part = tilt[places[0] : places[-1] + 1]
    wave = part @ main_axis(part)
    about_one = float(wave @ wave) >= ONE_AXIS * float(np.sum(part * part))
    even = _alike(wave, float(np.median(strides))) >= ALIKE
    return about_one and even and _hangs(motion, int(places[0]), int(places[-1]))


def _walk(motion: Motion, exact: Floats) -> SlowWalk:
    """Return the walk whose swing turns back at these places, not rounded, (k,)."""
    turned = motion.start_s + exact / motion.rate_hz
    steps = np.diff(turned, append=2.0 * turned[-1] - turned[-2])
    return SlowWalk(turned + LANDS_AFTER * steps, (Foot.UNKNOWN,) * len(turned))


def find_slow_swings(motion: Motion, fewest: int, longest_pause_s: float) -> list[SlowWalk]:
    """Return walks so slow that only the swing of the thigh tells their steps, in order.

    Args:
        motion: a stretch of a phone in a trouser pocket or on the thigh; none without a gyroscope.
        fewest: steps of the shortest walk.
        longest_pause_s: a longer pause ends a walk.
    """
    shortest = SHORTEST_S * motion.rate_hz
    quiet = _is_quiet(motion)
    if motion.tilting is None or not any(b - a >= shortest for a, b in true_runs(quiet)):
        return []
    swing, found = _swing(motion.tilting, quiet, motion.rate_hz), []
    for first, last in true_runs(swing.can_be):
        if last - first < shortest:
            continue
        part = swing.tilt[first:last]
        wave = part @ main_axis(part)
        places = _turning_points(wave)
        breaks = np.flatnonzero(np.diff(places) > longest_pause_s * motion.rate_hz) + 1
        for some in np.split(places, breaks):
            if _is_walk(motion, swing.tilt, first + some, fewest):
                up = wave[some] > 0
                exact = np.where(up, sharpen(wave, some), sharpen(-wave, some))
                found.append(_walk(motion, first + exact))
    return found


def _told(sharp: list[Steps], walk: SlowWalk) -> bool:
    """Whether pushes tell most of a walk."""
    start, end = float(walk.time_s[0]), float(walk.time_s[-1])
    shared = sum(
        max(0.0, min(float(s.time_s[-1]), end) - max(float(s.time_s[0]), start)) for s in sharp
    )
    return shared >= TOLD_BY_PUSHES * (end - start)


def _outside(steps: Steps, walks: list[SlowWalk]) -> list[Steps]:
    """Return the parts of a bout before, between and after slow walks."""
    number, covered = np.zeros(len(steps.time_s), dtype=np.int64), np.zeros(len(steps.time_s))
    for walk in walks:
        number += steps.time_s > walk.time_s[-1]
        covered += (steps.time_s >= walk.time_s[0]) & (steps.time_s <= walk.time_s[-1])
    parts = [np.flatnonzero((number == one) & (covered == 0)) for one in np.unique(number)]
    return [
        Steps(steps.time_s[part], tuple(steps.feet[i] for i in part), steps.agreement)
        for part in parts
    ]


def with_slow_swings(
    motion: Motion, sharp: list[Steps], fewest: int, pause_s: float
) -> list[Steps]:
    """Return bouts told by pushes, and by the thigh's swing where pushes tell little of a walk.

    Args:
        motion: a stretch of a phone in a trouser pocket or on the thigh.
        sharp: the bouts that pushes tell in it.
        fewest: steps of the shortest bout.
        pause_s: a longer pause ends a walk.
    """
    slow = [w for w in find_slow_swings(motion, fewest, pause_s) if not _told(sharp, w)]
    kept = [part for steps in sharp for part in _outside(steps, slow) if len(part.time_s) >= fewest]
    told = [Steps(walk.time_s, walk.feet, 1.0) for walk in slow]
    return sorted([*kept, *told], key=lambda steps: float(steps.time_s[0]))
