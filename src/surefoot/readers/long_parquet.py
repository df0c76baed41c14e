"""Long Parquet tables, read one row group at a time: a week never lies in memory.

What a short table is asked (``finish``) is asked here of each row group in turn, so that a file
gives the same recording either way.
"""

import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from surefoot.model.message import InputProblem
from surefoot.model.recording import TICK_S
from surefoot.readers.budget import Budget
from surefoot.readers.clock import Clock, read_instants, read_numbers
from surefoot.readers.columns import Found, Layout, find_columns
from surefoot.readers.draft import ACC, GYR
from surefoot.readers.source import file_problem, too_large

Floats = NDArray[np.float64]
Ticks = NDArray[np.int64]
Counts = NDArray[np.int32]

MARK = b"PAR1"
#: Shorter tables are read whole. A row group is decoded whole, so none may be longer than that.
LONG_ROWS, LONGEST_GROUP = 1_000_000, 2_100_000
#: Times and columns of row groups that are remembered: enough for two threads side by side.
TIMES_HELD, COLUMNS_HELD = 3, 14
_BROKEN = (pa.ArrowException, OSError, ValueError, OverflowError, UnicodeDecodeError, MemoryError)


@dataclass(frozen=True, slots=True)
class LongTable:
    """A Parquet file on disk, opened anew at every read; ``first`` (k + 1,) rows before a group."""

    path: Path
    about: pq.FileMetaData
    layout: Layout
    first: Ticks

    @property
    def file(self) -> str:
        """What a person knows it by."""
        return str(self.path)

    @property
    def found(self) -> tuple[Found, ...]:
        """Columns of the channels, in the one order of channels."""
        names = [*ACC, *GYR]
        return tuple(self.layout.channels[name] for name in names if name in self.layout.channels)

    def read(self, group: int, found: Sequence[Found] | None = None) -> "pa.Table":
        """Return some columns of one row group; time and channels unless named.

        Raises:
            InputProblem: the file is damaged, went away, or names a column twice.
        """
        wanted = (self.layout.time, *self.found) if found is None else found
        labels = [one.label for one in wanted]
        try:
            with pq.ParquetFile(self.path, metadata=self.about) as file:
                table = file.read_row_group(group, columns=labels, use_threads=False)
        except _BROKEN as error:
            raise InputProblem("input.damaged", file=self.file) from error
        if table.num_columns != len(labels):
            raise InputProblem("input.values.not-numbers", file=self.file, column=labels[0])
        if table.num_rows != self.first[group + 1] - self.first[group]:
            raise InputProblem("input.damaged", file=self.file)
        return table

    def column(self, table: "pa.Table", found: Found) -> Floats:
        """Return one column as numbers, NaN where a value is missing.

        Raises:
            InputProblem: it holds something else than numbers.
        """
        column = table.column(found.label)
        if not (pa.types.is_floating(column.type) or pa.types.is_integer(column.type)):
            raise InputProblem("input.values.not-numbers", file=self.file, column=found.label)
        try:
            wide = column.cast(pa.float64(), safe=False)
            return np.asarray(wide.to_numpy(), dtype=np.float64)
        except _BROKEN as error:
            raise InputProblem("input.damaged", file=self.file) from error


def _first_rows(about: pq.FileMetaData) -> Ticks:
    counts = [about.row_group(i).num_rows for i in range(about.num_row_groups)]
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


def _fits(path: Path, about: pq.FileMetaData, budget: Budget) -> bool:
    """Whether a table is long, and its row groups short enough to be read one by one.

    Raises:
        InputProblem: its footer claims more than any recording holds.
    """
    if about.num_rows <= LONG_ROWS:
        return False
    if about.num_columns > budget.columns or about.num_row_groups > budget.rows // 100:
        raise InputProblem("input.columns.many", file=str(path), count=about.num_columns)
    groups = [about.row_group(i) for i in range(about.num_row_groups)]
    largest = max((group.total_byte_size for group in groups), default=0)
    if largest > budget.unpacked_bytes:
        raise too_large(str(path), largest, budget.unpacked_bytes)
    return max((group.num_rows for group in groups), default=0) <= LONGEST_GROUP


def find_long_table(path: Path, budget: Budget) -> LongTable | None:
    """Return the long Parquet table at ``path``, or None if it is something else or short.

    Raises:
        InputProblem: it cannot be opened, is larger than the budget, or lacks a needed column.
    """
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size < len(MARK):
            return None
        with path.open("rb") as stream:
            mark = stream.read(len(MARK))
    except OSError as error:
        raise file_problem(error, str(path)) from error
    if mark != MARK:
        return None
    try:
        with pq.ParquetFile(
            path, thrift_string_size_limit=16 << 20, thrift_container_size_limit=1 << 20
        ) as file:
            footer, schema = file.metadata, file.schema_arrow
    except _BROKEN:
        return None
    if not _fits(path, footer, budget):
        return None
    if about.st_size > budget.device_file_bytes:
        raise too_large(str(path), about.st_size, budget.device_file_bytes)
    layout = find_columns(str(path), tuple(schema.names))
    kind = schema.field(layout.time.place).type
    texts = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    return None if texts else LongTable(path, footer, layout, _first_rows(footer))


@dataclass(frozen=True, slots=True)
class LongClock:
    """What the time column means: its first value, its unit in seconds, and its start if known."""

    origin: float | int
    factor: float
    begins: Clock

    def seconds(self, column: "pa.ChunkedArray[Any]", numbers: Floats | None) -> Floats:
        """Return seconds from the first row (n,), NaN where unknown.

        Args:
            column: as the file has it.
            numbers: the same as numbers, where it holds numbers; None for moments.
        """
        if numbers is not None:
            return np.asarray((numbers - self.origin) * self.factor, dtype=np.float64)
        whole = column.combine_chunks().cast(pa.int64())
        wide = whole.fill_null(int(self.origin)).to_numpy(zero_copy_only=False)
        seconds = (wide - int(self.origin)).astype(np.float64) * self.factor
        seconds[np.asarray(whole.is_null())] = np.nan
        return np.asarray(seconds, dtype=np.float64)


def read_clock(table: LongTable) -> LongClock:
    """Return what the time column of a long table means, told by its first row group.

    Raises:
        InputProblem: no time is known there, or its unit cannot be told.
    """
    found, part = table.layout.time, table.read(0)
    column = part.column(found.label).combine_chunks()
    if pa.types.is_timestamp(column.type) or pa.types.is_duration(column.type):
        begins = read_instants(table.file, column)
        factor = {"s": 1.0, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}[column.type.unit]
        return LongClock(int(column.cast(pa.int64()).drop_null()[0].as_py()), factor, begins)
    numbers = table.column(part, found)
    begins = read_numbers(table.file, numbers, found.unit)
    known = numbers[np.isfinite(numbers)]
    far = int(np.argmax(np.abs(known - known[0])))
    apart = float(begins.seconds[np.isfinite(numbers)][far])
    return LongClock(float(known[0]), apart / float(known[far] - known[0]), begins)


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Sound rows of one row group: ``ticks`` (n,) rising, ``values`` (c, n) in the file's units,
    ``number`` (n,) of each as a person counts; and how many were missing or repeated a time.
    """

    ticks: Ticks
    values: tuple[Floats, ...]
    number: Ticks
    missing: int
    repeated: int

    @property
    def clean(self) -> bool:
        """Whether no row was left out."""
        return not (self.missing or self.repeated)


def _sound(table: LongTable, columns: Sequence[Floats], before: int) -> NDArray[np.bool_] | None:
    """Return which rows have time and all values, (n,), None where all have.

    Raises:
        InputProblem: a value or a time is infinite.
    """
    labels = ["time", *(found.label for found in table.found)]
    if all(np.isfinite(column).all() for column in columns):
        return None
    for label, column in zip(labels, columns, strict=True):
        infinite = np.isinf(column)
        if infinite.any():
            row = before + int(np.argmax(infinite)) + 1
            raise InputProblem("input.values.infinite", file=table.file, column=label, row=row)
    return np.asarray(~np.logical_or.reduce([np.isnan(column) for column in columns]))


def _seconds(table: LongTable, clock: LongClock, part: "pa.Table") -> Floats:
    time = part.column(table.layout.time.label)
    moments = pa.types.is_timestamp(time.type) or pa.types.is_duration(time.type)
    return clock.seconds(time, None if moments else table.column(part, table.layout.time))


def _ticks(seconds: Floats) -> Ticks:
    return np.rint(seconds / TICK_S).astype(np.int64)


def read_rows(table: LongTable, clock: LongClock, group: int, last_tick: int | None) -> Rows:
    """Return the sound rows of a row group.

    Args:
        table: the file.
        clock: what its times mean.
        group: which row group.
        last_tick: time of the last sound row before it, None in the first.

    Raises:
        InputProblem: damaged, infinite, or time runs back.
    """
    part, before = table.read(group), int(table.first[group])
    seconds = _seconds(table, clock, part)
    values = tuple(table.column(part, found) for found in table.found)
    sound = _sound(table, (seconds, *values), before)
    number = np.arange(before + 1, before + 1 + len(seconds))
    if sound is not None:
        seconds, number = seconds[sound], number[sound]
        values = tuple(column[sound] for column in values)
    ticks = _ticks(seconds)
    steps = np.diff(ticks, prepend=ticks[:1] - 1 if last_tick is None else last_tick)
    if (steps < 0).any():
        row = int(number[int(np.argmax(steps < 0))])
        raise InputProblem("input.time.backwards", file=table.file, row=row)
    rises, missing = steps > 0, part.num_rows - len(seconds)
    if rises.all():
        return Rows(ticks, values, number, missing, 0)
    kept = tuple(column[rises] for column in values)
    return Rows(ticks[rises], kept, number[rises], missing, int(np.count_nonzero(~rises)))


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """How a long table becomes samples: steps of counts (c,), the tick of the first sample, sound
    rows before each group (k + 1,); for each group the tick of the last sound row before it, and
    whether all its rows are sound, (k,).
    """

    steps: Floats
    begins: int
    first: Ticks
    last_tick: tuple[int | None, ...]
    clean: tuple[bool, ...]


class LongSamples:
    """Samples of a long table, decoded only where asked for. Implements ``Samples``."""

    def __init__(self, table: LongTable, clock: LongClock, frame: Frame) -> None:
        self._table, self._clock, self._frame = table, clock, frame
        self.n_samples = int(frame.first[-1])
        self._times = lru_cache(maxsize=TIMES_HELD)(self._read_times)
        self._column = lru_cache(maxsize=COLUMNS_HELD)(self._read_column)

    def ticks(self, start: int, stop: int) -> Ticks:
        """Return times of samples ``[start, stop)`` in ticks."""
        parts = [self._times(group)[a:b] for group, a, b in self._parts(start, stop)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)

    def counts(self, channel: int, start: int, stop: int) -> Counts:
        """Return raw counts of one channel, samples ``[start, stop)``."""
        parts = [self._column(group, channel)[a:b] for group, a, b in self._parts(start, stop)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)

    def _parts(self, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
        start, stop, _ = slice(start, stop).indices(self.n_samples)
        if stop <= start:
            return
        first = self._frame.first
        from_group = int(np.searchsorted(first, start, side="right")) - 1
        to_group = int(np.searchsorted(first, stop, side="left"))
        for group in range(from_group, to_group):
            begins, ends = int(first[group]), int(first[group + 1])
            if ends > begins:
                yield group, max(start, begins) - begins, min(stop, ends) - begins

    def _rows(self, group: int) -> Rows:
        return read_rows(self._table, self._clock, group, self._frame.last_tick[group])

    def _read_times(self, group: int) -> Ticks:
        if self._frame.clean[group]:
            part = self._table.read(group, (self._table.layout.time,))
            ticks = _ticks(_seconds(self._table, self._clock, part))
        else:
            ticks = self._rows(group).ticks
        ticks = ticks - self._frame.begins
        ticks.setflags(write=False)
        return ticks

    def _read_column(self, group: int, channel: int) -> Counts:
        if self._frame.clean[group]:
            found = self._table.found[channel]
            values = self._table.column(self._table.read(group, (found,)), found)
        else:
            values = self._rows(group).values[channel]
        counts = np.rint(values / float(self._frame.steps[channel])).astype(np.int32)
        counts.setflags(write=False)
        return np.asarray(counts, dtype=np.int32)
