"""Sway of simulated stances with a known lean, by a research sensor and by a phone that rounds."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.balance.phone import ACCELERATION_MEASURES, ANGLE_MEASURES
from surefoot.measures.measure import measure
from surefoot.model.codes import (
    AbsenceReason,
    Leg,
    Measure,
    Placement,
    QualityCode,
    SegmentKind,
    Stance,
)
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Recording
from surefoot.simulate.settings import RESEARCH_SENSOR, Sensor
from surefoot.simulate.sway import SimulatedStance, Standing, simulate_stance
from tests.unit.measures.walks import make, samples_of, turned

PHONE = Sensor(placement=Placement.BELT_FRONT)
SIDED = {m for m in ANGLE_MEASURES + ACCELERATION_MEASURES if m.endswith(("_ml", "_ap"))}


def analyse(recording: Recording, **said: object) -> Analysis:
    capture = msgspec.structs.replace(recording.header.capture, **said)
    return measure(recording, capture, load_knowledge())


def values(analysis: Analysis) -> dict[Measure, float]:
    return {m.measure: m.value for m in analysis.measurements}


def true_rms(simulated: SimulatedStance, analysis: Analysis) -> tuple[float, float]:
    stance = analysis.segments[0]
    inside = (simulated.times >= stance.start_s + 1) & (simulated.times < stance.end_s - 1)
    side, front = simulated.lean_deg[inside].std(axis=0)
    return float(side), float(front)


@pytest.mark.parametrize("sensor", [RESEARCH_SENSOR, PHONE])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_angle_is_that_of_the_body_whatever_the_phone_rounds(sensor: Sensor, seed: int) -> None:
    simulated = simulate_stance(Standing(sensor=sensor, handling_s=3.0), seed)
    analysis = analyse(simulated.recording)
    found = {m.measure: m for m in analysis.measurements}
    for measure_id, true in zip(
        (Measure.SWAY_ANGLE_RMS_ML, Measure.SWAY_ANGLE_RMS_AP),
        true_rms(simulated, analysis),
        strict=True,
    ):
        assert found[measure_id].value == pytest.approx(true, rel=0.35)
        assert found[measure_id].low <= true <= found[measure_id].high


def test_twice_the_sway_is_measured_as_twice() -> None:
    small = Standing(rms_ml_deg=0.3, rms_ap_deg=0.4)
    large = Standing(rms_ml_deg=0.6, rms_ap_deg=0.8)
    a, b = (values(analyse(simulate_stance(s, 4).recording)) for s in (small, large))
    for one in (Measure.SWAY_ANGLE_RMS_ML, Measure.SWAY_ANGLE_VELOCITY, Measure.SWAY_ACC_RMS_AP):
        assert b[one] == pytest.approx(2.0 * a[one], rel=0.05)
    for one in (Measure.SWAY_ANGLE_AREA, Measure.SWAY_ACC_AREA):
        assert b[one] == pytest.approx(4.0 * a[one], rel=0.1)


def test_rounded_acceleration_gives_no_sway_but_the_angle_does() -> None:
    analysis = analyse(simulate_stance(Standing(sensor=PHONE), 5).recording)
    absent = {n.measure: n.reason for n in analysis.not_measured}
    assert absent == dict.fromkeys(ACCELERATION_MEASURES, AbsenceReason.QUALITY_TOO_LOW)
    assert QualityCode.ROUNDED in analysis.segments[0].quality.reasons


def test_handling_of_the_phone_is_no_sway() -> None:
    simulated = simulate_stance(Standing(duration_s=30.0, handling_s=4.0), 6)
    analysis = analyse(simulated.recording)
    stance = analysis.segments[0]
    assert stance.kind is SegmentKind.STANCE
    assert stance.start_s == pytest.approx(4.0, abs=0.6)
    assert stance.end_s == pytest.approx(34.0, abs=0.6)
    assert QualityCode.STANCE_BROKEN not in stance.quality.reasons
    standing = (simulated.times > 5.0) & (simulated.times < 33.0)
    way = np.linalg.norm(np.diff(simulated.lean_deg[standing], axis=0), axis=1).sum()
    assert values(analysis)[Measure.SWAY_ANGLE_VELOCITY] == pytest.approx(way / 28.0, rel=0.1)


def test_a_foot_put_down_ends_the_stance() -> None:
    standing = Standing(stance=Stance.SINGLE_LEG, broken_s=12.0, handling_s=3.0)
    analysis = analyse(simulate_stance(standing, 7).recording, leg=Leg.RIGHT)
    (time,) = (m for m in analysis.measurements if m.measure is Measure.STANCE_TIME)
    assert time.low <= 12.0 <= time.high
    assert time.leg is Leg.RIGHT
    assert QualityCode.STANCE_BROKEN in time.quality.reasons


def test_a_stance_of_six_seconds_has_a_time_but_no_sway() -> None:
    analysis = analyse(simulate_stance(Standing(duration_s=6.0, handling_s=3.0), 8).recording)
    assert list(values(analysis)) == [Measure.STANCE_TIME]
    assert {n.reason for n in analysis.not_measured} == {AbsenceReason.RECORDING_TOO_SHORT}


def test_a_phone_on_the_table_is_nobody_standing() -> None:
    quiet = Sensor(placement=Placement.BELT_FRONT, acc_noise=0.003, gyr_noise_dps=0.03)
    lying = Standing(rms_ml_deg=0.0, rms_ap_deg=0.0, sensor=quiet)
    analysis = analyse(simulate_stance(lying, 9).recording)
    assert analysis.measurements == ()
    assert {n.reason for n in analysis.not_measured} == {AbsenceReason.NO_STANCE_FOUND}


@pytest.mark.parametrize(
    ("placement", "reason"),
    [
        (Placement.UNKNOWN, AbsenceReason.PLACEMENT_UNKNOWN),
        (Placement.POCKET, AbsenceReason.PLACEMENT_UNSUITABLE),
    ],
)
def test_where_side_and_front_cannot_be_told_only_the_rest_is_given(
    placement: Placement, reason: AbsenceReason
) -> None:
    recording = simulate_stance(Standing(), 10).recording
    analysis = analyse(recording, placement=placement)
    assert {n.measure: n.reason for n in analysis.not_measured} == dict.fromkeys(SIDED, reason)
    assert values(analysis)[Measure.SWAY_ANGLE_AREA] > 0


def test_a_phone_lying_flat_at_the_belt_has_no_front() -> None:
    face_up = Sensor(placement=Placement.BELT_FRONT, orientation_deg=(90.0, 0.0, 0.0), acc_step=0.0)
    analysis = analyse(simulate_stance(Standing(sensor=face_up), 10).recording)
    assert {n.measure for n in analysis.not_measured} == SIDED


def test_on_the_wrist_only_the_time_is_known() -> None:
    analysis = analyse(simulate_stance(Standing(), 10).recording, placement=Placement.WRIST)
    assert list(values(analysis)) == [Measure.STANCE_TIME]


def test_without_a_gyroscope_acceleration_is_left() -> None:
    recording = simulate_stance(Standing(), 11).recording
    times, channels = samples_of(recording)
    analysis = analyse(make(times, channels[:, :3], recording.header.capture))
    assert {n.reason for n in analysis.not_measured} == {AbsenceReason.NO_GYROSCOPE}
    assert values(analysis)[Measure.SWAY_ACC_AREA] > 0


def test_a_phone_that_slips_is_told() -> None:
    recording = simulate_stance(Standing(), 12).recording
    times, channels = samples_of(recording)
    angle = np.radians(12.0) * np.clip((times - 10) / 10, 0, 1)
    up, right = channels[:, 0].copy(), channels[:, 1].copy()
    channels[:, 0] = np.cos(angle) * up - np.sin(angle) * right
    channels[:, 1] = np.sin(angle) * up + np.cos(angle) * right
    analysis = analyse(make(times, channels, recording.header.capture))
    assert QualityCode.PHONE_MOVED in analysis.segments[0].quality.reasons


@given(angle=st.floats(-3.1, 3.1), axis=st.sampled_from([0, 1, 2]))
@settings(max_examples=5, deadline=None)
def test_turning_the_phone_changes_nothing_that_needs_no_sides(angle: float, axis: int) -> None:
    recording = simulate_stance(Standing(), 13).recording
    c, s = np.cos(angle), np.sin(angle)
    turn = np.roll(np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]]), (axis, axis), (0, 1))
    before = values(analyse(recording, placement=Placement.UNKNOWN))
    again = turned(recording, turn)
    after = values(analyse(again, placement=Placement.UNKNOWN))
    assert after == pytest.approx(before, rel=0.01)
