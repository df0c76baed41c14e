"""When each sample of a file of blocks was taken, from one clock reading a block."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from surefoot.model.message import InputProblem
from surefoot.model.recording import TICK_S
from surefoot.signals.filters import moving_mean

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

#: Clock readings are taken when a buffer is emptied, a sample early or late; the samples
#: themselves are even. So many readings are averaged.
SMOOTH_BLOCKS = 9
#: Readings that differ from the count of samples by more than this part (and the coarseness of
#: the clock) mean that something is missing between them.
ODD_PART = 0.2
#: Blocks that begin this much before the last one ended are moved; more is a clock set back.
OVERLAP_S = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """Clock readings: sample ``at`` (k,) of all was taken at ``seconds`` (k,).

    ``counts`` (k,) is how many samples each block holds, ``joined`` (k,) whether it follows
    straight on the block before, as far as the file says. ``slack_s`` is how coarse the clock is,
    ``smooth`` over how many readings that evens out.
    """

    at: Floats
    seconds: Floats
    counts: Places
    joined: NDArray[np.bool_]
    slack_s: float = 0.05
    smooth: int = SMOOTH_BLOCKS


@dataclass(frozen=True, slots=True, eq=False)
class BlockTimes:
    """Times of blocks: ``first`` (k + 1,) samples before each block and in all; ``start`` (k,)
    and ``step`` (k,) in ticks, the first start being 0.
    """

    first: Places
    start: Floats
    step: Floats

    def blocks(self, start: int, stop: int) -> tuple[int, int]:
        """Return the half-open range of blocks that hold samples ``[start, stop)``."""
        first = int(np.searchsorted(self.first, start, side="right")) - 1
        last = int(np.searchsorted(self.first, stop, side="left"))
        return first, last

    def ticks(self, start: int, stop: int) -> Places:
        """Return whole ticks of samples ``[start, stop)``, rising."""
        if stop <= start:
            return np.zeros(0, dtype=np.int64)
        first, last = self.blocks(start, stop)
        begins = self.first[first:last]
        counts = self.first[first + 1 : last + 1] - begins
        most = int(counts.max())
        inside = np.arange(most, dtype=np.float64)
        grid = np.multiply.outer(self.step[first:last], inside)
        grid += self.start[first:last, None]
        np.rint(grid, out=grid)
        even = bool(np.all(counts == most))
        flat = grid.ravel() if even else grid[inside < counts[:, None]]
        offset = int(begins[0])
        return flat[start - offset : stop - offset].astype(np.int64)

    def ends(self) -> Floats:
        """Return the tick of the last sample of each block, (k,)."""
        return np.asarray(self.start + (np.diff(self.first) - 1) * self.step, dtype=np.float64)

    def duration_s(self) -> float:
        """Return seconds from the first sample to the last."""
        return round(float(self.ends()[-1])) * TICK_S

    def longest_gap_s(self) -> float:
        """Return the longest time between two samples of neighbouring blocks."""
        between = self.start[1:] - self.ends()[:-1]
        return float(between.max()) * TICK_S if len(between) else 0.0

    def has_gap(self) -> bool:
        """Whether something is missing between two blocks."""
        usual = float(np.median(self.step)) * TICK_S
        return self.longest_gap_s() > max(4.0 * usual, 0.1)


def place_blocks(file: str, readings: Readings, rate_hz: float) -> tuple[BlockTimes, float]:
    """Return when the samples of each block were taken, and the clock at the first one, s.

    Args:
        file: its name, for words.
        readings: at least one.
        rate_hz: the rate the device was set to; its crystal may be a little off.

    Raises:
        InputProblem: the clock was set back on the way.
    """
    first = np.concatenate([[0], np.cumsum(readings.counts)]).astype(np.int64)
    edges = np.concatenate([[0], np.flatnonzero(~_steady(readings, rate_hz)) + 1, [len(first) - 1]])
    start, step = np.empty(len(first) - 1), np.empty(len(first) - 1)
    end = -np.inf
    for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        bounds = _bounds(_part(readings, a, b), first[a : b + 1], rate_hz)
        bounds = _after(file, bounds, end, a)
        start[a:b], step[a:b] = bounds[:-1], np.diff(bounds) / readings.counts[a:b]
        end = float(bounds[-1])
    times = BlockTimes(first, (start - start[0]) / TICK_S, step / TICK_S)
    return times, float(start[0])


def _steady(readings: Readings, rate_hz: float) -> NDArray[np.bool_]:
    """Return whether each block but the first goes on where the one before ended, (k - 1,)."""
    samples, took = np.diff(readings.at), np.diff(readings.seconds)
    expected = samples / rate_hz
    even = np.abs(took - expected) <= ODD_PART * np.abs(expected) + readings.slack_s
    return np.asarray(readings.joined[1:] & even & (samples > 0) & (took > 0), dtype=np.bool_)


def _part(readings: Readings, start: int, stop: int) -> Readings:
    return replace(
        readings,
        at=readings.at[start:stop],
        seconds=readings.seconds[start:stop],
        counts=readings.counts[start:stop],
        joined=readings.joined[start:stop],
    )


def _bounds(run: Readings, first: Places, rate_hz: float) -> Floats:
    """Return when each block of a run begins and the last one ends, in seconds, rising.

    A short run is too short to tell the true rate from clock readings; it has the one that was set.
    """
    begin, origin = float(run.at[0]), float(run.seconds[0])
    at, clock, places = run.at - begin, run.seconds - origin, first - begin
    if len(at) < run.smooth:
        return np.asarray(origin + np.mean(clock - at / rate_hz) + places / rate_hz)
    along, clock = moving_mean(at, run.smooth), moving_mean(clock, run.smooth)
    step = float((clock[-1] - clock[0]) / (along[-1] - along[0]))
    before = np.minimum(places - along[0], 0.0)
    after = np.maximum(places - along[-1], 0.0)
    return np.asarray(origin + np.interp(places, along, clock) + step * (before + after))


def _after(file: str, bounds: Floats, end: float, block: int) -> Floats:
    overlap = end - float(bounds[0])
    if overlap > OVERLAP_S:
        raise InputProblem("input.device.clock", file=file, block=block + 1)
    return bounds + max(overlap, 0.0)
