"""Known steps in, the same steps out; and the goals on real reference recordings."""

from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Foot, Leg, Measure, SegmentKind
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.recording import Capture, Recording
from surefoot.simulate.walk import Course, Gait, Sensor, SimulatedWalk
from tests.unit.measures.walks import make, samples_of, turned, walk
from validation.matching import count_events, pair_events
from validation.mobgap import mobgap_scores
from validation.summary import STATISTICS

FACTS = load_knowledge()


def analysis_of(recording: Recording, capture: Capture | None = None) -> Analysis:
    return measure_walk(recording, capture or recording.header.capture, FACTS)


def whole(analysis: Analysis, measure: Measure, leg: Leg = Leg.BOTH) -> Measurement:
    return next(
        m
        for m in analysis.measurements
        if m.measure is measure and m.segment is None and m.leg is leg
    )


def contact_f1(simulated: SimulatedWalk, analysis: Analysis) -> float:
    found = [contact.time_s for contact in analysis.initial_contacts]
    true = [contact.time_s for contact in simulated.truth.contacts]
    return count_events(found, true, 0.1).f1


@pytest.mark.parametrize("speed", [0.6, 0.9, 1.2, 1.5])
def test_steps_speed_and_cadence_of_a_known_walk(speed: float) -> None:
    simulated = walk(Gait(speed_mps=speed))
    analysis = analysis_of(simulated.recording)
    strides = simulated.truth.strides
    true_speed = np.mean([stride.speed_mps for stride in strides])
    true_cadence = np.mean([120.0 / (s.end_s - s.start_s) for s in strides])
    assert contact_f1(simulated, analysis) > 0.95
    assert whole(analysis, Measure.WALKING_SPEED).value == pytest.approx(true_speed, abs=0.1)
    assert whole(analysis, Measure.CADENCE).value == pytest.approx(true_cadence, abs=2.0)
    assert whole(analysis, Measure.STEP_COUNT).low <= len(simulated.truth.contacts)
    assert len(simulated.truth.contacts) <= whole(analysis, Measure.STEP_COUNT).high


def test_truth_lies_in_the_intervals() -> None:
    simulated = walk(Gait(speed_mps=1.0, step_time_asymmetry=0.08, stride_time_cv=0.03))
    analysis = analysis_of(simulated.recording)
    strides = simulated.truth.strides
    truths: dict[Measure, float] = {
        Measure.WALKING_SPEED: fmean(s.speed_mps or 0.0 for s in strides),
        Measure.STRIDE_LENGTH: fmean(s.length_m or 0.0 for s in strides),
        Measure.STRIDE_TIME: fmean(s.end_s - s.start_s for s in strides),
        Measure.STEP_TIME_ASYMMETRY: 8.0,
        Measure.STRIDE_TIME_CV: 3.0,
    }
    for measure, true in truths.items():
        found = whole(analysis, measure)
        assert found.low <= true <= found.high, measure


@pytest.mark.parametrize("first", [Foot.LEFT, Foot.RIGHT])
def test_feet_are_told_apart(first: Foot) -> None:
    simulated = walk(Gait(speed_mps=0.9, first_foot=first))
    analysis = analysis_of(simulated.recording)
    true = simulated.truth.contacts
    pairs = pair_events(
        [c.time_s for c in analysis.initial_contacts], [c.time_s for c in true], 0.2
    )
    right = [analysis.initial_contacts[i].foot is true[j].foot for i, j in pairs]
    assert len(right) > 30
    assert np.mean(right) > 0.97


def test_a_longer_left_step_time_is_seen_and_swaps_with_the_feet() -> None:
    simulated = walk(Gait(speed_mps=0.9, step_time_asymmetry=0.15))
    plain = analysis_of(simulated.recording)
    left = whole(plain, Measure.STEP_TIME, Leg.LEFT)
    right = whole(plain, Measure.STEP_TIME, Leg.RIGHT)
    assert left.value > 1.08 * right.value
    said = simulated.recording.header.capture
    corrected = Capture(placement=said.placement, height_m=said.height_m, swap_feet=True)
    swapped = analysis_of(simulated.recording, corrected)
    assert whole(swapped, Measure.STEP_TIME, Leg.RIGHT).value == pytest.approx(left.value)
    assert whole(swapped, Measure.STEP_TIME, Leg.RIGHT).id != left.id


def test_turns_are_found_and_steps_in_them_are_short() -> None:
    simulated = walk(Gait(speed_mps=1.1), Course(bouts=1, bout_s=30.0, rest_s=6.0, turns=2))
    analysis = analysis_of(simulated.recording)
    found = [s for s in analysis.segments if s.kind is SegmentKind.TURN]
    assert len(found) == 2
    for turn, true in zip(found, simulated.truth.turns, strict=True):
        assert (turn.start_s + turn.end_s) / 2 == pytest.approx(
            (true.start_s + true.end_s) / 2, abs=0.5
        )
    inside = [
        s.speed_mps or 0.0
        for s in analysis.strides
        if any(t.start_s < (s.start_s + s.end_s) / 2 < t.end_s for t in found)
    ]
    assert max(inside) < 0.8 * whole(analysis, Measure.WALKING_SPEED).value


def test_bouts_and_pauses() -> None:
    simulated = walk(course=Course(bouts=3, bout_s=15.0, rest_s=7.0))
    analysis = analysis_of(simulated.recording)
    walks = [s for s in analysis.segments if s.kind is SegmentKind.WALK]
    assert len(walks) == 3
    for found, true in zip(walks, simulated.truth.bouts, strict=True):
        assert found.start_s == pytest.approx(true.start_s, abs=0.8)
        assert found.end_s == pytest.approx(true.end_s, abs=0.8)


@pytest.mark.parametrize("axis", [0, 1, 2])
@pytest.mark.parametrize("angle", [0.7, np.pi])
def test_how_the_sensor_is_turned_does_not_matter(axis: int, angle: float) -> None:
    simulated = walk(Gait(speed_mps=1.0))
    first, second = [(1, 2), (2, 0), (0, 1)][axis]
    turn = np.eye(3)
    turn[first, first] = turn[second, second] = np.cos(angle)
    turn[first, second], turn[second, first] = -np.sin(angle), np.sin(angle)
    plain = analysis_of(simulated.recording)
    other = analysis_of(turned(simulated.recording, turn))
    assert len(plain.initial_contacts) == len(other.initial_contacts)
    for a, b in zip(plain.initial_contacts, other.initial_contacts, strict=True):
        assert a.time_s == pytest.approx(b.time_s, abs=0.011)
        assert a.foot is b.foot
    speeds = [whole(a, Measure.WALKING_SPEED).value for a in (plain, other)]
    assert speeds[0] == pytest.approx(speeds[1], abs=0.01)


@pytest.mark.parametrize("shift", [0.37, 12.0])
def test_starting_earlier_only_shifts_the_times(shift: float) -> None:
    simulated = walk()
    times, values = samples_of(simulated.recording)
    n = round(shift * 100)
    longer = make(
        np.arange(len(times) + n) / 100.0,
        np.concatenate([np.repeat(values[:1], n, axis=0), values]),
        simulated.recording.header.capture,
    )
    plain, late = analysis_of(simulated.recording), analysis_of(longer)
    assert len(plain.initial_contacts) == len(late.initial_contacts)
    moved = [
        b.time_s - a.time_s
        for a, b in zip(plain.initial_contacts, late.initial_contacts, strict=True)
    ]
    assert np.allclose(moved, n / 100.0, atol=0.03)


@pytest.mark.parametrize("rate", [50.0, 60.0, 128.0, 200.0])
def test_the_sample_rate_does_not_matter(rate: float) -> None:
    sensor = Sensor(rate_hz=rate, acc_step=0.0, gyr_step=0.0)
    simulated = walk(Gait(speed_mps=1.0), sensor=sensor)
    analysis = analysis_of(simulated.recording)
    assert contact_f1(simulated, analysis) > 0.95


def test_a_phone_rounded_jittered_and_turned_does_nearly_as_well() -> None:
    sensor = Sensor(orientation_deg=(25.0, -40.0, 70.0), dropped=0.01)
    simulated = walk(Gait(speed_mps=1.0), sensor=sensor)
    assert contact_f1(simulated, analysis_of(simulated.recording)) > 0.95


def test_goals_on_real_recordings_with_margin(reference_data: Path) -> None:
    scores = mobgap_scores(reference_data, FACTS)
    found = {name: statistic(scores) or 0.0 for name, statistic in STATISTICS.items()}
    assert len(scores) == 7
    assert found["bout F1"] >= 0.77
    assert found["contact F1 ±0.25 s"] >= 0.80
    assert 0.0 < found["speed error (m/s)"] <= 0.10
    assert 0.0 < found["cadence error (steps/min)"] <= 5.5
    assert found["coverage"] >= 0.9
