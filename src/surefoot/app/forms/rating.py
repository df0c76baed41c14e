"""A rating in one tap, of which nothing is filled in beforehand."""

from typing import Any

from django import forms


def rating_field(
    label: Any, low: int = 0, high: int = 10, required: bool = False
) -> forms.TypedChoiceField:
    """Return a field of whole numbers from ``low`` to ``high``; None when none is picked."""
    return forms.TypedChoiceField(
        label=label,
        choices=[(str(number), str(number)) for number in range(low, high + 1)],
        coerce=int,
        empty_value=None,
        required=required,
        widget=forms.RadioSelect,
    )
