"""Two turns are found in a heading however slow, and none where there are none."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.measures.tug.turns import two_turns

RATE = 100.0


def heading(first: tuple[float, float], second: tuple[float, float], end_s: float) -> np.ndarray:
    """Return a heading in degrees that turns half round in each of two spans."""
    times = np.arange(round(end_s * RATE)) / RATE
    return np.interp(times, [*first, *second], [0.0, 180.0, 180.0, 0.0])


def seconds(places: tuple[int, int]) -> tuple[float, float]:
    return places[0] / RATE, places[1] / RATE


@pytest.mark.parametrize("scale", [1.0, 5.0])
def test_turns_are_timed_where_they_happen(scale: float) -> None:
    swing = 8.0 * np.sin(2 * np.pi * np.arange(round(10.0 * scale * RATE)) / RATE)
    first, second = (3.0 * scale, 4.5 * scale), (7.0 * scale, 8.0 * scale)
    found = two_turns(heading(first, second, 10.0 * scale) + swing, RATE)
    assert found is not None
    for turn, true in zip(found, (first, second), strict=True):
        assert seconds((turn.first, turn.last)) == pytest.approx(true, abs=0.25 * scale)
    assert found[0].angle_deg == pytest.approx(180.0, abs=10.0)
    assert found[1].angle_deg == pytest.approx(-180.0, abs=10.0)


def test_a_turn_into_the_chair_may_end_the_recording() -> None:
    found = two_turns(heading((3.0, 4.0), (7.0, 8.0), 8.0), RATE)
    assert found is not None
    assert seconds((found[1].first, found[1].last)) == pytest.approx((7.1, 7.9), abs=0.15)


@pytest.mark.parametrize("end_s", [0.5, 10.0])
def test_no_turns_in_a_level_heading(end_s: float) -> None:
    noise = np.random.default_rng(3).normal(0.0, 5.0, round(end_s * RATE))
    assert two_turns(noise, RATE) is None


def test_one_turn_is_not_two() -> None:
    times = np.arange(1000) / RATE
    assert two_turns(np.interp(times, [4.0, 5.5], [0.0, 180.0]), RATE) is None


def test_a_quarter_turn_is_not_a_half_turn() -> None:
    assert two_turns(heading((3.0, 4.0), (7.0, 8.0), 10.0) / 2.5, RATE) is None


@settings(max_examples=15, deadline=None)
@given(st.floats(-720.0, 720.0), st.sampled_from([-1.0, 1.0]))
def test_where_north_lies_and_which_way_one_turns_change_nothing(north: float, way: float) -> None:
    plain = heading((3.0, 4.5), (7.0, 8.0), 10.0)
    found, other = two_turns(plain, RATE), two_turns(north + way * plain, RATE)
    assert found is not None
    assert other is not None
    for one, two in zip(found, other, strict=True):
        assert (one.first, one.last) == pytest.approx((two.first, two.last), abs=2)
        assert way * one.angle_deg == pytest.approx(two.angle_deg)
