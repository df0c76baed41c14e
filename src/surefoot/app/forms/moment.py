"""A day and a time of day that a person types, and the moment they mean."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surefoot.model.check import utc_now

# A form filled in around midnight, or on a phone whose clock is a little fast, is not "later".
_PATIENCE = timedelta(minutes=10)
_NOON = time(12)
# Nobody means a day before this one; years that few digits make fit no calendar of ours.
_FIRST_DAY = date(1900, 1, 1)


def day_field() -> forms.DateField:
    """Return the field for the day; it may stay empty."""
    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    return forms.DateField(label=gettext_lazy("Which day"), required=False, widget=widget)


def time_field() -> forms.TimeField:
    """Return the field for the time of day; it may stay empty."""
    widget = forms.TimeInput({"type": "time"}, "%H:%M")
    return forms.TimeField(label=gettext_lazy("What time"), required=False, widget=widget)


def moment_meant(day: date | None, at: time | None) -> datetime:
    """Return the moment in UTC: now, unless a day or a time is given.

    Raises:
        ValidationError: it is long before anyone's walks, or has not come yet.
    """
    now = utc_now()
    if day is None and at is None:
        return now
    today = timezone.localdate()
    if at is None:
        at = timezone.localtime().time() if day == today else _NOON
    # Compared first: close to the first and the last year there is no moment in UTC.
    if day is not None and day < _FIRST_DAY:
        raise forms.ValidationError(_("That is too long ago. Pick a later day."), "too-early")
    if day is not None and day > today + timedelta(days=1):
        raise _not_yet()
    moment = datetime.combine(day or today, at, timezone.get_current_timezone())
    if moment > now + _PATIENCE:
        raise _not_yet()
    return moment.astimezone(UTC)


def _not_yet() -> forms.ValidationError:
    return forms.ValidationError(_("That time has not come yet. Pick now or earlier."), "not-yet")


def moment_shown(moment: datetime) -> dict[str, Any]:
    """Return a moment as the first values of a form's ``on_day`` and ``at_time``."""
    there = timezone.localtime(moment)
    return {"on_day": there.date(), "at_time": there.time().replace(second=0, microsecond=0)}
