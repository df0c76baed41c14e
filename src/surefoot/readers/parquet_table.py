"""Parquet tables: sizes are read from the footer before any value is."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from surefoot.model.message import InputProblem
from surefoot.readers.budget import Budget
from surefoot.readers.clock import Clock, read_instants, read_numbers, read_texts
from surefoot.readers.columns import Found
from surefoot.readers.source import too_large

_BROKEN = (pa.ArrowException, OSError, ValueError, OverflowError, UnicodeDecodeError, MemoryError)


class ParquetTable:
    """A Parquet table whose columns are read when asked for."""

    first_row = 1

    def __init__(self, file: str, data: bytes, budget: Budget) -> None:
        self.file = file
        if len(data) < 12 or not data.endswith(b"PAR1"):
            raise InputProblem("input.truncated", file=file)
        try:
            self._parquet = pq.ParquetFile(
                pa.BufferReader(data),
                thrift_string_size_limit=16 << 20,
                thrift_container_size_limit=1 << 20,
            )
            self.labels = tuple(self._parquet.schema_arrow.names)
        except _BROKEN as error:
            raise InputProblem("input.damaged", file=file) from error
        _check_size(file, self._parquet.metadata, budget)

    def clock(self, found: Found) -> Clock:
        """Return what the time column says."""
        column = self._column(found)
        if pa.types.is_timestamp(column.type) or pa.types.is_duration(column.type):
            return read_instants(self.file, column)
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            return read_texts(self.file, [text or "" for text in column.to_pylist()], 1)
        return read_numbers(self.file, self._numbers(found, column), found.unit)

    def numbers(self, columns: list[Found]) -> list[NDArray[np.float64]]:
        """Return the named columns as numbers, NaN where a value is missing."""
        return [self._numbers(found, self._column(found)) for found in columns]

    def precision(self, found: Found) -> float:
        """Return the relative precision of the numbers of a column."""
        kind = self._parquet.schema_arrow.field(found.place).type
        return 2.0**-23 if kind in (pa.float32(), pa.float16()) else 2.0**-52

    def _column(self, found: Found) -> "pa.Array[Any]":
        try:
            table = self._parquet.read(columns=[found.label], use_threads=False)
            if table.num_columns != 1:
                raise InputProblem("input.values.not-numbers", file=self.file, column=found.label)
            column = table.column(0).combine_chunks()
        except _BROKEN as error:
            raise InputProblem("input.damaged", file=self.file) from error
        if len(column) != self._parquet.metadata.num_rows:
            raise InputProblem("input.damaged", file=self.file)
        return column

    def _numbers(self, found: Found, column: "pa.Array[Any]") -> NDArray[np.float64]:
        kind = column.type
        if not (pa.types.is_floating(kind) or pa.types.is_integer(kind)):
            raise InputProblem("input.values.not-numbers", file=self.file, column=found.label)
        try:
            wide = column.cast(pa.float64(), safe=False)
            return np.array(wide.to_numpy(zero_copy_only=False), dtype=np.float64)
        except _BROKEN as error:
            raise InputProblem("input.damaged", file=self.file) from error


def _check_size(file: str, about: pq.FileMetaData, budget: Budget) -> None:
    """Check what the footer claims: rows can be many although the bytes are few."""
    if about.num_rows > budget.rows or about.num_rows < 0:
        raise InputProblem("input.rows.many", file=file, rows=about.num_rows)
    if about.num_columns > budget.columns or about.num_row_groups > budget.rows // 100:
        raise InputProblem("input.columns.many", file=file, count=about.num_columns)
    groups = (about.row_group(i) for i in range(about.num_row_groups))
    claimed = sum(max(group.total_byte_size, 0) for group in groups)
    if claimed > budget.unpacked_bytes:
        raise too_large(file, claimed, budget.unpacked_bytes)
