"""A body temperature, in whichever of two units it was read."""

import re

from django.utils.translation import gettext_lazy as _

from surefoot.app.forms.quantity_field import QuantityField

_NUMBER = re.compile(r"(\d+(?:[.,]\d+)?)\s*°?\s*(c|f)?")
# No thermometer for people shows less or more; in Fahrenheit the same ends lie far above both.
_COLDEST_C, _HOTTEST_C = 30.0, 45.0


def read_temperature(text: str) -> float | None:
    """Return degrees Celsius meant by ``37.5``, ``37,5 °C`` or ``99.5 F``; None if unclear."""
    found = _NUMBER.fullmatch(text.strip().lower())
    if found is None:
        return None
    degrees = float(found[1].replace(",", "."))
    if found[2] == "f" or (found[2] is None and degrees > _HOTTEST_C):
        degrees = (degrees - 32.0) * 5.0 / 9.0
    return round(degrees, 2) if _COLDEST_C <= degrees <= _HOTTEST_C else None


# No air that people walk in is colder or hotter; what is above is meant in Fahrenheit.
_COLDEST_AIR_C, _HOTTEST_AIR_C = -50.0, 55.0
_AIR = re.compile(r"([-−]?\d+(?:[.,]\d+)?)\s*°?\s*(c|f)?")


def read_air_temperature(text: str) -> float | None:
    """Return degrees Celsius meant by ``27``, ``-3,5 °C`` or ``80 F``; None if unclear."""
    found = _AIR.fullmatch(text.strip().lower())
    if found is None:
        return None
    degrees = float(found[1].replace(",", ".").replace("−", "-"))
    if found[2] == "f" or (found[2] is None and degrees > _HOTTEST_AIR_C):
        degrees = (degrees - 32.0) * 5.0 / 9.0
    return round(degrees, 2) if _COLDEST_AIR_C <= degrees <= _HOTTEST_AIR_C else None


def air_temperature_field() -> QuantityField:
    """Return a field for the temperature of the air in degrees Celsius."""
    return QuantityField(
        _("How warm it was around you, if you know"),
        _("In °C, for example 27. Write F behind it for °F."),
        read_air_temperature,
        _("Write the temperature as a number, for example 27, or leave it empty."),
    )


def write_temperature(degrees_c: float | None) -> str:
    """Return a temperature as the form shows it."""
    return "" if degrees_c is None else f"{degrees_c:g}"


def temperature_field() -> QuantityField:
    """Return a field for a body temperature in degrees Celsius."""
    return QuantityField(
        _("Your temperature, if you took it"),
        _("In °C or °F, for example 37.5 or 99.5."),
        read_temperature,
        _("Write the temperature as a number, for example 37.5, or leave it empty."),
    )
