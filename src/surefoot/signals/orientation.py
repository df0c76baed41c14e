"""Which way is up, from gravity, however the sensor is turned."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from surefoot.signals.filters import low_pass, moving_mean

Floats = NDArray[np.float64]
Follow = Callable[[Floats, Floats, Floats, float], Floats]

# The sensor's turning is followed in steps of this length; it is slow against that.
TRACK_STEP_S = 0.04


def up_direction(acceleration: Floats, rate_hz: float, cut_hz: float) -> Floats:
    """Return unit vectors that point up in the sensor's axes, shape (n, 3).

    A sensor at rest feels the ground pushing up, so what stays of the acceleration below
    ``cut_hz`` points up. Turning the sensor's axes turns the result alike.

    Args:
        acceleration: with gravity, m/s2, shape (n, 3).
        rate_hz: sample rate.
        cut_hz: slower changes of direction are followed, faster ones are movement.
    """
    slow = low_pass(acceleration, rate_hz, cut_hz, order=2)
    length = np.linalg.norm(slow, axis=1, keepdims=True)
    return np.asarray(slow / np.maximum(length, 1e-9), dtype=np.float64)


def _follow(start: Floats, turning: Floats, pulls: Floats, gain: float) -> Floats:
    """Return up at each step (n, 3); the same as the compiled ``follow``, for short recordings."""
    x, y, z = start.tolist()
    out = []
    rows = zip(turning.tolist(), pulls.tolist(), strict=True)
    for (p, q, r), (a, b, c) in rows:
        # A vector fixed in the room turns against the sensor: du = u x turning.
        dx, dy, dz = y * r - z * q, z * p - x * r, x * q - y * p
        x, y, z = x + dx + gain * (a - x), y + dy + gain * (b - y), z + dz + gain * (c - z)
        length = (x * x + y * y + z * z) ** 0.5 or 1.0
        x, y, z = x / length, y / length, z / length
        out.append((x, y, z))
    return np.array(out)


def _follower(compiled: bool) -> Follow:
    if not compiled:
        return _follow
    from surefoot.signals.kernels import follow

    return follow


def up_tracked(
    acceleration: Floats,
    turning: Floats,
    rate_hz: float,
    settle_s: float,
    compiled: bool = False,
) -> Floats:
    """Return unit vectors that point up in the sensor's axes, followed by gyroscope, (n, 3).

    A complementary filter (Mahony et al. 2008, IEEE Trans Autom Control 53:1203) run forwards and
    backwards and averaged, so that nothing lags. Unlike ``up_direction`` it keeps up with bending
    and swaying.

    Args:
        acceleration: with gravity, m/s2, (n, 3).
        turning: turning rates, rad/s, (n, 3).
        rate_hz: sample rate.
        settle_s: time constant with which gravity corrects the gyroscope.
        compiled: use the compiled loop, which takes a moment to load.
    """
    hop = max(1, round(TRACK_STEP_S * rate_hz))
    step_s = hop / rate_hz
    length = np.maximum(np.linalg.norm(acceleration, axis=1, keepdims=True), 1e-9)
    pulls = moving_mean(acceleration / length, hop)[::hop]
    angles = moving_mean(turning, hop)[::hop] * step_s
    slow = up_direction(acceleration, rate_hz, 0.5 / (np.pi * settle_s))
    gain = step_s / settle_s
    follow = _follower(compiled)
    forward = follow(slow[0], angles, pulls, gain)
    backward = follow(slow[-1], -angles[::-1], pulls[::-1], gain)[::-1]
    both = forward + backward
    places = np.arange(len(both)) * hop
    grid = np.arange(len(acceleration))
    up = np.column_stack([np.interp(grid, places, column) for column in both.T])
    return np.asarray(up / np.maximum(np.linalg.norm(up, axis=1, keepdims=True), 1e-9))


def along(values: Floats, direction: Floats) -> Floats:
    """Return the component of each row of ``values`` (n, 3) along ``direction`` (n, 3): (n,)."""
    return np.asarray(np.einsum("ij,ij->i", values, direction), dtype=np.float64)


def across(values: Floats, direction: Floats) -> Floats:
    """Return what of each row of ``values`` (n, 3) is at right angles to ``direction``: (n, 3)."""
    return np.asarray(values - along(values, direction)[:, None] * direction, dtype=np.float64)


def main_axis(vectors: Floats) -> Floats:
    """Return the unit vector along which rows of ``vectors`` (n, 3) spread most, sign arbitrary."""
    centred = vectors - vectors.mean(axis=0)
    _, directions = np.linalg.eigh(centred.T @ centred)
    return np.asarray(directions[:, -1], dtype=np.float64)
