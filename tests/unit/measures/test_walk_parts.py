"""The parts of measuring a walk, each on its own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.gate import windows_with_movement
from surefoot.measures.intervals import around, mean_estimate, sampling_error, student_95
from surefoot.measures.motion import motions
from surefoot.measures.walking.bouts import BoutRules, find_bouts
from surefoot.measures.walking.contacts import Contacts
from surefoot.measures.walking.facts import read_facts
from surefoot.measures.walking.parameters import stride_time_cv, without_outliers
from surefoot.measures.walking.rhythm import step_rate
from surefoot.measures.walking.strides import make_strides
from surefoot.model.codes import Foot
from surefoot.simulate.walk import Course, Gait
from tests.unit.measures.walks import make, samples_of, walk

FACTS = read_facts(load_knowledge())
RULES = BoutRules(FACTS.min_bout_steps, FACTS.longest_pause_s)


def _contacts(times: list[float], strength: float = 2.0) -> Contacts:
    n = len(times)
    return Contacts(np.array(times), np.full(n, strength), np.full(n, 0.55), np.full(n, strength))


def test_a_pause_longer_than_the_fact_ends_a_bout() -> None:
    steps = [0.55 * k for k in range(10)]
    after = steps[-1] + RULES.longest_pause_s
    assert len(find_bouts(_contacts([*steps, *(after - 0.2 + t for t in steps)]), RULES)) == 1
    assert len(find_bouts(_contacts([*steps, *(after + 0.2 + t for t in steps)]), RULES)) == 2


def test_fewer_steps_than_the_fact_are_no_bout() -> None:
    steps = [0.55 * k for k in range(RULES.min_steps)]
    assert len(find_bouts(_contacts(steps), RULES)) == 1
    assert find_bouts(_contacts(steps[:-1]), RULES) == []
    assert find_bouts(_contacts([]), RULES) == []


def test_weak_peaks_among_strong_steps_are_no_steps() -> None:
    times = np.arange(0.0, 11.0, 0.55)
    weak = np.array([4.1, 4.6])
    both = np.concatenate([times, weak])
    order = np.argsort(both)
    strength = np.concatenate([np.full(len(times), 2.0), np.full(2, 0.15)])[order]
    found = find_bouts(Contacts(both[order], strength, np.full(len(both), 0.55), strength), RULES)
    assert len(found) == 1
    assert np.allclose(found[0].time_s, times)


def test_uneven_jolts_are_no_bout() -> None:
    assert find_bouts(_contacts([0.0, 2.5, 3.0, 5.6, 8.0, 8.4, 10.9, 13.0]), RULES) == []


def test_strides_join_every_other_contact_of_the_same_foot() -> None:
    times = np.array([0.0, 0.5, 1.1, 1.6, 2.2])
    feet = [Foot.LEFT, Foot.RIGHT, Foot.LEFT, Foot.RIGHT, Foot.LEFT]
    strides = make_strides(times, feet, np.array([0.6, 0.7, 0.6, 0.7]))
    assert [s.foot for s in strides] == [Foot.LEFT, Foot.RIGHT, Foot.LEFT]
    assert strides[0].length_m == pytest.approx(1.3)
    assert strides[0].speed_mps == pytest.approx(1.3 / 1.1)


def test_the_same_foot_twice_running_makes_no_stride() -> None:
    feet = [Foot.LEFT, Foot.RIGHT, Foot.RIGHT, Foot.LEFT]
    assert make_strides(np.array([0.0, 0.5, 1.5, 2.0]), feet, None) == ()


def test_a_pause_is_no_stride_where_feet_are_unknown() -> None:
    times = np.array([0.0, 0.5, 1.0, 1.5, 3.4, 3.9, 4.4])
    strides = make_strides(times, [Foot.UNKNOWN] * 7, None)
    assert all(stride.end_s - stride.start_s < 1.1 for stride in strides)
    assert len(strides) == 3


@pytest.mark.parametrize("cadence", [60.0, 80.0, 100.0, 125.0])
def test_the_step_rate_is_not_taken_for_its_half_or_double(cadence: float) -> None:
    simulated = walk(Gait(speed_mps=0.0065 * cadence**2 / 60.0, cadence_spm=cadence))
    motion = next(motions(simulated.recording, [(0, simulated.recording.n_samples)]))
    bout = simulated.truth.bouts[0]
    places = slice(round(motion.place(bout.start_s + 5)), round(motion.place(bout.end_s - 5)))
    assert np.median(step_rate(motion)[places]) == pytest.approx(cadence / 60.0, rel=0.06)


def test_the_gate_leaves_stillness_out_and_walking_in() -> None:
    simulated = walk(course=Course(bouts=2, bout_s=10.0, rest_s=40.0, fidgets_per_min=0.0))
    recording = simulated.recording
    windows = windows_with_movement(recording)
    times = recording.seconds()
    for bout in simulated.truth.bouts:
        assert any(times[a] <= bout.start_s and bout.end_s <= times[b - 1] for a, b in windows)
    looked_at = sum(b - a for a, b in windows) / recording.n_samples
    assert looked_at < 0.45


def test_windows_are_the_same_read_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    recording = walk().recording
    whole = windows_with_movement(recording)
    monkeypatch.setattr("surefoot.measures.gate.BLOCK", 777)
    assert windows_with_movement(recording) == whole


def test_a_recording_that_starts_late_in_its_own_clock_is_the_same() -> None:
    times, values = samples_of(walk().recording)
    plain, late = make(times, values), make(times + 100.0, values)
    assert windows_with_movement(plain) == windows_with_movement(late)


@pytest.mark.parametrize(
    ("freedom", "table"), [(1, 12.706), (2, 4.303), (4, 2.776), (9, 2.262), (30, 2.042)]
)
def test_student_95_against_the_table(freedom: int, table: float) -> None:
    assert student_95(freedom) == pytest.approx(table, rel=0.02)


@given(
    st.lists(st.floats(0.1, 5.0), min_size=1, max_size=60),
    st.floats(0.0, 1.0),
)
def test_a_mean_lies_inside_its_interval(values: list[float], method_sd: float) -> None:
    found = mean_estimate(np.array(values), method_sd)
    assert found.low <= found.value <= found.high
    assert found.low >= 0.0 or found.value < 0.0


def test_alike_neighbours_make_a_mean_less_sure() -> None:
    rng = np.random.default_rng(2)
    noise = rng.normal(size=400)
    alike = np.convolve(rng.normal(size=420), np.ones(20) / np.sqrt(20), "valid")[:400]
    assert sampling_error(noise) == pytest.approx(1 / 20, rel=0.2)
    assert sampling_error(alike) > 2.0 * sampling_error(noise)
    assert sampling_error(np.full(9, 3.0)) == 0.0


def test_both_errors_are_joined() -> None:
    assert around(1.0, 0.3, 0.4 / 1.959964).high == pytest.approx(1.5)
    assert around(0.1, 3.0, 0.0).low == 0.0


def test_an_outlying_stride_takes_its_neighbours_median() -> None:
    times = np.array([1.0, 1.02, 0.99, 2.1, 1.01, 1.0, 0.98])
    assert without_outliers(times)[3] == pytest.approx(1.01, abs=0.02)
    assert without_outliers(times[:4]).tolist() == times[:4].tolist()


def test_variability_of_known_strides() -> None:
    rng = np.random.default_rng(6)
    deviations = 0.03 * rng.normal(size=400)
    found = stride_time_cv(deviations, 1.0, 1, FACTS.error)
    assert found.value == pytest.approx(3.0, abs=0.3)
    assert found.low < found.value < found.high
