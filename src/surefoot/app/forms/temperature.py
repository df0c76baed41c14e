"""A body temperature, in whichever of two units it was read."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

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


def write_temperature(degrees_c: float | None) -> str:
    """Return a temperature as the form shows it."""
    return "" if degrees_c is None else f"{degrees_c:g}"


class TemperatureField(forms.CharField):
    """A body temperature in degrees Celsius, or None when left empty."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Your temperature, if you took it"),
            required=False,
            max_length=12,
            help_text=_("In °C or °F, for example 37.5 or 99.5."),
            widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        )

    def clean(self, value: Any) -> float | None:
        """Return degrees Celsius.

        Raises:
            ValidationError: no temperature of a person can be read from it.
        """
        text = super().clean(value)
        if not text:
            return None
        degrees = read_temperature(text)
        if degrees is None:
            raise forms.ValidationError(
                _("Write the temperature as a number, for example 37.5, or leave it empty."),
                "temperature",
            )
        return degrees
