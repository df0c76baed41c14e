"""Things of a person's own that went before a check-in, by the names they give them."""

from collections.abc import Iterable, Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot.model.entry import LONGEST_NAME


def own_field() -> forms.MultipleChoiceField:
    """Return a field for the names that were used before; ``offer`` says which."""
    return forms.MultipleChoiceField(
        label=_("And of your own?"), required=False, widget=forms.CheckboxSelectMultiple
    )


def offer(field: forms.Field, names: Sequence[str]) -> None:
    """Let a field offer these names."""
    assert isinstance(field, forms.MultipleChoiceField)
    field.choices = [(name, name) for name in names]


def new_names_field() -> forms.CharField:
    """Return a field for names that were never used before."""
    return forms.CharField(
        label=_("Something else that went before"),
        help_text=_("Such as wine, or a trip. Put a comma between two."),
        required=False,
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def read_names(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the names in a text, as they were spelt before.

    Raises:
        ValidationError: a name is too long.
    """
    spelt = {name.casefold(): name for name in known}
    names = [" ".join(part.split()) for part in text.replace(";", ",").split(",")]
    if any(len(name) > LONGEST_NAME for name in names):
        raise forms.ValidationError(_("Give it a short name, such as wine."), "long")
    found = [spelt.setdefault(name.casefold(), name) for name in names if name]
    return tuple(dict.fromkeys(found))
