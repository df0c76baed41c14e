"""Up stays up, however the sensor is turned."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from surefoot.signals.orientation import across, along, main_axis, up_direction, up_tracked

Floats = NDArray[np.float64]

RATE = 100.0
ANGLES = st.floats(-np.pi, np.pi)


def _turned(a: float, b: float, c: float) -> Floats:
    x = np.array([[1, 0, 0], [0, np.cos(a), -np.sin(a)], [0, np.sin(a), np.cos(a)]])
    y = np.array([[np.cos(b), 0, np.sin(b)], [0, 1, 0], [-np.sin(b), 0, np.cos(b)]])
    z = np.array([[np.cos(c), -np.sin(c), 0], [np.sin(c), np.cos(c), 0], [0, 0, 1]])
    return np.asarray(x @ y @ z)


def _swaying(n: int = 1500) -> tuple[Floats, Floats, Floats]:
    """Return acceleration, turning rate and true up of a sensor rocking about its second axis."""
    time = np.arange(n) / RATE
    tilt = 0.3 * np.sin(2 * np.pi * 0.4 * time)
    rate = 0.3 * 2 * np.pi * 0.4 * np.cos(2 * np.pi * 0.4 * time)
    up = np.column_stack([np.cos(tilt), np.zeros(n), np.sin(tilt)])
    turning = np.column_stack([np.zeros(n), rate, np.zeros(n)])
    return 9.81 * up, turning, up


def test_tracking_follows_rocking_that_gravity_alone_misses() -> None:
    acceleration, turning, up = _swaying()
    tracked = up_tracked(acceleration, turning, RATE, 3.0)
    slow = up_direction(acceleration, RATE, 0.2)
    assert np.degrees(np.arccos(np.clip(along(tracked, up), -1, 1)))[300:-300].max() < 2.0
    assert np.degrees(np.arccos(np.clip(along(slow, up), -1, 1)))[300:-300].max() > 5.0


@settings(max_examples=15, deadline=None)
@given(ANGLES, ANGLES, ANGLES)
def test_turning_the_sensor_turns_up_alike(a: float, b: float, c: float) -> None:
    acceleration, turning, _ = _swaying(600)
    turn = _turned(a, b, c)
    plain = up_tracked(acceleration, turning, RATE, 3.0)
    other = up_tracked(acceleration @ turn.T, turning @ turn.T, RATE, 3.0)
    assert np.allclose(plain @ turn.T, other, atol=1e-6)


def test_along_and_across_make_the_whole() -> None:
    rng = np.random.default_rng(3)
    values = rng.normal(size=(50, 3))
    up = up_direction(rng.normal(size=(50, 3)) + np.array([0.0, 0.0, 9.8]), RATE, 0.2)
    whole = along(values, up)[:, None] * up + across(values, up)
    assert np.allclose(whole, values)
    assert np.allclose(along(across(values, up), up), 0.0, atol=1e-9)


def test_main_axis_is_where_the_spread_is() -> None:
    rng = np.random.default_rng(4)
    line = rng.normal(size=(500, 1)) * np.array([[0.6, 0.0, 0.8]])
    axis = main_axis(line + 0.05 * rng.normal(size=(500, 3)))
    assert abs(axis @ np.array([0.6, 0.0, 0.8])) == pytest.approx(1.0, abs=0.01)


def test_the_compiled_loop_follows_as_the_plain_one() -> None:
    random = np.random.default_rng(4)
    acceleration = random.normal(size=(900, 3)) + np.array([9.0, 1.0, 2.0])
    turning = random.normal(size=(900, 3))
    plain = up_tracked(acceleration, turning, 100.0, 3.0)
    np.testing.assert_allclose(
        up_tracked(acceleration, turning, 100.0, 3.0, True), plain, atol=1e-12
    )
    assert np.abs(up_tracked(acceleration, -turning, 100.0, 3.0, True) - plain).max() > 0.01
