"""Uneven samples in, evenly spaced samples out; gaps are never filled."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.signals.filters import low_pass

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Even:
    """Evenly spaced samples: ``values`` has shape (n, channels), the first one at ``start_s``."""

    start_s: float
    rate_hz: float
    values: Floats

    @property
    def end_s(self) -> float:
        """Time just after the last sample, in the same seconds as ``start_s``."""
        return self.start_s + len(self.values) / self.rate_hz

    def index(self, time_s: float) -> int:
        """Return the place of the sample nearest to a time, clipped to what is there."""
        place = round((time_s - self.start_s) * self.rate_hz)
        return int(min(max(place, 0), len(self.values) - 1))


def unbroken(seconds: Floats, longest_gap_s: float) -> list[tuple[int, int]]:
    """Return half-open index ranges in which no two samples lie further apart than the gap.

    Args:
        seconds: rising sample times, shape (n,).
        longest_gap_s: a longer distance between two samples breaks the range.
    """
    breaks = np.flatnonzero(np.diff(seconds) > longest_gap_s) + 1
    edges = [0, *breaks.tolist(), len(seconds)]
    return [(a, b) for a, b in itertools.pairwise(edges) if b - a >= 2]


def to_even(seconds: Floats, values: Floats, rate_hz: float) -> Even:
    """Return samples interpolated linearly to an even rate, with protection against aliasing.

    Args:
        seconds: rising sample times without gaps, shape (n,), n >= 2.
        values: shape (n, channels).
        rate_hz: wanted rate. A faster source is low-passed at 0.4 of it first.
    """
    start, stop = float(seconds[0]), float(seconds[-1])
    source_hz = (len(seconds) - 1) / (stop - start)
    fold = max(1, round(source_hz / rate_hz))
    fine_hz = rate_hz * fold
    n = int((stop - start) * fine_hz + 1e-6) + 1
    grid = start + np.arange(n) / fine_hz
    fine = np.column_stack([np.interp(grid, seconds, column) for column in values.T])
    if fold > 1:
        fine = low_pass(fine, fine_hz, 0.4 * rate_hz, order=4)[::fold]
    return Even(start, rate_hz, np.ascontiguousarray(fine))
