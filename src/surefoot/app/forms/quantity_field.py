"""A field for a number as people write it: with a comma or a point, with or without its unit."""

from collections.abc import Callable
from typing import Any

from django import forms


class QuantityField(forms.CharField):
    """A number in one fixed unit, read from what people write; None when left empty."""

    def __init__(
        self, label: Any, help_text: Any, read: Callable[[str], float | None], unclear: Any
    ) -> None:
        """Make the field.

        Args:
            label: what is asked for.
            help_text: an example, or why it is asked.
            read: gives the number that a text means; None when that is not clear.
            unclear: what to tell the person then.
        """
        super().__init__(
            label=label,
            required=False,
            max_length=12,
            help_text=help_text,
            widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        )
        self.read = read
        self.unclear = unclear

    def clean(self, value: Any) -> float | None:
        """Return the number in its unit.

        Raises:
            ValidationError: no number can be read from it.
        """
        text = super().clean(value)
        if not text:
            return None
        number = self.read(text)
        if number is None:
            raise forms.ValidationError(self.unclear, "unclear")
        return number
