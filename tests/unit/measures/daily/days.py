"""Simulated days: walks at known times, stillness between them, and a sensor laid aside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Placement, Protocol
from surefoot.model.recording import (
    TICK_S,
    Capture,
    MemorySamples,
    Recording,
    content_id,
    describe_times,
)
from surefoot.simulate.settings import Course, Gait, Sensor, WalkSettings
from surefoot.simulate.walk import simulate_walk

Floats = NDArray[np.float64]

RATE_HZ = 50.0
HOUR_S = 3600.0
#: Midnight in Berlin, in summer.
MIDNIGHT = datetime(2026, 6, 1, 22, 0, tzinfo=UTC)
SENSOR = Sensor(rate_hz=RATE_HZ, acc_step=0.01, jitter_s=0.0)


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens: walks begin at ``walks_s``; in ``unworn`` the sensor lies on a table.

    In ``lying`` the body, and with it the sensor, is turned by a right angle.
    """

    hours: float
    walks_s: Sequence[float] = ()
    unworn: Sequence[tuple[float, float]] = ()
    lying: Sequence[tuple[float, float]] = ()
    walk_s: float = 40.0
    placement: Placement = Placement.LOWER_BACK


def one_walk(plan: Plan, seed: int = 5) -> tuple[Recording, float, int]:
    """Return a recording of one walk, how long it is and how many steps it holds."""
    sensor = msgspec.structs.replace(SENSOR, placement=plan.placement)
    course = Course(bouts=1, bout_s=plan.walk_s, rest_s=5.0, fidgets_per_min=0.0)
    walk = simulate_walk(WalkSettings(gait=Gait(), course=course, sensor=sensor), seed)
    bout = walk.truth.bouts[0]
    return walk.recording, bout.end_s - bout.start_s, len(walk.truth.contacts)


def _standing(n: int, up: Floats, rng: np.random.Generator) -> Floats:
    """Return (n, 6) of someone who sits or stands: small movements, now and then another lean."""
    lean = np.repeat(0.06 * rng.standard_normal((n // 3000 + 1, 3)), 3000, axis=0)[:n]
    force = 9.81 * (up + lean) + 0.03 * rng.standard_normal((n, 3))
    return np.column_stack([force, 0.01 * rng.standard_normal((n, 3))])


def make_days(plan: Plan, start: datetime = MIDNIGHT, zone: str = "Europe/Berlin") -> Recording:
    """Return the recording of a plan, 50 Hz, six channels."""
    walk, _, _ = one_walk(plan)
    rng = np.random.default_rng(3)
    piece = walk.physical(tuple(ChannelName))
    up = piece[:100, :3].mean(axis=0) / 9.81
    values = _standing(round(plan.hours * HOUR_S * RATE_HZ), up, rng)
    across = np.cross(up, [0.3, 0.5, 0.8])
    flat = np.array([*(9.81 * across / np.linalg.norm(across)), 0.0, 0.0, 0.0])
    for a, b in plan.lying:
        values[_place(a) : _place(b), :3] += flat[:3] - 9.81 * up
    for a, b in plan.unworn:
        values[_place(a) : _place(b)] = flat
    for begin in plan.walks_s:
        values[_place(begin) : _place(begin) + len(piece)] = piece
    return as_recording(values, walk, start, zone)


def _place(seconds: float) -> int:
    return round(seconds * RATE_HZ)


def as_recording(values: Floats, like: Recording, start: datetime, zone: str) -> Recording:
    """Return values (n, 6) in SI units as a recording with the header of another."""
    channels = like.header.channels
    scales = np.array([channel.scale for channel in channels])
    ticks = np.rint(np.arange(len(values)) / RATE_HZ / TICK_S).astype(np.int64)
    samples = MemorySamples(ticks, np.rint((values / scales).T).astype(np.int32))
    capture = Capture(
        placement=like.header.capture.placement, protocol=Protocol.DAILY, height_m=1.7
    )
    header = msgspec.structs.replace(
        like.header, time_base=describe_times(ticks, start, zone, RATE_HZ), capture=capture
    )
    return Recording(content_id(channels, samples, len(ticks)), header, samples)
