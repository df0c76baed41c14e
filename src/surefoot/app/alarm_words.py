"""The exact words of a red flag as plain text, with a country's own numbers."""

from surefoot.app.messages import say
from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.knowledge import Country
from surefoot.model.codes import Urgency
from surefoot.model.message import Message

NO_URGENT_LINE = Message("numbers.no_urgent_line")


def first_text(level: Urgency, country: Country) -> str:
    """Return what is read first where causes, and no red flag, make it an emergency or same-day."""
    return say(first_message(level, country, say(NO_URGENT_LINE))).replace("**", "")


def first_message(level: Urgency, country: Country, no_urgent_line: str) -> Message:
    """Return the same as a message, with the numbers of the country.

    Args:
        level: emergency or same day.
        country: whose numbers.
        no_urgent_line: what is said where the country has no line for what cannot wait.
    """
    urgent = country.urgent_line or no_urgent_line
    numbers: dict[str, str | int | float] = {
        "emergency_number": country.emergency_number,
        "urgent_line": urgent,
    }
    return Message(f"explain.first.{level.value}", numbers)


def alarm_text(rule: RedFlagRule, country: Country) -> str:
    """Return what a rule says, with the numbers of the country and without marks of emphasis."""
    urgent = country.urgent_line or say(NO_URGENT_LINE)
    says = rule.says.replace("{emergency_number}", country.emergency_number)
    return " ".join(says.replace("{urgent_line}", urgent).replace("**", "").split())
