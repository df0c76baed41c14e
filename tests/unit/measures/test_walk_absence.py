"""What cannot be measured is said with its reason; nothing is guessed, nothing is NaN."""

from dataclasses import dataclass

import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.walking.measure import MEASURES, measure_walk
from surefoot.model.codec import decode, encode
from surefoot.model.codes import (
    AbsenceReason,
    Foot,
    Measure,
    Placement,
    QualityCode,
    SegmentKind,
)
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Capture
from surefoot.simulate.walk import Course, Gait, Sensor
from tests.unit.measures.walks import STRAIGHT, make, samples_of, walk

FACTS = load_knowledge()
TIMES = np.arange(3000) / 100.0
BACK = Capture(placement=Placement.LOWER_BACK, height_m=1.7)


def reasons(analysis: Analysis) -> dict[Measure, AbsenceReason]:
    return {n.measure: n.reason for n in analysis.not_measured if n.segment is None}


def measured(analysis: Analysis) -> set[Measure]:
    return {m.measure for m in analysis.measurements if m.segment is None}


def test_a_constant_signal_is_no_walk() -> None:
    values = np.tile([9.81, 0.0, 0.0, 0.0, 0.0, 0.0], (len(TIMES), 1))
    analysis = measure_walk(make(TIMES, values), BACK, FACTS)
    assert analysis.segments == ()
    assert set(reasons(analysis).values()) == {AbsenceReason.NO_WALKING_FOUND}
    assert len(analysis.not_measured) == len(MEASURES)


def test_standing_with_noise_is_no_walk() -> None:
    rng = np.random.default_rng(5)
    values = np.tile([9.81, 0.0, 0.0, 0.0, 0.0, 0.0], (len(TIMES), 1))
    values[:, :3] += 0.05 * rng.normal(size=(len(TIMES), 3))
    assert measure_walk(make(TIMES, values), BACK, FACTS).segments == ()


def test_single_movements_are_no_walk() -> None:
    values = np.tile([9.81, 0.0, 0.0, 0.0, 0.0, 0.0], (len(TIMES), 1))
    for at in (5.0, 9.0, 14.0, 20.0, 26.0):
        values[:, 0] += 3.0 * np.exp(-0.5 * ((TIMES - at) / 0.1) ** 2)
    assert measure_walk(make(TIMES, values), BACK, FACTS).segments == ()


def test_too_short() -> None:
    simulated = walk()
    times, values = samples_of(simulated.recording)
    first = int(100 * simulated.truth.bouts[0].start_s)
    five = make(times[:500], values[first : first + 500], BACK)
    assert set(reasons(measure_walk(five, BACK, FACTS)).values()) == {
        AbsenceReason.RECORDING_TOO_SHORT
    }


def test_height_unknown_leaves_length_and_speed_out() -> None:
    recording = walk().recording
    analysis = measure_walk(recording, Capture(placement=Placement.LOWER_BACK), FACTS)
    for measure in (Measure.STRIDE_LENGTH, Measure.WALKING_SPEED):
        assert reasons(analysis)[measure] is AbsenceReason.HEIGHT_UNKNOWN
    assert {Measure.CADENCE, Measure.STEP_TIME_ASYMMETRY} <= measured(analysis)
    assert all(stride.length_m is None for stride in analysis.strides)


def test_sensor_height_is_enough() -> None:
    capture = Capture(placement=Placement.LOWER_BACK, sensor_height_m=0.98)
    assert Measure.WALKING_SPEED in measured(measure_walk(walk().recording, capture, FACTS))


@dataclass(frozen=True)
class Worn:
    placement: Placement
    no_length: AbsenceReason
    no_feet: AbsenceReason
    no_variability: AbsenceReason


UNSUITABLE, UNTRIED = AbsenceReason.PLACEMENT_UNSUITABLE, AbsenceReason.NOT_VALIDATED
UNKNOWN = AbsenceReason.PLACEMENT_UNKNOWN


@pytest.mark.parametrize(
    "worn",
    [
        Worn(Placement.UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        Worn(Placement.HAND, UNTRIED, UNSUITABLE, UNSUITABLE),
        Worn(Placement.BAG, UNTRIED, UNSUITABLE, UNSUITABLE),
        Worn(Placement.WRIST, UNTRIED, UNSUITABLE, UNSUITABLE),
        Worn(Placement.POCKET, UNTRIED, UNSUITABLE, UNTRIED),
        Worn(Placement.SHOE, UNSUITABLE, UNSUITABLE, UNSUITABLE),
    ],
    ids=lambda worn: worn.placement.value,
)
def test_placements_that_hide_some_measures(worn: Worn) -> None:
    capture = Capture(placement=worn.placement, height_m=1.7)
    analysis = measure_walk(walk().recording, capture, FACTS)
    for measure in (Measure.STRIDE_LENGTH, Measure.WALKING_SPEED):
        assert reasons(analysis)[measure] is worn.no_length
    assert reasons(analysis)[Measure.STEP_TIME_ASYMMETRY] is worn.no_feet
    assert reasons(analysis)[Measure.STRIDE_TIME_CV] is worn.no_variability
    assert {Measure.CADENCE, Measure.STEP_COUNT, Measure.WALKING_TIME} <= measured(analysis)
    assert {contact.foot for contact in analysis.initial_contacts} == {Foot.UNKNOWN}


def test_without_gyroscope_feet_are_unknown_and_the_rest_is_measured() -> None:
    recording = walk(sensor=Sensor(gyroscope=False)).recording
    analysis = measure_walk(recording, BACK, FACTS)
    assert reasons(analysis)[Measure.STEP_TIME_ASYMMETRY] is AbsenceReason.NO_GYROSCOPE
    assert {Measure.WALKING_SPEED, Measure.CADENCE} <= measured(analysis)


def test_few_strides_give_no_variability_but_a_pace() -> None:
    recording = walk(course=Course(bouts=1, bout_s=10.0, rest_s=6.0)).recording
    analysis = measure_walk(recording, recording.header.capture, FACTS)
    assert reasons(analysis)[Measure.STRIDE_TIME_CV] is AbsenceReason.TOO_FEW_STRIDES
    assert Measure.CADENCE in measured(analysis)


def test_a_gap_splits_the_walk_and_is_said() -> None:
    recording = walk().recording
    times, values = samples_of(recording)
    keep = (times < 20.0) | (times > 23.5)
    analysis = measure_walk(make(times[keep], values[keep], BACK), BACK, FACTS)
    walks = [s for s in analysis.segments if s.kind is SegmentKind.WALK]
    assert len(walks) == 2
    assert all(s.end_s <= 20.0 or s.start_s >= 23.5 for s in walks)
    assert all(QualityCode.GAP in s.quality.reasons for s in walks)


def test_rounding_and_missing_height_are_said() -> None:
    recording = walk(sensor=Sensor()).recording
    capture = Capture(placement=Placement.LOWER_BACK)
    analysis = measure_walk(recording, capture, FACTS)
    quality = analysis.measurements[0].quality
    assert {QualityCode.ROUNDED, QualityCode.NO_HEIGHT, QualityCode.SIMULATED} <= set(
        quality.reasons
    )


def test_every_measure_is_measured_or_said_to_be_absent() -> None:
    for course in (STRAIGHT, Course(bouts=2, bout_s=8.0, rest_s=5.0, turns=1)):
        recording = walk(Gait(speed_mps=0.7), course).recording
        analysis = measure_walk(recording, recording.header.capture, FACTS)
        said = {(m.measure, m.leg) for m in analysis.measurements if m.segment is None}
        said |= {(n.measure, n.leg) for n in analysis.not_measured if n.segment is None}
        assert said == set(MEASURES)


def test_the_same_walk_gives_the_same_analysis_and_survives_the_codec() -> None:
    recording = walk().recording
    first = measure_walk(recording, BACK, FACTS)
    again = measure_walk(recording, BACK, FACTS)
    assert encode(first) == encode(again)
    assert decode(Analysis, encode(first)) == first
    ids = [measurement.id for measurement in first.measurements]
    assert len(set(ids)) == len(ids)


def test_a_corrected_height_gives_other_ids_and_keeps_the_recording() -> None:
    recording = walk().recording
    first = measure_walk(recording, BACK, FACTS)
    other = measure_walk(recording, Capture(placement=Placement.LOWER_BACK, height_m=1.8), FACTS)
    assert first.recording == other.recording
    assert not {m.id for m in first.measurements} & {m.id for m in other.measurements}


def test_measurements_of_a_walk_start_when_the_walk_starts() -> None:
    recording = walk(course=Course(bouts=2, bout_s=12.0, rest_s=6.0)).recording
    analysis = measure_walk(recording, BACK, FACTS)
    start = recording.header.time_base.start
    for found in analysis.measurements:
        if found.segment is not None:
            segment = analysis.segments[found.segment]
            assert segment.kind is SegmentKind.WALK
            assert (found.when - start).total_seconds() == pytest.approx(segment.start_s, abs=1e-5)
