"""Cells of a table of values over time: each a noun of the model, or nothing where it is empty."""

import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import NoReturn

from surefoot.model.codes import Aid, Leg, Measure
from surefoot.model.message import InputProblem

#: Cells that say nothing.
EMPTY = frozenset({"", "na", "n/a", "nan", "null", "none", "-"})
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
#: More tests than this behind one value are a slip.
MOST_TRIALS = 50
# No air that people walk in is colder or hotter; 75 is in Fahrenheit.
_COLDEST_C, _HOTTEST_C = -60.0, 60.0
_YES, _NO = ("1", "1.0", "true", "yes", "y", "t"), ("0", "0.0", "false", "no", "n", "f")
_NOON = time(12)

_SPEED = {"m/s": 1.0, "cm/s": 0.01, "km/h": 1 / 3.6, "ft/s": 0.3048, "mph": 0.44704}
_SPEED |= {"mps": 1.0, "m/sec": 1.0, "ms-1": 1.0, "kmh": 1 / 3.6, "kph": 1 / 3.6}
_TIME = {"s": 1.0, "sec": 1.0, "second": 1.0, "seconds": 1.0, "ms": 0.001, "min": 60.0}
_LENGTH = {"m": 1.0, "metre": 1.0, "metres": 1.0, "meter": 1.0, "meters": 1.0, "km": 1000.0}
_LENGTH |= {"ft": 0.3048, "yd": 0.9144}
_TURN = {"deg/s": 1.0, "°/s": 1.0, "dps": 1.0, "rad/s": 180.0 / math.pi}
_RATE = {"hz": 1.0, "/s": 1.0, "1/s": 1.0, "taps/s": 1.0, "/min": 1 / 60, "taps/min": 1 / 60}
_RATING = dict.fromkeys(("", "{0-10}", "0-10", "0–10", "/10", "nrs", "points", "point", "1"), 1.0)

#: What a table may hold -> spelling of a unit -> factor to the unit of that measure.
UNITS: Mapping[Measure, Mapping[str, float]] = {
    Measure.WALKING_SPEED: _SPEED,
    Measure.COURSE_SPEED: _SPEED,
    Measure.COURSE_TIME: _TIME,
    Measure.WALK_DISTANCE: _LENGTH,
    Measure.TURN_SPEED: _TURN,
    Measure.CHAIR_STAND_TIME: _TIME,
    Measure.TUG_TIME: _TIME,
    Measure.TAP_RATE: _RATE,
    Measure.HEAVINESS: _RATING,
}

_LEGS = {"": Leg.BOTH, "both": Leg.BOTH, "left": Leg.LEFT, "l": Leg.LEFT}
_LEGS |= {"right": Leg.RIGHT, "r": Leg.RIGHT}
_AIDS = {
    **dict.fromkeys(("none", "no", "0", "without"), Aid.NONE),
    **dict.fromkeys(("stick", "cane", "crutch", "pole"), Aid.ONE_STICK),
    **dict.fromkeys(("sticks", "canes", "crutches", "poles"), Aid.TWO_STICKS),
    **dict.fromkeys(("rollator", "frame", "zimmer"), Aid.WALKER),
    **dict.fromkeys(("afo", "brace", "splint", "fes"), Aid.ORTHOSIS),
    **{aid.value: aid for aid in Aid},
}


class Cell:
    """One cell with what is needed to say where it stands."""

    __slots__ = ("_place", "text")

    def __init__(self, file: str, line: int, column: str, text: str) -> None:
        self._place: dict[str, str | int | float] = {"file": file, "line": line, "column": column}
        self.text = text.strip()

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return self.text.lower() in EMPTY

    def refuse(self, problem: str, **more: str | int | float) -> NoReturn:
        """Say what is wrong with this cell.

        Raises:
            InputProblem: always.
        """
        short = self.text if len(self.text) <= 40 else self.text[:37] + "..."
        raise InputProblem(f"series.{problem}", value=short, **self._place, **more)


def read_time(cell: Cell) -> datetime:
    """Return the time on the person's clock, as though it were UTC; a day alone is its noon.

    A day is the day where the person was: an offset says which, and is of no other use here.
    """
    try:
        day = date.fromisoformat(cell.text)
        when = datetime.combine(day, _NOON)
    except ValueError:
        when = _moment(cell)
    if not _FIRST_YEAR <= when.year <= _LAST_YEAR:
        cell.refuse("impossible-time")
    return when.replace(tzinfo=UTC)


def _moment(cell: Cell) -> datetime:
    try:
        return datetime.fromisoformat(cell.text)
    except ValueError:
        cell.refuse("no-time")


def read_measure(cell: Cell) -> Measure:
    """Return which measure a row is of."""
    word = re.sub(r"[\s-]+", "_", cell.text.lower())
    known = {measure.value: measure for measure in UNITS}
    if word not in known:
        cell.refuse("no-measure", known=", ".join(known))
    return known[word]


def read_number(cell: Cell, decimal: str) -> float | None:
    """Return a number, or None where the cell is empty."""
    if cell.is_empty:
        return None
    try:
        number = float(cell.text.replace(decimal, "."))
    except ValueError:
        cell.refuse("no-number")
    if not math.isfinite(number):
        cell.refuse("no-number")
    return number


def read_factor(cell: Cell, measure: Measure) -> float:
    """Return what a value is to be multiplied by to be in the measure's own unit."""
    units = UNITS[measure]
    word = re.sub(r"[\s^]+", "", cell.text.lower())
    if word not in units:
        cell.refuse("no-unit", measure=measure.value, known=", ".join(u for u in units if u))
    return units[word]


def check_value(cell: Cell, measure: Measure, value: float) -> None:
    """Refuse a rating outside 0 to 10, and a speed or time that is not above zero."""
    if measure is Measure.HEAVINESS:
        if not 0.0 <= value <= 10.0:
            cell.refuse("no-rating")
    elif value <= 0.0:
        cell.refuse("not-above-zero")


def read_leg(cell: Cell) -> Leg:
    """Return the leg; both where the cell is empty."""
    word = "" if cell.is_empty else cell.text.lower()
    if word not in _LEGS:
        cell.refuse("no-leg")
    return _LEGS[word]


def read_flag(cell: Cell) -> bool | None:
    """Return yes or no; None where the cell is empty."""
    if cell.is_empty:
        return None
    word = cell.text.lower()
    if word not in (*_YES, *_NO):
        cell.refuse("no-flag")
    return word in _YES


def read_aid(cell: Cell) -> Aid:
    """Return the aid: none where the cell is empty, another where its word is not known."""
    if cell.is_empty:
        return Aid.NONE
    return _AIDS.get(re.sub(r"[\s_]+", "-", cell.text.lower()), Aid.OTHER)


def read_temperature(cell: Cell, decimal: str) -> float | None:
    """Return degrees Celsius, or None where the cell is empty."""
    degrees = read_number(cell, decimal)
    if degrees is not None and not _COLDEST_C <= degrees <= _HOTTEST_C:
        cell.refuse("no-temperature")
    return degrees


def read_trials(cell: Cell) -> int:
    """Return how many tests a value is the mean of; one where the cell is empty."""
    trials = read_number(cell, ".")
    if trials is None:
        return 1
    if trials != int(trials) or not 1 <= trials <= MOST_TRIALS:
        cell.refuse("no-trials", most=MOST_TRIALS)
    return int(trials)
