"""The exact words of a red flag as plain text, with a country's own numbers."""

from surefoot.app.messages import say
from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.knowledge import Country
from surefoot.model.message import Message


def alarm_text(rule: RedFlagRule, country: Country) -> str:
    """Return what a rule says, with the numbers of the country and without marks of emphasis."""
    urgent = country.urgent_line or say(Message("numbers.no_urgent_line"))
    says = rule.says.replace("{emergency_number}", country.emergency_number)
    return " ".join(says.replace("{urgent_line}", urgent).replace("**", "").split())
