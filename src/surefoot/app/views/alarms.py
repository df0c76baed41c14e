"""Red flags as a page shows them: the exact words, with the country's own numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from surefoot.app.words import words
from surefoot.knowledge.knowledge import Country, Knowledge
from surefoot.model.codes import Urgency
from surefoot.model.message import Message
from surefoot.model.people import Person
from surefoot.model.reasoning import Alarm
from surefoot.reasoning.red_flags import to_show

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NOT_DIGITS = re.compile(r"[^0-9+]")


@dataclass(frozen=True, slots=True)
class ShownAlarm:
    """One red flag: how urgent, what to say word for word, and how sure the words are."""

    level: Urgency
    says: SafeString
    certainty: str
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whom to call in the person's country, to read and to dial."""

    country: Country
    emergency: str
    dial: str


def shown_alarms(
    alarms: Sequence[Alarm], knowledge: Knowledge, owner: Person
) -> tuple[ShownAlarm, ...]:
    """Return what is to be read before anything else, in the words of its rules."""
    country = knowledge.country(owner.country)
    shown = to_show(alarms, knowledge.red_flags())
    return tuple(_shown(alarm, knowledge, country) for alarm in shown)


def numbers_of(knowledge: Knowledge, country: str) -> Numbers:
    """Return the emergency number of a country, as text and as an address to dial."""
    found = knowledge.country(country)
    first = found.emergency_number.split("/")[0]
    return Numbers(found, found.emergency_number, "tel:" + _NOT_DIGITS.sub("", first))


def _shown(alarm: Alarm, knowledge: Knowledge, country: Country) -> ShownAlarm:
    rule = knowledge.red_flag(alarm.rule)
    urgent = country.urgent_line or words(Message("numbers.no_urgent_line"))
    says = rule.says.replace("{emergency_number}", country.emergency_number)
    return ShownAlarm(
        level=alarm.level,
        says=emphasise(says.replace("{urgent_line}", urgent)),
        certainty=words(Message(f"certainty.{rule.certainty}")),
        status=words(Message(f"status.{rule.status}")),
        sources=tuple(knowledge.source(source).cite for source in rule.sources),
    )


def emphasise(text: str) -> SafeString:
    """Return text as HTML in which ``**words**`` are strong and nothing else is markup."""
    return mark_safe(_BOLD.sub(r"<strong>\1</strong>", escape(text)))  # noqa: S308 - escaped
