"""A person of this home: what they are called and where they are."""

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot.app.forms.quantity_field import QuantityField
from surefoot.knowledge.knowledge import ANYWHERE, Country
from surefoot.model.check import utc_now
from surefoot.model.people import Person, PersonId

_FOOT_M, _INCH_M = 0.3048, 0.0254
_SHORTEST_M, _TALLEST_M = 0.5, 2.6
# A bare number from here on is meant in centimetres, not metres.
_CENTIMETRES_FROM = 10.0
_METRIC = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:cm|m)?")
_FEET = re.compile(
    r"(\d)\s*(?:ft|feet|foot|['\u2019\u2032])\s*(?:(\d{1,2})\s*(?:in|inch|[\"\u201d\u2033])?)?"
)


def read_height(text: str) -> float | None:
    """Return the height in metres meant by ``175``, ``1.75 m`` or ``5'9"``; None if unclear."""
    text = text.strip().lower()
    if feet := _FEET.fullmatch(text):
        metres = int(feet[1]) * _FOOT_M + int(feet[2] or 0) * _INCH_M
    elif metric := _METRIC.fullmatch(text):
        number = float(metric[1].replace(",", "."))
        metres = number / 100 if number >= _CENTIMETRES_FROM else number
    else:
        return None
    return round(metres, 3) if _SHORTEST_M <= metres <= _TALLEST_M else None


def write_height(height_m: float | None) -> str:
    """Return a height as the form shows it, in centimetres."""
    return f"{height_m * 100:.0f}" if height_m else ""


def height_field(help_text: Any) -> QuantityField:
    """Return a field for a height in metres."""
    return QuantityField(
        _("Height in cm"),
        help_text,
        read_height,
        _("Write the height in centimetres, for example 170, or leave it empty."),
    )


class PersonForm(forms.Form):
    """Name, country, height."""

    name = forms.CharField(
        label=_("Name"),
        max_length=60,
        help_text=_("Any name you like. It stays on this computer."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Write a name, so that you know whose page it is.")},
    )
    country = forms.ChoiceField(
        label=_("Country you are in"),
        help_text=_("So that we can show the right emergency number."),
        error_messages={"required": _("Pick a country, so that the emergency number is right.")},
    )
    height = height_field(_("You may leave this empty. It helps to work out the length of a step."))

    def __init__(self, countries: Sequence[Country], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("Pick a country")),
            *((country.id, country.name) for country in countries),
            (ANYWHERE, _("Another country")),
        ]


def new_person(said: Mapping[str, Any]) -> Person:
    """Return the person that these answers make."""
    return Person(
        id=PersonId(uuid.uuid4().hex),
        name=said["name"],
        country=said["country"],
        created=utc_now(),
        height_m=said["height"],
    )


def changed_person(person: Person, said: Mapping[str, Any]) -> Person:
    """Return the person with these answers in place of the old ones."""
    return msgspec.structs.replace(
        person, name=said["name"], country=said["country"], height_m=said["height"]
    )


def answers_of(person: Person) -> dict[str, Any]:
    """Return a person as the first values of the form that changes them."""
    return {
        "name": person.name,
        "country": person.country,
        "height": write_height(person.height_m),
    }
