"""Which red flags a diary entry alone can raise: the others wait for questions not asked yet."""

import re
from pathlib import Path

import pytest

from surefoot.knowledge.conditions import Answers, Condition, group_findings, holds
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Answer, Before, CouldNotWalk, DayEvent, Felt
from surefoot.model.entry import Entry
from surefoot.model.reasoning import Finding
from surefoot.reasoning.diary import findings_from_entry
from surefoot.reasoning.red_flags import raise_alarms
from tests.unit.reasoning.test_diary import entry

RULES = load_knowledge().red_flags()
DECISION = Path(__file__).parents[3] / "decisions" / "07-red-flags-first.md"

# Each rule that an entry can reach, with an entry that does, and whether legs are heavier in it.
REACHED: dict[str, tuple[Entry, bool]] = {
    "rf14_heat_emergency": (entry(before=(Before.HOT_BATH,), body_temperature_c=40.0), False),
    "rf20_dvt": (entry(calves=(41.0, 37.5), is_new=Answer.UNKNOWN), False),
    "rf41_footdrop": (entry(events=(DayEvent.TOE_CAUGHT,), is_new=Answer.YES), False),
    "rf50_new_cannot_walk": (
        entry(could_not_walk=CouldNotWalk.LEGS, is_new=Answer.UNKNOWN),
        False,
    ),
    "rf51_infection_and_worse": (entry(body_temperature_c=38.0), True),
    "rf52_something_new": (entry(events=(DayEvent.GAVE_WAY,), is_new=Answer.YES), False),
    "rf53_very_hot_or_cold": (entry(body_temperature_c=34.0), False),
}


def everything_an_entry_can_say() -> Answers:
    """Return every finding, in every state, that some entry gives."""
    found: list[Finding] = []
    for is_new in (None, *Answer):
        for temperature in (None, 34.0, 37.0, 41.0):
            full = entry(
                felt=tuple(Felt),
                before=tuple(Before),
                events=tuple(DayEvent),
                could_not_walk=CouldNotWalk.LEGS,
                is_new=is_new,
                body_temperature_c=temperature,
                calves=(41.0, 37.5),
            )
            found += findings_from_entry(full, heavier=True)
    return group_findings(found)


def can_hold(condition: Condition, answers: Answers) -> bool:
    """Whether a condition could hold on some of the answers; every ``not`` is taken to hold."""
    if condition.finding:
        return holds(condition, answers)
    if condition.inner is not None:
        return True
    parts = [can_hold(part, answers) for part in condition.all or condition.any]
    return all(parts) if condition.all else any(parts)


@pytest.mark.parametrize("rule", sorted(REACHED))
def test_an_entry_reaches_the_rule(rule: str) -> None:
    said, heavier = REACHED[rule]
    raised = raise_alarms(findings_from_entry(said, heavier=heavier), RULES)
    assert rule in {alarm.rule for alarm in raised}


def test_no_entry_reaches_any_other_rule() -> None:
    answers = everything_an_entry_can_say()
    assert {rule.id for rule in RULES if can_hold(rule.when, answers)} == set(REACHED)


def test_the_decision_names_the_rules_that_are_reached() -> None:
    named = re.findall(r"`(rf\w+)`", DECISION.read_text(encoding="utf-8"))
    assert sorted(named) == sorted(REACHED)
