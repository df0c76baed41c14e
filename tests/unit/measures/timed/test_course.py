"""Walks over a measured course: passes, their time and speed, and what is said when there are
none."""

import msgspec
import numpy as np
import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure, methods_for
from surefoot.measures.timed.course import FEET_25_M
from surefoot.measures.timed.edges import Rough, movement_edges
from surefoot.measures.timed.facts import CourseFacts
from surefoot.measures.timed.passes import Stretch, not_too_fast, whole_passes
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
from surefoot.model.recording import Capture
from surefoot.simulate.walk import RESEARCH_SENSOR, Course, Gait, SimulatedWalk
from tests.unit.measures.walks import make, walk

UNSUITED = {AbsenceReason.NOT_VALIDATED, AbsenceReason.PLACEMENT_UNSUITABLE}
FACTS = CourseFacts(
    time_error_steps=0.9,
    slow_edge_steps=1.0,
    slow_step_s=1.0,
    longest_stop_s=5.0,
    least_share=0.6,
    fastest_mps=3.0,
)
TWO_TRIALS = Course(bouts=2, bout_s=FEET_25_M / 1.1, rest_s=5.0)
THERE_AND_BACK = Course(bouts=1, bout_s=20.0, rest_s=5.0, turns=1)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def measured(knowledge: Knowledge, made: SimulatedWalk, **said: object) -> Analysis:
    capture = msgspec.structs.replace(made.recording.header.capture, **said)
    return measure(made.recording, capture, knowledge)


def of(analysis: Analysis, wanted: Measure) -> list[Measurement]:
    """Return a measure of each pass, and of the whole last."""
    found = [m for m in analysis.measurements if m.measure is wanted]
    return sorted(found, key=lambda m: 10_000 if m.segment is None else m.segment)


@pytest.fixture(scope="module")
def two_trials() -> SimulatedWalk:
    return walk(Gait(speed_mps=1.1), TWO_TRIALS)


def test_two_trials_give_two_times_and_their_mean(
    knowledge: Knowledge, two_trials: SimulatedWalk
) -> None:
    analysis = measured(knowledge, two_trials, protocol=Protocol.WALK_25FT)
    first, second, both = of(analysis, Measure.COURSE_TIME)
    assert both.value == pytest.approx((first.value + second.value) / 2.0)
    assert both.high - both.low < first.high - first.low
    for one, bout in zip((first, second), two_trials.truth.bouts, strict=True):
        lead = 60.0 / Gait(speed_mps=1.1).steady_cadence_spm
        assert one.low <= bout.duration_s + lead <= one.high + 0.2
    speed = of(analysis, Measure.COURSE_SPEED)[-1]
    assert speed.value == pytest.approx(FEET_25_M / both.value)


def test_every_pass_is_a_segment_behind_those_of_the_walk(
    knowledge: Knowledge, two_trials: SimulatedWalk
) -> None:
    analysis = measured(knowledge, two_trials, protocol=Protocol.WALK_25FT)
    kinds = [segment.kind for segment in analysis.segments]
    assert kinds[-2:] == [SegmentKind.ONE_WAY] * 2
    for one in of(analysis, Measure.COURSE_TIME)[:-1]:
        assert one.segment is not None
        segment = analysis.segments[one.segment]
        assert one.value == pytest.approx(segment.duration_s)
    assert len({m.id for m in analysis.measurements}) == len(analysis.measurements)


def test_turning_back_ends_a_pass(knowledge: Knowledge) -> None:
    made = walk(Gait(speed_mps=1.1), THERE_AND_BACK)
    analysis = measured(knowledge, made, protocol=Protocol.WALK_COURSE, course_length_m=10.0)
    passes = [s for s in analysis.segments if s.kind is SegmentKind.ONE_WAY]
    turn = made.truth.turns[0]
    assert len(passes) == 2
    assert passes[0].end_s == pytest.approx(turn.start_s, abs=0.5)
    assert passes[1].start_s == pytest.approx(turn.end_s, abs=0.5)
    assert QualityCode.TURNS in of(analysis, Measure.COURSE_TIME)[-1].quality.reasons


def test_an_unknown_course_is_said(knowledge: Knowledge, two_trials: SimulatedWalk) -> None:
    analysis = measured(knowledge, two_trials, protocol=Protocol.WALK_COURSE)
    missing = {m.measure: m.reason for m in analysis.not_measured if m.segment is None}
    assert missing[Measure.COURSE_TIME] is AbsenceReason.COURSE_UNKNOWN
    assert missing[Measure.COURSE_SPEED] is AbsenceReason.COURSE_UNKNOWN
    assert not of(analysis, Measure.COURSE_TIME)


def test_standing_only_is_no_walk(knowledge: Knowledge) -> None:
    rng = np.random.default_rng(3)
    times = np.arange(0.0, 20.0, 0.01)
    values = np.column_stack([np.full((len(times), 1), 9.81), np.zeros((len(times), 5))])
    still = make(times, values + 0.01 * rng.standard_normal(values.shape))
    capture = Capture(placement=Placement.LOWER_BACK, height_m=1.7, protocol=Protocol.WALK_25FT)
    analysis = measure(still, capture, knowledge)
    missing = {m.measure: m.reason for m in analysis.not_measured}
    assert missing[Measure.COURSE_TIME] is AbsenceReason.NO_WALKING_FOUND
    assert analysis.methods == methods_for(Protocol.WALK_25FT)


def test_the_pocket_gives_times_but_no_scale(knowledge: Knowledge) -> None:
    pocket = msgspec.structs.replace(RESEARCH_SENSOR, placement=Placement.POCKET)
    made = walk(Gait(speed_mps=1.1), TWO_TRIALS, pocket)
    analysis = measured(knowledge, made, protocol=Protocol.WALK_25FT)
    assert len(of(analysis, Measure.COURSE_TIME)) == 3
    missing = {m.measure: m.reason for m in analysis.not_measured if m.segment is None}
    assert missing[Measure.STEP_LENGTH_SCALE] in UNSUITED


def test_a_known_course_tells_the_scale(knowledge: Knowledge, two_trials: SimulatedWalk) -> None:
    usual = measured(knowledge, two_trials, protocol=Protocol.WALK_COURSE, course_length_m=7.6)
    longer = measured(knowledge, two_trials, protocol=Protocol.WALK_COURSE, course_length_m=8.36)
    small, large = (of(a, Measure.STEP_LENGTH_SCALE)[-1] for a in (usual, longer))
    assert large.value == pytest.approx(1.1 * small.value, rel=1e-6)
    assert 0.02 < large.high - large.low < 0.5


class TestPasses:
    def whole(self, stretches: list[Stretch], metres: float | None = None) -> list[Stretch]:
        return whole_passes(stretches, lambda span: span[1] - span[0], metres, FACTS)

    def test_a_rest_on_the_way_belongs_to_the_pass(self) -> None:
        halves = [Stretch(0.0, 4.0), Stretch(9.0, 14.0)]
        assert self.whole(halves, 10.0) == [Stretch(0.0, 14.0)]

    def test_two_whole_ways_stay_two(self) -> None:
        both = [Stretch(0.0, 10.0), Stretch(14.0, 24.0)]
        assert self.whole(both, 10.0) == both

    def test_a_long_stop_parts_them(self) -> None:
        assert self.whole([Stretch(0.0, 3.0), Stretch(60.0, 63.0)], 10.0) == []

    def test_short_steps_that_are_modelled_shorter_still_make_a_pass(self) -> None:
        both = [Stretch(0.0, 5.0), Stretch(14.0, 18.5)]
        assert self.whole(both, 10.0) == both

    def test_what_a_turn_bounds_is_not_joined(self) -> None:
        pieces = [Stretch(0.0, 3.0, before_turn=True), Stretch(6.0, 12.0, after_turn=True)]
        assert self.whole(pieces, 10.0) == [pieces[1]]

    def test_a_few_steps_beside_are_no_pass(self) -> None:
        pieces = [Stretch(0.0, 2.0), Stretch(30.0, 40.0)]
        assert self.whole(pieces) == [pieces[1]]

    def test_nobody_runs_a_course_in_a_second(self) -> None:
        assert not_too_fast([(0.0, 1.0), (2.0, 8.0)], 7.62, 3.0) == [(2.0, 8.0)]


def test_steps_found_while_standing_are_no_part_of_a_pass(two_trials: SimulatedWalk) -> None:
    contacts = [c.time_s for c in two_trials.truth.contacts]
    first = [t for t in contacts if t < two_trials.truth.bouts[0].end_s + 0.01]
    step = float(np.median(np.diff(first)))
    whole = movement_edges(two_trials.recording, Rough(first[0], first[-1], step))
    wide = Rough(first[0] - 2.5 * step, first[-1] + 2.5 * step, step)
    assert movement_edges(two_trials.recording, wide) == pytest.approx(whole, abs=0.5)


def test_missed_first_and_last_steps_are_made_up_for(two_trials: SimulatedWalk) -> None:
    contacts = [c.time_s for c in two_trials.truth.contacts]
    first = [t for t in contacts if t < two_trials.truth.bouts[0].end_s + 0.01]
    step = float(np.median(np.diff(first)))
    whole = movement_edges(two_trials.recording, Rough(first[0], first[-1], step))
    cut = movement_edges(two_trials.recording, Rough(first[2], first[-3], step))
    assert cut[0] == pytest.approx(whole[0], abs=0.5)
    assert cut[1] == pytest.approx(whole[1], abs=0.5)


def test_very_slow_passes_hold_the_truth(knowledge: Knowledge) -> None:
    gait = Gait(speed_mps=0.15, aid=Aid.WALKER, stride_time_cv=0.06)
    made = walk(gait, Course(bouts=1, bout_s=FEET_25_M / 0.15, rest_s=6.0))
    analysis = measured(knowledge, made, protocol=Protocol.WALK_25FT)
    found = of(analysis, Measure.COURSE_TIME)[-1]
    true_s = made.truth.bouts[0].duration_s + 60.0 / gait.steady_cadence_spm
    assert found.low <= true_s <= found.high


def test_slow_steps_are_timed_less_surely() -> None:
    assert FACTS.time_error_s(0.6) == pytest.approx(0.54)
    assert FACTS.time_error_s(1.6) > 1.6 * 1.6


def test_two_slow_passes_are_not_taken_for_one() -> None:
    # Modelled steps are too short here: each pass covers 0.58 of the way, or is a half of one.
    whole = whole_passes(
        [Stretch(0.0, 40.0), Stretch(44.0, 84.0)], lambda s: s[1] - s[0], 69, FACTS
    )
    assert [one.span for one in whole] == [(0.0, 40.0), (44.0, 84.0)]
    halves = [Stretch(0.0, 20.0), Stretch(24.0, 44.0)]
    assert len(whole_passes(halves, lambda s: s[1] - s[0], 40, FACTS)) == 1
