"""Dates in the reader's language, from month names among the messages."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from surefoot.model.message import Message
from surefoot.report.words import Words


def local_day(moment: datetime, zone: str) -> date:
    """Return the calendar day of a UTC moment in an IANA zone; UTC when the zone is unknown."""
    try:
        return moment.astimezone(ZoneInfo(zone)).date()
    except (ZoneInfoNotFoundError, ValueError):
        return moment.astimezone(UTC).date()


def write_day(day: date, words: Words) -> str:
    """Return a full date, e.g. ``21 November 2026``."""
    month = words(Message(f"month.{day.month}"))
    return words(Message("date.full", {"day": day.day, "month": month, "year": day.year}))


def write_short_day(day: date, words: Words) -> str:
    """Return day and short month, e.g. ``21 Nov``."""
    month = write_month(day, words)
    return words(Message("date.short", {"day": day.day, "month": month}))


def write_month(day: date, words: Words) -> str:
    """Return the short name of the month, e.g. ``Nov``."""
    return words(Message(f"month.short.{day.month}"))
