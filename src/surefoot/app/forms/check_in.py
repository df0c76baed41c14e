"""The check-in: what a person fills in, and the diary entry that comes of it."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from surefoot.app.clock import zone_name
from surefoot.app.forms.choices import one, several
from surefoot.app.forms.moment import day_field, moment_meant, moment_shown, time_field
from surefoot.app.forms.own_factors import new_names_field, offer, own_field, read_names
from surefoot.app.forms.rating import rating_field
from surefoot.app.forms.temperature import (
    air_temperature_field,
    temperature_field,
    write_temperature,
)
from surefoot.model.check import utc_now
from surefoot.model.codes import Before, BodyPart, CouldNotWalk, DayEvent, Felt, Leg
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.people import ActorId


class CheckInForm(forms.Form):
    """One scroll of questions; nothing is filled in beforehand and nothing is required."""

    # Drawn up with the page: the same page sent twice is one entry.
    entry = forms.CharField(required=False, validators=[RegexValidator(r"^[0-9a-f]{32}\Z")])
    left = rating_field(_("Left leg"))
    right = rating_field(_("Right leg"))
    felt = several(Felt, _("What does it feel like?"))
    before = several(Before, _("What went before?"))
    own = own_field()
    events = several(DayEvent, _("Did any of this happen?"))
    where = several(BodyPart, _("Where in the leg?"))
    could_not_walk = one(CouldNotWalk, _("Could not walk today"))
    temperature = temperature_field()
    air = air_temperature_field()
    own_new = new_names_field()
    note = forms.CharField(
        label=_("Anything you want to remember"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on_day = day_field()
    at_time = time_field()

    def __init__(self, *given: Any, names: Sequence[str] = (), **more: Any) -> None:
        """Make the form; it offers the person's own ``names`` of what may go before."""
        super().__init__(*given, **more)
        offer(self.fields["own"], names)
        self.names = tuple(names)

    def clean_own_new(self) -> tuple[str, ...]:
        """Return new names, spelt as they were before."""
        return read_names(self.cleaned_data["own_new"], self.names)

    def clean(self) -> dict[str, Any]:
        """Refuse an empty entry and a day that cannot be meant; add ``lived``, in UTC."""
        said: dict[str, Any] = super().clean() or {}
        if not self.errors and not _says_something(said):
            raise forms.ValidationError(
                _("Nothing is filled in yet. Tap one number, or tell us one thing."), "empty"
            )
        if not self.errors:
            try:
                said["lived"] = moment_meant(said["on_day"], said["at_time"])
            except forms.ValidationError as problem:
                self.add_error("on_day", problem)
        return said


def _says_something(said: Mapping[str, Any]) -> bool:
    asked = ("felt", "before", "events", "could_not_walk")
    rated = said["left"] is not None or said["right"] is not None
    degrees = (said["temperature"], said["air"])
    told = bool(said["own_new"] or said["own"] or said["note"].strip())
    told = told or any(one is not None for one in degrees)
    return rated or told or any(said[name] for name in asked)


def entry_from(said: Mapping[str, Any], author: ActorId, replaces: Entry | None = None) -> Entry:
    """Return the entry that these answers make; a correction names what it replaces."""
    return Entry(
        id=EntryId(said["entry"]) if said["entry"] and not replaces else new_entry_id(),
        lived=said["lived"],
        zone=zone_name(),
        written=utc_now(),
        author=author,
        ratings=_ratings(said),
        felt=tuple(said["felt"]),
        where=tuple(said["where"]),
        before=tuple(said["before"]),
        events=tuple(said["events"]),
        could_not_walk=said["could_not_walk"],
        is_new=replaces.is_new if replaces else None,
        body_temperature_c=said["temperature"],
        air_temperature_c=said["air"],
        treatments=replaces.treatments if replaces else (),
        note=said["note"].strip(),
        scores=replaces.scores if replaces else (),
        rest=replaces.rest if replaces else None,
        factors=tuple(dict.fromkeys((*said["own"], *said["own_new"]))),
        supersedes=(replaces.id,) if replaces else (),
    )


def new_entry_id() -> EntryId:
    """Return an id no entry has."""
    return EntryId(uuid.uuid4().hex)


def says_the_same(one: Entry, other: Entry) -> bool:
    """Whether two entries differ only in when they were sent."""
    sent = {"lived": one.lived, "written": one.written, "supersedes": one.supersedes}
    return msgspec.structs.replace(other, id=one.id, is_new=one.is_new, **sent) == one


def _ratings(said: Mapping[str, Any]) -> tuple[LegRating, ...]:
    pairs = ((Leg.LEFT, said["left"]), (Leg.RIGHT, said["right"]))
    return tuple(LegRating(leg, rating) for leg, rating in pairs if rating is not None)


def answers_of(entry: Entry) -> dict[str, Any]:
    """Return an entry as the first values of the form that corrects it."""
    return {
        **moment_shown(entry.lived),
        "left": entry.rating(Leg.LEFT),
        "right": entry.rating(Leg.RIGHT),
        "felt": list(entry.felt),
        "before": list(entry.before),
        "events": list(entry.events),
        "where": list(entry.where),
        "could_not_walk": entry.could_not_walk,
        "temperature": write_temperature(entry.body_temperature_c),
        "air": write_temperature(entry.air_temperature_c),
        "own": list(entry.factors),
        "note": entry.note,
    }
