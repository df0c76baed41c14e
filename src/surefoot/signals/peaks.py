"""Local peaks and runs."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


def local_maxima(values: Floats) -> Places:
    """Return places of local maxima, rising; of a plateau its first sample."""
    rising = values[1:-1] > values[:-2]
    falling = values[1:-1] >= values[2:]
    return np.asarray(np.flatnonzero(rising & falling) + 1, dtype=np.int64)


def sharpen(values: Floats, places: Places) -> Floats:
    """Return peak places between samples, by the parabola through each and its neighbours."""
    before, at, after = values[places - 1], values[places], values[places + 1]
    bend = before - 2.0 * at + after
    safe = np.where(np.abs(bend) < 1e-12, -1.0, bend)
    shift = np.where(np.abs(bend) < 1e-12, 0.0, 0.5 * (before - after) / safe)
    return np.asarray(places + np.clip(shift, -0.5, 0.5), dtype=np.float64)


def true_runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return half-open index ranges over which ``flags`` is true."""
    steps = np.diff(np.concatenate([[0], flags.astype(np.int8), [0]]))
    starts, stops = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    return list(zip(starts.tolist(), stops.tolist(), strict=True))


def join_runs(runs: list[tuple[int, int]], gap: int) -> list[tuple[int, int]]:
    """Return runs joined where at most ``gap`` lies between two."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(runs):
        if joined and start - joined[-1][1] <= gap:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined
