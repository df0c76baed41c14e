"""Slowing within a walk: known declines, steady walks, and noise that must not look like one."""

import msgspec
import numpy as np
import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.measures.fatigability.evenness import stride_time_cv_change
from surefoot.measures.fatigability.index import distance_walked_index, parts_of
from surefoot.measures.fatigability.pace import Pace, straight
from surefoot.measures.fatigability.slope import speed_slope
from surefoot.measures.intervals import Estimate
from surefoot.measures.measure import measure
from surefoot.model.codes import AbsenceReason, Foot, Measure, Placement, Protocol
from surefoot.model.measurement import Analysis
from surefoot.model.segment import Stride
from surefoot.simulate.walk import RESEARCH_SENSOR, Course, Gait
from tests.unit.measures.walks import walk

UNSUITED = {AbsenceReason.NOT_VALIDATED, AbsenceReason.PLACEMENT_UNSUITABLE}
SIX_MINUTES = (0.0, 360.0)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def strides_of(speed: np.ndarray, cv: np.ndarray, seed: int = 1) -> tuple[Stride, ...]:
    """Return overlapping strides of about 1.1 s, at these speeds and spreads over 360 s (n,)."""
    rng = np.random.default_rng(seed)
    at = np.linspace(0.0, 360.0, len(speed), endpoint=False)
    lasts = 1.1 * (1.0 + cv * rng.standard_normal(len(speed)))
    return tuple(
        Stride(float(t), float(t + d), Foot.UNKNOWN, float(v * d), float(v))
        for t, d, v in zip(at, lasts, speed, strict=True)
    )


def pace_from(speed: np.ndarray) -> Pace:
    times = np.linspace(0.0, 360.0, len(speed))
    return Pace(times, np.concatenate([[0.0], np.cumsum(speed[:-1] * np.diff(times))]))


def index_of(speed: np.ndarray) -> Estimate:
    first, _, last = parts_of(SIX_MINUTES, 60.0)
    steady = np.full(len(speed), 0.02)
    found = distance_walked_index(pace_from(speed), strides_of(speed, steady), (first, last), 3.0)
    assert isinstance(found, Estimate)
    return found


def noisy(level: np.ndarray, spread: float, seed: int = 2) -> np.ndarray:
    """Return speeds with noise that neighbours share (AR(1), 0.7)."""
    rng = np.random.default_rng(seed)
    noise = np.zeros(len(level))
    for k in range(1, len(level)):
        noise[k] = 0.7 * noise[k - 1] + spread * rng.standard_normal()
    return level + noise


class TestIndex:
    def test_a_fifth_less_in_the_last_minute(self) -> None:
        speed = np.where(np.linspace(0, 360, 650) >= 300.0, 0.8, 1.0)
        assert index_of(speed).value == pytest.approx(-20.0, abs=0.5)

    def test_a_steady_walk_is_within_nothing(self) -> None:
        found = index_of(noisy(np.full(650, 1.0), 0.03))
        assert found.low < 0.0 < found.high

    def test_the_persons_scale_cancels(self) -> None:
        speed = noisy(np.linspace(1.1, 0.9, 650), 0.02)
        assert index_of(speed).value == pytest.approx(index_of(1.3 * speed).value)

    def test_a_rest_counts_as_way_lost(self) -> None:
        speed = np.full(650, 1.0)
        speed[-54:] = 0.0
        assert index_of(speed).value == pytest.approx(-50.0, abs=2.0)

    def test_too_few_strides_say_so(self) -> None:
        first, _, last = parts_of(SIX_MINUTES, 60.0)
        strides = strides_of(np.ones(12), np.zeros(12))
        found = distance_walked_index(pace_from(np.ones(12)), strides, (first, last), 3.0)
        assert found is AbsenceReason.TOO_FEW_STRIDES


class TestSlope:
    def test_of_a_known_line(self) -> None:
        times = np.linspace(0, 360, 650)
        found = speed_slope(
            strides_of(1.0 - 0.0005 * times, np.zeros(650)), [], SIX_MINUTES, 30, 0.1
        )
        assert isinstance(found, Estimate)
        assert found.value == pytest.approx(-100 * 300 * 0.0005 / 0.97, rel=0.02)

    def test_its_interval_allows_for_neighbours_alike(self) -> None:
        held = 0
        for seed in range(40):
            strides = strides_of(noisy(np.ones(650), 0.05, seed), np.zeros(650))
            found = speed_slope(strides, [], SIX_MINUTES, 30, 0.0)
            assert isinstance(found, Estimate)
            held += found.low <= 0.0 <= found.high
        assert held >= 35

    def test_slow_turns_do_not_make_a_slope(self) -> None:
        times = np.linspace(0, 360, 650)
        turns = [(t, t + 3.0) for t in np.arange(200.0, 350.0, 15.0)]
        bent = np.any([(times > a - 1.0) & (times < b) for a, b in turns], axis=0)
        strides = strides_of(np.where(bent, 0.4, 1.0), np.zeros(650))
        with_turns = speed_slope(strides, turns, SIX_MINUTES, 30, 0.1)
        blind = speed_slope(strides, [], SIX_MINUTES, 30, 0.1)
        assert isinstance(with_turns, Estimate)
        assert isinstance(blind, Estimate)
        assert with_turns.value == pytest.approx(0.0, abs=0.5)
        assert blind.value < -5.0

    def test_nothing_but_turns_says_so(self) -> None:
        turns = [(t, t + 3.0) for t in np.arange(0.0, 360.0, 5.0)]
        strides = strides_of(np.ones(650), np.zeros(650))
        found = speed_slope(strides, turns, SIX_MINUTES, 30, 0.1)
        assert found is AbsenceReason.TURNED_TOO_OFTEN


class TestEvenness:
    def change(self, cv: np.ndarray, seed: int = 1) -> Estimate:
        first, _, last = parts_of(SIX_MINUTES, 60.0)
        strides = strides_of(np.ones(len(cv)), cv, seed)
        found = stride_time_cv_change(strides, [], (first, last), 30, 0.1)
        assert isinstance(found, Estimate)
        return found

    def test_of_known_spreads(self) -> None:
        found = [self.change(np.linspace(0.02, 0.06, 650), seed) for seed in range(20)]
        assert np.mean([one.value for one in found]) == pytest.approx(3.33, abs=0.3)
        assert all(one.low > 0.0 for one in found)
        assert sum(one.low < 3.33 < one.high for one in found) >= 18

    def test_an_even_walk_does_not_change(self) -> None:
        found = self.change(np.full(650, 0.03))
        assert found.low < 0.0 < found.high


def test_strides_beside_a_turn_are_left_out() -> None:
    strides = list(strides_of(np.ones(650), np.zeros(650)))
    kept = straight(strides, [(100.0, 103.0)], 2)
    assert not [s for s in kept if 97.9 < s.start_s < 105.1]
    assert [s for s in kept if 105.3 < s.start_s < 107.0]


def two_minutes(knowledge: Knowledge, slowing: float, placement: Placement) -> Analysis:
    sensor = msgspec.structs.replace(RESEARCH_SENSOR, placement=placement)
    course = Course(bouts=1, bout_s=121.0, rest_s=3.0, turns=4)
    made = walk(Gait(speed_mps=1.0, slowing=slowing), course, sensor)
    capture = msgspec.structs.replace(made.recording.header.capture, protocol=Protocol.WALK_2MIN)
    return measure(made.recording, capture, knowledge)


def test_a_slowing_walk_from_samples(knowledge: Knowledge) -> None:
    analysis = two_minutes(knowledge, 0.4, Placement.LOWER_BACK)
    found = {m.measure: m for m in analysis.measurements if m.segment is None}
    index = found[Measure.DISTANCE_WALKED_INDEX]
    # Speed falls evenly by 40 %: the last quarter against the first, 65 / 95.
    assert index.low < -31.6 < index.high
    assert found[Measure.SPEED_SLOPE].high < 0.0


def test_a_steady_walk_from_samples(knowledge: Knowledge) -> None:
    analysis = two_minutes(knowledge, 0.0, Placement.LOWER_BACK)
    found = {m.measure: m for m in analysis.measurements if m.segment is None}
    for wanted in (Measure.DISTANCE_WALKED_INDEX, Measure.SPEED_SLOPE):
        assert found[wanted].low < 0.0 < found[wanted].high


def test_a_pocket_tells_no_speed(knowledge: Knowledge) -> None:
    analysis = two_minutes(knowledge, 0.2, Placement.POCKET)
    missing = {m.measure: m.reason for m in analysis.not_measured if m.segment is None}
    assert missing[Measure.DISTANCE_WALKED_INDEX] in UNSUITED
    assert missing[Measure.SPEED_SLOPE] in UNSUITED
