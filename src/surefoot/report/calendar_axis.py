"""Where a row of days gets its ticks, and what they are called."""

from datetime import date, timedelta

from surefoot.report.dates import write_month, write_short_day
from surefoot.report.days import Span
from surefoot.report.words import Words

#: Ordinals of the ticked days, and their names.
Calendar = tuple[list[int], list[str]]

_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)


def calendar_ticks(span: Span, words: Words, most: int) -> Calendar:
    """Return at most ``most`` ticks: first days of months on long spans, days on short ones."""
    months = _months(span)
    if len(months) < 3:
        return _days(span, words, most)
    step = next((s for s in _MONTH_STEPS if len(months) <= s * most), len(months))
    shown = months[::step]
    return [day.toordinal() for day in shown], [_month_name(day, span, words) for day in shown]


def crosses_years(span: Span) -> bool:
    """Whether January, and with it the year's number, stands among the days."""
    return span[0].year < span[1].year


def _months(span: Span) -> list[date]:
    first, last = span
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    months = [first.month - 1 + i for i in range(count)]
    starts = [date(first.year + month // 12, month % 12 + 1, 1) for month in months]
    return [start for start in starts if start >= first]


def _days(span: Span, words: Words, most: int) -> Calendar:
    count = (span[1] - span[0]).days + 1
    shown = [span[0] + timedelta(days=i) for i in range(0, count, -(-count // most))]
    return [day.toordinal() for day in shown], [write_short_day(day, words) for day in shown]


def _month_name(day: date, span: Span, words: Words) -> str:
    name = write_month(day, words)
    return f"{name}\n{day.year}" if day.month == 1 and crosses_years(span) else name
