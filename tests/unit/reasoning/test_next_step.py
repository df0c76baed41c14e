"""The next step: what tells most for the effort, and when to stop asking."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.reasoning import About, Finding, MsStatus, NextStep, StepKind
from surefoot.reasoning.network import build_network
from surefoot.reasoning.next_step import (
    choose_question,
    expected_gains,
    look_ahead,
    next_steps,
)
from surefoot.reasoning.posterior import posterior
from tests.unit.reasoning.answer_sets import (
    KNOWLEDGE,
    abouts,
    absent,
    answer_sets,
    present,
    unknown,
)
from tests.unit.reasoning.small_knowledge import cause, finding, knowledge_of

YES, NO = About(MsStatus.YES, 52, "F"), About(MsStatus.NO, 52, "F")


def steps(about: About, findings: tuple[Finding, ...], facts: Knowledge) -> tuple[NextStep, ...]:
    network = build_network(about, findings, facts)
    return next_steps(network, posterior(network), findings, facts)


def gains(facts: Knowledge, findings: tuple[Finding, ...] = ()) -> dict[str, float]:
    network = build_network(NO, findings, facts)
    return dict(expected_gains(network, posterior(network), facts))


@given(abouts, answer_sets())
@settings(max_examples=25, deadline=None)
def test_nothing_known_is_asked_again(about: About, findings: tuple[Finding, ...]) -> None:
    known = {one.id for one in findings}
    found = steps(about, findings, KNOWLEDGE)
    assert not known & {step.id for step in found}
    assert not {"f_ms", "f_age", "f_sex"} & {step.id for step in found}
    rates = [step.gain_bits / step.minutes for step in found]
    assert rates == sorted(rates, reverse=True)


def test_dont_know_and_skipped_are_not_asked_again_either() -> None:
    first = choose_question(YES, (), KNOWLEDGE)
    assert first is not None
    assert choose_question(YES, (unknown(first),), KNOWLEDGE) != first
    assert choose_question(YES, (), KNOWLEDGE, passed_over=(first,)) != first


def test_a_question_about_another_answer_waits_for_it(tmp_path: Path) -> None:
    strong = {("yes", "c"): 8.0, ("no", "c"): 0.25}
    facts = small(
        tmp_path,
        finding("f_foot", {}, {"yes": 0.1}),
        finding("f_foot_new", strong, {"yes": 0.1}, follows="f_foot"),
    )
    assert choose_question(NO, (), facts) is None
    assert choose_question(NO, (absent("f_foot"),), facts) is None
    assert steps(NO, (), facts) == ()
    yes = (present("f_foot", "yes"),)
    assert choose_question(NO, yes, facts) == "f_foot_new"
    assert [step.id for step in steps(NO, yes, facts)] == ["f_foot_new"]


def test_what_a_question_follows_is_a_question() -> None:
    names = {fact.id for fact in KNOWLEDGE.findings()}
    follows = {fact.follows for fact in KNOWLEDGE.findings() if fact.follows}
    assert follows
    assert follows <= names


def small(tmp_path: Path, *findings: dict[str, Any], urgency: str = "R") -> Knowledge:
    return knowledge_of(tmp_path, [cause("c", no_ms=0.3, urgency=urgency)], list(findings))


def test_what_tells_more_comes_first(tmp_path: Path) -> None:
    weak = finding("f_weak", {("yes", "c"): 3.0, ("no", "c"): 0.7}, {"yes": 0.2})
    strong = finding("f_strong", {("yes", "c"): 8.0, ("no", "c"): 0.1}, {"yes": 0.1})
    found = gains(small(tmp_path, weak, strong))
    assert found["f_strong"] > found["f_weak"] > 0


def test_what_would_change_nothing_to_do_tells_nothing(tmp_path: Path) -> None:
    vain = finding("f_vain", {("yes", "c"): 1.1, ("no", "c"): 0.95}, {"yes": 0.3})
    facts = small(tmp_path, vain)
    assert gains(facts) == {"f_vain": 0.0}
    assert steps(NO, (), facts) == ()
    assert choose_question(NO, (), facts) is None


def test_a_bit_about_something_urgent_counts_more(tmp_path: Path) -> None:
    said = finding("f_x", {("yes", "c"): 8.0, ("no", "c"): 0.1}, {"yes": 0.1})
    (tmp_path / "r").mkdir()
    (tmp_path / "e").mkdir()
    routine = gains(small(tmp_path / "r", said))["f_x"]
    emergency = gains(small(tmp_path / "e", said, urgency="E"))["f_x"]
    assert emergency == pytest.approx(8 * routine)


def test_a_second_question_of_a_group_tells_less(tmp_path: Path) -> None:
    ratios = {("yes", "c"): 8.0, ("no", "c"): 0.1}
    (tmp_path / "group").mkdir()
    (tmp_path / "apart").mkdir()
    group, apart = (
        small(
            tmp_path / folder,
            finding("f_x", ratios, {"yes": 0.1}, groups=groups),
            finding("f_y", ratios, {"yes": 0.1}, groups=groups),
        )
        for folder, groups in (("group", ["heat"]), ("apart", []))
    )
    after = []
    for facts in (group, apart):
        network = build_network(NO, (present("f_x", "yes"),), facts)
        outlook = look_ahead(network, posterior(network))
        after.append(outlook.after[network.tables.rows["f_y", "yes"], 0])
        both = (present("f_x", "yes"), present("f_y", "yes"))
        answered = posterior(build_network(NO, both, facts)).probabilities[0]
        assert after[-1] == pytest.approx(answered)
    assert after[0] < after[1]


def test_looking_ahead_for_one_cause_is_bayes_rule(tmp_path: Path) -> None:
    facts = small(tmp_path, finding("f_x", {("yes", "c"): 4.0, ("no", "c"): 0.5}, {"yes": 0.1}))
    network = build_network(NO, (), facts)
    outlook = look_ahead(network, posterior(network))
    rows = network.tables.rows
    for code, ratio in (("yes", 4.0), ("no", 0.5)):
        odds = 0.3 / 0.7 * ratio
        assert outlook.after[rows["f_x", code], 0] == pytest.approx(odds / (1 + odds))
    weights = {"yes": 0.1 * (0.7 + 0.3 * 4.0), "no": 0.9 * (0.7 + 0.3 * 0.5)}
    share = weights["yes"] / sum(weights.values())
    assert outlook.expected[rows["f_x", "yes"]] == pytest.approx(share)


@given(abouts, answer_sets(most=8))
@settings(max_examples=10, deadline=None)
def test_looking_ahead_is_close_to_answering(about: About, findings: tuple[Finding, ...]) -> None:
    """Causes are taken as independent there; what is chosen must not rest on that."""
    network = build_network(about, findings, KNOWLEDGE)
    outlook = look_ahead(network, posterior(network))
    assert np.all(np.isfinite(outlook.after))
    answered = {one.id for one in findings}
    errors = []
    for name in ("f_numb_feet", "f_swell_both", "f_walk_onset", "f_stiff", "f_cannot_do"):
        if name not in answered:
            then = posterior(build_network(about, (*findings, present(name, "yes")), KNOWLEDGE))
            row = outlook.after[network.tables.rows[name, "yes"]]
            errors.append(np.abs(row - then.probabilities).mean())
    assert np.mean(errors) < 0.01


@pytest.mark.parametrize("about", [YES, NO, About(MsStatus.BEING_TESTED)])
def test_a_first_session_has_twelve_good_questions(about: About) -> None:
    asked: list[str] = []
    for _ in range(12):
        chosen = choose_question(about, (), KNOWLEDGE, asked)
        assert chosen is not None
        asked.append(chosen)
    assert len(set(asked)) == 12
    assert {"f_onset", "f_side"} <= set(asked[:4]), "how fast and which leg tell most at first"
    core = [name for name in asked if KNOWLEDGE.finding(name).core]
    assert len(core) >= 6


def test_steps_are_few_and_of_every_kind_that_helps() -> None:
    found = steps(YES, (present("f_heat", "yes"),), KNOWLEDGE)
    kinds = [step.kind for step in found]
    assert kinds.count(StepKind.QUESTION) <= 3
    assert StepKind.HOME_TEST in kinds
    assert StepKind.ASK_DOCTOR in kinds
    tests = {test.id for test in KNOWLEDGE.tests()}
    assert {s.id for s in found if s.kind in (StepKind.HOME_TEST, StepKind.ASK_DOCTOR)} <= tests
    effort = {kind: min(s.minutes for s in found if s.kind is kind) for kind in set(kinds)}
    assert effort[StepKind.ASK_DOCTOR] > effort[StepKind.HOME_TEST] > effort[StepKind.QUESTION]


def test_nobody_is_sent_to_a_clinic_for_what_nothing_suggests() -> None:
    everyday = (present("f_heat", "yes"), absent("f_swell_both"), absent("f_varicose"))
    asked = {step.id for step in steps(YES, everyday, KNOWLEDGE)}
    assert "test_heart_ultrasound" not in asked
    swollen = {"f_swell_both": "yes", "f_orthopnoea": "yes", "f_cv_risk": "yes"}
    network = build_network(NO, [present(name, code) for name, code in swollen.items()], KNOWLEDGE)
    told = expected_gains(network, posterior(network), KNOWLEDGE, fitting_only=True)
    assert told["t_ntprobnp"] > 0.5


def test_a_clinic_is_asked_for_what_the_person_does_not_know() -> None:
    numb = (present("f_numb_feet", "yes"), present("f_walk_onset", "yes"))
    about = About(MsStatus.NO, 66, "M")
    can_say = {step.id for step in steps(about, numb, KNOWLEDGE)}
    cannot = {step.id for step in steps(about, (*numb, unknown("f_diabetes")), KNOWLEDGE)}
    assert "f_diabetes" in can_say
    assert "test_blood_sugar" not in can_say
    assert "test_blood_sugar" in cannot


def test_a_probable_danger_is_worth_settling(tmp_path: Path) -> None:
    lab = finding("f_lab", {("yes", "c"): 8.0, ("no", "c"): 0.25}, {"yes": 0.05})
    signs = [finding(f"f_{n}", {("yes", "c"): 19.0}, {"yes": 0.02}) for n in "xyz"]
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.02, urgency="S")], [lab, *signs])
    two = tuple(present(f"f_{n}", "yes") for n in "xy")
    assert gains(facts, two)["f_lab"] > 0
    assert gains(facts, (*two, present("f_z", "yes")))["f_lab"] == 0, "as good as settled"


def test_a_trial_is_named_by_its_strategy() -> None:
    strategies = {strategy.id for strategy in KNOWLEDGE.strategies()}
    trials = [name for name in gains(KNOWLEDGE) if name.startswith("m_trial_")]
    assert {"s_" + name.removeprefix("m_trial_") for name in trials} <= strategies
