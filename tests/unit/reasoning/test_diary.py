from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import (
    Answer,
    Before,
    BodyPart,
    CouldNotWalk,
    DayEvent,
    Felt,
    FindingOrigin,
    FindingState,
    Leg,
    Measure,
    Urgency,
)
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.people import ActorId
from surefoot.model.reasoning import Finding
from surefoot.model.score import Score
from surefoot.reasoning.diary import findings_from_entry
from surefoot.reasoning.red_flags import raise_alarms

RULES = load_knowledge().red_flags()
KNOWN = {fact.id: fact for fact in load_knowledge().findings()}
MORNING = datetime(2026, 7, 1, 8, tzinfo=UTC)


def entry(
    *,
    heaviness: tuple[int, int] = (4, 4),
    felt: tuple[Felt, ...] = (),
    before: tuple[Before, ...] = (),
    events: tuple[DayEvent, ...] = (),
    could_not_walk: CouldNotWalk | None = None,
    is_new: Answer | None = None,
    body_temperature_c: float | None = None,
    calves: tuple[float, ...] = (),
) -> Entry:
    legs = zip((Leg.LEFT, Leg.RIGHT), calves, strict=False)
    return Entry(
        id=EntryId("e1"),
        lived=MORNING,
        zone="Europe/Berlin",
        written=MORNING,
        author=ActorId("anna"),
        ratings=(LegRating(Leg.LEFT, heaviness[0]), LegRating(Leg.RIGHT, heaviness[1])),
        felt=felt,
        where=(BodyPart.THIGH,),
        before=before,
        events=events,
        could_not_walk=could_not_walk,
        is_new=is_new,
        body_temperature_c=body_temperature_c,
        scores=tuple(Score(Measure.CALF_GIRTH, girth, leg) for leg, girth in legs),
    )


def states(found: tuple[Finding, ...]) -> dict[str, FindingState]:
    return {finding.id: finding.state for finding in found}


def levels(of: Entry, heavier: bool = False) -> dict[str, Urgency]:
    raised = raise_alarms(findings_from_entry(of, heavier=heavier), RULES)
    return {alarm.rule: alarm.level for alarm in raised}


def test_findings_name_the_entry_and_where_they_come_from() -> None:
    (found,) = findings_from_entry(entry(before=(Before.HEAT,)))
    assert found == Finding(
        "f_heat", FindingState.PRESENT, FindingOrigin.REPORTED, "yes", (EntryId("e1"),)
    )


def test_every_finding_of_the_diary_is_a_known_question_and_answer() -> None:
    full = entry(
        felt=tuple(Felt),
        before=tuple(Before),
        events=tuple(DayEvent),
        could_not_walk=CouldNotWalk.LEGS,
        is_new=Answer.YES,
        body_temperature_c=40.2,
    )
    found = findings_from_entry(full, heavier=True)
    assert len(found) == len({finding.id for finding in found})
    for finding in found:
        assert finding.code is None or finding.code in KNOWN[finding.id].present_codes
        assert finding.id in KNOWN


TEMPERATURE_SAYS = ("f_fever", "f_temp_40", "f_very_cold", "f_temp_35")


@pytest.mark.parametrize(
    ("temperature", "says"),
    [
        (34.9, {"f_very_cold", "f_temp_35"}),
        (35.0, {"f_very_cold"}),
        (36.0, set()),
        (37.9, set()),
        (38.0, {"f_fever"}),
        (40.0, {"f_fever", "f_temp_40"}),
    ],
)
def test_measured_temperature_says_fever_and_cold(temperature: float, says: set[str]) -> None:
    found = states(findings_from_entry(entry(body_temperature_c=temperature)))
    assert set(found) == set(TEMPERATURE_SAYS)
    assert {name for name in found if found[name] is FindingState.PRESENT} == says


@pytest.mark.parametrize("temperature", [30.0, 34.9, 40.0, 41.5])
def test_very_hot_or_cold_alone_is_to_be_seen_today(temperature: float) -> None:
    raised = levels(entry(body_temperature_c=temperature))
    assert raised == {"rf53_very_hot_or_cold": Urgency.SAME_DAY}


@pytest.mark.parametrize("temperature", [35.0, 39.9])
def test_fever_or_cold_short_of_that_alone_is_no_alarm(temperature: float) -> None:
    assert levels(entry(body_temperature_c=temperature)) == {}


def test_fever_that_was_ticked_stands_against_a_normal_reading() -> None:
    found = states(findings_from_entry(entry(body_temperature_c=36.8, before=(Before.FEVER,))))
    assert found["f_fever"] is FindingState.PRESENT


def test_could_not_walk_for_another_reason_is_no_finding() -> None:
    assert findings_from_entry(entry(could_not_walk=CouldNotWalk.OTHER)) == ()


@pytest.mark.parametrize("is_new", [Answer.YES, Answer.UNKNOWN])
def test_newly_cannot_walk_is_to_be_seen_today(is_new: Answer) -> None:
    raised = levels(entry(could_not_walk=CouldNotWalk.LEGS, is_new=is_new))
    assert raised["rf50_new_cannot_walk"] is Urgency.SAME_DAY


def test_cannot_walk_as_on_other_bad_days_is_no_alarm() -> None:
    assert levels(entry(could_not_walk=CouldNotWalk.LEGS, is_new=Answer.NO)) == {}


@pytest.mark.parametrize("event", [DayEvent.GAVE_WAY, DayEvent.TOE_CAUGHT, DayEvent.FELL])
def test_new_event_is_for_the_next_days(event: DayEvent) -> None:
    raised = levels(entry(events=(event,), is_new=Answer.YES))
    assert raised["rf52_something_new"] is Urgency.DAYS
    assert set(raised.values()) == {Urgency.DAYS}
    assert levels(entry(events=(event,), is_new=Answer.NO)) == {}


def test_clearly_heavier_and_new_is_for_the_next_days() -> None:
    heavy = entry(heaviness=(9, 9), is_new=Answer.YES)
    assert levels(heavy, heavier=True) == {"rf52_something_new": Urgency.DAYS}
    assert levels(msgspec.structs.replace(heavy, is_new=Answer.NO), heavier=True) == {}


@pytest.mark.parametrize("sign", [Before.FEVER, Before.INFECTION])
def test_infection_with_newly_worse_legs_is_to_be_seen_today(sign: Before) -> None:
    raised = levels(entry(before=(sign,), is_new=Answer.YES))
    assert raised["rf51_infection_and_worse"] is Urgency.SAME_DAY
    assert levels(entry(before=(sign,), is_new=Answer.NO)) == {}


@pytest.mark.parametrize("is_new", [None, Answer.NO, Answer.UNKNOWN])
def test_infection_with_clearly_heavier_legs_needs_no_further_answer(
    is_new: Answer | None,
) -> None:
    raised = levels(entry(body_temperature_c=38.5, is_new=is_new), heavier=True)
    assert raised["rf51_infection_and_worse"] is Urgency.SAME_DAY


def test_whether_it_is_new_counts_when_not_known_but_not_when_skipped() -> None:
    for said in (
        entry(could_not_walk=CouldNotWalk.LEGS, is_new=Answer.UNKNOWN),
        entry(events=(DayEvent.GAVE_WAY,), is_new=Answer.UNKNOWN),
    ):
        assert "rf52_something_new" in levels(said)
        assert levels(msgspec.structs.replace(said, is_new=None)) == {}


def test_very_high_temperature_in_the_heat_is_an_emergency() -> None:
    raised = levels(entry(before=(Before.HEAT,), body_temperature_c=40.4))
    assert raised == {"rf14_heat_emergency": Urgency.EMERGENCY}


ORDINARY_BEFORE = [b for b in Before if b not in (Before.FEVER, Before.INFECTION)]
ORDINARY_DAYS = st.builds(
    entry,
    heaviness=st.tuples(st.integers(0, 10), st.integers(0, 10)),
    felt=st.lists(st.sampled_from(Felt), unique=True).map(tuple),
    before=st.lists(st.sampled_from(ORDINARY_BEFORE), unique=True).map(tuple),
    events=st.lists(st.sampled_from(DayEvent), unique=True).map(tuple),
    could_not_walk=st.sampled_from([None, *CouldNotWalk]),
    is_new=st.sampled_from([None, Answer.NO]),
    body_temperature_c=st.one_of(st.none(), st.floats(35.5, 37.9)),
)


@given(ORDINARY_DAYS, st.booleans())
def test_ordinary_day_with_ms_sets_off_no_alarm(day: Entry, heavier: bool) -> None:
    assert levels(day, heavier) == {}


@pytest.mark.parametrize(
    ("calves", "is_new", "state"),
    [
        ((40.0, 37.0), Answer.YES, FindingState.PRESENT),
        ((37.0, 40.1), Answer.YES, FindingState.PRESENT),
        ((40.0, 37.0), Answer.UNKNOWN, FindingState.UNKNOWN),
        ((40.0, 37.0), Answer.NO, FindingState.ABSENT),
        ((40.0, 37.0), None, None),
        ((39.9, 37.0), Answer.YES, None),
        ((40.0,), Answer.YES, None),
    ],
)
def test_calves_that_differ_are_a_finding_once_it_is_said_whether_that_is_new(
    calves: tuple[float, ...], is_new: Answer | None, state: FindingState | None
) -> None:
    found = states(findings_from_entry(entry(calves=calves, is_new=is_new)))
    assert found.get("f_swell_one") is state
