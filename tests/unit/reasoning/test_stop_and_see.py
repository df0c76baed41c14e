"""What helps after a walk becomes a finding only where it is clear."""

from datetime import UTC, datetime, timedelta

import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import FindingState, Leg, Posture
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.people import ActorId
from surefoot.model.reasoning import Finding
from surefoot.model.rest import Rest, RestRating
from surefoot.reasoning.stop_and_see import SITTING, STANDING, findings_from_rests

KNOWLEDGE = load_knowledge()
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HELPS, STAYS, SOMEWHAT = (8, 6, 4, 3), (8, 8, 8, 7), (8, 7, 7, 6)


def rest_entry(
    posture: Posture, left: tuple[int, ...], right: tuple[int, ...] = (), day: int = 0
) -> Entry:
    legs = {Leg.LEFT: left, Leg.RIGHT: right}
    ratings = [
        RestRating(minute, leg, said)
        for place, minute in enumerate((0, 2, 5, 10))
        for leg, after in legs.items()
        for said in after[place : place + 1]
    ]
    before = tuple(LegRating(leg, 2) for leg, after in legs.items() if after)
    lived = NOON + timedelta(days=day)
    rest = Rest(posture, before, lived, tuple(ratings))
    return Entry(EntryId(f"{posture}-{day}"), lived, "UTC", lived, ActorId("a"), rest=rest)


def states(*entries: Entry) -> dict[str, FindingState]:
    return {f.id: f.state for f in findings_from_rests(entries, KNOWLEDGE)}


@pytest.mark.parametrize(
    ("after", "state"),
    [
        (HELPS, FindingState.PRESENT),
        (STAYS, FindingState.ABSENT),
        (SOMEWHAT, FindingState.UNKNOWN),
        # It did not help so far, but nobody waited.
        ((8, 8, 8), FindingState.UNKNOWN),
        ((8,), FindingState.UNKNOWN),
    ],
)
def test_standing_helps_or_does_not_or_is_open(after: tuple[int, ...], state: FindingState) -> None:
    assert states(rest_entry(Posture.STAND, after)) == {STANDING: state}


def test_legs_that_differ_leave_it_open() -> None:
    assert states(rest_entry(Posture.STAND, HELPS, STAYS)) == {STANDING: FindingState.UNKNOWN}
    assert states(rest_entry(Posture.STAND, HELPS, HELPS)) == {STANDING: FindingState.PRESENT}


def test_a_walk_that_brought_little_says_nothing() -> None:
    assert states(rest_entry(Posture.STAND, (4, 2, 2, 2))) == {}
    # One leg did not get heavy: the other one decides.
    assert states(rest_entry(Posture.STAND, (4, 2, 2, 2), STAYS)) == {STANDING: FindingState.ABSENT}


@pytest.mark.parametrize("posture", [Posture.SIT, Posture.BEND])
def test_sitting_speaks_for_the_back_only_where_standing_did_not_help(posture: Posture) -> None:
    sits = rest_entry(posture, HELPS)
    assert states(sits)[SITTING] is FindingState.UNKNOWN
    stands = rest_entry(Posture.STAND, HELPS, day=1)
    assert states(sits, stands)[SITTING] is FindingState.UNKNOWN
    worse = rest_entry(Posture.STAND, STAYS, day=1)
    assert states(sits, worse) == {
        STANDING: FindingState.ABSENT,
        SITTING: FindingState.PRESENT,
    }
    assert states(rest_entry(posture, STAYS), stands)[SITTING] is FindingState.ABSENT


def test_the_newest_rest_that_could_show_something_counts() -> None:
    old, new = rest_entry(Posture.STAND, HELPS), rest_entry(Posture.STAND, STAYS, day=1)
    flat = rest_entry(Posture.STAND, (3, 3, 3, 3), day=2)
    assert states(flat, old, new)[STANDING] is FindingState.ABSENT


def test_findings_name_their_entries_and_exist() -> None:
    entries = rest_entry(Posture.SIT, HELPS), rest_entry(Posture.STAND, STAYS, day=1)
    found: dict[str, Finding] = {f.id: f for f in findings_from_rests(entries, KNOWLEDGE)}
    assert set(found[SITTING].sources) == {entry.id for entry in entries}
    for finding in found.values():
        codes = {answer.code for answer in KNOWLEDGE.finding(finding.id).answers}
        assert finding.code is None or finding.code in codes
