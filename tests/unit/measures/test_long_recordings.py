"""Long recordings: the first pass, and work that processes share, find what a plain pass finds."""

import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.measures import gate, motion
from surefoot.measures.gate import STILL_BELOW, windows_with_movement
from surefoot.measures.motion import ACCELERATION, work_on_each
from surefoot.model.recording import Recording
from surefoot.simulate.walk import Course
from tests.unit.measures.walks import walk


@pytest.fixture(scope="module")
def recording() -> Recording:
    return walk(course=Course(bouts=4, bout_s=15.0, rest_s=20.0)).recording


def active_plainly(recording: Recording) -> NDArray[np.bool_]:
    """Return for each whole second whether the acceleration's length spreads enough."""
    second = np.floor(recording.seconds() + 1e-9).astype(int)
    length = np.linalg.norm(recording.physical(ACCELERATION), axis=1)
    spread = [
        length[second == s].std() if np.any(second == s) else 0.0 for s in range(second[-1] + 1)
    ]
    return np.asarray(np.array(spread) > STILL_BELOW)


@pytest.mark.parametrize("block", [97, 1000, 1 << 16])
def test_the_first_pass_is_the_same_in_blocks_of_any_length(
    recording: Recording, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "BLOCK", block)
    windows = windows_with_movement(recording)
    active = active_plainly(recording)
    inside = np.zeros(recording.n_samples, dtype=bool)
    for start, stop in windows:
        inside[start:stop] = True
    seconds = np.flatnonzero(active)
    expected = np.zeros(len(active), dtype=bool)
    for second in seconds:
        expected[max(0, second - gate.MARGIN_S) : second + gate.MARGIN_S + 1] = True
    places = np.minimum(np.floor(recording.seconds() + 1e-9).astype(int), len(active) - 1)
    assert 0.2 < inside.mean() < 0.95
    np.testing.assert_array_equal(inside, expected[places])


def test_windows_with_hardly_any_movement_can_be_left_out(recording: Recording) -> None:
    everything = windows_with_movement(recording)
    longest = max((stop - start) // 100 for start, stop in everything)
    assert windows_with_movement(recording, least_s=3) == everything
    assert windows_with_movement(recording, least_s=longest) == []


def test_processes_find_the_same_in_the_same_order(
    recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    windows = windows_with_movement(recording)
    alone = list(work_on_each(recording, windows, lambda part: part))
    monkeypatch.setattr(motion, "MUCH_MOVEMENT", 1)
    shared = list(work_on_each(recording, windows, lambda part: part))
    assert len(alone) == len(shared) == len(windows) > 2
    for one, other in zip(alone, shared, strict=True):
        assert one.start_s == other.start_s
        np.testing.assert_allclose(one.vertical, other.vertical, atol=1e-9)
        np.testing.assert_allclose(one.up, other.up, atol=1e-12)
