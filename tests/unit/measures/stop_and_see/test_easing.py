"""When half of what walking brought has gone, by ratings whose answer is known by hand."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.stop_and_see.easing import measure_rest
from surefoot.model.codes import (
    AbsenceReason,
    DistanceSource,
    Leg,
    Measure,
    Posture,
    QualityCode,
)
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.measurement import Measurement, NotMeasured
from surefoot.model.people import ActorId
from surefoot.model.recording import RecordingId
from surefoot.model.rest import Rest, RestRating

KNOWLEDGE = load_knowledge()
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MINUTES = (0, 2, 5, 10)


def entry_of(before: int, after: tuple[int, ...], **said: object) -> Entry:
    ratings = tuple(
        RestRating(minute, Leg.LEFT, rating) for minute, rating in zip(MINUTES, after, strict=False)
    )
    fields: dict[str, object] = {"posture": Posture.STAND, "stopped": NOON, **said}
    rest = Rest(before=(LegRating(Leg.LEFT, before),), ratings=ratings, **fields)  # type: ignore[arg-type]
    return Entry(EntryId("e"), NOON, "UTC", NOON, ActorId("a"), rest=rest)


def easing(before: int, after: tuple[int, ...], **said: object) -> Measurement | NotMeasured:
    found = measure_rest(entry_of(before, after, **said), KNOWLEDGE)
    assert [one.measure for one in found] == [Measure.EASING_TIME]
    return found[0]


@pytest.mark.parametrize(
    ("before", "after", "minutes"),
    [
        # From 2 to 8, half is 5: reached half way between minute 2 (6) and minute 5 (4).
        (2, (8, 6, 4, 2), 3.5),
        # At once.
        (0, (8, 0, 0, 0), 1.0),
        # Just at the last rating.
        (2, (8, 8, 8, 5), 10.0),
        # It counts when it is first reached.
        (2, (8, 5, 6, 4), 2.0),
    ],
)
def test_easing_time_is_when_half_of_the_rise_has_gone(
    before: int, after: tuple[int, ...], minutes: float
) -> None:
    found = easing(before, after)
    assert isinstance(found, Measurement)
    assert found.value == pytest.approx(minutes)
    assert found.low <= found.value <= found.high
    assert found.low < found.high
    assert found.leg is Leg.LEFT


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (2, (8, 8, 8, 6), AbsenceReason.NOT_EASED),
        (2, (8, 8), AbsenceReason.NOT_EASED),
        (6, (8, 4, 2, 0), AbsenceReason.NOT_HEAVIER),
        (6, (3, 3, 3, 3), AbsenceReason.NOT_HEAVIER),
    ],
)
def test_what_did_not_ease_or_never_rose_has_no_time(
    before: int, after: tuple[int, ...], reason: AbsenceReason
) -> None:
    found = easing(before, after)
    assert isinstance(found, NotMeasured)
    assert found.reason is reason


def test_ratings_far_from_the_half_are_surer_than_ratings_near_it() -> None:
    clear, close = easing(0, (10, 0, 0, 0)), easing(4, (8, 7, 6, 5))
    assert isinstance(clear, Measurement)
    assert isinstance(close, Measurement)
    assert clear.high - clear.low < close.high - close.low


def test_nothing_is_said_before_the_rest_begins() -> None:
    assert measure_rest(entry_of(2, (), stopped=None), KNOWLEDGE) == ()
    assert measure_rest(entry_of(2, (8,)), KNOWLEDGE) == ()
    plain = Entry(EntryId("e"), NOON, "UTC", NOON, ActorId("a"), note="x")
    assert measure_rest(plain, KNOWLEDGE) == ()


def test_time_and_distance_are_what_the_person_says_unless_a_recording_tells() -> None:
    said = {"walked_s": 300.0, "walked_m": 250.0, "distance_source": DistanceSource.GPS}
    found = {m.measure: m for m in measure_rest(entry_of(2, (8, 4), **said), KNOWLEDGE)}
    distance = found[Measure.DISTANCE_UNTIL_HEAVY]
    assert isinstance(distance, Measurement)
    assert distance.low < 250.0 < distance.high
    assert distance.quality.reasons == (QualityCode.DISTANCE_BY_GPS,)
    assert Measure.TIME_UNTIL_HEAVY in found
    wheel = entry_of(2, (8, 4), walked_m=250.0, distance_source=DistanceSource.WHEEL)
    guess = entry_of(2, (8, 4), walked_m=250.0)
    sure, unsure = (measure_rest(said, KNOWLEDGE)[-1] for said in (wheel, guess))
    assert isinstance(sure, Measurement)
    assert isinstance(unsure, Measurement)
    assert sure.high - sure.low < unsure.high - unsure.low
    recorded = measure_rest(entry_of(2, (8, 4), recording=RecordingId("r"), **said), KNOWLEDGE)
    assert [one.measure for one in recorded] == [Measure.EASING_TIME]


def test_postures_are_series_of_their_own() -> None:
    made = {easing(2, (8, 2), posture=p).provenance.method for p in Posture}  # type: ignore[union-attr]
    assert len(made) == 3


@pytest.mark.parametrize("after", [(8, 5, 8, 8), (8, 5, 8, 9), (8, 2, 2, 6)])
def test_heaviness_that_comes_back_has_not_eased(after: tuple[int, ...]) -> None:
    found = easing(2, after)
    assert isinstance(found, NotMeasured)
    assert found.reason is AbsenceReason.NOT_EASED


@settings(max_examples=60, deadline=None)
@example(before=2, after=(8, 5, 8, 8))
@given(
    before=st.integers(0, 10),
    after=st.lists(st.integers(0, 10), min_size=2, max_size=4).map(tuple),
)
def test_any_ratings_give_a_time_within_them_or_a_reason(
    before: int, after: tuple[int, ...]
) -> None:
    found = easing(before, after)
    if isinstance(found, Measurement):
        assert 0 <= found.low <= found.value <= MINUTES[len(after) - 1]
        assert found.value <= found.high
    else:
        assert found.reason in (AbsenceReason.NOT_EASED, AbsenceReason.NOT_HEAVIER)
