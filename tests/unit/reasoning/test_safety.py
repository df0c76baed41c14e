"""The safety lists, and what is asked after them."""

from collections.abc import Sequence

import msgspec
import pytest
import textstat

from surefoot.knowledge.answers import read_answers
from surefoot.knowledge.conditions import AnswerValue
from surefoot.knowledge.knowledge import Knowledge, NumberFact
from surefoot.knowledge.load import FACTS as FACTS_FOLDER
from surefoot.knowledge.load import load_knowledge
from surefoot.knowledge.ticks import TickList, check_ticks
from surefoot.model.codes import FindingState, Urgency
from surefoot.model.entry import SKIPPED, GivenAnswer
from surefoot.reasoning.red_flags import raise_alarms
from surefoot.reasoning.safety import (
    answers_of_list,
    answers_skipped,
    answers_ticked,
    asked_by,
    could_not_check,
    safety_questions,
    ticks_of,
)

KNOWLEDGE = load_knowledge()
FACTS = {fact.id: fact for fact in KNOWLEDGE.findings()}
NOW, DAYS = (ticks_of(KNOWLEDGE, which) for which in TickList)


def said(given: Sequence[GivenAnswer]) -> dict[str, str]:
    return {answer.finding: answer.value for answer in given}


def asked(
    answers: dict[str, AnswerValue | list[str]], about: Sequence[str], *closed: str
) -> set[str]:
    return set(safety_questions(read_answers(FACTS, answers), KNOWLEDGE, about, closed))


def test_ticked_is_yes_and_left_alone_is_no_only_to_what_asks_for_news() -> None:
    answers = said(answers_of_list(NOW, ["tick_face_arm", "tick_cold_pale"], FACTS))
    assert answers["f_face_arm"] == "yes"
    assert answers["f_cold_pale"] == "since-today"
    assert answers["f_breathless"] == "no"
    assert "f_bladder_bowel" not in answers
    assert "f_onset" not in answers
    days = said(answers_of_list(DAYS, [], FACTS))
    assert days["f_swell_one"] == "no"
    # Arms that were always weak are not newly weak.
    assert "f_arms_too" not in days


def test_a_line_may_answer_more_than_its_own_question() -> None:
    answers = said(answers_of_list(DAYS, ["tick_footdrop"], FACTS))
    assert {answers[f] for f in ("f_footdrop", "f_footdrop_new", "f_is_new")} == {"yes"}


def test_two_lines_of_one_question_give_the_more_urgent_answer() -> None:
    both = ["tick_leaking", "tick_cannot_go"]
    assert said(answers_of_list(NOW, both, FACTS))["f_bladder_bowel"] == "new-cannot-go"
    assert said(answers_ticked(NOW, both)) == {"f_bladder_bowel": "new-cannot-go"}


def test_every_answer_of_the_lists_is_one_the_question_offers() -> None:
    for lines in (NOW, DAYS):
        for tick in lines:
            for given in answers_of_list(lines, [tick.id], FACTS):
                assert FACTS[given.finding].answer(given.value) is not None


def test_none_of_these_raises_nothing() -> None:
    none = said(answers_of_list(NOW, [], FACTS)) | said(answers_of_list(DAYS, [], FACTS))
    found = read_answers(FACTS, {**none, "f_ms": "yes"})
    assert raise_alarms(found, KNOWLEDGE.red_flags()) == ()
    assert safety_questions(found, KNOWLEDGE, tuple(none)) == ()


@pytest.mark.parametrize(("skipped", "says"), [(2, False), (3, True)])
def test_three_core_questions_passed_over_are_too_many(skipped: int, says: bool) -> None:
    core = [tick.finding for tick in KNOWLEDGE.ticks() if tick.core][:skipped]
    given = [GivenAnswer(name, SKIPPED) for name in core]
    assert could_not_check(given, KNOWLEDGE) is says
    answered = [GivenAnswer(name, "no") for name in core]
    assert not could_not_check([*given, *answered], KNOWLEDGE)


def test_the_core_questions_are_those_of_the_rules_and_the_one_on_suicide() -> None:
    core = {FACTS[tick.finding].number for tick in KNOWLEDGE.ticks() if tick.core}
    assert core | {FACTS["f_suicidal"].number} == {
        "65", "69", "87", "90", "91", "92", "93", "98", "105", "108",
    }  # fmt: skip


def test_a_list_passed_over_skips_each_of_its_questions_once() -> None:
    skipped = answers_skipped(NOW)
    assert len({given.finding for given in skipped}) == len(skipped)
    assert could_not_check(skipped, KNOWLEDGE)


def test_how_fast_it_began_stays_open_after_the_lists() -> None:
    assert "f_onset" not in asked_by(NOW, FACTS)
    assert "f_confusion" in asked_by(NOW, FACTS)


def test_what_could_complete_an_emergency_is_asked_first() -> None:
    found = read_answers(FACTS, {"f_chest_pain": True, "f_fever": True})
    questions = safety_questions(found, KNOWLEDGE, ["f_chest_pain", "f_fever"])
    assert set(questions[:4]) & {"f_prev_clot", "f_no_urine_18h", "f_mottled", "f_breathless"}
    assert len(questions) <= KNOWLEDGE.number("safety_questions_most").value


def test_one_of_several_answers_that_each_suffice_is_not_left_out() -> None:
    fell = asked({"f_falls": "yes-hurt"}, ["f_falls"])
    assert {"f_cannot_stand_fall", "f_leg_short", "f_neck_pain_fall"} <= fell


def test_what_takes_two_answers_is_asked_when_nothing_shorter_is_left() -> None:
    no = {"f_cannot_stand_fall": False, "f_leg_short": False, "f_neck_pain_fall": False}
    assert "f_head_hit" in asked({"f_falls": "yes-hurt", **no}, ["f_falls"])


def test_only_what_was_said_just_now_leads_to_questions() -> None:
    answers: dict[str, AnswerValue | list[str]] = {"f_cancer": "past", "f_heat": True}
    assert asked(answers, ["f_heat"]).isdisjoint({"f_numb_level"})
    assert asked({"f_ms": "yes", "f_heat": False}, ["f_heat"]) == set()


def test_what_was_asked_skipped_or_only_a_laboratory_knows_is_not_asked() -> None:
    assert "f_prev_clot" not in asked({"f_chest_pain": True}, ["f_chest_pain"], "f_prev_clot")
    dark = asked({"f_dark_urine": True}, ["f_dark_urine"])
    assert dark
    assert not {name for name in dark if name.startswith("t_")}
    assert "f_ache" not in asked({"f_dark_urine": True, "f_ache": "unknown"}, ["f_dark_urine"])


def test_thoughts_of_suicide_are_asked_after_low_mood_and_a_plan_after_them() -> None:
    assert "f_suicidal" in asked({"f_low_mood": True}, ["f_low_mood"])
    assert "f_suicidal" not in asked({"f_low_mood": False}, ["f_low_mood"])
    assert asked({"f_suicidal": "yes", "f_high_steroids": False}, ["f_suicidal"]) == {
        "f_suicide_plan"
    }


class Patient(Knowledge):
    """Knowledge of somebody who answers any number of questions."""

    def number(self, fact_id: str) -> NumberFact:
        found = KNOWLEDGE.number(fact_id)
        most = fact_id == "safety_questions_most"
        return msgspec.structs.replace(found, value=99.0) if most else found


PATIENT = Patient(FACTS_FOLDER)
ONE_SHORT = [
    (rule.id, {f: v for f, v in example.findings.items() if f != name}, name)
    for rule in KNOWLEDGE.red_flags()
    for example in rule.examples.fires
    for name in example.findings
    if rule.level is Urgency.EMERGENCY and not name.startswith("t_")
]


@pytest.mark.parametrize(("rule", "rest", "name"), ONE_SHORT)
def test_an_emergency_that_lacks_one_answer_is_asked_about(
    rule: str, rest: dict[str, AnswerValue], name: str
) -> None:
    found = read_answers(FACTS, rest)
    present = [f.id for f in found if f.state is not FindingState.ABSENT]
    levels = {alarm.level for alarm in raise_alarms(found, KNOWLEDGE.red_flags())}
    if present and Urgency.EMERGENCY not in levels:
        assert name in safety_questions(found, PATIENT, present), rule


def test_a_line_that_answers_wrongly_is_a_problem() -> None:
    good = next(tick for tick in KNOWLEDGE.ticks() if tick.left_says_no)
    wrong = {
        "a": msgspec.structs.replace(good, finding="f_gone"),
        "b": msgspec.structs.replace(good, code="perhaps"),
        "c": msgspec.structs.replace(good, also={"f_is_new": "no"}),
        "d": msgspec.structs.replace(good, finding="f_onset", code="years", left_says_no=True),
    }
    ids = [problem.message.id for problem in check_ticks(wrong, FACTS)]
    assert ids == [
        "knowledge.unknown_finding",
        "knowledge.unknown_code",
        "knowledge.unknown_code",
        "knowledge.no_way_to_say_no",
    ]
    assert list(check_ticks({tick.id: tick for tick in KNOWLEDGE.ticks()}, FACTS)) == []


def test_what_is_of_the_moment_does_not_last() -> None:
    for name in ("f_fever", "f_confusion", "f_breathless", "f_chest_pain", "f_cannot_walk"):
        days = FACTS[name].lasts_days
        assert days is not None
        assert days <= 2
    for name in ("f_ms", "f_prev_clot", "f_hip_op"):
        assert FACTS[name].lasts_days is None


def test_the_lines_of_the_lists_are_read_in_sixth_grade() -> None:
    said = " ".join(tick.says.rstrip(".") + "." for tick in KNOWLEDGE.ticks())
    assert textstat.flesch_kincaid_grade(said) <= 6
    assert not [tick.id for tick in KNOWLEDGE.ticks() if len(tick.says.split()) > 25]
