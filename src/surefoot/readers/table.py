"""A generic table of motion samples: columns by name, in any order, in any usual unit."""

import dataclasses
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from surefoot.model.recording import Recording
from surefoot.readers.budget import DEFAULT_BUDGET, Budget
from surefoot.readers.clock import Clock
from surefoot.readers.columns import Found, find_columns
from surefoot.readers.draft import Column, Draft, Origin
from surefoot.readers.finish import finish
from surefoot.readers.parquet_table import ParquetTable
from surefoot.readers.source import Source
from surefoot.readers.text_table import TextTable


class Table(Protocol):
    """What a table must tell, whatever its format."""

    file: str

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the columns."""
        ...

    @property
    def first_row(self) -> int:
        """Number of the first row as a person counts."""
        ...

    def clock(self, found: Found) -> Clock:
        """Return what the time column says."""
        ...

    def numbers(self, columns: list[Found]) -> list[NDArray[np.float64]]:
        """Return columns as numbers, NaN where missing."""
        ...

    def precision(self, found: Found) -> float:
        """Return the relative precision of the numbers of a column."""
        ...


def draft_table(table: Table, origin: Origin) -> Draft:
    """Return the draft of a table; a start in the time column wins over ``origin``.

    Raises:
        InputProblem: a needed column is absent, or a cell cannot be read.
    """
    layout = find_columns(table.file, table.labels)
    found = list(layout.channels.values())
    values = table.numbers(found)
    clock = table.clock(layout.time)
    columns = tuple(
        Column(name, item.label, item.unit, array, table.precision(item))
        for (name, item), array in zip(layout.channels.items(), values, strict=True)
    )
    rows = np.arange(table.first_row, table.first_row + len(clock.seconds), dtype=np.int64)
    return Draft(table.file, clock.seconds, rows, columns, _begin(origin, clock))


def _begin(origin: Origin, clock: Clock) -> Origin:
    if clock.start is None or origin.start_known:
        return origin
    return dataclasses.replace(origin, start=clock.start, start_known=True, zone=clock.zone)


def read_text_table(source: Source, budget: Budget = DEFAULT_BUDGET) -> Recording:
    """Return the recording in a delimited text table.

    Raises:
        InputProblem: see ``find_columns`` and ``finish``.
    """
    table = TextTable(source.name, source.data, budget)
    return finish(draft_table(table, Origin(source.modified)))


def read_parquet_table(source: Source, budget: Budget = DEFAULT_BUDGET) -> Recording:
    """Return the recording in a Parquet table.

    Raises:
        InputProblem: see ``find_columns`` and ``finish``.
    """
    table = ParquetTable(source.name, source.data, budget)
    return finish(draft_table(table, Origin(source.modified)))
