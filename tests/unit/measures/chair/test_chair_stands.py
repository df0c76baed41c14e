"""A chair stand test gives count, time, time of a rise and slowing, or says why not."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.chair.facts import read_facts
from surefoot.measures.chair.measure import METHODS, measures_of
from surefoot.measures.chair.results import (
    Stands,
    chair_stand_time,
    rise_count,
    rise_slowing,
    rise_time,
    stands_within,
)
from surefoot.measures.chair.rises import Rise
from surefoot.measures.intervals import Estimate
from surefoot.measures.measure import measure
from surefoot.model.codec import decode, encode
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
from surefoot.simulate.chair import Chair, SimulatedChair, simulate_chair_stands
from surefoot.simulate.sensor import turn_matrices
from surefoot.simulate.settings import Sensor
from tests.unit.measures.walks import make, samples_of, turned

KNOWLEDGE = load_knowledge()
FACTS = read_facts(KNOWLEDGE)


def stood(
    chair: Chair, placement: Placement = Placement.LOWER_BACK, gyroscope: bool = True
) -> SimulatedChair:
    return simulate_chair_stands(chair, Sensor(placement=placement, gyroscope=gyroscope), 3)


def analysed(recording: Recording, **said: object) -> Analysis:
    capture = msgspec.structs.replace(recording.header.capture, **said)
    return measure(recording, capture, KNOWLEDGE)


def by_measure(analysis: Analysis) -> dict[Measure, Measurement]:
    return {m.measure: m for m in analysis.measurements}


def reasons(analysis: Analysis) -> dict[Measure, AbsenceReason]:
    return {n.measure: n.reason for n in analysis.not_measured}


def rises(*times: float) -> Stands:
    """Return rises of these lengths, a second apart."""
    starts = np.cumsum([0.0, *(time + 1.0 for time in times[:-1])])
    made = tuple(Rise(float(a), float(a) + t, True) for a, t in zip(starts, times, strict=True))
    return Stands(made, made[-1].end_s + 1.0)


def estimate(result: Estimate | AbsenceReason) -> Estimate:
    assert isinstance(result, Estimate)
    return result


@pytest.mark.parametrize("placement", [Placement.LOWER_BACK, Placement.BAG, Placement.POCKET])
def test_five_stands_are_counted_and_timed(placement: Placement) -> None:
    test = stood(Chair(rise_s=1.4, sit_s=1.4), placement)
    found = by_measure(analysed(test.recording))
    up = [move for move in test.moves if move.is_rise]
    total = up[-1].end_s - up[0].start_s
    assert found[Measure.RISE_COUNT].value == 5
    lasts = found[Measure.CHAIR_STAND_TIME]
    assert lasts.value == pytest.approx(total, abs=0.5)
    assert lasts.low <= total <= lasts.high
    assert found[Measure.RISE_TIME].low <= 1.4 <= found[Measure.RISE_TIME].high


def test_a_sixth_stand_is_not_part_of_five() -> None:
    five = by_measure(analysed(stood(Chair(stands=5)).recording))
    six = by_measure(analysed(stood(Chair(stands=6)).recording))
    assert six[Measure.RISE_COUNT].value == 5
    both = (found[Measure.CHAIR_STAND_TIME].value for found in (five, six))
    assert next(both) == pytest.approx(next(both), abs=0.1)


def test_three_stands_are_counted_but_not_timed_as_five() -> None:
    analysis = analysed(stood(Chair(stands=3)).recording)
    found = by_measure(analysis)
    assert found[Measure.RISE_COUNT].value == 3
    assert QualityCode.FEW_RISES in found[Measure.RISE_COUNT].quality.reasons
    assert reasons(analysis) == {
        Measure.CHAIR_STAND_TIME: AbsenceReason.TOO_FEW_RISES,
        Measure.RISE_SLOWING: AbsenceReason.TOO_FEW_RISES,
    }


def test_thirty_seconds_count_what_is_more_than_half_done() -> None:
    test = stood(Chair(rise_s=1.2, sit_s=1.2, stands=14, pause_s=0.2))
    analysis = analysed(test.recording, protocol=Protocol.CHAIR_STAND_30S)
    up = [move for move in test.moves if move.is_rise]
    true = sum((m.start_s + m.end_s) / 2 <= up[0].start_s + 30.0 for m in up)
    assert 0 < true < len(up)
    found = by_measure(analysis)
    assert found[Measure.RISE_COUNT].value == true
    assert set(found) == set(measures_of(Protocol.CHAIR_STAND_30S))


def test_a_recording_of_ten_seconds_is_no_test_of_thirty() -> None:
    analysis = analysed(stood(Chair(stands=2)).recording, protocol=Protocol.CHAIR_STAND_30S)
    assert set(reasons(analysis).values()) == {AbsenceReason.RECORDING_TOO_SHORT}


def test_slowing_is_found_and_steady_rises_are_not_slow() -> None:
    slower = stood(Chair(rise_s=1.4, sit_s=1.4, stands=8, slowing=0.6))
    found = by_measure(analysed(slower.recording, protocol=Protocol.CHAIR_STAND_5))
    assert found[Measure.RISE_SLOWING].value > 10.0
    steady = by_measure(analysed(stood(Chair()).recording))[Measure.RISE_SLOWING]
    assert steady.low <= 0.0 <= steady.high


def test_slowing_follows_the_line_through_all_rises() -> None:
    exact = estimate(rise_slowing(rises(1.0, 1.1, 1.2, 1.3, 1.4), FACTS))
    assert exact.value == pytest.approx(40.0)
    assert exact.high - exact.low == pytest.approx(0.0, abs=1e-6)
    loose = estimate(rise_slowing(rises(1.0, 1.3, 1.1, 1.5, 1.3), FACTS))
    assert loose.low < 0.0 < loose.high
    assert rise_slowing(rises(1.0, 1.1, 1.2), FACTS) is AbsenceReason.TOO_FEW_RISES


def test_numbers_from_known_rises() -> None:
    five = rises(1.0, 1.2, 1.4, 1.2, 3.0)
    assert estimate(chair_stand_time(five, FACTS)).value == pytest.approx(11.8)
    assert rise_time(five, FACTS).value == pytest.approx(1.2)
    assert rise_count(five, FACTS).low < 5.0 < rise_count(five, FACTS).high
    assert len(stands_within(five, 5.0).rises) == 3


def test_nobody_rises() -> None:
    times = np.arange(2000) / 100.0
    still = make(times, np.tile([9.81, 0.0, 0.0, 0.0, 0.0, 0.0], (len(times), 1)))
    said = {"placement": Placement.POCKET, "protocol": Protocol.CHAIR_STAND_5}
    analysis = analysed(still, **said)
    assert set(reasons(analysis)) == set(measures_of(Protocol.CHAIR_STAND_5))
    assert set(reasons(analysis).values()) == {AbsenceReason.NO_RISE_FOUND}


@pytest.mark.parametrize(
    ("placement", "reason"),
    [
        (Placement.UNKNOWN, AbsenceReason.PLACEMENT_UNKNOWN),
        (Placement.WRIST, AbsenceReason.PLACEMENT_UNSUITABLE),
        (Placement.SHOE, AbsenceReason.PLACEMENT_UNSUITABLE),
    ],
)
def test_where_it_cannot_be_measured(placement: Placement, reason: AbsenceReason) -> None:
    analysis = analysed(stood(Chair()).recording, placement=placement)
    assert set(reasons(analysis).values()) == {reason}
    assert analysis.methods[:1] == METHODS


def test_without_gyroscope_rises_are_counted_only() -> None:
    analysis = analysed(stood(Chair(), gyroscope=False).recording)
    assert by_measure(analysis)[Measure.RISE_COUNT].value == 5
    assert reasons(analysis)[Measure.CHAIR_STAND_TIME] is AbsenceReason.NO_GYROSCOPE


def test_two_seconds_are_too_short() -> None:
    times, values = samples_of(stood(Chair()).recording)
    short = make(times[:120], values[:120])
    said = {"placement": Placement.LOWER_BACK, "protocol": Protocol.CHAIR_STAND_5}
    assert set(reasons(analysed(short, **said)).values()) == {AbsenceReason.RECORDING_TOO_SHORT}


def test_segments_stand_in_order_and_the_analysis_survives_the_codec() -> None:
    recording = stood(Chair()).recording
    analysis = analysed(recording)
    kinds = [segment.kind for segment in analysis.segments]
    assert kinds == [SegmentKind.RISE, SegmentKind.SIT_DOWN] * 4 + [SegmentKind.RISE]
    assert decode(Analysis, encode(analysis)) == analysis
    assert encode(analysed(recording)) == encode(analysis)


@settings(max_examples=6, deadline=None)
@given(st.tuples(*[st.floats(-3.0, 3.0)] * 3), st.sampled_from([Placement.BAG, Placement.POCKET]))
def test_turning_the_phone_changes_nothing(
    angles: tuple[float, float, float], placement: Placement
) -> None:
    recording = stood(Chair(stands=5), placement).recording
    other = turned(recording, turn_matrices(np.array([angles]))[0])
    before, after = by_measure(analysed(recording)), by_measure(analysed(other))
    for which in (Measure.RISE_COUNT, Measure.CHAIR_STAND_TIME, Measure.RISE_TIME):
        assert after[which].value == pytest.approx(before[which].value, abs=0.05)
