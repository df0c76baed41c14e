"""Red flags as a page shows them: the exact words, with the country's own numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from surefoot.app.alarm_words import NO_URGENT_LINE, first_message
from surefoot.app.words import words
from surefoot.knowledge.knowledge import Country, Knowledge
from surefoot.model.codes import Urgency
from surefoot.model.entry import Entry
from surefoot.model.message import Message
from surefoot.model.people import Person
from surefoot.model.reasoning import Alarm
from surefoot.reasoning.red_flags import to_show

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NOT_DIGITS = re.compile(r"[^0-9+]")


@dataclass(frozen=True, slots=True)
class ShownAlarm:
    """One red flag: how urgent, what to say word for word, and how sure the words are."""

    rule: str
    level: Urgency
    says: SafeString
    certainty: str
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownFirst:
    """What causes together make urgent where no red flag does."""

    level: Urgency
    says: SafeString


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


def shown_first(level: Urgency | None, knowledge: Knowledge, owner: Person) -> ShownFirst | None:
    """Return what is to be read before all causes, where they make it an emergency or same-day."""
    if level is None:
        return None
    message = first_message(level, knowledge.country(owner.country), words(NO_URGENT_LINE))
    return ShownFirst(level, emphasise(words(message)))


def numbers_of(knowledge: Knowledge, country: str) -> Numbers:
    """Return the emergency number of a country, as text and as an address to dial."""
    found = knowledge.country(country)
    first = found.emergency_number.split("/")[0]
    return Numbers(found, found.emergency_number, "tel:" + _NOT_DIGITS.sub("", first))


def seen_lines(entry: Entry, knowledge: Knowledge, owner: Person) -> tuple[str, ...]:
    """Return what the person was seen about in an entry, each red flag by its first sentence."""
    known = {rule.id for rule in knowledge.red_flags()}
    rules = entry.seen.rules if entry.seen else ()
    return tuple(_first_sentence(rule, knowledge, owner) for rule in rules if rule in known)


def plain_says(alarm: Alarm, knowledge: Knowledge, owner: Person) -> str:
    """Return the first sentence of a red flag's words, to recognise it by."""
    return _first_sentence(alarm.rule, knowledge, owner)


def _first_sentence(rule: str, knowledge: Knowledge, owner: Person) -> str:
    says = _filled(rule, knowledge, knowledge.country(owner.country)).replace("**", "")
    return says.split(". ")[0].rstrip(".") + "."


def _shown(alarm: Alarm, knowledge: Knowledge, country: Country) -> ShownAlarm:
    rule = knowledge.red_flag(alarm.rule)
    return ShownAlarm(
        rule=alarm.rule,
        level=alarm.level,
        says=emphasise(_filled(alarm.rule, knowledge, country)),
        certainty=words(Message(f"certainty.{rule.certainty}")),
        status=words(Message(f"status.{rule.status}")),
        sources=tuple(knowledge.source(source).cite for source in rule.sources),
    )


def _filled(rule: str, knowledge: Knowledge, country: Country) -> str:
    """Return the words of a red flag with the country's numbers in them."""
    urgent = country.urgent_line or words(Message("numbers.no_urgent_line"))
    says = knowledge.red_flag(rule).says
    says = says.replace("{emergency_number}", country.emergency_number)
    return says.replace("{urgent_line}", urgent)


def emphasise(text: str) -> SafeString:
    """Return text as HTML in which ``**words**`` are strong and nothing else is markup."""
    return mark_safe(_BOLD.sub(r"<strong>\1</strong>", escape(text)))  # noqa: S308 - escaped
