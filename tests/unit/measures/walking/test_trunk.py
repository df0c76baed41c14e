"""Regularity and intensity: of a known signal, of known walks, and when they are not measured."""

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.turning.turns import Turn
from surefoot.measures.walking.measure import METHODS, measure_walk
from surefoot.measures.walking.regularity import (
    MEASURES,
    step_regularity,
    stride_regularity,
    walking_intensity,
    without_straight_parts,
)
from surefoot.measures.walking.trunk import Stretch, straight_runs
from surefoot.measures.walking.walk import Bout
from surefoot.model.codes import AbsenceReason, Foot, Measure, Placement
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Stride
from surefoot.simulate.walk import Course, Gait, Sensor
from tests.unit.measures.walks import make, samples_of, turned, walk

FACTS = load_knowledge()
BACK = Capture(placement=Placement.LOWER_BACK, height_m=1.7)


def analysis_of(recording: Recording, capture: Capture | None = None) -> Analysis:
    return measure_walk(recording, capture or recording.header.capture, FACTS)


def whole(analysis: Analysis, measure: Measure) -> Measurement:
    return next(m for m in analysis.measurements if m.measure is measure and m.segment is None)


def why_not(analysis: Analysis, measure: Measure) -> AbsenceReason:
    return next(
        n.reason for n in analysis.not_measured if n.measure is measure and n.segment is None
    )


def stretch(step: float, stride: float, strides: int, square: float = 4.0) -> Stretch:
    return Stretch(step, stride, np.full(strides, square))


def bout_of(times: list[float], *turns: tuple[float, float]) -> Bout:
    turned = tuple(Turn(start, end, 180.0, 200.0) for start, end in turns)
    return Bout(np.array(times), (Foot.UNKNOWN,) * len(times), (), turned, 0.9)


def long_bout(strides: tuple[Stride, ...]) -> Bout:
    times = np.arange(len(strides) + 2) / 2.0
    return Bout(times, (Foot.UNKNOWN,) * len(times), strides, (), 0.9)


class TestNumbers:
    def test_longer_stretches_weigh_more(self) -> None:
        parts = [stretch(0.9, 0.8, 30), stretch(0.5, 0.4, 10)]
        assert step_regularity(parts, 0.0).value == pytest.approx(0.8)
        assert stride_regularity(parts, 0.0).value == pytest.approx(0.7)

    @given(st.floats(-1.0, 1.0), st.integers(5, 200), st.floats(0.0, 0.2))
    def test_an_interval_holds_its_value_and_stays_a_correlation(
        self, alike: float, strides: int, method_sd: float
    ) -> None:
        found = step_regularity([stretch(alike, alike, strides)], method_sd)
        assert -1.0 <= found.low <= found.value <= found.high <= 1.0

    def test_more_strides_say_it_more_surely(self) -> None:
        few, many = (stride_regularity([stretch(0.5, 0.5, n)], 0.0) for n in (5, 80))
        assert many.value - many.low == pytest.approx((few.value - few.low) / 4.0)

    def test_intensity_is_a_root_of_a_mean_of_squares(self) -> None:
        found = walking_intensity([stretch(0.9, 0.9, 10, 4.0), stretch(0.9, 0.9, 10, 16.0)], 0.0)
        assert found.value == pytest.approx(10.0**0.5)
        assert found.low < found.value < found.high

    def test_equal_strides_leave_the_error_of_the_method(self) -> None:
        found = walking_intensity([stretch(0.9, 0.9, 20, 4.0)], 0.05)
        assert found.high - found.value == pytest.approx(1.959964 * 0.05 * 2.0)


class TestStraightRuns:
    def test_a_turn_parts_a_bout_and_its_steps_are_left_out(self) -> None:
        bout = bout_of([float(t) for t in range(20)], (9.5, 11.5))
        runs = straight_runs(bout, 5)
        assert [(run[0], run[-1]) for run in runs] == [(0.0, 9.0), (12.0, 19.0)]

    def test_short_rests_are_no_runs(self) -> None:
        bout = bout_of([float(t) for t in range(20)], (3.5, 4.5), (9.5, 11.5))
        assert [(run[0], run[-1]) for run in straight_runs(bout, 6)] == [(12.0, 19.0)]

    def test_without_a_turn_all_of_it_is_straight(self) -> None:
        assert len(straight_runs(bout_of([float(t) for t in range(10)]), 5)[0]) == 10


class TestKnownWalks:
    def test_an_even_walk_is_regular_and_an_uneven_one_is_less(self) -> None:
        even = analysis_of(walk(Gait(stride_time_cv=0.005)).recording)
        uneven = analysis_of(walk(Gait(stride_time_cv=0.08)).recording)
        for measure in MEASURES[:2]:
            assert whole(even, measure).value > 0.85
            assert whole(uneven, measure).value < whole(even, measure).value - 0.15

    def test_a_limp_lowers_regularity_of_steps_more_than_of_strides(self) -> None:
        limping = analysis_of(walk(Gait(step_time_asymmetry=0.25, stride_time_cv=0.01)).recording)
        step = whole(limping, Measure.STEP_REGULARITY)
        stride = whole(limping, Measure.STRIDE_REGULARITY)
        assert step.high < stride.low

    def test_a_walk_of_two_lengths_of_the_room_is_as_regular_as_one_straight_on(self) -> None:
        gait = Gait(stride_time_cv=0.01)
        straight = analysis_of(walk(gait, Course(bout_s=40.0, rest_s=6.0)).recording)
        turning = analysis_of(walk(gait, Course(bout_s=40.0, rest_s=6.0, turns=1)).recording)
        for measure in MEASURES:
            one, other = whole(straight, measure), whole(turning, measure)
            assert one.value == pytest.approx(other.value, rel=0.05)

    def test_faster_walking_is_more_intense(self) -> None:
        slow, quick = (
            whole(analysis_of(walk(Gait(speed_mps=v)).recording), Measure.WALKING_INTENSITY)
            for v in (0.6, 1.4)
        )
        assert slow.high < quick.low

    def test_a_rounding_phone_gives_the_same_within_the_interval(self) -> None:
        research = analysis_of(walk().recording)
        phone = analysis_of(walk(sensor=Sensor(orientation_deg=(25.0, -40.0, 70.0))).recording)
        for measure in MEASURES:
            found = whole(phone, measure)
            assert found.low <= whole(research, measure).value <= found.high

    @settings(max_examples=5, deadline=None)
    @given(st.floats(-3.1, 3.1), st.sampled_from([(0, 1), (1, 2), (2, 0)]))
    def test_how_the_sensor_is_turned_does_not_matter(
        self, angle: float, axes: tuple[int, int]
    ) -> None:
        recording = walk(course=Course(bout_s=15.0)).recording
        turn, (i, j) = np.eye(3), axes
        turn[i, i] = turn[j, j] = np.cos(angle)
        turn[i, j], turn[j, i] = -np.sin(angle), np.sin(angle)
        plain, other = analysis_of(recording), analysis_of(turned(recording, turn))
        for measure in MEASURES:
            found = whole(other, measure).value
            assert whole(plain, measure).value == pytest.approx(found, abs=0.02)

    def test_every_bout_has_its_own(self) -> None:
        analysis = analysis_of(walk(course=Course(bouts=2, bout_s=15.0, rest_s=7.0)).recording)
        places = [m.segment for m in analysis.measurements if m.measure is MEASURES[0]]
        assert len(places) == 3
        assert None in places

    def test_a_gap_before_a_bout_leads_to_the_same_samples(self) -> None:
        recording = walk(course=Course(bouts=2, bout_s=15.0, rest_s=7.0)).recording
        times, values = samples_of(recording)
        late = make(np.where(times > 24.0, times + 60.0, times), values, BACK)
        plain, moved = analysis_of(make(times, values, BACK)), analysis_of(late)
        for measure in MEASURES:
            one, other = (
                [m.value for m in a.measurements if m.measure is measure and m.segment is not None]
                for a in (plain, moved)
            )
            assert one == pytest.approx(other, abs=0.02)


class TestAbsent:
    def test_methods_are_named(self) -> None:
        assert {m.provenance.method for m in analysis_of(walk().recording).measurements} <= set(
            METHODS
        )

    @pytest.mark.parametrize(
        ("placement", "reason"),
        [
            (Placement.POCKET, AbsenceReason.NOT_VALIDATED),
            (Placement.HAND, AbsenceReason.NOT_VALIDATED),
            (Placement.UNKNOWN, AbsenceReason.PLACEMENT_UNKNOWN),
        ],
    )
    def test_away_from_the_pelvis(self, placement: Placement, reason: AbsenceReason) -> None:
        recording = walk().recording
        said = msgspec.structs.replace(recording.header.capture, placement=placement)
        analysis = analysis_of(recording, said)
        assert {why_not(analysis, measure) for measure in MEASURES} == {reason}

    def test_few_strides(self) -> None:
        strides = tuple(Stride(k, k + 1.0, Foot.UNKNOWN, None, None) for k in range(4))
        assert without_straight_parts([long_bout(strides)], 5) is AbsenceReason.TOO_FEW_STRIDES

    def test_turning_all_the_time(self) -> None:
        strides = tuple(Stride(k, k + 1.0, Foot.UNKNOWN, None, None) for k in range(9))
        assert without_straight_parts([long_bout(strides)], 5) is AbsenceReason.TURNED_TOO_OFTEN

    def test_double_support_is_not_said(self) -> None:
        analysis = analysis_of(walk().recording)
        assert why_not(analysis, Measure.DOUBLE_SUPPORT) is AbsenceReason.NOT_VALIDATED
