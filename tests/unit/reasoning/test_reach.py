"""Every red flag can be reached from what a person can be asked, and from an entry of the diary."""

import re
from pathlib import Path

import pytest

from surefoot.knowledge.conditions import (
    Answers,
    Condition,
    Example,
    RedFlagRule,
    group_findings,
    holds,
)
from surefoot.knowledge.load import load_knowledge
from surefoot.knowledge.ticks import TickList, no_of
from surefoot.model.codes import Answer, Before, CouldNotWalk, DayEvent, Felt, Urgency
from surefoot.model.entry import Entry
from surefoot.model.reasoning import Finding
from surefoot.reasoning.diary import findings_from_entry
from surefoot.reasoning.open_flags import raised_flags
from surefoot.reasoning.red_flags import raise_alarms
from tests.unit.reasoning.diaries import entry as answered
from tests.unit.reasoning.test_diary import entry

KNOWLEDGE = load_knowledge()
RULES = KNOWLEDGE.red_flags()
FACTS = {fact.id: fact for fact in KNOWLEDGE.findings()}
DECISION = Path(__file__).parents[3] / "decisions" / "07-red-flags-first.md"

# Each rule that a check-in without answers can reach, with one that does, and whether legs are
# heavier in it.
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

EXAMPLES = [
    (rule, example, kind)
    for rule in RULES
    for kind in ("fires", "quiet", "unknown", "higher")
    for example in getattr(rule.examples, kind)
]


def everything_a_check_in_can_say() -> Answers:
    """Return every finding, in every state, that some check-in gives."""
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


def code_of(name: str, value: object) -> str:
    """Return an answer of an example as the questionnaire keeps it."""
    if isinstance(value, str):
        return value
    fact = FACTS[name]
    if not value:
        return no_of(fact) or ""
    return "yes" if "yes" in fact.present_codes else fact.present_codes[0]


def levels(example: Example, apart_h: float = 0.0) -> dict[str, Urgency]:
    """Return the alarms that a diary raises in which each answer is a screen of its own."""
    screens = [
        answered(apart_h * number, {name: code_of(name, value)})
        for number, (name, value) in enumerate(example.findings.items())
    ]
    flags = raised_flags(screens, KNOWLEDGE, lambda _: False)
    return {flag.alarm.rule: flag.alarm.level for flag in flags}


@pytest.mark.parametrize("rule", sorted(REACHED))
def test_a_check_in_reaches_the_rule(rule: str) -> None:
    said, heavier = REACHED[rule]
    raised = raise_alarms(findings_from_entry(said, heavier=heavier), RULES)
    assert rule in {alarm.rule for alarm in raised}


def test_no_check_in_without_answers_reaches_any_other_rule() -> None:
    answers = everything_a_check_in_can_say()
    assert {rule.id for rule in RULES if can_hold(rule.when, answers)} == set(REACHED)


def test_the_decision_names_the_rules_that_are_reached() -> None:
    named = re.findall(r"`(rf\w+)`", DECISION.read_text(encoding="utf-8"))
    assert sorted(named) == sorted(REACHED)


def example_name(value: object) -> str:
    return value.id if isinstance(value, RedFlagRule) else getattr(value, "says", str(value))


@pytest.mark.parametrize(("rule", "example", "kind"), EXAMPLES, ids=example_name)
def test_answers_in_entries_do_what_the_example_says(
    rule: RedFlagRule, example: Example, kind: str
) -> None:
    """Fires, near miss and "don't know" of every rule, each answer kept as an entry of its own."""
    raised = levels(example, apart_h=0.01)
    instead = set(rule.unless) & set(raised)
    if kind == "quiet":
        assert rule.id not in raised
    elif kind == "higher":
        assert rule.higher is not None
        assert raised[rule.id] is rule.higher.level or instead
    else:
        assert rule.id in raised or instead


def test_every_rule_has_an_example_of_each_kind_that_applies() -> None:
    for rule in RULES:
        assert rule.examples.fires, rule.id
        assert rule.examples.quiet, rule.id
        assert bool(rule.examples.unknown) is bool(rule.ask_if_unknown), rule.id


def test_the_lists_offer_every_emergency_something_to_begin_with() -> None:
    offered = {name for tick in KNOWLEDGE.ticks() for name in tick.answers()}
    for rule in RULES:
        begun = {term.finding for term in rule.when.terms()} & offered
        in_laboratory = all(t.finding.startswith("t_") for t in rule.when.terms())
        if rule.level in (Urgency.EMERGENCY, Urgency.SAME_DAY) and not in_laboratory:
            assert begun or rule.id in BY_NUMBER, rule.id


# A temperature is written down as a number, a scan among the tests; thoughts of suicide are asked
# after low mood.
BY_NUMBER = {"rf53_very_hot_or_cold", "rf61_scan_shows_pressing"}


def test_both_lists_have_lines_and_no_line_stands_twice() -> None:
    for which in TickList:
        assert [tick for tick in KNOWLEDGE.ticks() if tick.list is which]
    says = [tick.says for tick in KNOWLEDGE.ticks()]
    assert len(set(says)) == len(says)
