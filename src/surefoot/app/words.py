"""Messages, codes and numbers in the reader's language."""

from enum import StrEnum

from django.utils.formats import number_format
from django.utils.translation import gettext

from surefoot.app.messages import say
from surefoot.model.message import Message


def words(message: Message) -> str:
    """Return a message in the language of this request."""
    return say(message, gettext)


def name(code: StrEnum) -> str:
    """Return the name of a code, e.g. of ``Measure.WALKING_SPEED``."""
    return words(Message(f"{type(code).__name__.lower()}.{code.value}"))


def number(value: float, digits: int) -> str:
    """Return a number as the reader writes it."""
    # Django cuts digits off where it should round.
    return str(number_format(round(value, digits), decimal_pos=digits, use_l10n=True))


def duration(seconds: float) -> str:
    """Return a span of time as people say it, e.g. ``4 min 12 s``."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes:
        return words(Message("duration.minutes", {"minutes": minutes, "seconds": rest}))
    return words(Message("duration.seconds", {"seconds": rest}))


def durations(low: float, high: float) -> str:
    """Return a range of spans, e.g. ``45 s to 49 s``; one span when both read alike."""
    first, last = duration(low), duration(high)
    return first if first == last else words(Message("number.range", {"low": first, "high": last}))
