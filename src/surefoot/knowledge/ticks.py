"""What the two safety lists offer to tick: short words for an answer to a finding's question."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.knowledge.kinds import Fact, FindingFact, Means, Text
from surefoot.knowledge.problem import Problem, problem


class TickList(StrEnum):
    """The two lists: what is so now or was in the last day, and what is new in the last days."""

    NOW = "now"
    DAYS = "days"


class TickGroup(StrEnum):
    """Where in the body, or in life, it is felt; a heading in the list."""

    HEAD = "head"
    CHEST = "chest"
    BELOW = "below"
    LEGS = "legs"
    FEET = "feet"
    ILL = "ill"
    FALL = "fall"
    MEDICINES = "medicines"
    MOOD = "mood"


class Tick(Fact, frozen=True, kw_only=True):
    """One line of a safety list.

    Ticked, it answers ``finding`` with ``code``, and the questions in ``also``. Left alone in a
    list that was answered, it says no where ``left_says_no``: only where the question itself asks
    for what is new, for a list of what is new says nothing about what was always there. A
    ``core`` line is one of those without which no emergency can be ruled out.
    """

    list: TickList
    group: TickGroup
    order: Annotated[int, Meta(ge=1)]
    says: Text
    finding: Text
    code: str = "yes"
    also: dict[str, str] = msgspec.field(default_factory=dict)
    left_says_no: bool = True
    core: bool = False
    kind: str = "tick"

    def answers(self) -> dict[str, str]:
        """Return what ticking it answers: finding ids with the code of the answer."""
        return {self.finding: self.code, **self.also}


def no_of(fact: FindingFact) -> str | None:
    """Return the code with which a question says no; None where it has none."""
    return next((a.code for a in fact.answers if a.means is Means.ABSENT), None)


def check_ticks(
    ticks: Mapping[str, Tick], findings: Mapping[str, FindingFact]
) -> Iterator[Problem]:
    """Yield a problem for every line that answers a question there is none of, or not so."""
    for tick in ticks.values():
        file = f"ticks/{tick.id}.yaml"
        for name, code in tick.answers().items():
            fact = findings.get(name)
            if fact is None:
                yield problem(file, "knowledge.unknown_finding", name=name)
            elif code not in fact.present_codes:
                yield problem(file, "knowledge.unknown_code", name=f"{name}: {code}")
            elif name == tick.finding and tick.left_says_no and no_of(fact) is None:
                yield problem(file, "knowledge.no_way_to_say_no", name=name)
