"""When to be reminded."""

from datetime import time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surefoot.report.calendar import Reminder

_DAILY, _WEEKLY = 1, 7


def _time(label: Any, required: bool) -> forms.TimeField:
    widget = forms.TimeInput({"type": "time"}, "%H:%M")
    unclear = _("Choose a time of day, for example 08:00.")
    errors = {"required": unclear, "invalid": unclear}
    return forms.TimeField(label=label, required=required, widget=widget, error_messages=errors)


class ReminderForm(forms.Form):
    """One or two times of the day, every day or once a week."""

    first = _time(_("What time?"), required=True)
    second = _time(_("And a second time, if you like"), required=False)
    every = forms.TypedChoiceField(
        label=_("How often?"),
        choices=[(str(_DAILY), _("Every day")), (str(_WEEKLY), _("Once a week"))],
        coerce=int,
        initial=str(_DAILY),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often.")},
    )

    def reminder(self) -> Reminder:
        """Return what the answers ask for, from today on; the same time twice is once."""
        said = self.cleaned_data
        times: list[time] = [said["first"], *([said["second"]] if said["second"] else [])]
        return Reminder(tuple(dict.fromkeys(times)), timezone.localdate(), said["every"])
