"""Whatever is ticked in the list of what is so now, nothing ends calmly."""

import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.knowledge.ticks import TickList, no_of
from surefoot.model.codes import Urgency
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.reasoning.red_flags import ORDER
from surefoot.reasoning.safety import ticks_of
from surefoot.store.memory import MemoryStore
from surefoot.store.protocol import Store
from surefoot.usecases.check_in import check_in
from surefoot.usecases.red_flags import open_flags_of
from surefoot.usecases.something_new import (
    SaidOfList,
    Then,
    TickedList,
    answers_of_lists,
    look_ahead,
    since,
)
from tests.unit.reasoning.diaries import START, entry

ACCESS = Access(PersonId("anna"), ActorId("alice"))
KNOWLEDGE = load_knowledge()
NOW = tuple(tick.id for tick in ticks_of(KNOWLEDGE, TickList.NOW))

EMERGENCIES = {
    "tick_face_arm", "tick_confusion", "tick_breathless", "tick_chest_pain", "tick_cannot_go",
    "tick_saddle", "tick_hot_place",
}  # fmt: skip
# Denied in full words, what is left is for the next days.
WITHIN_DAYS = {"tick_woke", "tick_fell_hurt"}
# People with MS wait a day or two with these, where everything else is denied.
WITHIN_DAYS_IN_MS = WITHIN_DAYS | {"tick_leaking"}


# Questions without a "no", answered as an ordinary day with MS would.
USUAL = {"f_onset": "years", "f_side": "both-same"}


def denies(knowledge: Knowledge, finding: str) -> str:
    return no_of(knowledge.finding(finding)) or USUAL.get(finding, "unknown")


def tick_and_deny_the_rest(store: Store, knowledge: Knowledge, tick: str, ms: str) -> Urgency:
    """Tick one line, stay with it where it is asked once more, deny what comes after."""
    check_in(store, knowledge, ACCESS, entry(-24, {"f_ms": ms}))
    lists = {
        which: TickedList((tick,) if which is TickList.NOW else (), SaidOfList.THESE)
        for which in TickList
    }
    said = {given.finding: given.value for given in answers_of_lists(knowledge, lists)}
    first = entry(0, said)
    check_in(store, knowledge, ACCESS, first)
    for screen in range(1, 10):
        ahead = look_ahead(store, knowledge, ACCESS, first)
        if ahead.then is not Then.ASK:
            break
        answers = {name: denies(knowledge, name) for name in ahead.questions}
        check_in(store, knowledge, ACCESS, entry(screen / 60, answers))
    assert since(store, ACCESS, first)
    levels = [flag.alarm.level for flag in open_flags_of(store, knowledge, ACCESS)]
    assert levels, f"{tick} ended calmly"
    return min(levels, key=ORDER.index)


@pytest.mark.parametrize("tick", NOW)
@pytest.mark.parametrize("ms", ["yes", "no", "being-tested"])
def test_one_line_of_the_list_of_now_never_ends_calmly(
    knowledge: Knowledge, tick: str, ms: str
) -> None:
    store = MemoryStore()
    store.add_person(Person(ACCESS.owner, "Anna", "DE", START), ACCESS.actor)
    level = tick_and_deny_the_rest(store, knowledge, tick, ms)
    days = WITHIN_DAYS_IN_MS if ms == "yes" else WITHIN_DAYS
    if tick in EMERGENCIES:
        assert level is Urgency.EMERGENCY
    elif tick in days:
        assert level is Urgency.DAYS
    else:
        assert level is Urgency.SAME_DAY


@pytest.mark.parametrize(
    ("tick", "wanted"), [("tick_sudden", "f_cannot_do"), ("tick_woke", "f_woke_different")]
)
def test_a_leg_lost_in_seconds_is_asked_about_in_full_words(
    knowledge: Knowledge, tick: str, wanted: str
) -> None:
    store = MemoryStore()
    store.add_person(Person(ACCESS.owner, "Anna", "DE", START), ACCESS.actor)
    tick_and_deny_the_rest(store, knowledge, tick, "no")
    asked = {given.finding for one in store.timeline(ACCESS).entries for given in one.answers}
    assert wanted in asked
