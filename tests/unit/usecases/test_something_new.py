"""Two lists, what they leave open, and putting answers right."""

import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.ticks import TickList
from surefoot.model.entry import Entry, EntryId
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.store.memory import MemoryStore
from surefoot.store.protocol import Store
from surefoot.usecases.check_in import check_in
from surefoot.usecases.red_flags import open_flags_of
from surefoot.usecases.something_new import (
    Ahead,
    SaidOfList,
    Then,
    TickedList,
    answers_of_lists,
    gentle_questions,
    look_ahead,
    passed_over,
    put_right,
    safety_lists,
    says_too_little,
    since,
)
from tests.unit.reasoning.diaries import START, entry

ACCESS = Access(PersonId("anna"), ActorId("alice"))


@pytest.fixture
def store() -> Store:
    made = MemoryStore()
    made.add_person(Person(ACCESS.owner, "Anna", "DE", START), ACCESS.actor)
    return made


def keep(store: Store, knowledge: Knowledge, hours: float, answers: dict[str, str]) -> Entry:
    kept = entry(hours, answers)
    check_in(store, knowledge, ACCESS, kept)
    return kept


def rules(store: Store, knowledge: Knowledge) -> list[str]:
    return [flag.alarm.rule for flag in open_flags_of(store, knowledge, ACCESS)]


def test_what_is_ticked_in_one_list_stands_before_what_the_other_leaves(
    knowledge: Knowledge,
) -> None:
    lists = {
        TickList.NOW: TickedList(("tick_cannot_walk",), SaidOfList.THESE),
        TickList.DAYS: TickedList((), SaidOfList.NOTHING),
    }
    said = {given.finding: given.value for given in answers_of_lists(knowledge, lists)}
    assert said["f_cannot_walk"] == said["f_is_new"] == "yes"
    assert (said["f_confusion"], said["f_fever"]) == ("no", "skipped")


def test_not_sure_keeps_the_ticks_and_leaves_the_rest_to_be_asked(knowledge: Knowledge) -> None:
    lists = {TickList.NOW: TickedList(("tick_faint",), SaidOfList.NOT_SURE)}
    given = answers_of_lists(knowledge, lists)
    said = {answer.finding: answer.value for answer in given}
    assert (said["f_faint"], said["f_breathless"]) == ("yes", "skipped")
    one_by_one = passed_over(knowledge, given)
    assert {"f_breathless", "f_bladder_bowel"} <= set(one_by_one)
    assert "f_faint" not in one_by_one


def test_a_list_counts_as_answered_whatever_is_ticked(knowledge: Knowledge) -> None:
    for which, listed in zip(TickList, safety_lists(knowledge), strict=True):
        for ticked in ((), ("tick_faint",), ("tick_fever",)):
            lists = {which: TickedList(ticked, SaidOfList.THESE)}
            answered = {given.finding for given in answers_of_lists(knowledge, lists)}
            assert set(listed) <= answered


def test_putting_right_takes_the_place_of_each_answer_where_it_stands(
    store: Store, knowledge: Knowledge
) -> None:
    lists = keep(store, knowledge, 0, {"f_confusion": "yes", "f_heat": "yes"})
    more = keep(store, knowledge, 0.1, {"f_breathless": "unknown"})
    fresh = entry(0.2, {"f_confusion": "no", "f_breathless": "no", "f_cold": "yes"})
    put = put_right(fresh, store.timeline(ACCESS))
    assert [one.supersedes for one in put] == [(lists.id,), (more.id,), ()]
    for one in put:
        check_in(store, knowledge, ACCESS, one)
    assert rules(store, knowledge) == []
    entries = store.timeline(ACCESS).entries
    said = {given.finding: given.value for one in entries for given in one.answers}
    assert said == {"f_confusion": "no", "f_heat": "yes", "f_breathless": "no", "f_cold": "yes"}
    # Sent again it changes nothing that can be seen.
    for one in put_right(fresh, store.timeline(ACCESS)):
        check_in(store, knowledge, ACCESS, one)
    assert len(store.timeline(ACCESS).entries) == len(entries)


def test_what_nobody_knows_is_asked_once_more_and_then_counts(
    store: Store, knowledge: Knowledge
) -> None:
    first = keep(store, knowledge, 0, {"f_calf_tender": "no", "f_swell_one": "unknown"})
    assert look_ahead(store, knowledge, ACCESS, first) == Ahead(Then.CLARIFY, ("f_swell_one",))
    again = entry(0.1, {"f_swell_one": "unknown"})
    for one in put_right(again, store.timeline(ACCESS)):
        check_in(store, knowledge, ACCESS, one)
    assert look_ahead(store, knowledge, ACCESS, first).then is not Then.CLARIFY
    assert rules(store, knowledge) == ["rf20_dvt"]


def test_the_questions_end_even_when_more_could_be_asked(
    store: Store, knowledge: Knowledge
) -> None:
    first = keep(store, knowledge, 0, {"f_falls": "yes-hurt"})
    assert look_ahead(store, knowledge, ACCESS, first).then is Then.ASK
    for screen in range(1, 5):
        keep(store, knowledge, screen / 60, {"f_evening": "yes"})
    assert look_ahead(store, knowledge, ACCESS, first) == Ahead(Then.DONE)


def test_what_is_shown_alone_ends_the_questions_but_for_its_own(
    store: Store, knowledge: Knowledge
) -> None:
    first = keep(store, knowledge, 0, {"f_low_mood": "yes"})
    ahead = look_ahead(store, knowledge, ACCESS, first)
    assert "f_suicidal" in ahead.questions
    keep(store, knowledge, 0.1, {"f_suicidal": "yes"})
    assert look_ahead(store, knowledge, ACCESS, first).then is Then.DONE
    assert gentle_questions(store, knowledge, ACCESS, first) == ("f_suicide_plan",)


def test_an_entry_without_answers_leads_to_nothing(store: Store, knowledge: Knowledge) -> None:
    said = entry(0, heaviness=4)
    check_in(store, knowledge, ACCESS, said)
    assert since(store, ACCESS, said) == ()
    assert look_ahead(store, knowledge, ACCESS, said) == Ahead(Then.DONE)
    assert gentle_questions(store, knowledge, ACCESS, said) == ()
    assert not says_too_little(store, knowledge, ACCESS, said)


def test_an_emergency_that_was_ticked_is_confirmed_once(store: Store, knowledge: Knowledge) -> None:
    first = keep(store, knowledge, 0, {"f_confusion": "yes"})
    assert look_ahead(store, knowledge, ACCESS, first) == Ahead(Then.CLARIFY, ("f_confusion",))
    assert rules(store, knowledge) == ["rf16_seizure_confusion"]
    for one in put_right(entry(0.1, {"f_confusion": "yes"}), store.timeline(ACCESS)):
        check_in(store, knowledge, ACCESS, one)
    assert look_ahead(store, knowledge, ACCESS, first) == Ahead(Then.DONE)
    assert EntryId("e0") not in {one.id for one in store.timeline(ACCESS).entries}
