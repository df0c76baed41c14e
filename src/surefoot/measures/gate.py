"""The cheap first pass: where in a recording walking can be at all."""

import itertools
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import ACCELERATION
from surefoot.model.recording import TICK_S, Recording
from surefoot.signals.peaks import join_runs, true_runs

Floats = NDArray[np.float64]

# Samples read at a time, so that a week never lies in memory, and by how many threads.
BLOCK, THREADS = 1 << 16, 2
TICKS_A_SECOND = round(1.0 / TICK_S)
# A second is still below this spread of the acceleration's length, m/s2. Standing people show
# 0.02 to 0.15; simulated walking at 0.15 m/s with a frame shows 0.06 to 0.12 (own look).
STILL_BELOW = 0.08
# Movement this close together is looked at together, and this much around it.
MARGIN_S = 4
# Longer windows are cut, again for memory.
LONGEST_WINDOW_S = 1200


def _second_sums(recording: Recording) -> Floats:
    """Return per whole second: count, sum and sum of squares of the acceleration's length."""
    n_seconds = int(recording.header.time_base.duration_s) + 1
    sums = np.zeros((3, n_seconds))
    starts = range(0, recording.n_samples, BLOCK)
    if len(starts) == 1:
        _add(sums, *_block_sums(recording, 0))
        return sums
    with ThreadPoolExecutor(THREADS) as pool:
        for first, part in pool.map(partial(_block_sums, recording), starts):
            _add(sums, first, part)
    return sums


def _add(sums: Floats, first: int, part: Floats) -> None:
    """Add sums of seconds from ``first`` on; a last moment beyond all counts in the last one."""
    inside = sums.shape[1] - first
    sums[:, first:] += np.pad(part[:, :inside], ((0, 0), (0, max(inside - part.shape[1], 0))))
    sums[:, -1] += part[:, inside:].sum(axis=1)


def _block_sums(recording: Recording, start: int) -> tuple[int, Floats]:
    """Return the first second that a block of samples has, and the sums of each from there."""
    stop = min(start + BLOCK, recording.n_samples)
    ticks = recording.samples.ticks(start, stop) - recording.samples.ticks(0, 1)[0]
    first, last = int(ticks[0]) // TICKS_A_SECOND, int(ticks[-1]) // TICKS_A_SECOND
    part = np.zeros((3, last - first + 1))
    edges = np.searchsorted(ticks, np.arange(first, last + 2) * TICKS_A_SECOND)
    part[0] = np.diff(edges)
    square = _length_squared(recording, start, stop)
    # Sums between edges; a second without a sample would otherwise take its neighbour's.
    there = np.flatnonzero(part[0])
    part[2, there] = np.add.reduceat(square, edges[:-1][there])
    part[1, there] = np.add.reduceat(np.sqrt(square, out=square), edges[:-1][there])
    return first, part


def _length_squared(recording: Recording, start: int, stop: int) -> Floats:
    """Return the squared length of acceleration, (m/s2) squared, without a table of all axes."""
    total = np.zeros(stop - start)
    for name in ACCELERATION:
        place = recording.names.index(name)
        axis = recording.samples.counts(place, start, stop).astype(np.float64)
        axis *= recording.header.channels[place].scale
        axis *= axis
        total += axis
    return total


def _active_seconds(sums: Floats) -> NDArray[np.bool_]:
    count = np.maximum(sums[0], 1.0)
    variance = sums[2] / count - (sums[1] / count) ** 2
    return np.asarray((sums[0] > 0) & (variance > STILL_BELOW**2), dtype=np.bool_)


def _cut(start: int, stop: int) -> list[tuple[int, int]]:
    edges = [*range(start, stop, LONGEST_WINDOW_S), stop]
    return list(itertools.pairwise(edges))


def windows_with_movement(recording: Recording, least_s: int = 1) -> list[tuple[int, int]]:
    """Return half-open ranges of sample places in which the person moves, with a margin.

    Reads the recording once in blocks; memory does not grow with its length beyond three numbers
    a second.

    Args:
        recording: the capture.
        least_s: leave out windows in which fewer seconds hold movement.
    """
    sums = _second_sums(recording)
    active = _active_seconds(sums)
    runs = [(a - MARGIN_S, b + MARGIN_S) for a, b in true_runs(active)]
    joined = [(max(a, 0), b) for a, b in join_runs(runs, 0)]
    windows = [
        part for a, b in joined if np.count_nonzero(active[a:b]) >= least_s for part in _cut(a, b)
    ]
    before = np.concatenate([[0], np.cumsum(sums[0])]).astype(np.int64)
    return [(int(before[a]), int(before[min(b, len(active))])) for a, b in windows]
