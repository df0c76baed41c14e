"""The length of a way, in metres or feet."""

import re

from django.utils.translation import gettext_lazy as _

from surefoot.app.forms.quantity_field import QuantityField

_FOOT_M = 0.3048
_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*(m|metres?|meters?|ft|feet|foot|['\u2032])?")
_METRES = ("m", "metre", "metres", "meter", "meters")
# The shortest course that is timed, and more than anybody walks in one test.
_SHORTEST_COURSE_M, _LONGEST_COURSE_M, _FARTHEST_M = 4.0, 1000.0, 20000.0


def read_metres(text: str) -> float | None:
    """Return the metres meant by ``7.62``, ``10 m`` or ``25 ft``; None if unclear."""
    found = _NUMBER.fullmatch(text.strip().lower())
    if found is None:
        return None
    number = float(found[1].replace(",", "."))
    return round(number if found[2] in (None, *_METRES) else number * _FOOT_M, 3)


def write_metres(metres: float | None) -> str:
    """Return a length as the form shows it, in metres."""
    return "" if metres is None else f"{metres:g}"


def _within(low: float, high: float, text: str) -> float | None:
    metres = read_metres(text)
    return metres if metres is not None and low <= metres <= high else None


def course_field() -> QuantityField:
    """Return the field for the length of a course."""
    return QuantityField(
        _("How long was the way, once? In metres"),
        _("4 metres or more, for example 10 or 25 ft. A string will do to measure it."),
        lambda text: _within(_SHORTEST_COURSE_M, _LONGEST_COURSE_M, text),
        _("Write the length in metres, 4 or more, for example 10, or leave it empty."),
    )


def distance_field() -> QuantityField:
    """Return the field for the distance walked in all."""
    return QuantityField(
        _("How far did you walk in all? In metres"),
        _("Only if you measured it. You may leave it empty."),
        lambda text: _within(0.1, _FARTHEST_M, text),
        _("Write the distance in metres, for example 120, or leave it empty."),
    )
