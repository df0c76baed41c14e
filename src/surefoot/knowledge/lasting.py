"""How long what was said is taken to hold."""

from collections.abc import Mapping
from datetime import timedelta

from surefoot.knowledge.kinds import FindingFact
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.reasoning import Finding


def lifetimes(knowledge: Knowledge) -> Mapping[str, FindingFact]:
    """Return the facts that say how long each finding lasts, by finding id."""
    return {fact.id: fact for fact in knowledge.findings()}


def lifetime(finding: Finding, facts: Mapping[str, FindingFact]) -> timedelta | None:
    """Return after how long a finding no longer holds; None where it lasts.

    An answer may have a lifetime of its own: "since today" passes, "for a long time" stays.
    """
    fact = facts.get(finding.id)
    if fact is None:
        return None
    answer = fact.answer(finding.code) if finding.code else None
    days = answer.lasts_days if answer and answer.lasts_days else fact.lasts_days
    return None if days is None else timedelta(days=days)
