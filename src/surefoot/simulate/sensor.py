"""What a device on that body records: specific force and rotation rate, sampled as it would."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Frame, Placement
from surefoot.model.recording import TICK_S, Channel, MemorySamples
from surefoot.model.units import Unit
from surefoot.simulate.motion import GRID_HZ, Motion
from surefoot.simulate.settings import Gait, Sensor

Floats = NDArray[np.float64]

GRAVITY = 9.80665
#: One count of a channel: the phone capture's scales (1e-5 m/s2; 1e-4 deg/s).
ACC_COUNT = 1e-5
GYR_COUNT_DPS = 1e-4

_UP, _RIGHT, _FORWARD = np.eye(3)
#: Rows are the device's x, y, z in segment axes (up, right, forward). A phone's x points right, y
#: up the screen, z out of the screen.
_MOUNT: dict[Placement, Floats] = {
    Placement.LOWER_BACK: np.array([_RIGHT, _UP, -_FORWARD]),
    Placement.BELT_FRONT: np.array([-_RIGHT, _UP, _FORWARD]),
    Placement.POCKET: np.array([_RIGHT, -_UP, _FORWARD]),
    Placement.HAND: np.array([_RIGHT, (_FORWARD + _UP) / 2**0.5, (_UP - _FORWARD) / 2**0.5]),
    Placement.BAG: np.array([_FORWARD, _RIGHT, -_UP]),
    Placement.WRIST: np.array([-_UP, _FORWARD, _RIGHT]),
}
#: Phone below the hip in the pocket, and watch below the shoulder, in m.
_POCKET_LEVER_M = 0.25
_WRIST_LEVER_M = 0.60
#: Clothes and arms soften what reaches a phone that is not strapped on, in s.
_SOFTENING_S = {Placement.POCKET: 0.008, Placement.BAG: 0.025, Placement.HAND: 0.030}


@dataclass(frozen=True, slots=True)
class Readings:
    """Error-free readings on the grid: force (n, 3) in m/s2 and rate (n, 3) in rad/s."""

    time: Floats
    force: Floats
    rate: Floats


def turn_matrices(angles: Floats) -> Floats:
    """Return (n, 3, 3) matrices from segment to world axes for (n, 3) heading, pitch and list."""
    (cx, sx), (cy, sy), (cz, sz) = ((np.cos(a), np.sin(a)) for a in angles.T)
    rows = [
        [cy * cz, -cy * sz, sy],
        [cx * sz + sx * sy * cz, cx * cz - sx * sy * sz, -sx * cy],
        [sx * sz - cx * sy * cz, sx * cz + cx * sy * sz, cx * cy],
    ]
    return np.stack([np.stack(row, axis=-1) for row in rows], axis=-2)


def _soften(values: Floats, width_s: float) -> Floats:
    half = int(4 * width_s * GRID_HZ)
    kernel = np.exp(-0.5 * (np.arange(-half, half + 1) / (width_s * GRID_HZ)) ** 2)
    padded = np.pad(values, ((half, half), (0, 0)), mode="edge")
    columns = [np.convolve(c, kernel / kernel.sum(), mode="valid") for c in padded.T]
    return np.column_stack(columns)


def _limb(motion: Motion, gait: Gait, placement: Placement) -> tuple[Floats, Floats]:
    """Return position and angles of the thigh or arm on the right, at the device."""
    sign, lever, share = (
        (-1.0, _POCKET_LEVER_M, 1.0)
        if placement is Placement.POCKET
        else (1.0, _WRIST_LEVER_M, 0.8)
    )
    flexion = sign * share * 0.5 * motion.swing / gait.leg_length_m
    angles = np.column_stack([motion.turning[:, 0], flexion, 0.3 * motion.turning[:, 2]])
    down = turn_matrices(angles) @ np.array([-lever, 0.0, 0.0])
    return motion.position + down, angles


def _carried(motion: Motion, placement: Placement) -> tuple[Floats, Floats]:
    share = {Placement.HAND: 0.3, Placement.BAG: 0.6}.get(placement, 1.0)
    angles = motion.turning * share
    angles[:, 0] += (1.0 - share) * motion.heading
    return motion.position, angles


def readings(motion: Motion, gait: Gait, placement: Placement) -> Readings:
    """Return what a perfect sensor aligned with its body segment would read."""
    limb = placement in (Placement.POCKET, Placement.WRIST)
    position, angles = _limb(motion, gait, placement) if limb else _carried(motion, placement)
    if placement in _SOFTENING_S:
        position = _soften(position, _SOFTENING_S[placement])
    return felt(motion.time, position, angles)


def felt(time: Floats, position: Floats, angles: Floats) -> Readings:
    """Return what a perfect sensor feels that moves like this.

    Args:
        time: shape (n,), in s, on the grid.
        position: shape (n, 3), up, right and forward, in m.
        angles: shape (n, 3), heading, pitch and list, in rad.
    """
    step = 1.0 / GRID_HZ
    acceleration = np.gradient(np.gradient(position, step, axis=0), step, axis=0)
    acceleration[:, 0] += GRAVITY
    turn = turn_matrices(angles)
    spin = np.swapaxes(turn, 1, 2) @ np.gradient(turn, step, axis=0)
    rate = np.column_stack([spin[:, 2, 1], spin[:, 0, 2], spin[:, 1, 0]])
    return Readings(time, np.einsum("nji,nj->ni", turn, acceleration), rate)


def mounting(sensor: Sensor) -> Floats:
    """Return the (3, 3) matrix that brings segment axes to the sensor's own axes."""
    mount = np.eye(3) if sensor.frame is Frame.BODY else _MOUNT[sensor.placement]
    own = turn_matrices(np.deg2rad(np.array([sensor.orientation_deg])))[0]
    return np.asarray(own.T @ mount)


def sample_ticks(duration_s: float, sensor: Sensor, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return strictly rising sample times in ticks from 0, with jitter and lost samples."""
    n = int(duration_s * sensor.rate_hz)
    times = np.arange(n) / sensor.rate_hz
    limit = 0.45 / sensor.rate_hz
    times += np.clip(sensor.jitter_s * rng.standard_normal(n), -limit, limit)
    kept = rng.random(n) >= sensor.dropped
    kept[[0, -1]] = True
    times = np.clip(times[kept], 0.0, duration_s)
    ticks = np.round((times - times[0]) / TICK_S).astype(np.int64)
    return np.asarray(ticks[np.concatenate([[True], np.diff(ticks) > 0])])


def _counts(values: Floats, count: float, step: float) -> NDArray[np.int32]:
    if step > 0:
        values = np.round(values / step) * step
    return np.round(values / count).astype(np.int32)


def _channels(sensor: Sensor) -> tuple[Channel, ...]:
    acc = [ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z]
    gyr = [ChannelName.GYR_X, ChannelName.GYR_Y, ChannelName.GYR_Z]
    gyr_count = GYR_COUNT_DPS * np.pi / 180.0
    kinds = [(name, Unit.METRE_PER_SECOND_SQUARED, ACC_COUNT) for name in acc]
    if sensor.gyroscope:
        kinds += [(name, Unit.RADIAN_PER_SECOND, gyr_count) for name in gyr]
    return tuple(Channel(name, unit, sensor.frame, scale) for name, unit, scale in kinds)


def record(
    true: Readings, sensor: Sensor, rng: np.random.Generator
) -> tuple[tuple[Channel, ...], MemorySamples]:
    """Return channels and samples of a device that wears these readings."""
    ticks = sample_ticks(float(true.time[-1]), sensor, rng)
    at = ticks * TICK_S
    mount = mounting(sensor)
    force = np.column_stack([np.interp(at, true.time, c) for c in true.force.T]) @ mount.T
    rate = np.column_stack([np.interp(at, true.time, c) for c in true.rate.T]) @ mount.T
    force += sensor.acc_noise * rng.standard_normal(force.shape)
    degrees = np.rad2deg(rate) + sensor.gyr_noise_dps * rng.standard_normal(rate.shape)
    degrees += sensor.gyr_bias_dps * rng.standard_normal(3)
    counts = [_counts(c, ACC_COUNT, sensor.acc_step) for c in force.T]
    if sensor.gyroscope:
        counts += [_counts(c, GYR_COUNT_DPS, sensor.gyr_step) for c in degrees.T]
    return _channels(sensor), MemorySamples(ticks, np.stack(counts))
