"""Differences as people read them: ratings in points with one decimal, all else with its unit."""

from surefoot.model.message import Message
from surefoot.model.units import Unit
from surefoot.report.quantity import write_number, write_quantity
from surefoot.report.words import Words


def write_difference(value: float, unit: Unit, words: Words) -> str:
    """Return a difference or a mean with its unit, e.g. ``1.5 points`` or ``0.08 m/s``."""
    if unit is not Unit.RATING_0_10:
        return write_quantity(value, unit, words)
    return words(Message("number.points", {"value": write_bare(value, unit, words)}))


def write_bare(value: float, unit: Unit, words: Words) -> str:
    """Return the same without its unit."""
    if unit is not Unit.RATING_0_10:
        return write_number(value, unit, words)
    text = f"{value:.1f}"
    text = text.lstrip("-") if float(text) == 0 else text
    mark = words(Message("number.decimal_mark"))
    return text.replace("-", "\N{MINUS SIGN}").replace(".", mark)
