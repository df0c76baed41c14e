"""A Timed Up and Go is cut into its phases, or it is said why not."""

from pathlib import Path

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from surefoot.measures.tug.measure import MEASURES, METHODS
from surefoot.model.codec import decode, encode
from surefoot.model.codes import (
    AbsenceReason,
    Aid,
    Measure,
    Placement,
    Protocol,
    QualityCode,
    SegmentKind,
)
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.recording import Capture, Recording
from surefoot.simulate.chair import Chair, SimulatedChair, simulate_tug
from surefoot.simulate.sensor import turn_matrices
from surefoot.simulate.settings import Sensor
from surefoot.simulate.walk import Course, Gait
from tests.unit.measures.walks import make, samples_of, turned, walk
from validation.tug import KINDS, TUNED, overlaps, slowed, tug_scores

KNOWLEDGE = load_knowledge()
ORDER = [
    SegmentKind.RISE,
    SegmentKind.WALK,
    SegmentKind.TURN,
    SegmentKind.WALK,
    SegmentKind.TURN,
    SegmentKind.SIT_DOWN,
]
SLOW = (Gait(speed_mps=0.2, stride_time_cv=0.08, aid=Aid.WALKER), Chair(rise_s=4.0, sit_s=3.5), 7.0)
USUAL = (Gait(speed_mps=0.9), Chair(), 2.0)
WORN = [Placement.POCKET, Placement.LOWER_BACK, Placement.BELT_FRONT, Placement.BAG]


def tug(
    person: tuple[Gait, Chair, float] = USUAL,
    placement: Placement = Placement.POCKET,
    gyroscope: bool = True,
) -> SimulatedChair:
    gait, chair, turn_s = person
    return simulate_tug(gait, chair, Sensor(placement=placement, gyroscope=gyroscope), turn_s, 2)


def analysed(recording: Recording, **said: object) -> Analysis:
    capture = msgspec.structs.replace(recording.header.capture, **said)
    return measure(recording, capture, KNOWLEDGE)


def by_measure(analysis: Analysis) -> dict[Measure, Measurement]:
    return {m.measure: m for m in analysis.measurements}


def reasons(analysis: Analysis) -> dict[Measure, AbsenceReason]:
    return {n.measure: n.reason for n in analysis.not_measured}


@pytest.mark.parametrize("placement", WORN)
@pytest.mark.parametrize("person", [USUAL, SLOW], ids=["usual", "walker"])
def test_every_phase_is_found_in_order(
    placement: Placement, person: tuple[Gait, Chair, float]
) -> None:
    test = tug(person, placement)
    analysis = analysed(test.recording)
    assert [segment.kind for segment in analysis.segments] == ORDER
    found = by_measure(analysis)
    assert set(found) == set(MEASURES)
    up, down = test.moves
    total = down.end_s - up.start_s
    assert found[Measure.TUG_TIME].value == pytest.approx(total, rel=0.12)
    assert found[Measure.TUG_TIME].low <= total <= found[Measure.TUG_TIME].high
    parts = sum(found[part].value for part in MEASURES[1:])
    assert parts == pytest.approx(found[Measure.TUG_TIME].value, abs=0.01)


def test_turns_carry_their_angles() -> None:
    analysis = analysed(tug().recording)
    angles = [s.angle_deg for s in analysis.segments if s.kind is SegmentKind.TURN]
    assert [abs(angle or 0.0) for angle in angles] == pytest.approx([180.0, 180.0], abs=10.0)


def with_handling(recording: Recording) -> Recording:
    """Return the recording with a phone turned about in the hand before and after."""
    times, values = samples_of(recording)
    rate = 60.0
    clock = np.arange(round(4.0 * rate)) / rate
    spin = 3.0 * np.sin(2 * np.pi * 0.4 * clock)
    handled = np.column_stack([*[np.zeros_like(clock)] * 6])
    turn = np.cumsum(spin) / rate
    handled[:, 0], handled[:, 1] = 9.81 * np.sin(turn), 9.81 * np.cos(turn)
    handled[:, 5] = spin
    rest = np.repeat(values[:1], round(2.0 * rate), axis=0)
    rest[:, 3:] = 0.0
    last = np.repeat(values[-1:], round(2.0 * rate), axis=0)
    last[:, 3:] = 0.0
    joined = np.concatenate([handled, rest, values, last, handled])
    clock = np.arange(len(handled) + len(rest)) / rate
    start = float(clock[-1]) + 1 / rate
    after = start + float(times[-1]) + (1 + np.arange(len(last) + len(handled))) / rate
    return make(np.concatenate([clock, start + times, after]), joined, recording.header.capture)


def test_handling_the_phone_before_and_after_is_not_part_of_the_test() -> None:
    recording = tug().recording
    plain, handled = analysed(recording), analysed(with_handling(recording))
    before, after = by_measure(plain), by_measure(handled)
    assert handled.segments[0].start_s > plain.segments[0].start_s + 5.0
    assert after[Measure.TUG_TIME].value == pytest.approx(before[Measure.TUG_TIME].value, abs=0.2)


def test_rest_before_and_after_changes_nothing() -> None:
    times, values = samples_of(tug().recording)
    step, rest = 1 / 60.0, 600
    joined = np.concatenate([[values[0]] * rest, values, [values[-1]] * rest])
    joined[:rest, 3:] = joined[-rest:, 3:] = 0.0
    clock = np.arange(rest, dtype=np.float64) * step
    later = clock[-1] + step + times
    clock = np.concatenate([clock, later, later[-1] + step * (1 + np.arange(rest))])
    capture = tug().recording.header.capture
    after = by_measure(analysed(make(np.asarray(clock, np.float64), joined, capture)))
    before = by_measure(analysed(tug().recording))
    for which in MEASURES:
        assert after[which].value == pytest.approx(before[which].value, abs=0.15)


@settings(max_examples=6, deadline=None)
@given(st.tuples(*[st.floats(-3.0, 3.0)] * 3), st.sampled_from(WORN))
def test_turning_the_phone_changes_nothing(
    angles: tuple[float, float, float], placement: Placement
) -> None:
    recording = tug(placement=placement).recording
    other = turned(recording, turn_matrices(np.array([angles]))[0])
    before, after = by_measure(analysed(recording)), by_measure(analysed(other))
    for which in MEASURES:
        assert after[which].value == pytest.approx(before[which].value, abs=0.1)


def test_a_test_cut_off_before_the_chair_has_no_total() -> None:
    test = tug()
    times, values = samples_of(test.recording)
    kept = times < test.turns[1][1]
    cut = make(times[kept], values[kept], test.recording.header.capture)
    analysis = analysed(cut)
    assert reasons(analysis)[Measure.TUG_TIME] is AbsenceReason.NO_CHAIR_FOUND
    assert Measure.TUG_RISE_TIME in by_measure(analysis)
    assert SegmentKind.SIT_DOWN not in {segment.kind for segment in analysis.segments}


def test_no_rest_around_the_test_lowers_its_quality() -> None:
    test = tug()
    times, values = samples_of(test.recording)
    up, down = test.moves
    kept = (times > up.start_s + 0.3) & (times < down.end_s - 0.3)
    cut = make(times[kept] - times[kept][0], values[kept], test.recording.header.capture)
    assert QualityCode.SHORT in by_measure(analysed(cut))[Measure.TUG_TIME].quality.reasons
    whole = by_measure(analysed(test.recording))[Measure.TUG_TIME]
    assert QualityCode.SHORT not in whole.quality.reasons


@pytest.mark.parametrize("placement", [Placement.POCKET, Placement.LOWER_BACK])
def test_a_walk_with_two_turns_but_no_chair(placement: Placement) -> None:
    course = Course(bouts=1, bout_s=24.0, turns=2)
    recording = walk(Gait(speed_mps=0.9), course, Sensor(placement=placement)).recording
    analysis = analysed(recording, protocol=Protocol.TUG)
    assert set(reasons(analysis).values()) == {AbsenceReason.NO_CHAIR_FOUND}
    assert analysis.segments == ()


def test_a_straight_walk_has_too_few_turns() -> None:
    recording = walk(course=Course(bouts=1, bout_s=10.0)).recording
    analysis = analysed(recording, protocol=Protocol.TUG)
    assert set(reasons(analysis).values()) == {AbsenceReason.TOO_FEW_TURNS}


@pytest.mark.parametrize(
    ("placement", "reason"),
    [
        (Placement.UNKNOWN, AbsenceReason.PLACEMENT_UNKNOWN),
        (Placement.HAND, AbsenceReason.PLACEMENT_UNSUITABLE),
    ],
)
def test_where_it_cannot_be_measured(placement: Placement, reason: AbsenceReason) -> None:
    analysis = analysed(tug().recording, placement=placement)
    assert reasons(analysis) == dict.fromkeys(MEASURES, reason)
    assert analysis.methods[:1] == METHODS


def test_without_gyroscope_there_are_no_turns() -> None:
    analysis = analysed(tug(gyroscope=False).recording)
    assert set(reasons(analysis).values()) == {AbsenceReason.NO_GYROSCOPE}


def test_stillness_and_too_short() -> None:
    capture = Capture(placement=Placement.POCKET, protocol=Protocol.TUG)
    times = np.arange(2000) / 100.0
    values = np.tile([9.81, 0.0, 0.0, 0.0, 0.0, 0.0], (len(times), 1))
    still = measure(make(times, values, capture), capture, KNOWLEDGE)
    assert set(reasons(still).values()) == {AbsenceReason.TOO_FEW_TURNS}
    short = measure(make(times[:300], values[:300], capture), capture, KNOWLEDGE)
    assert set(reasons(short).values()) == {AbsenceReason.RECORDING_TOO_SHORT}


def test_the_same_test_gives_the_same_analysis_and_survives_the_codec() -> None:
    recording = tug().recording
    analysis = analysed(recording)
    assert encode(analysed(recording)) == encode(analysis)
    assert decode(Analysis, encode(analysis)) == analysis


def test_a_phase_that_was_not_found_overlaps_by_nothing() -> None:
    analysis = analysed(tug().recording, placement=Placement.UNKNOWN)
    found = overlaps(analysis, [("STANDING_UP", (1.0, 2.0)), ("TURNING", (3.0, 4.0))][:1])
    assert found[KINDS[SegmentKind.RISE]] == 0.0


def test_labelled_tests_of_unseen_people(reference_data: Path) -> None:
    scores = [s for s in tug_scores(reference_data, KNOWLEDGE, "0[15]") if s.person not in TUNED]
    for device in {score.device for score in scores}:
        chosen = [score for score in scores if score.device == device]
        errors = [abs(score.error_s) for score in chosen if score.error_s is not None]
        assert len(errors) >= 0.8 * len(chosen)
        assert np.mean(errors) <= 0.4
        assert np.mean([score.overlap["walking"] for score in chosen]) >= 0.75
        for phase in ("rising", "turning", "sitting"):
            assert np.mean([score.overlap[phase] for score in chosen]) >= 0.6


def test_a_test_played_slower_takes_longer_by_the_factor() -> None:
    recording = tug().recording
    before = by_measure(analysed(recording))[Measure.TUG_TIME].value
    after = by_measure(analysed(slowed(recording, 2.0)))[Measure.TUG_TIME].value
    assert after == pytest.approx(2.0 * before, rel=0.06)


def test_a_straight_way_on_the_trunk_is_no_rest_that_splits_the_test() -> None:
    person = (Gait(speed_mps=1.2), Chair(rise_s=1.2, sit_s=1.3), 1.6)
    sensor = Sensor(placement=Placement.BAG, orientation_deg=(20.0, -35.0, 80.0))
    test = simulate_tug(*person[:2], sensor, person[2], 1000)
    rise = analysed(test.recording).segments[0]
    assert rise.start_s == pytest.approx(test.moves[0].start_s, abs=0.3)
