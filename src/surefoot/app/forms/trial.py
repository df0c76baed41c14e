"""Forms of a try: what it looks at, how long it lasts, pauses, and reminders."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from surefoot.app.words import words
from surefoot.model.codes import Answer
from surefoot.model.message import Message

# A start further away than this is forgotten, and the legs may be others by then.
_LATEST_START = timedelta(days=30)
# A pause longer than this is a new try.
_LONGEST_PAUSE = timedelta(days=28)


def _day_field(label: Any, help_text: Any = "", required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=help_text,
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )


def _chosen(label: Any, choices: Sequence[tuple[str, str]], coerce: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=list(choices),
        coerce=coerce,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one."), "invalid_choice": _("Choose one.")},
    )


class TryForm(forms.Form):
    """What is fixed before the first day."""

    def __init__(
        self,
        lengths: Sequence[tuple[int, str]],
        asks: frozenset[str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        days = [(str(length), says) for length, says in lengths]
        self.fields["days"] = _chosen(_("For how long?"), days, int)
        self.fields["first_day"] = _day_field(_("First day"))
        if "fell" in asks:
            self.fields["fell"] = _yes_no(
                _("In the last 3 months, did you fall or nearly fall, or did a leg give way?")
            )
            self.fields["relies"] = _yes_no(_("Do you need it to walk safely?"))
        if "sign-off" in asks:
            self.fields["signed_by"] = forms.CharField(
                label=_("Which doctor has agreed to it?"),
                max_length=200,
                error_messages={"required": _("Only with the doctor who prescribes it.")},
            )
            self.fields["signed_on"] = _day_field(_("On which day did they agree?"))

    def clean_first_day(self) -> date:
        """Refuse a day that is past or far away; the first day is tomorrow at the earliest."""
        day: date = self.cleaned_data["first_day"]
        today = timezone.localdate()
        if not today < day <= today + _LATEST_START:
            raise forms.ValidationError(_("Choose a day from tomorrow on, in the next 30 days."))
        return day

    def clean_signed_on(self) -> date:
        """Refuse an agreement that has not been given yet."""
        day: date = self.cleaned_data["signed_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day has not come yet."))
        return day


def _yes_no(label: Any) -> forms.TypedChoiceField:
    choices = [(code.value, words(Message(f"try.answer.{code.value}"))) for code in Answer]
    return _chosen(label, choices, Answer)


class PauseForm(forms.Form):
    """Until when the try pauses, if that is known."""

    until = _day_field(
        _("Last day of the pause"), _("Leave it empty if you do not know."), required=False
    )

    def clean_until(self) -> date | None:
        """Refuse a pause that is over, or lasts too long to go on after."""
        day: date | None = self.cleaned_data["until"]
        today = timezone.localdate()
        if day is not None and not today <= day <= today + _LONGEST_PAUSE:
            raise forms.ValidationError(_("Choose a day from today on, in the next 4 weeks."))
        return day


class DailyReminderForm(forms.Form):
    """At what time of the day to be reminded of a try."""

    at = forms.TimeField(
        label=_("What time?"),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        error_messages={
            "required": _("Choose a time of day, for example 08:00."),
            "invalid": _("Choose a time of day, for example 08:00."),
        },
    )
