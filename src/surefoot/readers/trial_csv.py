"""A trial in a table: ``date``, ``assignment`` (on or off), ``outcome``; if known ``done``; and
columns of numbers that may have moved the outcome."""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

from surefoot.model.message import InputProblem
from surefoot.readers.budget import DEFAULT_BUDGET, Budget
from surefoot.readers.source import Source, read_source
from surefoot.readers.text_table import Sheet, sniff

NEEDED = ("date", "assignment", "outcome")
DONE = "done"
#: More columns than this cannot be told apart in any trial.
MOST_COLUMNS = 10
_EMPTY = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "?"})
_ON = {**dict.fromkeys(("on", "1", "yes"), True), **dict.fromkeys(("off", "0", "no"), False)}
_DONE = {
    **dict.fromkeys(("yes", "y", "true", "on", "done"), 1.0),
    **dict.fromkeys(("part", "partly", "partial"), 0.5),
    **dict.fromkeys(("no", "n", "false", "off", "not-done"), 0.0),
}
_FLAGS = {
    **dict.fromkeys(("yes", "y", "true"), 1.0),
    **dict.fromkeys(("no", "n", "false"), 0.0),
}
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class TrialRow:
    """One row: ``done`` is 0 to 1, and None where nobody said; so are missing values."""

    line: int
    day: date
    on: bool
    outcome: float | None
    done: float | None
    others: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class TrialTable:
    """The rows of a trial in order of days, and the names of the other columns."""

    file: str
    rows: tuple[TrialRow, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
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
        raise InputProblem(f"trial-table.{problem}", value=short, **place)


def read_trial(path: Path, budget: Budget = DEFAULT_BUDGET) -> TrialTable:
    """Return the trial in a table.

    Raises:
        InputProblem: it cannot be read, a column is missing, or a cell says what nobody
            understands; the sentence says which line.
    """
    return read_trial_source(read_source(path, budget), budget)


def read_trial_source(source: Source, budget: Budget = DEFAULT_BUDGET) -> TrialTable:
    """Return the trial in the bytes of a table. Raises as ``read_trial``."""
    sheet = sniff(source.name, source.data, budget)
    places = _places(source.name, sheet.labels)
    rows = sorted(_rows(source, sheet, places), key=lambda row: row.day)
    if not rows:
        raise InputProblem("trial-table.no-rows", file=source.name)
    others = tuple(name for name in places if name not in (*NEEDED, DONE))
    return TrialTable(source.name, tuple(rows), others)


def require_once(table: TrialTable) -> None:
    """Refuse a table in which a day stands twice.

    Raises:
        InputProblem: ``trial-table.day-twice``, with the line.
    """
    for one, other in zip(table.rows, table.rows[1:], strict=False):
        if one.day == other.day:
            line, day = max(one.line, other.line), one.day.isoformat()
            raise InputProblem("trial-table.day-twice", file=table.file, line=line, day=day)


def _places(file: str, labels: Sequence[str]) -> Mapping[str, int]:
    """Return where each column stands; those that are needed by their names in small letters."""
    found: dict[str, int] = {}
    for place, label in enumerate(labels):
        name = " ".join(label.split())
        name = name.lower() if name.lower() in (*NEEDED, DONE) else name
        if name in found:
            raise InputProblem("trial-table.column-twice", file=file, column=name)
        if name:
            found[name] = place
    missing = [name for name in NEEDED if name not in found]
    if missing:
        needed = ", ".join(NEEDED)
        raise InputProblem(
            "trial-table.no-column", file=file, missing=", ".join(missing), needed=needed
        )
    others = len(found.keys() - {*NEEDED, DONE})
    if others > MOST_COLUMNS:
        raise InputProblem("trial-table.many", file=file, n=others, most=MOST_COLUMNS)
    return found


def _rows(source: Source, sheet: Sheet, places: Mapping[str, int]) -> Iterator[TrialRow]:
    try:
        text = source.data[sheet.body :].decode("utf-8")
    except UnicodeDecodeError as error:
        line = sheet.first_row + source.data[sheet.body : sheet.body + error.start].count(b"\n")
        raise InputProblem("trial-table.not-utf8", file=source.name, line=line) from error
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sheet.delimiter)
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                line = sheet.first_row - 1 + lines.line_num
                yield _row(cells, source.name, line, sheet, places)
    except csv.Error as error:
        raise InputProblem("input.table.unreadable", file=source.name) from error


def _row(
    cells: Sequence[str], file: str, line: int, sheet: Sheet, places: Mapping[str, int]
) -> TrialRow:
    needed = len(sheet.labels)
    if any(cell.strip() for cell in cells[needed:]):
        raise InputProblem("input.table.row", file=file, row=line, found=len(cells), needed=needed)

    def cell(name: str) -> tuple[str, _Place]:
        place = places.get(name, len(cells))
        text = cells[place].strip() if place < len(cells) else ""
        return text, _Place(file, line, name)

    others = [name for name in places if name not in (*NEEDED, DONE)]
    return TrialRow(
        line,
        _day(*cell("date")),
        _assignment(*cell("assignment")),
        _number(*cell("outcome"), sheet.decimal),
        _done(*cell(DONE), sheet.decimal),
        tuple(_number(*cell(name), sheet.decimal, _FLAGS) for name in others),
    )


def _day(text: str, place: _Place) -> date:
    """Return the day of a date such as 2026-03-21, or of a moment."""
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        place.refuse("no-date", text)


def _assignment(text: str, place: _Place) -> bool:
    said = _ON.get(text.lower())
    if said is None:
        place.refuse("no-assignment", text)
    return said


def _done(text: str, place: _Place, decimal: str) -> float | None:
    word = text.lower()
    done = _DONE.get(word)
    if done is None and word not in _EMPTY:
        done = _number(text, place, decimal)
    if done is not None and not 0.0 <= done <= 1.0:
        place.refuse("no-done", text)
    return done


def _number(
    text: str, place: _Place, decimal: str, words: Mapping[str, float] | None = None
) -> float | None:
    word = text.lower()
    if word in _EMPTY:
        return None
    if words and word in words:
        return words[word]
    try:
        number = float(text.replace(decimal, "."))
    except ValueError:
        place.refuse("no-number", text)
    if not math.isfinite(number) or abs(number) > 1e12:
        place.refuse("no-number", text)
    return number
