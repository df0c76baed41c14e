"""When a foot tapped: the one rhythmic stretch of a recording, and every swing in it."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.tapping.swing import Swing
from surefoot.signals.peaks import true_runs
from surefoot.signals.spectrum import autocorrelation

Floats = NDArray[np.float64]

# All chosen on simulated taps of 0.8 to 6 Hz (seeds below 100).
# Windows in which rhythm is looked for, and the distance between them.
WINDOW_S, HOP_S = 3.0, 0.25
# One tap takes at least and at most this long. Chosen.
SHORTEST_S, LONGEST_S = 0.12, 1.45
# From this autocorrelation on a window has a rhythm. Chosen.
RHYTHM_FROM = 0.4
# A swing counts from this share of what is usual around it, and of what is usual in the test. The
# first and the last are no weak ones, and none is so much larger than the rest. Chosen.
SHARE_AROUND, SHARE_OF_ALL = 0.18, 0.12
SMALLEST_END, LARGEST, LARGEST_ASIDE = 0.45, 2.5, 0.3
# What is usual around a moment is looked at over this time. Chosen.
AROUND_S, ASIDE_S = 2.0, 0.5
# A pause this many usual intervals long ends the tapping; a shorter one while it lasts less than
# PAUSE_S. Chosen.
PAUSE, PAUSE_AT_MOST, PAUSE_S = 2.2, 3.8, 1.5


@dataclass(frozen=True, slots=True)
class _Peaks:
    """Peaks: when, in s, how far they stand out on their lower side, how far it went aside."""

    times: Floats
    sizes: Floats
    aside: Floats

    def part(self, first: int, last: int) -> "_Peaks":
        return _Peaks(self.times[first:last], self.sizes[first:last], self.aside[first:last])


def _main(values: Floats) -> Floats:
    """Return the direction along which values (n, 3) vary most, shape (3,)."""
    centred = values - values.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    return np.asarray(axes[:, -1], dtype=np.float64)


def _rhythm(values: Floats, rate_hz: float) -> float:
    """Return how alike a window (n, 3) is to itself one tap later, along its main direction."""
    along = values @ _main(values)
    lags = autocorrelation(along, min(int(LONGEST_S * rate_hz), len(along) // 2))
    # Only past the first fall: before it everything smooth is like itself.
    fallen = np.flatnonzero(lags < 0.3)
    first = max(int(SHORTEST_S * rate_hz), int(fallen[0]) if len(fallen) else len(lags))
    return float(lags[first:].max()) if first < len(lags) else 0.0


def _beats(part: Floats, swing: Swing) -> bool:
    size = float(np.ptp(part @ _main(part)))
    return size > swing.quiet and _rhythm(part, swing.rate_hz) >= RHYTHM_FROM


def _rhythmic_span(swing: Swing) -> tuple[int, int] | None:
    """Return the longest run of windows with rhythm and movement, as places, or None."""
    width, hop = int(WINDOW_S * swing.rate_hz), int(HOP_S * swing.rate_hz)
    starts = range(0, max(1, len(swing.values) - width + 1), hop)
    beats = [_beats(swing.values[start : start + width], swing) for start in starts]
    runs = true_runs(np.array(beats, dtype=np.bool_))
    if not runs:
        return None
    first, last = max(runs, key=lambda run: run[1] - run[0])
    return first * hop, min((last - 1) * hop + width, len(swing.values))


def _ranges(values: Floats, width: int) -> Floats:
    """Return the range of values in a window around each sample, shape as given."""
    padded = np.pad(values, width // 2, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * (width // 2) + 1)
    return np.asarray(windows.max(axis=1) - windows.min(axis=1), dtype=np.float64)


def _peak_places(values: Floats, least: Floats) -> list[int]:
    """Return places of peaks that rise and fall by at least ``least`` (n,) around them."""
    found: list[int] = []
    high = low = 0
    rising = True
    for place in range(1, len(values)):
        high = place if values[place] > values[high] else high
        low = place if values[place] < values[low] else low
        if rising and values[high] - values[place] >= least[high]:
            found.append(high)
            rising, low = False, place
        elif not rising and values[place] - values[low] >= least[place]:
            rising, high = True, place
    return found


def _aside(swing: Swing, main: Floats) -> Floats:
    """Return how far the phone moves off its main direction around each moment, shape (n,)."""
    off = swing.values - np.outer(swing.values @ main, main)
    return _ranges(np.linalg.norm(off, axis=1), int(ASIDE_S * swing.rate_hz))


def _with_sizes(values: Floats, places: list[int], swing: Swing, aside: Floats) -> _Peaks:
    edges = [0, *places, len(values) - 1]
    troughs = [float(values[a : b + 1].min()) for a, b in itertools.pairwise(edges)]
    sizes = [values[p] - max(troughs[i : i + 2]) for i, p in enumerate(places)]
    times = swing.start_s + np.array(places, dtype=np.float64) / swing.rate_hz
    return _Peaks(times, np.array(sizes, dtype=np.float64), aside[places])


def _peaks(swing: Swing, span: tuple[int, int]) -> _Peaks:
    """Return every swing, along the main direction of the rhythmic part, its larger side up."""
    main = _main(swing.values[span[0] : span[1]])
    along = swing.values @ main
    high, low = np.percentile(along[span[0] : span[1]], [97.0, 3.0])
    along = along if high >= -low else -along
    around = np.minimum(_ranges(along, int(AROUND_S * swing.rate_hz)), 1.5 * float(high - low))
    least = np.maximum(SHARE_AROUND * around, SHARE_OF_ALL * (high - low))
    places = _peak_places(along, np.maximum(least, swing.quiet / 2))
    return _with_sizes(along, places, swing, _aside(swing, main))


def _chain(peaks: _Peaks, start_s: float, end_s: float) -> _Peaks:
    """Return the taps that follow each other without a long pause, through the rhythmic part."""
    inside = (peaks.times >= start_s) & (peaks.times <= end_s)
    if inside.sum() < 3:
        return peaks.part(0, 0)
    usual = float(np.median(np.diff(peaks.times[inside])))
    longest = max(PAUSE * usual, min(PAUSE_AT_MOST * usual, PAUSE_S))
    edges = [0, *(np.flatnonzero(np.diff(peaks.times) > longest) + 1).tolist(), len(inside)]
    runs = list(itertools.pairwise(edges))
    return peaks.part(*max(runs, key=lambda run: int(inside[run[0] : run[1]].sum())))


def _trim(peaks: _Peaks, usual: float, aside: float) -> Floats:
    """Return times of the longest part without what is too large for a tap, its ends no weak ones.

    Too large, along or aside, is a phone that is put in place or taken up again.
    """
    handled = (peaks.sizes > LARGEST * usual) | (peaks.aside > aside + LARGEST_ASIDE * usual)
    edges = [-1, *np.flatnonzero(handled).tolist(), len(peaks.sizes)]
    first, last = max(itertools.pairwise(edges), key=lambda run: run[1] - run[0])
    part = peaks.part(first + 1, last)
    kept = np.flatnonzero(part.sizes >= SMALLEST_END * usual)
    return part.times[kept[0] : kept[-1] + 1] if len(kept) else part.times[:0]


def find_taps(swing: Swing) -> Floats:
    """Return times of taps in seconds from the start of the recording, shape (n,), rising.

    Only one stretch of tapping is looked for, the longest. Empty when nothing has a rhythm.
    Turning the phone about any axis changes nothing: the direction is found anew.
    """
    span = _rhythmic_span(swing)
    if span is None:
        return np.empty(0)
    start_s, end_s = (swing.start_s + place / swing.rate_hz for place in span)
    peaks = _peaks(swing, span)
    core = (peaks.times >= start_s) & (peaks.times <= end_s)
    chain = _chain(peaks, start_s, end_s)
    if not len(chain.times):
        return chain.times
    return _trim(chain, float(np.median(peaks.sizes[core])), float(np.median(peaks.aside[core])))
