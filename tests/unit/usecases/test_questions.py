"""The questions as entries: newest answers, slips and changes, and which screen is next."""

from datetime import UTC, datetime, timedelta

import pytest

from surefoot.knowledge.answers import read_answers
from surefoot.knowledge.knowledge import UnknownFact
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import FindingState
from surefoot.model.entry import SKIPPED, Entry, EntryId, GivenAnswer
from surefoot.model.message import InputProblem
from surefoot.model.people import ActorId, PersonId
from surefoot.model.reasoning import Finding
from surefoot.model.timeline import Timeline
from surefoot.usecases.explain import about_person
from surefoot.usecases.first_session import (
    AT_MOST,
    Part,
    next_screen,
    pressing_questions,
    session_of,
)
from surefoot.usecases.questions import SLIP, answered_entry, answers_of, check_answers
from surefoot.usecases.something_new import safety_lists

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
KNOWLEDGE = load_knowledge()
FACTS = {fact.id: fact for fact in KNOWLEDGE.findings()}


def _entry(name: str, when: datetime = NOW, **answers: str) -> Entry:
    given = tuple(GivenAnswer(finding, value) for finding, value in answers.items())
    return Entry(EntryId(name), when, "UTC", when, ActorId("a"), answers=given)


def _timeline(*entries: Entry) -> Timeline:
    return Timeline(PersonId("p"), entries=tuple(sorted(entries, key=lambda e: e.lived)))


def _findings(**answers: str) -> tuple[Finding, ...]:
    return read_answers(FACTS, answers)


def _lists(when: datetime = NOW) -> tuple[Entry, ...]:
    return tuple(
        _entry(f"list-{n}", when, **{finding: SKIPPED for finding in listed})
        for n, listed in enumerate(safety_lists(KNOWLEDGE))
    )


ABOUT = _entry("about", f_ms="yes"), _entry("age", f_age="40-59"), _entry("sex", f_sex="F")


def test_the_newest_answer_counts() -> None:
    old = _entry("1", NOW - timedelta(days=9), f_heat="yes")
    new = _entry("2", NOW, f_heat="no")
    answered = answers_of(_timeline(new, old))
    assert answered["f_heat"].values == ("no",)
    assert answered["f_heat"].entry == "2"


@pytest.mark.parametrize(
    ("finding", "value"), [("f_heat", "perhaps"), ("f_onset", "yes"), ("f_ms", "maybe")]
)
def test_what_a_question_does_not_offer_is_refused(finding: str, value: str) -> None:
    with pytest.raises(InputProblem, match="unknown_code"):
        check_answers(KNOWLEDGE, [GivenAnswer(finding, value)])


def test_answers_that_exclude_each_other_are_refused() -> None:
    several = [GivenAnswer("f_knee", "pain"), GivenAnswer("f_knee", "swollen")]
    check_answers(KNOWLEDGE, several)
    with pytest.raises(InputProblem, match="only_one"):
        check_answers(KNOWLEDGE, [*several, GivenAnswer("f_knee", "no")])
    with pytest.raises(InputProblem, match="only_one"):
        check_answers(KNOWLEDGE, [GivenAnswer("f_heat", "yes"), GivenAnswer("f_heat", "no")])


def test_a_question_there_is_none_of_is_refused() -> None:
    with pytest.raises(UnknownFact):
        check_answers(KNOWLEDGE, [GivenAnswer("f_nothing", "yes")])


def test_a_slip_takes_the_place_and_a_later_answer_is_news() -> None:
    kept = _entry("1", NOW, f_heat="yes", f_cold="no")
    soon = _entry("2", NOW + SLIP, f_heat="no")
    late = _entry("3", NOW + SLIP + timedelta(seconds=1), f_heat="no")
    put_right = answered_entry(soon, _timeline(kept))
    assert put_right.supersedes == ("1",)
    assert put_right.lived == NOW
    assert set(put_right.answers) == {GivenAnswer("f_heat", "no"), GivenAnswer("f_cold", "no")}
    assert answered_entry(late, _timeline(kept)) == late
    assert answered_entry(late, _timeline(kept), slip=True).supersedes == ("1",)


def test_more_answers_than_before_are_no_slip() -> None:
    kept = _entry("1", NOW, f_heat="yes")
    more = _entry("2", NOW, f_heat="no", f_cold="no")
    assert answered_entry(more, _timeline(kept)).supersedes == ()


def _next(*entries: Entry, now: datetime = NOW, pressing: tuple[str, ...] = ()) -> object:
    timeline = _timeline(*entries)
    session = session_of(timeline, KNOWLEDGE)
    return next_screen(session, timeline, now, lambda _: "f_heat", pressing)


def test_who_one_is_comes_first_then_safety_then_what_tells_most() -> None:
    first = _next()
    assert (first.part, first.findings, first.of) == (Part.ABOUT, ("f_ms",), 3)  # type: ignore[attr-defined]
    lists = _next(*ABOUT)
    assert (lists.part, lists.number) == (Part.SAFETY, 1)  # type: ignore[attr-defined]
    then = _next(*ABOUT, *_lists())
    assert (then.part, then.findings) == (Part.QUESTION, ("f_heat",))  # type: ignore[attr-defined]
    assert (then.number, then.of) == (1, AT_MOST)  # type: ignore[attr-defined]


def test_the_lists_are_asked_again_after_a_day() -> None:
    later = _next(*ABOUT, *_lists(), now=NOW + timedelta(days=2))
    assert later.part is Part.SAFETY  # type: ignore[attr-defined]


def test_enough_is_enough_except_where_something_presses() -> None:
    others = [f.id for f in KNOWLEDGE.findings() if f.id not in ("f_ms", "f_age", "f_sex")]
    listed = {finding for one in safety_lists(KNOWLEDGE) for finding in one}
    asked = [
        _entry(f"q{n}", NOW, **{finding: "unknown"})
        for n, finding in enumerate([f for f in others if f not in listed][:AT_MOST])
    ]
    assert _next(*ABOUT, *_lists(), *asked) is None
    pressed = _next(*ABOUT, *_lists(), *asked, pressing=("f_temp_40",))
    assert pressed.findings == ("f_temp_40",)  # type: ignore[attr-defined]
    assert pressed.number == pressed.of == AT_MOST + 1  # type: ignore[attr-defined]


def test_a_low_mood_presses_for_the_gentle_question_first() -> None:
    timeline = _timeline(*ABOUT, _entry("mood", f_low_mood="yes"))
    findings = _findings(f_ms="yes", f_low_mood="yes")
    assert pressing_questions(timeline, findings, KNOWLEDGE, NOW)[0] == "f_suicidal"


def test_what_has_long_been_so_presses_for_nothing() -> None:
    timeline = _timeline(*ABOUT, _entry("heat", f_heat="yes"))
    findings = _findings(f_ms="yes", f_heat="yes")
    assert pressing_questions(timeline, findings, KNOWLEDGE, NOW) == ()


def test_not_knowing_whether_it_is_ms_is_as_being_tested() -> None:
    assert about_person(()).ms == "being-tested"
    assert about_person(_findings(f_ms="unknown")).ms == "being-tested"
    assert about_person(_findings(f_ms="yes", f_sex="F")).sex == "F"
    assert about_person(_findings(f_ms="no")).ms == "no"
    assert _findings(f_ms="no")[0].state is FindingState.ABSENT
