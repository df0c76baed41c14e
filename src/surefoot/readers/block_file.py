"""Recordings of days, read block by block: nothing but an index of the blocks is held."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import QualityCode
from surefoot.model.message import InputProblem
from surefoot.model.recording import (
    TICK_S,
    Capture,
    Channel,
    Device,
    Header,
    Recording,
    TimeBase,
    content_id,
)
from surefoot.readers.block_times import BlockTimes
from surefoot.readers.budget import LONGEST_S, RATE_RANGE_HZ, SHORTEST_S
from surefoot.readers.clock import zone_name
from surefoot.readers.draft import ACC

Bytes = NDArray[np.uint8]
Counts = NDArray[np.int32]

#: Blocks that are read from the file at once, how many such reads are remembered, and how many
#: channels decoded from them: enough for two threads that go on side by side.
BLOCKS_AT_ONCE, READS_HELD, DECODED_HELD = 1024, 8, 48
#: Samples looked at together for a value that differs.
_LOOK_AT = 1 << 15


class RawFile(Protocol):
    """Bytes by place, from disk or from memory; safe to share between threads."""

    @property
    def name(self) -> str:
        """What a person knows it by."""
        ...

    @property
    def size(self) -> int:
        """How many bytes there are."""
        ...

    def read(self, place: int, count: int) -> Bytes:
        """Return up to ``count`` bytes from ``place`` on."""
        ...


@dataclass(frozen=True, slots=True)
class DiskFile:
    """A file on disk, opened anew at every read."""

    path: Path
    name: str
    size: int

    def read(self, place: int, count: int) -> Bytes:
        """Return up to ``count`` bytes from ``place`` on.

        Raises:
            InputProblem: the file went away.
        """
        try:
            return np.fromfile(
                self.path, np.uint8, max(min(count, self.size - place), 0), "", place
            )
        except OSError as error:
            raise InputProblem("input.unreadable", file=self.name) from error


@dataclass(frozen=True, slots=True)
class MemoryFile:
    """Bytes that are already in memory."""

    name: str
    data: bytes

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.data)

    def read(self, place: int, count: int) -> Bytes:
        """Return up to ``count`` bytes from ``place`` on."""
        return np.frombuffer(self.data, np.uint8)[place : place + count]


@dataclass(frozen=True, slots=True)
class BlockKind:
    """How the blocks of one file are laid out.

    ``rows(first, last)`` returns the raw samples of sound blocks in that range, and
    ``pick(rows, channel)`` the counts of one channel in them, (samples,).
    """

    rows: Callable[[int, int], Bytes]
    pick: Callable[[Bytes, int], Counts]


class BlockSamples:
    """Samples of a file of blocks, decoded only where asked for. Implements ``Samples``."""

    def __init__(self, times: BlockTimes, kind: BlockKind) -> None:
        self.times = times
        self.n_samples = int(times.first[-1])
        self._kind = kind
        self._rows = lru_cache(maxsize=READS_HELD)(self._read)
        self._decoded = lru_cache(maxsize=DECODED_HELD)(self._decode)

    def ticks(self, start: int, stop: int) -> NDArray[np.int64]:
        """Return times of samples ``[start, stop)`` in ticks."""
        start, stop, _ = slice(start, stop).indices(self.n_samples)
        return self.times.ticks(start, max(stop, start))

    def counts(self, channel: int, start: int, stop: int) -> Counts:
        """Return raw counts of one channel, samples ``[start, stop)``."""
        start, stop, _ = slice(start, stop).indices(self.n_samples)
        if stop <= start:
            return np.zeros(0, dtype=np.int32)
        first, last = self.times.blocks(start, stop)
        parts = range(first // BLOCKS_AT_ONCE, (last - 1) // BLOCKS_AT_ONCE + 1)
        found = [self._decoded(part, channel) for part in parts]
        offset = int(self.times.first[parts[0] * BLOCKS_AT_ONCE])
        whole = found[0] if len(found) == 1 else np.concatenate(found)
        return whole[start - offset : stop - offset]

    def _decode(self, part: int, channel: int) -> Counts:
        values = self._kind.pick(self._rows(part), channel)
        values.setflags(write=False)
        return values

    def _read(self, part: int) -> Bytes:
        last = min((part + 1) * BLOCKS_AT_ONCE, len(self.times.first) - 1)
        return self._kind.rows(part * BLOCKS_AT_ONCE, last)


@dataclass(frozen=True, slots=True)
class About:
    """What a file of blocks says of itself. ``clock_s`` is its clock at tick 0, since 1970."""

    file: str
    channels: tuple[Channel, ...]
    device: Device
    clock_s: float
    nominal_rate_hz: float
    zone_offset: timedelta | None = None


def make_recording(about: About, samples: BlockSamples) -> Recording:
    """Return the recording of a file of blocks.

    The clock of such a device shows local time; unless the file tells the offset from UTC the
    start stays unknown.

    Raises:
        InputProblem: too short, too long, an impossible rate, or the same value throughout.
    """
    _check_length(about.file, samples.times.duration_s())
    base = _time_base(about, samples.times)
    _check_rate(about.file, base)
    _check_changes(about, samples)
    notes = (QualityCode.GAP,) if samples.times.has_gap() else ()
    header = Header(about.channels, base, about.device, Capture(), notes)
    return Recording(content_id(about.channels, samples, samples.n_samples), header, samples)


def _time_base(about: About, times: BlockTimes) -> TimeBase:
    steps = times.step * TICK_S
    usual = float(np.median(steps))
    return TimeBase(
        start=datetime.fromtimestamp(about.clock_s, UTC) - (about.zone_offset or timedelta()),
        zone=zone_name(about.zone_offset),
        n_samples=int(times.first[-1]),
        duration_s=times.duration_s(),
        effective_rate_hz=1.0 / usual,
        jitter_s=float(np.std(steps[steps < 2.0 * usual])),
        longest_gap_s=max(float(steps.max()), times.longest_gap_s()),
        nominal_rate_hz=about.nominal_rate_hz,
        start_known=about.zone_offset is not None,
    )


def _check_length(file: str, seconds: float) -> None:
    if seconds > LONGEST_S:
        raise InputProblem("input.time.jump", file=file, row=1)
    if seconds < SHORTEST_S:
        said = {"seconds": f"{seconds:.1f}", "needed": f"{SHORTEST_S:g}"}
        raise InputProblem("input.too-short", file=file, **said)


def _check_rate(file: str, base: TimeBase) -> None:
    if not RATE_RANGE_HZ[0] <= base.effective_rate_hz <= RATE_RANGE_HZ[1]:
        raise InputProblem("input.time.rate", file=file, rate=f"{base.effective_rate_hz:.3g}")


def _check_changes(about: About, samples: BlockSamples) -> None:
    """A sensor that shows one value throughout was not worn, or is broken."""
    for start in range(0, samples.n_samples, _LOOK_AT):
        for channel in range(len(ACC)):
            part = samples.counts(channel, start, start + _LOOK_AT)
            if np.any(part != samples.counts(channel, 0, 1)):
                return
    raise InputProblem("input.constant", file=about.file)
