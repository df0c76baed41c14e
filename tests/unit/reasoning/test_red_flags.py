from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.knowledge.answers import read_answers
from surefoot.knowledge.conditions import Example, RedFlagRule
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import FindingOrigin, FindingState, Urgency
from surefoot.model.reasoning import Alarm, Finding
from surefoot.reasoning.red_flags import ORDER, raise_alarms, to_clarify, to_show

RULES = load_knowledge().red_flags()
FACTS = {fact.id: fact for fact in load_knowledge().findings()}

FIRES = [(rule, example) for rule in RULES for example in rule.examples.fires]
QUIET = [(rule, example) for rule in RULES for example in rule.examples.quiet]
OPEN = [(rule, example) for rule in RULES for example in rule.examples.unknown]
HIGHER = [(rule, example) for rule in RULES for example in rule.examples.higher]


def name(value: object) -> str:
    return value.id if isinstance(value, RedFlagRule) else getattr(value, "says", str(value))


def alarms(answers: Mapping[str, bool | str]) -> tuple[Alarm, ...]:
    return raise_alarms(read_answers(FACTS, answers), RULES)


def urgencies(raised: tuple[Alarm, ...], rule: RedFlagRule) -> list[Urgency]:
    """Levels of this rule's alarm, or of the rules that take its place."""
    own = [alarm.level for alarm in raised if alarm.rule == rule.id]
    return own or [alarm.level for alarm in raised if alarm.rule in rule.unless]


@pytest.mark.parametrize(("rule", "example"), FIRES, ids=name)
def test_rule_fires(rule: RedFlagRule, example: Example) -> None:
    assert rule.level in urgencies(alarms(example.findings), rule)


@pytest.mark.parametrize(("rule", "example"), QUIET, ids=name)
def test_rule_stays_quiet_on_its_near_miss(rule: RedFlagRule, example: Example) -> None:
    assert rule.id not in {alarm.rule for alarm in alarms(example.findings)}


@pytest.mark.parametrize(("rule", "example"), OPEN, ids=name)
def test_rule_fires_through_do_not_know_and_asks_once_more(
    rule: RedFlagRule, example: Example
) -> None:
    found = read_answers(FACTS, example.findings)
    assert urgencies(raise_alarms(found, RULES), rule)
    assert set(to_clarify(found, [rule])) & set(rule.ask_if_unknown)


@pytest.mark.parametrize(("rule", "example"), HIGHER, ids=name)
def test_rule_reaches_its_higher_level(rule: RedFlagRule, example: Example) -> None:
    assert rule.higher is not None
    assert urgencies(alarms(example.findings), rule) == [rule.higher.level]


def test_every_rule_that_asks_shows_it_in_an_example() -> None:
    silent = {rule.id for rule in RULES} - {rule.id for rule, _ in OPEN}
    # A laboratory value or a temperature that is not known says nothing by itself.
    tests = {"rf31_electrolyte_lab", "rf53_very_hot_or_cold", "rf61_scan_shows_pressing"}
    # Beside what is there for years in MS, a do-not-know says nothing.
    usual_in_ms = {"rf21_ms_infection_pseudorelapse", "rf25_lupus_nephritis"}
    # Rules below a graver one that asks: a do-not-know counts there.
    floors = {
        "rf12b_pump_alarm",
        "rf55_sudden_change",
        "rf56_legs_failing",
        "rf57_new_numb_line",
        "rf58_fever_and_back",
        "rf59_pain_down_both_legs",
        "rf62_too_sleepy_from_medicine",
        "rf63_faint_with_back_pain",
        "rf64_fell_and_hurt",
        *("rf65_sight", "rf66_swallow", "rf67_heart_or_faint", "rf68_no_pee"),
        *("rf69_dark_pee", "rf70_cold_foot", "rf71_leaking"),
    }
    assert silent == tests | usual_in_ms | floors


def test_without_answers_nothing_fires() -> None:
    assert raise_alarms((), RULES) == ()
    assert to_show((), RULES) == ()


def test_alarm_names_what_raised_it() -> None:
    (alarm,) = [
        a
        for a in alarms({"f_onset": "seconds-minutes", "f_cannot_do": True, "f_heat": True})
        if a.rule == "rf01_stroke"
    ]
    assert alarm == Alarm("rf01_stroke", Urgency.EMERGENCY, ("f_onset", "f_cannot_do"))


def test_only_the_highest_level_is_shown() -> None:
    raised = alarms({"f_swell_one": True, "f_weight_loss": True, "f_confusion": True})
    assert [a.level for a in raised] == [Urgency.EMERGENCY, Urgency.SAME_DAY, Urgency.DAYS]
    assert [a.rule for a in to_show(raised, RULES)] == ["rf16_seizure_confusion"]


def test_thoughts_of_suicide_are_shown_alone_and_first() -> None:
    raised = alarms({"f_confusion": True, "f_suicidal": True})
    assert [a.rule for a in raised] == ["rf18_suicidal", "rf16_seizure_confusion"]
    assert [a.rule for a in to_show(raised, RULES)] == ["rf18_suicidal"]


def test_rule_gives_way_to_the_one_that_takes_its_place() -> None:
    raised = alarms({"f_breathless": True, "f_arms_too": True})
    assert [a.rule for a in raised] == ["rf03_breathing_swallowing"]


def test_a_low_probability_or_a_known_pattern_cancels_nothing() -> None:
    calm = {"f_old_symptoms_back": True, "f_cool_relief": True, "f_sand": True, "f_heat": True}
    assert to_show(alarms({**calm, "f_face_arm": True}), RULES)[0].rule == "rf01_stroke"


ORDINARY: dict[str, bool | str] = {
    "f_ms": True,
    "f_onset": "years",
    "f_side": "both-uneven",
    "f_cement": True,
    "f_sand": True,
    "f_drag": True,
    "f_stiff": True,
    "f_spasms": True,
    "f_numb_feet": True,
    "f_whole_body_tired": True,
    "f_evening": True,
    "f_heat": True,
    "f_cool_relief": True,
    "f_fatigable": True,
    "f_walk_onset": True,
    "f_poor_sleep": True,
    "f_stress": True,
    "f_bladder_bowel": "as-usual",
    "f_confusion": False,
    "f_breathless": False,
    "f_cannot_do": False,
    "f_gt24h": False,
}


@given(st.sets(st.sampled_from(sorted(ORDINARY))))
def test_ordinary_ms_sets_off_no_alarm(said: set[str]) -> None:
    assert alarms({name: ORDINARY[name] for name in sorted(said)}) == ()


ANSWERS = st.dictionaries(
    st.sampled_from(sorted(FACTS)), st.sampled_from(FindingState), max_size=30
)


@given(ANSWERS)
def test_alarms_stand_in_order_of_urgency(states: dict[str, FindingState]) -> None:
    found = [Finding(n, state, FindingOrigin.ANSWERED) for n, state in states.items()]
    raised = [a for a in raise_alarms(found, RULES) if a.rule != "rf18_suicidal"]
    assert [a.level for a in raised] == sorted((a.level for a in raised), key=ORDER.index)


@given(ANSWERS)
def test_an_emergency_is_never_hidden_by_a_rule_that_gives_way(
    states: dict[str, FindingState],
) -> None:
    found = [Finding(n, state, FindingOrigin.ANSWERED) for n, state in states.items()]
    with_all = raise_alarms(found, RULES)
    emergencies = [r for r in RULES if r.level is Urgency.EMERGENCY]
    alone = {rule.id for rule in emergencies if raise_alarms(found, [rule])}
    if alone:
        assert any(alarm.level is Urgency.EMERGENCY for alarm in with_all)
