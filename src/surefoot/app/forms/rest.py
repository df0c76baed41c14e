"""Stop and see: what is asked before the walk, when stopping, and at each minute after."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from surefoot.app.clock import zone_name
from surefoot.app.forms.choices import named, one
from surefoot.app.forms.distance import distance_field
from surefoot.app.forms.numbers import read_minutes
from surefoot.app.forms.quantity_field import QuantityField
from surefoot.app.forms.rating import rating_field
from surefoot.model.check import utc_now
from surefoot.model.codes import DistanceSource, Leg, Posture
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.people import ActorId
from surefoot.model.recording import RecordingId
from surefoot.model.rest import MINUTES, Rest

_LEGS = {Leg.LEFT: _("Left leg"), Leg.RIGHT: _("Right leg")}


class _LegsForm(forms.Form):
    """Ratings of the legs it is made for; at least one is needed."""

    def __init__(self, legs: tuple[Leg, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.legs = legs
        ratings = {leg.value: rating_field(_LEGS[leg]) for leg in legs}
        self.fields = {**ratings, **self.fields}

    def ratings(self) -> list[forms.BoundField]:
        """Return the fields of the legs."""
        return [self[leg.value] for leg in self.legs]

    def clean(self) -> dict[str, Any]:
        """Refuse a form in which no leg is rated."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and all(said[leg.value] is None for leg in self.legs):
            raise forms.ValidationError(_("Tap one number for a leg."), "empty")
        return said


class BeforeForm(_LegsForm):
    """Asked before the walk."""

    entry = forms.CharField(required=False, validators=[RegexValidator(r"^[0-9a-f]{32}\Z")])
    posture = forms.TypedChoiceField(
        label=_("How will you rest after the walk?"),
        choices=named(Posture),
        coerce=Posture,
        widget=forms.RadioSelect,
        help_text=_("Standing first tells most. Another day, try it sitting."),
        error_messages={"required": _("Choose how you will rest.")},
    )


class MinuteForm(_LegsForm):
    """Asked at each minute after stopping."""

    minute = forms.TypedChoiceField(
        choices=[(str(minute), str(minute)) for minute in MINUTES], coerce=int
    )


class StopForm(MinuteForm):
    """Asked when the person stops: how long and how far it was, if they know."""

    walked = QuantityField(
        _("How many minutes did you walk?"),
        _("About. You may leave it empty."),
        lambda text: read_minutes(text) or None,
        _("Write the minutes, for example 6, or leave it empty."),
    )
    distance = distance_field()
    distance_source = one(DistanceSource, _("How do you know how far it was?"))

    def __init__(
        self, walks: Sequence[tuple[str, str]], legs: tuple[Leg, ...], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(legs, *args, **kwargs)
        self.fields["recording"] = forms.ChoiceField(
            label=_("Did the phone record this walk?"),
            choices=[("", _("No")), *walks],
            required=False,
            widget=forms.RadioSelect,
        )


def ratings_from(said: Mapping[str, Any]) -> tuple[LegRating, ...]:
    """Return the ratings that were given."""
    pairs = ((leg, said.get(leg.value)) for leg in _LEGS)
    return tuple(LegRating(leg, rating) for leg, rating in pairs if rating is not None)


def begun(
    said: Mapping[str, Any], author: ActorId, fresh: EntryId, replaces: Entry | None = None
) -> Entry:
    """Return the entry with which a stop and see begins; sent again, it corrects what it began."""
    now = utc_now()
    return Entry(
        id=EntryId(said["entry"]) if said["entry"] and not replaces else fresh,
        lived=now,
        zone=zone_name(),
        written=now,
        author=author,
        rest=Rest(said["posture"], ratings_from(said)),
        supersedes=(replaces.id,) if replaces else (),
    )


def with_walk(rest: Rest, said: Mapping[str, Any]) -> Rest:
    """Return the rest with what was said of the walk when stopping."""
    minutes = said.get("walked")
    return msgspec.structs.replace(
        rest,
        walked_s=None if minutes is None else 60.0 * minutes,
        walked_m=said.get("distance"),
        distance_source=said.get("distance_source"),
        recording=RecordingId(said["recording"]) if said.get("recording") else None,
    )
