"""A calendar file that calendars read, and that tells nobody anything about health."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from surefoot.report.calendar import Reminder, write_calendar

MADE = datetime(2026, 6, 1, 7, tzinfo=UTC)
TWICE = Reminder((time(8), time(20, 30)), date(2026, 6, 2))
WEEKLY = Reminder((time(9),), date(2026, 6, 3), every_days=7)


def test_each_time_is_an_event_that_comes_again_and_rings() -> None:
    written = write_calendar([TWICE, WEEKLY], "Surefoot", MADE)
    events = list(Calendar.from_ical(written).walk("VEVENT"))
    assert [event["DTSTART"].dt for event in events] == [
        datetime(2026, 6, 2, 8),  # noqa: DTZ001 - floating on purpose
        datetime(2026, 6, 2, 20, 30),  # noqa: DTZ001
        datetime(2026, 6, 3, 9),  # noqa: DTZ001
    ]
    assert [event["RRULE"]["INTERVAL"] for event in events] == [[1], [1], [7]]
    for event in events:
        (alarm,) = event.walk("VALARM")
        assert alarm["TRIGGER"].dt == timedelta(0)
        assert str(event["SUMMARY"]) == "Surefoot"
    assert len({str(event["UID"]) for event in events}) == 3


def test_the_same_is_written_the_same_and_lines_end_as_the_standard_says() -> None:
    one, two = (write_calendar([TWICE], "Surefoot", MADE) for _ in range(2))
    assert one == two
    assert one.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(line.endswith(b"\r\n") for line in one.splitlines(keepends=True))


@pytest.mark.parametrize(
    ("times", "every", "sentence"),
    [((), 1, "time of day"), ((time(8), time(8)), 1, "once"), ((time(8),), 0, "year")],
)
def test_what_makes_no_reminder_is_refused(
    times: tuple[time, ...], every: int, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        Reminder(times, date(2026, 6, 2), every)
