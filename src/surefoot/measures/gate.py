"""The cheap first pass: where in a recording walking can be at all."""

import itertools

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import ACCELERATION
from surefoot.model.recording import TICK_S, Recording
from surefoot.signals.peaks import join_runs, true_runs

# Samples read at a time, so that a week never lies in memory.
BLOCK = 1 << 17
TICKS_A_SECOND = round(1.0 / TICK_S)
# A second is still below this spread of the acceleration's length, m/s2. Standing people show
# 0.02 to 0.15, slow walking with a stick above 0.3 (own look at the development sets).
STILL_BELOW = 0.12
# Movement this close together is looked at together, and this much around it.
MARGIN_S = 4
# Longer windows are cut, again for memory.
LONGEST_WINDOW_S = 1200


def _second_sums(recording: Recording) -> NDArray[np.float64]:
    """Return per whole second: count, sum and sum of squares of the acceleration's length."""
    n_seconds = int(recording.header.time_base.duration_s) + 1
    sums = np.zeros((3, n_seconds))
    origin = recording.samples.ticks(0, 1)[0]
    for start in range(0, recording.n_samples, BLOCK):
        stop = min(start + BLOCK, recording.n_samples)
        ticks = recording.samples.ticks(start, stop) - origin
        second = np.minimum(ticks // TICKS_A_SECOND, n_seconds - 1)
        length = np.linalg.norm(recording.physical(ACCELERATION, start, stop), axis=1)
        for row, weights in enumerate((None, length, length * length)):
            sums[row] += np.bincount(second, weights, n_seconds)
    return sums


def _active_seconds(sums: NDArray[np.float64]) -> NDArray[np.bool_]:
    count = np.maximum(sums[0], 1.0)
    variance = sums[2] / count - (sums[1] / count) ** 2
    return np.asarray((sums[0] > 0) & (variance > STILL_BELOW**2), dtype=np.bool_)


def _cut(start: int, stop: int) -> list[tuple[int, int]]:
    edges = [*range(start, stop, LONGEST_WINDOW_S), stop]
    return list(itertools.pairwise(edges))


def windows_with_movement(recording: Recording) -> list[tuple[int, int]]:
    """Return half-open ranges of sample places in which the person moves, with a margin.

    Reads the recording once in blocks; memory does not grow with its length beyond three numbers
    a second.
    """
    active = _active_seconds(_second_sums(recording))
    runs = [(a - MARGIN_S, b + MARGIN_S) for a, b in true_runs(active)]
    windows = [part for a, b in join_runs(runs, 0) for part in _cut(max(a, 0), b)]
    return [_to_places(recording, a, b) for a, b in windows]


def _to_places(recording: Recording, start_s: int, stop_s: int) -> tuple[int, int]:
    return _place(recording, start_s), _place(recording, stop_s)


def _place(recording: Recording, second: int) -> int:
    """Return the first sample at or after a second, by halving, reading one sample at a time."""
    wanted = recording.samples.ticks(0, 1)[0] + second * TICKS_A_SECOND
    low, high = 0, recording.n_samples
    while low < high:
        middle = (low + high) // 2
        if recording.samples.ticks(middle, middle + 1)[0] < wanted:
            low = middle + 1
        else:
            high = middle
    return low
