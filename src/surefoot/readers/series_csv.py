"""A table of one person's values over time, read into a timeline.

Columns, in any order: ``time`` (ISO 8601), ``measure``, ``value``, ``unit``; and where known
``leg``, ``temperature_c``, ``fever``, ``infection``, ``aid``, ``trials``. More columns are left
alone. A row without a value may still tell of fever or infection.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from surefoot.model.codes import Aid, Before, Leg, Measure, Placement, QualityLevel
from surefoot.model.entry import Entry, EntryId, GivenAnswer
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import Context, Measurement, MeasurementId, Method, Provenance
from surefoot.model.message import InputProblem
from surefoot.model.people import ActorId, PersonId
from surefoot.model.recording import Capture, Device
from surefoot.model.segment import Quality
from surefoot.model.timeline import Timeline
from surefoot.readers.budget import DEFAULT_BUDGET, Budget
from surefoot.readers.series_cells import (
    Cell,
    check_value,
    read_aid,
    read_factor,
    read_flag,
    read_leg,
    read_measure,
    read_number,
    read_temperature,
    read_time,
    read_trials,
)
from surefoot.readers.source import Source, read_source
from surefoot.readers.text_table import Sheet, sniff

NEEDED = ("time", "measure", "value", "unit")
OPTIONAL = ("leg", "temperature_c", "fever", "infection", "aid", "trials")
#: The length of the timed 25-foot walk: a time over a course counts as a speed, and only ratios of
#: speeds are compared.
COURSE_M = 7.62
_METHOD = Method("series-table", 1)
_OWNER, _AUTHOR = PersonId("series"), ActorId("series")
# What a flag says -> what is noted where it is true, and the question it answers where not.
_FLAGS = {"fever": (Before.FEVER, "f_fever"), "infection": (Before.INFECTION, "f_infection_signs")}


@dataclass(frozen=True, slots=True)
class _Row:
    """One row. ``value`` is None where it tells of a day only."""

    line: int
    when: datetime
    measure: Measure | None
    value: float | None
    leg: Leg
    temperature_c: float | None
    fever: bool | None
    infection: bool | None
    aid: Aid
    trials: int

    @property
    def said(self) -> tuple[object, ...]:
        """What makes two rows the same row."""
        return (self.when, self.measure, self.value, self.leg)


def read_series(path: Path, budget: Budget = DEFAULT_BUDGET) -> Timeline:
    """Return the timeline in a table of values.

    Raises:
        InputProblem: it cannot be read, a column is missing, or a cell says what nobody
            understands; the sentence says which line.
    """
    return read_series_source(read_source(path, budget), budget)


def read_series_source(source: Source, budget: Budget = DEFAULT_BUDGET) -> Timeline:
    """Return the timeline in the bytes of a table. Raises as ``read_series``."""
    sheet = sniff(source.name, source.data, budget)
    places = _places(source.name, sheet.labels)
    unique = {row.said: row for row in _rows(source, sheet, places)}
    rows = sorted(unique.values(), key=lambda row: row.when)
    if not any(row.value is not None for row in rows):
        raise InputProblem("series.no-values", file=source.name)
    return Timeline(_OWNER, tuple(_measurements(rows)), tuple(_entries(rows)))


def _places(file: str, labels: Sequence[str]) -> Mapping[str, int]:
    """Return where each known column stands."""
    found: dict[str, int] = {}
    for place, label in enumerate(labels):
        name = label.strip().lower().replace(" ", "_")
        if name in found and name in (*NEEDED, *OPTIONAL):
            raise InputProblem("series.column-twice", file=file, column=name)
        found[name] = place
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise InputProblem(
            "series.no-column", file=file, missing=", ".join(missing), needed=", ".join(NEEDED)
        )
    return {name: found[name] for name in (*NEEDED, *OPTIONAL) if name in found}


def _rows(source: Source, sheet: Sheet, places: Mapping[str, int]) -> Iterator[_Row]:
    text = source.data[sheet.body :].decode("utf-8", errors="replace")
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sheet.delimiter)
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                line = sheet.first_row - 1 + lines.line_num
                _check_width(cells, source.name, line, sheet, places)
                yield _row(cells, source.name, line, sheet.decimal, places)
    except csv.Error as error:
        raise InputProblem("input.table.unreadable", file=source.name) from error


def _check_width(
    cells: Sequence[str], file: str, line: int, sheet: Sheet, places: Mapping[str, int]
) -> None:
    """Refuse a row that was cut off, or that has more values than there are columns."""
    needed = len(sheet.labels)
    cut = len(cells) <= max(places[name] for name in NEEDED)
    if cut or any(cell.strip() for cell in cells[needed:]):
        raise InputProblem("input.table.row", file=file, row=line, found=len(cells), needed=needed)


def _row(
    cells: Sequence[str], file: str, line: int, decimal: str, places: Mapping[str, int]
) -> _Row:
    def cell(name: str) -> Cell:
        place = places.get(name, len(cells))
        return Cell(file, line, name, cells[place] if place < len(cells) else "")

    measure, value = _value(cell("measure"), cell("value"), cell("unit"), decimal)
    return _Row(
        line,
        read_time(cell("time")),
        measure,
        value,
        read_leg(cell("leg")),
        read_temperature(cell("temperature_c"), decimal),
        read_flag(cell("fever")),
        read_flag(cell("infection")),
        read_aid(cell("aid")),
        read_trials(cell("trials")),
    )


def _value(
    measure_cell: Cell, value_cell: Cell, unit_cell: Cell, decimal: str
) -> tuple[Measure | None, float | None]:
    """Return measure and value in its own unit; None for both where there is no value."""
    number = read_number(value_cell, decimal)
    if number is None:
        return None, None
    measure = read_measure(measure_cell)
    value = number * read_factor(unit_cell, measure)
    check_value(value_cell, measure, value)
    if measure is Measure.COURSE_TIME:
        return Measure.COURSE_SPEED, COURSE_M / value
    return measure, value


def _measurements(rows: Sequence[_Row]) -> Iterator[Measurement]:
    """Yield a value once for each test it is the mean of, so that each counts."""
    contexts: dict[tuple[Aid, float | None], Context] = {}
    for row in rows:
        if row.measure is None or row.value is None:
            continue
        key = (row.aid, row.temperature_c)
        context = contexts.setdefault(key, _context(*key))
        for trial in range(row.trials):
            yield _measurement(row, row.measure, row.value, f"{row.line}-{trial}", context)


def _context(aid: Aid, temperature_c: float | None) -> Context:
    capture = Capture(placement=Placement.UNKNOWN, aid=aid, temperature_c=temperature_c)
    return Context(capture, Device())


def _measurement(
    row: _Row, measure: Measure, value: float, name: str, context: Context
) -> Measurement:
    return Measurement(
        MeasurementId(name),
        measure,
        value,
        value,
        value,
        UNIT_OF[measure],
        row.leg,
        row.when,
        Quality(QualityLevel.USABLE),
        context,
        Provenance((), _METHOD),
    )


def _entries(rows: Sequence[_Row]) -> Iterator[Entry]:
    """Yield what is said of each day: fever or infection, or that there was none."""
    days: dict[date, list[_Row]] = {}
    for row in rows:
        days.setdefault(row.when.date(), []).append(row)
    for day, of_day in days.items():
        flags = {
            "fever": _any(row.fever for row in of_day),
            "infection": _any(row.infection for row in of_day),
        }
        before = tuple(_FLAGS[name][0] for name, flag in flags.items() if flag)
        denied = tuple(
            GivenAnswer(_FLAGS[name][1], "no") for name, flag in flags.items() if flag is False
        )
        if before or denied:
            when = of_day[0].when
            name = EntryId(f"day-{day}")
            yield Entry(name, when, "UTC", when, _AUTHOR, before=before, answers=denied)


def _any(flags: Iterator[bool | None]) -> bool | None:
    """Return whether one is true, or None where none says anything."""
    said = [flag for flag in flags if flag is not None]
    return any(said) if said else None
