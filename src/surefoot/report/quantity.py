"""Numbers as people read them: rounded to what they mean, with their unit in words."""

from collections.abc import Callable

from surefoot.model.message import Message
from surefoot.model.units import Unit
from surefoot.report.words import Words

# Decimals worth reading, a choice of presentation; the exact value stays in the measurement.
_DECIMALS = {
    Unit.METRE_PER_SECOND: 2,
    Unit.METRE: 2,
    Unit.SECOND: 2,
    Unit.PERCENT: 1,
    Unit.CELSIUS: 1,
    Unit.ONE: 2,
    Unit.HERTZ: 1,
    Unit.DEGREE: 1,
    Unit.SQUARE_DEGREE: 2,
    Unit.DEGREE_PER_SECOND: 1,
    Unit.CENTIMETRE: 1,
    Unit.SQUARE_CENTIMETRE: 1,
    Unit.CENTIMETRE_PER_SECOND: 1,
    Unit.METRE_PER_SECOND_SQUARED: 3,
    Unit.METRE_PER_CUBIC_SECOND: 2,
    Unit.SQUARE_METRE_PER_FOURTH_SECOND: 4,
    Unit.PERCENT_PER_FIVE_MINUTES: 1,
    Unit.HOUR: 1,
}


def write_number(value: float, unit: Unit, words: Words) -> str:
    """Return ``value`` rounded for its unit, with the decimal mark of the language.

    >>> write_number(0.9234, Unit.METRE_PER_SECOND, lambda message: ".")
    '0.92'
    """
    # A score is what somebody wrote down, exact, such as the halves of EDSS.
    exact = unit is Unit.SCORE
    text = f"{value:g}" if exact else f"{value:.{_DECIMALS.get(unit, 0)}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    mark = words(Message("number.decimal_mark"))
    return text.replace("-", "\N{MINUS SIGN}").replace(".", mark)


def write_quantity(value: float, unit: Unit, words: Words) -> str:
    """Return a number with its unit, e.g. ``0.92 m/s``."""
    number = write_number(value, unit, words)
    return words(Message(f"quantity.{unit.name.lower()}", {"value": number}))


def write_range(low: float, high: float, unit: Unit, words: Words) -> str:
    """Return two bounds without unit, e.g. ``0.85 to 0.99``; one number when they read alike."""
    first, last = write_number(low, unit, words), write_number(high, unit, words)
    if first == last:
        return first
    return words(Message("number.range", {"low": first, "high": last}))


def write_quantity_range(low: float, high: float, unit: Unit, words: Words) -> str:
    """Return two bounds with their unit once, e.g. ``0.85 to 0.99 m/s``."""
    both = write_range(low, high, unit, words)
    return words(Message(f"quantity.{unit.name.lower()}", {"value": both}))


def unit_name(unit: Unit, words: Words) -> str:
    """Return the unit alone, for an axis: the quantity sentence without a number."""
    return words(Message(f"quantity.{unit.name.lower()}", {"value": ""})).strip()


def tick_writer(words: Words) -> Callable[[float, float], str]:
    """Return how an axis writes its numbers: as short as they are, in the reader's language."""
    mark = words(Message("number.decimal_mark"))
    return lambda value, _: f"{value:g}".replace(".", mark)
