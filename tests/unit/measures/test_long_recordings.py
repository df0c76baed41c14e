"""Long recordings: the first pass, and work that processes share, find what a plain pass finds."""

import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.knowledge.load import load_knowledge
from surefoot.measures import gate, in_turn
from surefoot.measures.gate import STILL_BELOW, windows_with_movement
from surefoot.measures.in_turn import work_on_each
from surefoot.measures.joined import BETWEEN_S, Joined, alone, join
from surefoot.measures.motion import ACCELERATION, Motion, motions
from surefoot.measures.walking.facts import for_person, read_facts
from surefoot.measures.walking.placement import what_can_be_measured
from surefoot.measures.walking.walk import bouts_of
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
    monkeypatch.setattr(in_turn, "MUCH_MOVEMENT", 1)
    shared = list(work_on_each(recording, windows, lambda part: part))
    monkeypatch.setattr(in_turn, "_can_fork", lambda: False)
    alone_here = list(work_on_each(recording, windows, lambda part: part))
    assert sum(len(joined.pieces) for joined in shared) == len(windows) > 2
    for one, other in zip(alone_here, shared, strict=True):
        assert one.pieces == other.pieces
        np.testing.assert_allclose(one.motion.vertical, other.motion.vertical, atol=1e-9)


def pieces_of(recording: Recording) -> list[Motion]:
    return list(motions(recording, windows_with_movement(recording)))


def test_joined_stretches_are_the_same_samples_with_stillness_between(recording: Recording) -> None:
    parts = pieces_of(recording)
    (joined,) = join(parts)
    assert len(joined.pieces) == len(parts) > 2
    for piece, part in zip(joined.pieces, parts, strict=True):
        np.testing.assert_array_equal(
            joined.motion.vertical[piece.first : piece.last], part.vertical
        )
        assert piece.first / part.rate_hz + piece.ahead_s == pytest.approx(part.start_s)
        middle = joined.motion.start_s + (piece.first + piece.last) / 2 / part.rate_hz
        assert joined.ahead_s(middle) == piece.ahead_s
    first, second = joined.pieces[:2]
    between = joined.motion.vertical[first.last : second.first]
    assert len(between) == BETWEEN_S * joined.motion.rate_hz
    assert not between.any()


def test_a_stretch_that_ends_in_movement_stays_alone(recording: Recording) -> None:
    first, moving, last = pieces_of(recording)[:3]
    cut_off = Motion(
        moving.start_s,
        moving.rate_hz,
        *(moving.vertical[:1200], moving.up[:1200], moving.level[:1200]),
        yaw=None,
        tilting=None,
    )
    assert np.abs(cut_off.vertical[-100:]).max() > 1.0
    assert [len(joined.pieces) for joined in join([first, cut_off, last])] == [1, 1, 1]


def found_in(joined: list[Joined], recording: Recording) -> list[tuple[float, int]]:
    facts = for_person(read_facts(load_knowledge()), recording.header.capture)
    can = what_can_be_measured(recording, recording.header.capture, facts.sensor_height_share)
    bouts = [bout for one in joined for bout in bouts_of(one, can, facts)]
    return [(bout.start_s, len(bout.times)) for bout in bouts]


def test_joining_finds_the_same_walks_at_the_same_times(recording: Recording) -> None:
    parts = pieces_of(recording)
    one_by_one = found_in([alone(part) for part in parts], recording)
    together = found_in(list(join(parts)), recording)
    assert len(one_by_one) == 4
    for (start, steps), (expected, count) in zip(together, one_by_one, strict=True):
        assert start == pytest.approx(expected, abs=0.02)
        assert steps == count
