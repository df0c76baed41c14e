"""A diary in a table: the first column is the day, ``outcome`` what is followed, the rest factors.

A cell is a number, yes or no, or empty where nobody knows. A row a day; several rows of a day all
count, and the same row twice counts once.
"""

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from surefoot.model.message import InputProblem
from surefoot.model.trigger import DiaryColumn, DiaryTable
from surefoot.readers.budget import DEFAULT_BUDGET, Budget
from surefoot.readers.source import Source, read_source
from surefoot.readers.text_table import Sheet, sniff

OUTCOME = "outcome"
#: More factors than this cannot be told apart in any diary.
MOST_FACTORS = 30
_EMPTY = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "?"})
_FLAGS = {
    **dict.fromkeys(("yes", "y", "true", "t"), 1.0),
    **dict.fromkeys(("no", "n", "false", "f"), 0.0),
}
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a cell stands, to be able to say so."""

    file: str
    line: int
    column: str

    def refuse(self, problem: str, text: str) -> NoReturn:
        """Say what is wrong with a cell.

        Raises:
            InputProblem: always.
        """
        short = text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
        place: dict[str, str | int] = {"file": self.file, "line": self.line, "column": self.column}
        raise InputProblem(f"diary.{problem}", value=short, **place)


_Row = tuple[date, tuple[float | None, ...]]


def read_diary(path: Path, budget: Budget = DEFAULT_BUDGET) -> DiaryTable:
    """Return the diary in a table.

    Raises:
        InputProblem: it cannot be read, has no column ``outcome`` or no factor, or a cell is
            neither a number nor yes or no; the sentence says which.
    """
    return read_diary_source(read_source(path, budget), budget)


def read_diary_source(source: Source, budget: Budget = DEFAULT_BUDGET) -> DiaryTable:
    """Return the diary in the bytes of a table. Raises as ``read_diary``."""
    sheet = sniff(source.name, source.data, budget)
    names = _names(source.name, sheet.labels)
    rows = sorted(dict.fromkeys(_rows(source, sheet, names)), key=lambda row: row[0])
    if not rows:
        raise InputProblem("diary.no-rows", file=source.name)
    columns = {name: tuple(values[place] for _, values in rows) for place, name in enumerate(names)}
    factors = tuple(DiaryColumn(name, columns[name]) for name in names if name != OUTCOME)
    return DiaryTable(tuple(day for day, _ in rows), columns[OUTCOME], factors)


def _names(file: str, labels: Sequence[str]) -> tuple[str, ...]:
    """Return the names of all columns after the first; ``outcome`` in small letters."""
    names = [" ".join(label.split()) for label in labels[1:]]
    names = [OUTCOME if name.lower() == OUTCOME else name for name in names]
    while names and not names[-1]:
        names.pop()
    if OUTCOME not in names:
        raise InputProblem("diary.no-outcome", file=file)
    if not all(names):
        raise InputProblem("diary.no-name", file=file, place=names.index("") + 2)
    doubled = next((name for name in names if names.count(name) > 1), None)
    if doubled is not None:
        raise InputProblem("diary.column-twice", file=file, column=doubled)
    if len(names) == 1:
        raise InputProblem("diary.no-factor", file=file)
    if len(names) > MOST_FACTORS + 1:
        raise InputProblem("diary.many", file=file, n=len(names) - 1, most=MOST_FACTORS)
    return tuple(names)


def _rows(source: Source, sheet: Sheet, names: Sequence[str]) -> Iterator[_Row]:
    try:
        text = source.data[sheet.body :].decode("utf-8")
    except UnicodeDecodeError as error:
        row = sheet.first_row + source.data[sheet.body : sheet.body + error.start].count(b"\n")
        raise InputProblem("diary.not-utf8", file=source.name, line=row) from error
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sheet.delimiter)
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                line = sheet.first_row - 1 + lines.line_num
                yield _row(cells, source.name, line, sheet, names)
    except csv.Error as error:
        raise InputProblem("input.table.unreadable", file=source.name) from error


def _row(cells: Sequence[str], file: str, line: int, sheet: Sheet, names: Sequence[str]) -> _Row:
    if any(cell.strip() for cell in cells[len(names) + 1 :]):
        found, needed = len(cells), len(names) + 1
        raise InputProblem("diary.wide", file=file, line=line, found=found, needed=needed)
    day = _day(cells[0].strip(), _Place(file, line, sheet.labels[0].strip()))
    padded = [*cells[1:], *[""] * len(names)]
    values = (
        _value(padded[place].strip(), sheet.decimal, _Place(file, line, name))
        for place, name in enumerate(names)
    )
    return day, tuple(values)


def _day(text: str, place: _Place) -> date:
    """Return the day of a date such as 2026-03-21, or of a moment."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        place.refuse("no-date", text)


def _value(text: str, decimal: str, place: _Place) -> float | None:
    word = text.lower()
    if word in _EMPTY:
        return None
    if word in _FLAGS:
        return _FLAGS[word]
    try:
        number = float(text.replace(decimal, "."))
    except ValueError:
        place.refuse("no-number", text)
    if not math.isfinite(number) or abs(number) > 1e12:
        place.refuse("no-number", text)
    return number
