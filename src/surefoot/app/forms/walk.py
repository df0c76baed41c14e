"""What a person says about a recording, and the files it comes in."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot.app.forms.choices import named, one
from surefoot.app.forms.distance import course_field, distance_field, write_metres
from surefoot.app.forms.moment import day_field, moment_meant, moment_shown, time_field
from surefoot.app.forms.person import height_field, write_height
from surefoot.model.codes import (
    Aid,
    DistanceSource,
    Eyes,
    Leg,
    Placement,
    Protocol,
    Shoes,
    Stance,
    Surface,
)
from surefoot.model.recording import Capture
from surefoot.store.protocol import Walk


class CaptureForm(forms.Form):
    """How a walk was recorded. All of it may stay unsaid."""

    placement = forms.TypedChoiceField(
        label=_("Where was the phone or sensor?"),
        choices=named(Placement),
        coerce=Placement,
        empty_value=Placement.UNKNOWN,
        required=False,
        widget=forms.RadioSelect,
    )
    protocol = forms.TypedChoiceField(
        label=_("What did you do?"),
        choices=named(Protocol),
        coerce=Protocol,
        empty_value=Protocol.FREE,
        required=False,
        widget=forms.RadioSelect,
    )
    aid = one(Aid, _("Did you use anything to help you walk?"))
    shoes = one(Shoes, _("What did you have on your feet?"))
    surface = one(Surface, _("What did you walk on?"))
    height = height_field(_("Needed for the length of a step. You may leave it empty."))
    course_length = course_field()
    distance = distance_field()
    distance_source = one(DistanceSource, _("How do you know how far it was?"))
    stance = one(Stance, _("How did you stand?"))
    eyes = one(Eyes, _("Were your eyes open or closed?"))
    leg = forms.TypedChoiceField(
        label=_("Which leg was it?"),
        choices=named((Leg.LEFT, Leg.RIGHT)),
        coerce=Leg,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("For standing on one leg, and for foot tapping."),
    )


class CorrectionForm(CaptureForm):
    """How a walk was recorded, and when it was."""

    on_day = day_field()
    at_time = time_field()

    def clean(self) -> dict[str, Any]:
        """Refuse a day that cannot be meant; add ``started``, in UTC, or None when not said."""
        said: dict[str, Any] = super().clean() or {}
        said["started"] = None
        if not self.errors and (said["on_day"] or said["at_time"]):
            try:
                said["started"] = moment_meant(said["on_day"], said["at_time"])
            except forms.ValidationError as problem:
                self.add_error("on_day", problem)
        return said


def _started_from(said: Mapping[str, Any], walk: Walk) -> datetime | None:
    """Return what the person says of when a walk began; None leaves it to the file.

    A form sent back as it was shown says nothing new: it knows minutes only, the walk seconds.
    """
    started: datetime | None = said["started"]
    if started is None:
        return walk.capture.started
    shown = started.replace(second=0, microsecond=0)
    if shown == walk.started.replace(second=0, microsecond=0):
        return walk.capture.started
    return started


def capture_from(said: Mapping[str, Any], before: Capture) -> Capture:
    """Return what is said of a recording after these answers; the rest stays as it was."""
    return msgspec.structs.replace(
        before,
        placement=said["placement"],
        protocol=said["protocol"],
        aid=said["aid"],
        shoes=said["shoes"],
        surface=said["surface"],
        height_m=said["height"],
        course_length_m=said["course_length"],
        distance_m=said["distance"],
        distance_source=said["distance_source"],
        stance=said["stance"],
        eyes=said["eyes"],
        leg=said["leg"],
    )


def correction_from(said: Mapping[str, Any], walk: Walk) -> Capture:
    """Return what is said of a walk after these answers."""
    capture = capture_from(said, walk.capture)
    return msgspec.structs.replace(capture, started=_started_from(said, walk))


def answers_of(capture: Capture) -> dict[str, Any]:
    """Return a capture as the first values of the form that corrects it."""
    return {
        "placement": capture.placement,
        "protocol": capture.protocol,
        "aid": capture.aid,
        "shoes": capture.shoes,
        "surface": capture.surface,
        "height": write_height(capture.height_m),
        "course_length": write_metres(capture.course_length_m),
        "distance": write_metres(capture.distance_m),
        "distance_source": capture.distance_source,
        "stance": capture.stance,
        "eyes": capture.eyes,
        "leg": capture.leg,
    }


def correction_of(walk: Walk) -> dict[str, Any]:
    """Return a walk as the first values of the form that corrects it."""
    when = moment_shown(walk.started) if walk.knows_when else {}
    return answers_of(walk.capture) | when


class UploadForm(CaptureForm):
    """A recording's file and how it was recorded."""

    field_order = ("file", "placement")
    file = forms.FileField(
        label=_("File with the recording"),
        # An empty file gets the reader's own words, which say what to do.
        allow_empty_file=True,
        help_text=_(
            "A recording made with Surefoot, a CSV or Parquet file, or a zip file with one of them."
        ),
        error_messages={"required": _("Pick the file with the recording first.")},
    )
