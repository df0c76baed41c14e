"""Whole days: what a person did on each, as far as the sensor was worn."""

from datetime import UTC, datetime

import msgspec
import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.daily.amounts import Judge, mean_results
from surefoot.measures.daily.epochs import EPOCH_S, read_epochs
from surefoot.measures.daily.facts import read_daily_facts
from surefoot.measures.daily.local_days import local_days
from surefoot.measures.daily.look import Seen
from surefoot.measures.daily.wear import worn_epochs
from surefoot.measures.intervals import Estimate
from surefoot.measures.measure import measure, methods_for
from surefoot.measures.walking.facts import read_facts
from surefoot.measures.walking.placement import what_can_be_measured
from surefoot.measures.walking.walk import Bout
from surefoot.model.codec import encode
from surefoot.model.codes import (
    AbsenceReason,
    Measure,
    Placement,
    Protocol,
    QualityCode,
    SegmentKind,
)
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.recording import Recording
from tests.unit.measures.daily.days import HOUR_S, MIDNIGHT, Plan, make_days, one_walk

FACTS = load_knowledge()
#: Worn from midnight to 20 h, then on the table until 4 h; ten walks in the day, one in the night.
WALKS = tuple(8 * HOUR_S + i * 1800.0 for i in range(10))
ONE_DAY = Plan(26, (*WALKS, 25.5 * HOUR_S), unworn=((20 * HOUR_S, 25 * HOUR_S),))


def analyse(recording: Recording) -> Analysis:
    return measure(recording, recording.header.capture, FACTS)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(make_days(ONE_DAY))


def days_of(analysis: Analysis) -> list[int]:
    return [i for i, s in enumerate(analysis.segments) if s.kind is SegmentKind.DAY]


def numbers(analysis: Analysis, segment: int | None) -> dict[Measure, Measurement]:
    return {m.measure: m for m in analysis.measurements if m.segment == segment}


def why_not(analysis: Analysis, segment: int | None) -> dict[Measure, AbsenceReason]:
    return {m.measure: m.reason for m in analysis.not_measured if m.segment == segment}


def test_a_day_of_known_walks(analysis: Analysis) -> None:
    _, lasts, steps = one_walk(ONE_DAY)
    first = numbers(analysis, days_of(analysis)[0])
    assert first[Measure.DAILY_BOUTS].value == 10
    assert first[Measure.DAILY_STEPS].value == pytest.approx(10 * steps, abs=10)
    assert first[Measure.DAILY_WALKING_TIME].value == pytest.approx(10 * lasts / 60, rel=0.05)
    assert first[Measure.LONGEST_BOUT].value == pytest.approx(lasts, abs=2.0)
    assert first[Measure.SPEED_BOUTS_OVER_30S].value == pytest.approx(1.1, abs=0.2)
    for one in first.values():
        assert one.when == MIDNIGHT


def test_what_lies_on_a_table_is_not_worn(analysis: Analysis) -> None:
    unworn = [s for s in analysis.segments if s.kind is SegmentKind.NOT_WORN]
    assert len(unworn) == 1
    assert unworn[0].start_s == pytest.approx(20 * HOUR_S, abs=120)
    assert unworn[0].end_s == pytest.approx(25 * HOUR_S, abs=120)
    first, second = (numbers(analysis, day)[Measure.WEAR_TIME] for day in days_of(analysis))
    assert first.value == pytest.approx(20.0, abs=0.1)
    assert second.value == pytest.approx(1.0, abs=0.1)


def test_nobody_wears_a_sensor_for_longer_than_it_records() -> None:
    recording = make_days(Plan(1.1, (600.0,)))
    worn = numbers(analyse(recording), None)[Measure.WEAR_TIME]
    assert worn.low < worn.value <= worn.high
    assert worn.high <= 1.1 + 2 * EPOCH_S / HOUR_S


def test_a_day_hardly_worn_has_no_totals(analysis: Analysis) -> None:
    second = days_of(analysis)[1]
    assert why_not(analysis, second)[Measure.DAILY_STEPS] is AbsenceReason.NOT_WORN_ENOUGH
    speed = numbers(analysis, second)[Measure.SPEED_BOUTS_OVER_10S]
    assert QualityCode.NOT_WORN_ENOUGH in speed.quality.reasons


def test_fewer_days_than_a_week_needs_are_said(analysis: Analysis) -> None:
    whole = numbers(analysis, None)[Measure.DAILY_STEPS]
    assert whole.value == numbers(analysis, days_of(analysis)[0])[Measure.DAILY_STEPS].value
    assert QualityCode.NOT_WORN_ENOUGH in whole.quality.reasons


def test_days_carry_no_contacts_of_their_own(analysis: Analysis) -> None:
    assert analysis.initial_contacts == ()
    assert analysis.strides == ()
    assert len(encode(analysis)) < 100_000
    assert analysis.methods == methods_for(Protocol.DAILY)


def test_nobody_can_tell_standing_from_sitting_at_the_back(analysis: Analysis) -> None:
    missing = why_not(analysis, days_of(analysis)[0])
    assert missing[Measure.DAILY_STANDING_TIME] is AbsenceReason.PLACEMENT_UNSUITABLE


def test_a_thigh_tells_standing_from_sitting() -> None:
    sitting = ((0.0, 8 * HOUR_S), (9 * HOUR_S, 13 * HOUR_S))
    plan = Plan(14, (8.5 * HOUR_S,), lying=sitting, placement=Placement.POCKET)
    analysis = analyse(make_days(plan))
    day = numbers(analysis, days_of(analysis)[0])
    assert day[Measure.DAILY_STANDING_TIME].value == pytest.approx(120.0, abs=3.0)
    missing = why_not(analysis, days_of(analysis)[0])
    assert missing[Measure.DAILY_RISES] is AbsenceReason.PLACEMENT_UNSUITABLE
    assert missing[Measure.SPEED_BOUTS_OVER_10S] is AbsenceReason.NOT_VALIDATED


def test_short_walks_do_not_count_as_long_ones() -> None:
    analysis = analyse(make_days(Plan(1.1, (600.0, 1200.0), walk_s=15.0)))
    found, missing = numbers(analysis, None), why_not(analysis, None)
    assert Measure.SPEED_BOUTS_OVER_10S in found
    assert missing[Measure.SPEED_BOUTS_OVER_30S] is AbsenceReason.NO_WALKING_FOUND


def test_a_day_without_walking_says_so() -> None:
    analysis = analyse(make_days(Plan(13)))
    day = days_of(analysis)[0]
    assert numbers(analysis, day)[Measure.DAILY_STEPS].value == 0
    assert why_not(analysis, day)[Measure.LONGEST_BOUT] is AbsenceReason.NO_WALKING_FOUND


def test_away_from_the_pelvis_a_day_without_a_walk_is_no_day_of_no_steps() -> None:
    recording = make_days(Plan(13))
    pocket = msgspec.structs.replace(
        recording.header.capture, placement=Placement.POCKET, protocol=Protocol.DAILY
    )
    analysis = measure(recording, pocket, FACTS)
    day = days_of(analysis)[0]
    for one in (Measure.DAILY_STEPS, Measure.DAILY_BOUTS, Measure.DAILY_WALKING_TIME):
        assert why_not(analysis, day)[one] is AbsenceReason.NO_WALKING_FOUND


@pytest.mark.parametrize(("hours", "days"), [(1.1, True), (0.4, False)])
def test_a_long_free_recording_is_daily_life(hours: float, days: bool) -> None:
    recording = make_days(Plan(hours, (600.0,)))
    capture = msgspec.structs.replace(recording.header.capture, protocol=Protocol.FREE)
    analysis = measure(recording, capture, FACTS)
    assert bool(days_of(analysis)) is days
    assert bool(analysis.strides) is not days
    assert analysis.methods == methods_for(Protocol.FREE)


def lasting(hours: float, start: datetime, zone: str) -> Recording:
    """Return a recording whose header says how long it is."""
    short = make_days(Plan(0.1), start, zone)
    base = msgspec.structs.replace(short.header.time_base, duration_s=hours * HOUR_S)
    header = msgspec.structs.replace(short.header, time_base=base)
    return Recording(short.id, header, short.samples)


@pytest.mark.parametrize(
    ("start", "zone", "midnights_h"),
    [
        (datetime(2026, 6, 1, 20, 0, tzinfo=UTC), "Europe/Berlin", [2.0, 26.0]),
        (datetime(2026, 6, 1, 20, 0, tzinfo=UTC), "UTC", [4.0, 28.0]),
        # The clocks go back on 25 October: that day has 25 hours.
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), "Europe/Berlin", [25.0]),
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), "Europe/Berlin", [23.0]),
        (datetime(2026, 6, 1, 20, 0, tzinfo=UTC), "Nowhere/Atall", [4.0, 28.0]),
    ],
)
def test_days_end_at_local_midnight(start: datetime, zone: str, midnights_h: list[float]) -> None:
    recording = lasting(30.0, start, zone)
    days = local_days(recording, recording.header.capture)
    assert [day.end_s / HOUR_S for day in days[:-1]] == midnights_h
    assert days[0].start_s == 0.0
    assert days[-1].end_s == recording.header.time_base.duration_s


def test_what_the_person_says_of_the_start_moves_the_days() -> None:
    recording = lasting(30.0, MIDNIGHT, "Europe/Berlin")
    said = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    capture = msgspec.structs.replace(recording.header.capture, started=said)
    assert local_days(recording, capture)[0].end_s == 10 * HOUR_S


def test_a_knock_on_the_table_is_not_wearing() -> None:
    recording = make_days(Plan(4, unworn=((HOUR_S, 3 * HOUR_S),)))
    epochs = read_epochs(recording)
    epochs.square[1440] += 5.0 * epochs.count[1440]
    worn = worn_epochs(epochs)
    assert worn[:700].all()
    assert not worn[740:2140].any()
    assert worn[2180:].all()


def test_epochs_hold_every_second() -> None:
    recording = make_days(Plan(0.5, (600.0,)))
    epochs = read_epochs(recording)
    assert len(epochs.count) == 0.5 * HOUR_S / EPOCH_S
    np.testing.assert_allclose(np.linalg.norm(epochs.mean(), axis=1), 9.81, atol=1.5)


def day_of(steps: int, hours: float) -> Seen:
    """Return a day with one bout of so many steps, worn for so many hours."""
    times = np.arange(steps, dtype=np.float64) * 0.5
    bout = Bout(times, (), (), (), 0.9)
    worn = np.arange(round(24 * HOUR_S / EPOCH_S)) < hours * HOUR_S / EPOCH_S
    return Seen((bout,), (), worn, None)


def test_a_usual_day_is_the_mean_of_days_worn_long_enough() -> None:
    recording = make_days(Plan(0.1))
    walking = read_facts(FACTS)
    can = what_can_be_measured(recording, recording.header.capture, walking.sensor_height_share)
    judge = Judge(can, walking.error, read_daily_facts(FACTS))
    days = [day_of(1000, 14), day_of(2000, 13), day_of(3000, 24), day_of(9000, 3)]
    steps = {done.measure: done.result for done in mean_results(days, judge)}[Measure.DAILY_STEPS]
    assert isinstance(steps, Estimate)
    assert steps.value == 2000
    # Three days that differ by a thousand steps say little about the usual one.
    assert steps.low < 500
    assert steps.high > 3500
