"""I have been seen: about which red flags, on which day, and what they said."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surefoot.app.clock import zone_name
from surefoot.app.forms.check_in import new_entry_id
from surefoot.app.forms.moment import moment_meant
from surefoot.model.check import utc_now
from surefoot.model.entry import Entry, EntryId, Seen
from surefoot.model.people import ActorId


class SeenForm(forms.Form):
    """Which of the open red flags somebody medical has seen the person about."""

    entry = forms.CharField(required=False, validators=[RegexValidator(r"^[0-9a-f]{32}\Z")])
    on_day = forms.DateField(
        label=_("On which day?"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("Leave it empty for today."),
    )
    said = forms.CharField(
        label=_("What did they say?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A few words are enough. You may leave it empty."),
    )

    def __init__(self, rules: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rules"] = forms.MultipleChoiceField(
            label=_("What were you seen about?"),
            choices=list(rules),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick what you were seen about.")},
        )

    def clean_on_day(self) -> Any:
        """Refuse a day that cannot be meant; an empty one is today."""
        day = self.cleaned_data["on_day"]
        if day is None:
            return timezone.localdate()
        moment_meant(day, None if day == timezone.localdate() else timezone.localtime().time())
        return day


def seen_entry(said: Mapping[str, Any], author: ActorId, replaces: Entry | None = None) -> Entry:
    """Return the entry that says who was seen; it is lived when it is written."""
    now = utc_now()
    return Entry(
        id=EntryId(said["entry"]) if said["entry"] and not replaces else new_entry_id(),
        lived=now,
        zone=zone_name(),
        written=now,
        author=author,
        seen=Seen(tuple(said["rules"]), said["on_day"], said["said"].strip()),
        supersedes=(replaces.id,) if replaces else (),
    )
