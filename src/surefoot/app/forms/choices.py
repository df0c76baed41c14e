"""Codes as the choices of a form."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any, TypeVar

from django import forms

from surefoot.app.words import name

Code = TypeVar("Code", bound=StrEnum)
Choices = Callable[[], list[tuple[str, str]]]


def named(codes: Iterable[StrEnum], empty: Callable[[], str] | None = None) -> Choices:
    """Return a function giving choices in the language of the request that asks."""

    def choices() -> list[tuple[str, str]]:
        first = [("", empty())] if empty else []
        return first + [(code.value, name(code)) for code in codes]

    return choices


def several(codes: type[Code], label: Any) -> forms.TypedMultipleChoiceField:
    """Return a field of which any number may be ticked, none at first."""
    return forms.TypedMultipleChoiceField(
        label=label,
        choices=named(codes),
        coerce=codes,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def one(
    codes: type[Code], label: Any, empty: Callable[[], str] | None = None, help_text: Any = ""
) -> forms.TypedChoiceField:
    """Return a field of which at most one may be picked; None when none is."""
    return forms.TypedChoiceField(
        label=label,
        choices=named(codes, empty),
        coerce=codes,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=help_text,
    )
