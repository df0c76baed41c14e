"""Reminders as a calendar file (RFC 5545) that the person puts into a calendar of their own.

Calendars are often copied to a company's computers, so nothing in the file tells about health: a
reminder is called by a neutral name, and holds no address and no number.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from surefoot.model.check import require

# What a reminder takes of a day in the calendar.
_LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Reminder:
    """At which times of the day, from which day on, after how many days again, and until when."""

    times: tuple[time, ...]
    first_day: date
    every_days: int = 1
    last_day: date | None = None

    def __post_init__(self) -> None:
        require(bool(self.times), "a reminder has a time of day")
        require(len(set(self.times)) == len(self.times), "each time of day stands once")
        require(1 <= self.every_days <= 366, "a reminder comes at least once a year")
        ends = self.last_day is None or self.last_day >= self.first_day
        require(ends, "a reminder ends no earlier than it begins")


def write_calendar(reminders: Sequence[Reminder], title: str, made: datetime) -> bytes:
    """Return a calendar file with one event for each time of each reminder.

    Times have no zone ("floating"): 8 o'clock is 8 o'clock wherever the person is.

    Args:
        reminders: what to remind of.
        title: what the calendar shows; the same for all.
        made: the moment it is made, in UTC; the same moment gives the same file.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Surefoot//Surefoot//EN")
    calendar.add("version", "2.0")
    for reminder in reminders:
        for at in reminder.times:
            calendar.add_component(_event(reminder, at, title, made))
    return bytes(calendar.to_ical())


def _rule(reminder: Reminder) -> dict[str, object]:
    rule: dict[str, object] = {"freq": "daily", "interval": reminder.every_days}
    if reminder.last_day is not None:
        rule["until"] = datetime.combine(reminder.last_day, time.max.replace(microsecond=0))
    return rule


def _event(reminder: Reminder, at: time, title: str, made: datetime) -> Event:
    event, alarm = Event(), Alarm()
    start = datetime.combine(reminder.first_day, at)
    name = f"{made.isoformat()}|{start.isoformat()}|{reminder.every_days}"
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_OID, name)}@surefoot")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("dtstart", start)
    event.add("duration", _LASTS)
    event.add("rrule", _rule(reminder))
    event.add("summary", title)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(0))
    event.add_component(alarm)
    return event
