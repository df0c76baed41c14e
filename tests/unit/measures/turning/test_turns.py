"""Turns found in simulated walks with known turns, however the sensor is worn."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from surefoot.measures.turning.facts import read_turn_rules
from surefoot.measures.turning.measure import turns_of
from surefoot.measures.turning.results import median_estimate
from surefoot.measures.turning.turns import Turn
from surefoot.model.codes import (
    AbsenceReason,
    Measure,
    Placement,
    Protocol,
    QualityCode,
    SegmentKind,
)
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Recording
from surefoot.simulate.walk import Course, Gait, Sensor, SimulatedWalk
from tests.unit.measures.walks import make, samples_of, turned, walk

RULES = read_turn_rules(load_knowledge())
COURSE = Course(bouts=1, bout_s=60.0, rest_s=4.0, turns=5)


def to_and_fro(
    placement: Placement = Placement.LOWER_BACK, speed: float = 1.0, turns: int = 5
) -> SimulatedWalk:
    """Return a simulated walk with U-turns, by a phone whose gyroscope drifts."""
    course = msgspec.structs.replace(COURSE, turns=turns)
    sensor = Sensor(placement=placement, gyr_bias_dps=0.8, orientation_deg=(25.0, -15.0, 40.0))
    return walk(Gait(speed_mps=speed), course, sensor, seed=11)


def as_u_turn_test(recording: Recording, placement: Placement) -> Analysis:
    capture = msgspec.structs.replace(
        recording.header.capture, protocol=Protocol.U_TURN, placement=placement
    )
    return measure(recording, capture, load_knowledge())


def pairs(simulated: SimulatedWalk) -> list[tuple[Turn, float]]:
    """Return each found turn with the true angle of the one true turn it overlaps."""
    found = turns_of(simulated.recording, RULES)
    true = list(zip(simulated.truth.turns, simulated.truth.turn_angles_deg, strict=True))
    assert len(found) == len(true)
    return [
        (turn, next(a for t, a in true if t.start_s < turn.end_s and turn.start_s < t.end_s))
        for turn in found
    ]


@pytest.mark.parametrize("placement", [Placement.LOWER_BACK, Placement.POCKET, Placement.WRIST])
@pytest.mark.parametrize("speed", [0.3, 1.1])
def test_each_turn_is_found_once_with_its_angle_and_side(
    placement: Placement, speed: float
) -> None:
    for turn, angle in pairs(to_and_fro(placement, speed, turns=3)):
        assert turn.angle_deg == pytest.approx(angle, abs=8.0)


def test_a_straight_walk_has_no_turn_though_the_pelvis_swings() -> None:
    assert turns_of(to_and_fro(turns=0).recording, RULES) == ()


def test_a_bias_seen_while_standing_is_no_turning() -> None:
    simulated = to_and_fro(turns=1)
    times, values = samples_of(simulated.recording)
    drifting = values.copy()
    drifting[:, 3:] += np.radians([2.0, -2.0, 2.0])
    (plain,) = turns_of(simulated.recording, RULES)
    (biased,) = turns_of(make(times, drifting), RULES)
    assert biased.angle_deg == pytest.approx(plain.angle_deg, abs=2.0)


@given(angle=st.floats(-3.1, 3.1), axis=st.sampled_from([0, 1, 2]))
@settings(max_examples=5, deadline=None)
def test_turning_the_phone_in_the_pocket_changes_no_turn(angle: float, axis: int) -> None:
    recording = to_and_fro(turns=1).recording
    c, s = np.cos(angle), np.sin(angle)
    turn = np.roll(np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]]), (axis, axis), (0, 1))
    (before,) = turns_of(recording, RULES)
    (after,) = turns_of(turned(recording, turn), RULES)
    assert after.angle_deg == pytest.approx(before.angle_deg, abs=0.5)
    assert after.start_s == pytest.approx(before.start_s, abs=0.05)


def test_the_u_turn_test_gives_medians_with_intervals_that_hold_the_truth() -> None:
    simulated = to_and_fro()
    analysis = as_u_turn_test(simulated.recording, Placement.LOWER_BACK)
    found = {m.measure: m for m in analysis.measurements}
    assert found[Measure.TURN_COUNT].value == 5
    angle, speed = found[Measure.TURN_ANGLE], found[Measure.TURN_SPEED]
    true = float(np.median(np.abs(simulated.truth.turn_angles_deg)))
    times = float(np.median([t.end_s - t.start_s for t in simulated.truth.turns]))
    assert angle.low <= true <= angle.high
    assert speed.low <= true / times <= speed.high
    assert found[Measure.TURN_PEAK_SPEED].value > speed.value
    assert [s.angle_deg for s in analysis.segments] != [None] * 5
    assert analysis.not_measured == ()


def test_four_turns_are_too_few() -> None:
    analysis = as_u_turn_test(to_and_fro(turns=4).recording, Placement.LOWER_BACK)
    assert [m.measure for m in analysis.measurements] == [Measure.TURN_COUNT]
    assert {n.reason for n in analysis.not_measured} == {AbsenceReason.TOO_FEW_TURNS}
    assert QualityCode.FEW_TURNS in analysis.measurements[0].quality.reasons


@pytest.mark.parametrize(
    ("placement", "reason"),
    [
        (Placement.WRIST, AbsenceReason.PLACEMENT_UNSUITABLE),
        (Placement.HAND, AbsenceReason.NOT_VALIDATED),
        (Placement.UNKNOWN, AbsenceReason.PLACEMENT_UNKNOWN),
    ],
)
def test_where_no_angle_can_be_told_the_reason_is_said(
    placement: Placement, reason: AbsenceReason
) -> None:
    analysis = as_u_turn_test(to_and_fro().recording, placement)
    absent = {n.measure: n.reason for n in analysis.not_measured}
    assert absent == dict.fromkeys(
        (Measure.TURN_ANGLE, Measure.TURN_SPEED, Measure.TURN_PEAK_SPEED), reason
    )


def test_without_a_gyroscope_nothing_is_guessed() -> None:
    times, values = samples_of(to_and_fro().recording)
    analysis = as_u_turn_test(make(times, values[:, :3]), Placement.LOWER_BACK)
    assert analysis.measurements == ()
    assert {n.reason for n in analysis.not_measured} == {AbsenceReason.NO_GYROSCOPE}


def test_the_interval_of_a_median_grows_with_the_spread() -> None:
    narrow, wide = median_estimate([9, 10, 10, 10, 11], 1.0), median_estimate([2, 6, 10, 14, 18], 1)
    assert narrow.value == wide.value == 10.0
    assert narrow.high - narrow.low == pytest.approx(2 * 1.96, abs=0.01)
    assert wide.high > narrow.high + 1


def test_a_free_walk_with_enough_turns_tells_how_they_were_turned() -> None:
    simulated = to_and_fro(speed=0.8)
    capture = msgspec.structs.replace(simulated.recording.header.capture, protocol=Protocol.FREE)
    analysis = measure(simulated.recording, capture, load_knowledge())
    found = {m.measure: m.value for m in analysis.measurements if m.segment is None}
    assert found[Measure.TURN_COUNT] == 5
    assert found[Measure.TURN_SPEED] > 30
    assert Measure.TURN_ANGLE not in found
    angles = [s.angle_deg for s in analysis.segments if s.kind is SegmentKind.TURN]
    assert np.abs(np.array(angles, dtype=np.float64)) == pytest.approx(180.0, abs=15.0)


def test_a_free_walk_with_few_turns_misses_nothing() -> None:
    simulated = to_and_fro(turns=2)
    analysis = measure(simulated.recording, simulated.recording.header.capture, load_knowledge())
    said = {m.measure for m in analysis.measurements} | {n.measure for n in analysis.not_measured}
    assert not {m for m in said if m.startswith("turn")}
    assert len([s for s in analysis.segments if s.kind is SegmentKind.TURN]) == 2


@pytest.mark.parametrize("rate_hz", [50.0, 200.0])
def test_another_rate_and_stillness_at_the_end_change_no_turn(rate_hz: float) -> None:
    recording = to_and_fro(turns=2).recording
    times, channels = samples_of(recording)
    grid = np.arange(0.0, times[-1], 1.0 / rate_hz)
    again = np.column_stack([np.interp(grid, times, column) for column in channels.T])
    still = np.repeat(again[-1:], round(20 * rate_hz), axis=0)
    still[:, 3:] = 0.0
    longer = np.concatenate([again, still])
    before = turns_of(recording, RULES)
    after = turns_of(make(np.arange(len(longer)) / rate_hz, longer), RULES)
    assert len(after) == len(before) == 2
    for one, other in zip(before, after, strict=True):
        assert other.angle_deg == pytest.approx(one.angle_deg, abs=2.0)
        assert other.start_s == pytest.approx(one.start_s, abs=0.1)
