"""Text tables: delimiter and decimal sign are sniffed, rows are read by Arrow."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Any, Literal, cast

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
from numpy.typing import NDArray

from surefoot.model.message import InputProblem
from surefoot.readers.budget import Budget
from surefoot.readers.clock import Clock, read_numbers, read_texts
from surefoot.readers.columns import Found

_DELIMITERS = ",;\t|"
_NULLS = ["", "NA", "N/A", "NaN", "nan", "NAN", "null", "NULL", "None", "-"]
_HEAD_BYTES = 1 << 18
_Verdict = Literal["skip", "error"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a text table is laid out: rows begin at byte ``body``, which is line ``first_row``."""

    labels: tuple[str, ...]
    delimiter: str
    decimal: str
    body: int
    first_row: int


def sniff(file: str, data: bytes, budget: Budget) -> Sheet:
    """Return the layout of a text table. Lines with ``#`` before the header are comments.

    Raises:
        InputProblem: no header of names, or more columns than the budget.
    """
    body, skipped, header = _header_line(file, data)
    delimiter = max(_DELIMITERS, key=header.count)
    labels = _cells(header, delimiter)
    if len(labels) > budget.columns:
        raise InputProblem("input.columns.many", file=file, count=len(labels))
    if all(_is_number(label) for label in labels if label.strip()):
        raise InputProblem("input.columns.no-header", file=file, row=skipped + 1)
    sample = data[body : body + 8192].decode("utf-8", errors="ignore").splitlines()[:20]
    return Sheet(labels, delimiter, _decimal(delimiter, sample), body, skipped + 2)


def _header_line(file: str, data: bytes) -> tuple[int, int, str]:
    """Return the byte after the header, the lines before it, and the header."""
    place = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    skipped = 0
    while place < min(len(data), _HEAD_BYTES):
        end = data.find(b"\n", place, place + _HEAD_BYTES)
        end = len(data) if end < 0 else end
        line = data[place:end][:_HEAD_BYTES].decode("utf-8", errors="ignore").strip("\r")
        place = end + 1
        if line.strip() and not line.lstrip().startswith("#"):
            return min(place, len(data)), skipped, line
        skipped += 1
    raise InputProblem("input.no-rows", file=file)


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter)))
    except (csv.Error, StopIteration):
        return tuple(line.split(delimiter))


def _is_number(text: str) -> bool:
    try:
        float(text.strip().replace(",", "."))
    except ValueError:
        return False
    return True


def _decimal(delimiter: str, sample: list[str]) -> str:
    if delimiter == ",":
        return "."
    cells = [cell.strip('" ') for line in sample for cell in line.split(delimiter)]
    return "," if any(re.fullmatch(r"[+-]?\d+,\d+([eE][+-]?\d+)?", cell) for cell in cells) else "."


class TextTable:
    """A text table whose columns are read when asked for."""

    def __init__(self, file: str, data: bytes, budget: Budget) -> None:
        self.file = file
        self.sheet = sniff(file, data, budget)
        self._budget = budget
        self._body = pa.py_buffer(data).slice(self.sheet.body)

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of the columns."""
        return self.sheet.labels

    @property
    def first_row(self) -> int:
        """Line of the first row of values, as a spreadsheet counts."""
        return self.sheet.first_row

    def clock(self, found: Found) -> Clock:
        """Return what the time column says."""
        try:
            return read_numbers(self.file, self._floats([found])[0], found.unit)
        except pa.ArrowInvalid as error:
            texts = [text or "" for text in self._read([found], pa.string())[0].to_pylist()]
            if _is_number(next((text for text in texts if text.strip()), "")):
                raise self._bad_cell([found]) from error
            return read_texts(self.file, texts, self.first_row)

    def numbers(self, columns: list[Found]) -> list[NDArray[np.float64]]:
        """Return the named columns as numbers, NaN where a cell is empty.

        Raises:
            InputProblem: a cell is no number, or a row has too few or too many values.
        """
        try:
            return self._floats(columns)
        except pa.ArrowInvalid as error:
            raise self._bad_cell(columns) from error

    def _floats(self, columns: list[Found]) -> list[NDArray[np.float64]]:
        arrays = self._read(columns, pa.float64())
        return [np.array(a.to_numpy(zero_copy_only=False), dtype=np.float64) for a in arrays]

    def precision(self, found: Found) -> float:
        """Return the relative precision of the numbers of a column."""
        del found
        return 2.0**-52

    def _read(self, columns: list[Found], kind: pa.DataType) -> "list[pa.Array[Any]]":
        """Return columns as ``kind``; Arrow's own error passes when a cell does not fit it."""
        if self._body.size == 0:
            raise InputProblem("input.no-rows", file=self.file)
        odd: list[pa_csv.InvalidRow] = []
        wanted = [str(found.place) for found in columns]
        try:
            table = self._parse(wanted, kind, odd)
        except pa.ArrowInvalid as error:
            if odd:
                raise self._odd_row(odd[0]) from error
            if kind == pa.string():
                raise InputProblem("input.table.unreadable", file=self.file) from error
            raise
        if odd:
            raise self._odd_row(odd[0])
        if table.num_rows > self._budget.rows:
            raise InputProblem("input.rows.many", file=self.file, rows=table.num_rows)
        return [table[name].combine_chunks() for name in wanted]

    def _parse(
        self, wanted: list[str], kind: pa.DataType, odd: list[pa_csv.InvalidRow]
    ) -> pa.Table:
        names = [str(place) for place in range(len(self.labels))]
        return pa_csv.read_csv(
            cast(IO[bytes], pa.BufferReader(self._body)),
            read_options=pa_csv.ReadOptions(column_names=names, use_threads=False),
            parse_options=pa_csv.ParseOptions(
                delimiter=self.sheet.delimiter, invalid_row_handler=_collect(odd)
            ),
            convert_options=pa_csv.ConvertOptions(
                include_columns=wanted,
                column_types=dict.fromkeys(wanted, kind),
                null_values=_NULLS,
                strings_can_be_null=True,
                decimal_point=self.sheet.decimal,
            ),
        )

    def _odd_row(self, odd: pa_csv.InvalidRow) -> InputProblem:
        return InputProblem(
            "input.table.row",
            file=self.file,
            row=(odd.number or 1) + self.first_row - 1,
            found=odd.actual_columns,
            needed=odd.expected_columns,
        )

    def _bad_cell(self, columns: list[Found]) -> InputProblem:
        """Find the first cell that is no number; only done when there is one."""
        for found, cells in zip(columns, self._read(columns, pa.string()), strict=True):
            for place, text in enumerate(cells.to_pylist()):
                if text is not None and not self._fits(text):
                    return InputProblem(
                        "input.values.unreadable",
                        file=self.file,
                        column=found.label,
                        row=self.first_row + place,
                        value=text[:40],
                    )
        return InputProblem("input.table.unreadable", file=self.file)

    def _fits(self, text: str) -> bool:
        if self.sheet.decimal == ",":
            return "." not in text and _is_number(text)
        return "," not in text and _is_number(text)


def _collect(
    odd: list[pa_csv.InvalidRow],
) -> Callable[[pa_csv.InvalidRow], Literal["skip", "error"]]:
    def handle(row: pa_csv.InvalidRow) -> Literal["skip", "error"]:
        odd.append(row)
        return "skip" if len(odd) < 100 else "error"

    return handle
