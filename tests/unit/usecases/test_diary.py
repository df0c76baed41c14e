"""Check in, be warned, and see what is usual."""

from datetime import UTC, datetime, timedelta

import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import (
    Answer,
    Audience,
    Before,
    CouldNotWalk,
    DayEvent,
    Felt,
    Leg,
    Measure,
    Tier,
)
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.people import Access, ActorId
from surefoot.store.protocol import NotAllowed, Store
from surefoot.usecases.check_in import (
    alarms_of,
    asks_if_new,
    change_entry,
    check_in,
    delete_entry,
)
from surefoot.usecases.usual_ranges import FOLLOWED, heavier_than_usual, usual_ranges
from surefoot.usecases.write_report import write_report
from tests.unit.usecases.conftest import ACCESS

FIRST = datetime(2026, 3, 1, 18, tzinfo=UTC)


def entry_on(day: int, heaviness: int, **said: object) -> Entry:
    lived = FIRST + timedelta(days=day)
    ratings = tuple(LegRating(leg, heaviness) for leg in (Leg.LEFT, Leg.RIGHT))
    return Entry(
        EntryId(f"day-{day}"),
        lived,
        "Europe/Berlin",
        lived,
        ACCESS.actor,
        ratings=ratings,
        **said,  # type: ignore[arg-type]
    )


@pytest.fixture
def lived(store: Store, knowledge: Knowledge) -> Store:
    """A store with six weeks of much the same days."""
    for day in range(42):
        check_in(store, knowledge, ACCESS, entry_on(day, 3 + day % 2))
    return store


def test_a_check_in_is_kept(store: Store, knowledge: Knowledge) -> None:
    entry = entry_on(0, 4)
    assert check_in(store, knowledge, ACCESS, entry) == ()
    assert store.timeline(ACCESS).entries == (entry,)


def test_every_entry_is_looked_at_for_red_flags(store: Store, knowledge: Knowledge) -> None:
    frightening = entry_on(
        0, 9, could_not_walk=CouldNotWalk.LEGS, events=(DayEvent.GAVE_WAY,), is_new=Answer.YES
    )
    alarms = check_in(store, knowledge, ACCESS, frightening)
    assert alarms
    assert alarms == alarms_of(store, knowledge, ACCESS, frightening)


def test_a_correction_takes_the_place_and_is_looked_at_too(
    store: Store, knowledge: Knowledge
) -> None:
    check_in(store, knowledge, ACCESS, entry_on(0, 4))
    corrected = entry_on(1, 9, could_not_walk=CouldNotWalk.LEGS, is_new=Answer.YES)
    assert change_entry(store, knowledge, ACCESS, corrected, EntryId("day-0"))
    assert [e.id for e in store.timeline(ACCESS).entries] == ["day-1"]
    assert len(store.entry_history(ACCESS, EntryId("day-1"))) == 2
    delete_entry(store, ACCESS, EntryId("day-1"))
    assert store.timeline(ACCESS).entries == ()


def test_a_stranger_checks_nobody_in(store: Store, knowledge: Knowledge) -> None:
    with pytest.raises(NotAllowed):
        check_in(store, knowledge, Access(ACCESS.owner, ActorId("eve")), entry_on(0, 4))


def test_new_people_have_no_usual_range_yet(store: Store, knowledge: Knowledge) -> None:
    verdicts = usual_ranges(store, knowledge, ACCESS)
    assert [(v.measure, v.leg) for v in verdicts] == list(FOLLOWED)
    assert {v.answer for v in verdicts} == {Tier.CANNOT_SAY}


def test_usual_days_give_a_usual_range(lived: Store, knowledge: Knowledge) -> None:
    left = usual_ranges(lived, knowledge, ACCESS)[0]
    assert (left.measure, left.leg, left.answer) == (Measure.HEAVINESS, Leg.LEFT, Tier.SHOWN)
    assert left.usual is not None
    assert left.usual.low <= 3
    assert 4 <= left.usual.high < 8
    earlier = usual_ranges(lived, knowledge, ACCESS, before=FIRST + timedelta(days=1))
    assert earlier[0].answer is Tier.CANNOT_SAY


def test_heavier_than_usual_is_said_and_asked_about(lived: Store, knowledge: Knowledge) -> None:
    usual, heavy = entry_on(50, 4), entry_on(50, 10)
    assert not heavier_than_usual(lived, knowledge, ACCESS, usual)
    assert heavier_than_usual(lived, knowledge, ACCESS, heavy)
    assert asks_if_new(lived, knowledge, ACCESS, heavy)


@pytest.mark.parametrize(("heaviness", "heavier"), [(5, False), (6, True)])
def test_a_rise_by_the_fact_counts_before_there_is_a_usual_range(
    store: Store, knowledge: Knowledge, heaviness: int, heavier: bool
) -> None:
    assert not heavier_than_usual(store, knowledge, ACCESS, entry_on(0, 10))
    for day in range(3):
        check_in(store, knowledge, ACCESS, entry_on(day, 3))
    today = entry_on(3, heaviness)
    assert heavier_than_usual(store, knowledge, ACCESS, today) is heavier
    assert asks_if_new(store, knowledge, ACCESS, today) is heavier


def test_fever_on_a_day_of_much_heavier_legs_is_to_be_seen_today(
    lived: Store, knowledge: Knowledge
) -> None:
    raised = check_in(lived, knowledge, ACCESS, entry_on(50, 9, body_temperature_c=38.6))
    assert [alarm.rule for alarm in raised] == ["rf51_infection_and_worse"]
    assert check_in(lived, knowledge, ACCESS, entry_on(51, 4, body_temperature_c=38.6)) == ()


def test_a_usual_day_is_not_asked_about(lived: Store, knowledge: Knowledge) -> None:
    assert not asks_if_new(lived, knowledge, ACCESS, entry_on(50, 4, felt=(Felt.HEAVY,)))


@pytest.mark.parametrize(
    "said",
    [
        {"note": "my arm feels odd"},
        {"events": (DayEvent.FELL,)},
        {"could_not_walk": CouldNotWalk.OTHER},
        {"body_temperature_c": 37.0},
        {"before": (Before.FEVER,)},
    ],
)
def test_more_than_an_ordinary_day_is_asked_about(
    lived: Store, knowledge: Knowledge, said: dict[str, object]
) -> None:
    assert asks_if_new(lived, knowledge, ACCESS, entry_on(50, 4, **said))
    answered = entry_on(50, 4, is_new=Answer.NO, **said)
    assert not asks_if_new(lived, knowledge, ACCESS, answered)


def test_what_was_answered_is_not_asked_again(lived: Store, knowledge: Knowledge) -> None:
    for answer in Answer:
        assert not asks_if_new(lived, knowledge, ACCESS, entry_on(50, 10, is_new=answer))


@pytest.mark.parametrize("audience", list(Audience))
def test_a_report_is_of_the_person_and_for_its_reader(
    lived: Store, knowledge: Knowledge, audience: Audience
) -> None:
    report = write_report(lived, knowledge, ACCESS, audience, made=FIRST + timedelta(days=43))
    assert (report.person, report.audience) == ("Anna", audience)
    assert any(section.blocks for section in report.sections)
