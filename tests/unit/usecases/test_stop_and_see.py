"""Ratings are kept as they are given; two tapping tests of a day are compared."""

from datetime import timedelta

import msgspec
import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.check import utc_now
from surefoot.model.codes import Answer, Leg, Measure, Placement, Posture, Protocol, Urgency
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.measurement import Measurement
from surefoot.model.recording import Recording, RecordingId
from surefoot.model.rest import Rest
from surefoot.model.score import Score
from surefoot.simulate.tapping import TappingSettings, Taps, simulate_tapping
from surefoot.store.protocol import Store
from surefoot.usecases.bring_in import bring_in
from surefoot.usecases.check_in import asks_if_new, change_entry, check_in
from surefoot.usecases.stop_and_see import (
    minute_meant,
    next_minute,
    rest_findings,
    rest_outcomes,
    unfinished,
    walks_to_rest_from,
    with_ratings,
)
from surefoot.usecases.tapping import asymmetry_beside
from tests.unit.usecases.conftest import ACCESS

NOW = utc_now()
BEFORE = (LegRating(Leg.LEFT, 2), LegRating(Leg.RIGHT, 3))


def entry(name: str, rest: Rest) -> Entry:
    return Entry(EntryId(name), NOW, "UTC", NOW, ACCESS.actor, rest=rest)


def rated(rest: Rest, minute: int, left: int, right: int) -> Rest:
    return with_ratings(rest, minute, (LegRating(Leg.LEFT, left), LegRating(Leg.RIGHT, right)), NOW)


def test_every_rating_is_kept_as_it_is_given(store: Store, knowledge: Knowledge) -> None:
    rest = Rest(Posture.STAND, BEFORE)
    check_in(store, knowledge, ACCESS, entry("e0", rest))
    for step, (minute, left) in enumerate([(0, 8), (2, 7), (5, 4), (10, 3)]):
        assert next_minute(rest) == minute
        assert unfinished(store, ACCESS, NOW - timedelta(hours=1)) == f"e{step}"
        rest = rated(rest, minute, left, left)
        change_entry(store, knowledge, ACCESS, entry(f"e{step + 1}", rest), EntryId(f"e{step}"))
        assert store.timeline(ACCESS).entries[-1].rest == rest
    assert next_minute(rest) is None
    assert unfinished(store, ACCESS, NOW - timedelta(hours=1)) is None
    assert len(store.timeline(ACCESS).entries) == 1
    assert len(store.entry_history(ACCESS, EntryId("e4"))) == 5
    assert {finding.id for finding in rest_findings(store, knowledge, ACCESS)} == {"f_rest_relief"}


@pytest.mark.parametrize(
    ("after", "asked", "minute"),
    [
        (0.0, 2, 0.1),
        (1.2, 2, 2.0),
        (2.9, 2, 2.0),
        (3.5, 2, 3.5),
        (4.6, 5, 5.0),
        (11.0, 10, 10.0),
        (30.04, 10, 30.0),
    ],
)
def test_a_late_rating_counts_for_when_it_was_given(
    after: float, asked: int, minute: float
) -> None:
    rest = rated(Rest(Posture.STAND, BEFORE), 0, 8, 8)
    now = NOW + timedelta(minutes=after)
    assert next_minute(rest, now) == asked
    assert minute_meant(rest, asked, now) == minute


def test_a_second_rating_of_a_minute_takes_the_place_of_the_first() -> None:
    rest = rated(rated(Rest(Posture.SIT, BEFORE), 0, 8, 8), 2, 7, 7)
    again = rated(rest, 0, 9, 9)
    assert [r.heaviness for r in again.course_of(Leg.LEFT)] == [9, 7]
    assert again.stopped == rest.stopped


def test_a_rest_takes_time_and_distance_from_its_recording(
    store: Store, knowledge: Knowledge, walk: Recording
) -> None:
    capture = msgspec.structs.replace(walk.header.capture, protocol=Protocol.STOP_AND_SEE)
    bring_in(store, knowledge, ACCESS, walk, capture)
    assert [found.recording for found in walks_to_rest_from(store, ACCESS)] == [walk.id]
    rest = rated(Rest(Posture.STAND, BEFORE, recording=walk.id), 0, 8, 8)
    check_in(store, knowledge, ACCESS, entry("e", rest))
    assert walks_to_rest_from(store, ACCESS) == ()
    found = rest_outcomes(store, knowledge, ACCESS, entry("e", rest))
    measured = {m.measure for m in found if isinstance(m, Measurement)}
    assert measured == {Measure.TIME_UNTIL_HEAVY, Measure.DISTANCE_UNTIL_HEAVY}
    gone = msgspec.structs.replace(rest, recording=RecordingId("0" * 64))
    assert rest_outcomes(store, knowledge, ACCESS, entry("e", gone)) == ()


def test_a_swollen_calf_asks_whether_it_is_new_and_then_alarms(
    store: Store, knowledge: Knowledge
) -> None:
    scores = (Score(Measure.CALF_GIRTH, 41.0, Leg.LEFT), Score(Measure.CALF_GIRTH, 37.0, Leg.RIGHT))
    swollen = Entry(EntryId("c"), NOW, "UTC", NOW, ACCESS.actor, scores=scores)
    assert check_in(store, knowledge, ACCESS, swollen) == ()
    assert asks_if_new(store, knowledge, ACCESS, swollen)
    new = msgspec.structs.replace(swollen, id=EntryId("d"), is_new=Answer.YES)
    alarms = change_entry(store, knowledge, ACCESS, new, EntryId("c"))
    assert [(alarm.rule, alarm.level) for alarm in alarms] == [("rf20_dvt", Urgency.SAME_DAY)]


def tapped(store: Store, knowledge: Knowledge, leg: Leg, rate: float, day: int = 0) -> RecordingId:
    settings = TappingSettings(taps=Taps(rate_hz=rate, leg=leg))
    later = msgspec.structs.replace(settings, start=settings.start + timedelta(days=day))
    recording = simulate_tapping(later, 11 + day).recording
    bring_in(store, knowledge, ACCESS, recording, recording.header.capture)
    return recording.id


def test_left_is_compared_with_right_of_the_same_day(store: Store, knowledge: Knowledge) -> None:
    left = tapped(store, knowledge, Leg.LEFT, 4.0)
    assert asymmetry_beside(store, ACCESS, left) is None
    tapped(store, knowledge, Leg.RIGHT, 3.0, day=1)
    assert asymmetry_beside(store, ACCESS, left) is None
    right = tapped(store, knowledge, Leg.RIGHT, 3.0)
    one, other = (asymmetry_beside(store, ACCESS, foot) for foot in (left, right))
    assert one is not None
    assert one == other
    assert one.value == pytest.approx(100 / 3.5, abs=5)


def test_feet_with_the_phone_in_other_places_are_not_compared(
    store: Store, knowledge: Knowledge
) -> None:
    left = tapped(store, knowledge, Leg.LEFT, 4.0)
    settings = TappingSettings(taps=Taps(leg=Leg.RIGHT), placement=Placement.THIGH)
    recording = simulate_tapping(settings, 12).recording
    bring_in(store, knowledge, ACCESS, recording, recording.header.capture)
    assert asymmetry_beside(store, ACCESS, left) is None
