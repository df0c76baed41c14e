"""What a person says about a recording, and the files it comes in."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from surefoot.app.forms.choices import named, one
from surefoot.app.forms.person import HeightField, write_height
from surefoot.model.codes import Aid, Placement, Protocol, Shoes, Surface
from surefoot.model.recording import Capture


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
        label=_("What kind of walk was it?"),
        choices=named(Protocol),
        coerce=Protocol,
        empty_value=Protocol.FREE,
        required=False,
        widget=forms.RadioSelect,
    )
    aid = one(Aid, _("Did you use anything to help you walk?"))
    shoes = one(Shoes, _("What did you have on your feet?"))
    surface = one(Surface, _("What did you walk on?"))
    height = HeightField(_("Needed for the length of a step. You may leave it empty."))


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
    )


def answers_of(capture: Capture) -> dict[str, Any]:
    """Return a capture as the first values of the form that corrects it."""
    return {
        "placement": capture.placement,
        "protocol": capture.protocol,
        "aid": capture.aid,
        "shoes": capture.shoes,
        "surface": capture.surface,
        "height": write_height(capture.height_m),
    }


class UploadForm(CaptureForm):
    """A recording's file and how it was recorded."""

    field_order = ("file", "placement")
    file = forms.FileField(
        label=_("File with the walk"),
        # An empty file gets the reader's own words, which say what to do.
        allow_empty_file=True,
        help_text=_(
            "A walk recorded with Surefoot, a CSV or Parquet file, or a zip file with one of them."
        ),
        error_messages={"required": _("Pick the file with the walk first.")},
    )
