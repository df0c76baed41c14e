"""Hours of sitting with some rises in between, made up: when the person stood up is known.

Each rise is that of a Timed Up and Go: up, a few steps to and fro, and down again. In between the
person sits, and fidgets now and then, which must not be taken for rising.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.check import require
from surefoot.model.codes import ChannelName, Protocol
from surefoot.model.recording import (
    TICK_S,
    MemorySamples,
    Recording,
    content_id,
    describe_times,
)
from surefoot.simulate.chair import Chair, simulate_tug
from surefoot.simulate.idle import smooth_noise
from surefoot.simulate.settings import Course, Gait, Sensor, WalkSettings
from surefoot.simulate.walk import simulate_walk

Floats = NDArray[np.float64]

CHANNELS = tuple(ChannelName)
FIDGETING_S = 60.0
#: How far, in m/s2 of gravity, and how slowly, in Hz, a seated person leans to and fro; and so long
#: before and after each part they do not. Set by hand.
LEANS_MPS2, LEANS_HZ, STILL_S = 0.5, 0.02, 20.0


class RisingDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long the day is, how often the person rises in it, and how.

    ``rise_s`` is the time of the quickest and of the slowest rise; times lie evenly in between.
    ``fidgets_per_min`` are movements while sitting, in a minute around half way between two rises.
    """

    hours: float = 12.0
    rises: int = 20
    rise_s: tuple[float, float] = (1.2, 2.5)
    gait: Gait = Gait(speed_mps=0.8)
    sensor: Sensor = Sensor(rate_hz=50.0, acc_step=0.0, gyr_step=0.0, jitter_s=0.0)
    fidgets_per_min: float = 6.0
    start: datetime = datetime(2026, 6, 2, 5, 0, tzinfo=UTC)
    zone: str = "Europe/Berlin"

    def __post_init__(self) -> None:
        require(self.rises >= 1, "the person rises at least once")
        require(self.hours * 3600.0 / self.rises >= 200.0, "rises lie 200 s apart or more")


@dataclass(frozen=True, slots=True)
class SimulatedDay:
    """A recording and when each rise in it began, in seconds from its start."""

    recording: Recording
    rises_s: tuple[float, ...]


def _values(recording: Recording, rate_hz: float) -> Floats:
    """Return all channels of a short recording at an even rate (n, 6)."""
    times, values = recording.seconds(), recording.physical(CHANNELS)
    even = np.arange(0.0, times[-1], 1.0 / rate_hz)
    return np.column_stack([np.interp(even, times, column) for column in values.T])


def _sitting(up: Floats, away: Floats, sensor: Sensor, rng: np.random.Generator) -> Floats:
    """Return (n, 6) of somebody who sits still and slowly leans this way and that.

    Args:
        up: the force while seated as in the parts, m/s2, (3,).
        away: 0 where a part follows or has just been, so that nothing jumps there, else 1, (n,).
        sensor: its noise.
        rng: draws lean and noise.
    """
    n = len(away)
    slow = [smooth_noise(n, sensor.rate_hz, LEANS_HZ, rng) for _ in range(3)]
    lean = LEANS_MPS2 * away[:, None] * np.column_stack(slow)
    force = up + lean + sensor.acc_noise * rng.standard_normal((n, 3))
    spin = np.deg2rad(sensor.gyr_noise_dps) * rng.standard_normal((n, 3))
    return np.column_stack([force, spin])


def _away(n: int, spans: Sequence[tuple[int, int]], margin: int) -> Floats:
    """Return for n samples 0 within spans and 1 from ``margin`` samples away from them on, (n,)."""
    far = np.full(n, float(margin))
    places = np.arange(n, dtype=np.float64)
    for first, last in spans:
        a, b = max(0, first - margin), min(n, last + margin)
        near = np.maximum(first - places[a:b], places[a:b] - last)
        far[a:b] = np.minimum(far[a:b], np.maximum(near, 0.0))
    return np.asarray(far / margin)


def _rise(day: RisingDay, number: int, seed: int) -> tuple[Recording, float]:
    """Return one Up and Go of the day and when its rise begins."""
    share = number / max(day.rises - 1, 1)
    lasts = day.rise_s[0] + share * (day.rise_s[1] - day.rise_s[0])
    chair = Chair(rise_s=lasts, sit_s=lasts)
    made = simulate_tug(day.gait, chair, day.sensor, 2.0, seed + 1000 * number)
    return made.recording, made.moves[0].start_s


def _fidgeting(day: RisingDay, seed: int) -> Floats:
    course = Course(bouts=0, rest_s=FIDGETING_S, fidgets_per_min=day.fidgets_per_min)
    settings = WalkSettings(gait=day.gait, course=course, sensor=day.sensor)
    return _values(simulate_walk(settings, seed).recording, day.sensor.rate_hz)


def _as_recording(values: Floats, like: Recording, day: RisingDay) -> Recording:
    """Return values (n, 6) in SI units under the header of a part."""
    channels = like.header.channels
    ticks = np.rint(np.arange(len(values)) / day.sensor.rate_hz / TICK_S).astype(np.int64)
    scales = np.array([channel.scale for channel in channels])
    samples = MemorySamples(ticks, np.rint((values / scales).T).astype(np.int32))
    capture = msgspec.structs.replace(like.header.capture, protocol=Protocol.DAILY)
    base = describe_times(ticks, day.start, day.zone, day.sensor.rate_hz)
    header = msgspec.structs.replace(like.header, time_base=base, capture=capture)
    return Recording(content_id(channels, samples, len(ticks)), header, samples)


def simulate_rising_day(day: RisingDay, seed: int) -> SimulatedDay:
    """Return a day of sitting and rising; the same settings and seed give the same day."""
    rate, rng = day.sensor.rate_hz, np.random.default_rng(seed)
    parts = [_rise(day, number, seed) for number in range(day.rises)]
    apart, pieces, began = day.hours * 3600.0 / day.rises, [], []
    for number, (recording, rises_at) in enumerate(parts):
        first = round((number + 0.25) * apart * rate)
        later = first + round(apart / 2.0 * rate)
        pieces += [(first, _values(recording, rate)), (later, _fidgeting(day, seed + number))]
        began.append(first / rate + rises_at)
    spans = [(first, first + len(piece)) for first, piece in pieces]
    away = _away(round(day.hours * 3600.0 * rate), spans, round(STILL_S * rate))
    values = _sitting(pieces[0][1][: round(rate), :3].mean(axis=0), away, day.sensor, rng)
    for first, piece in pieces:
        values[first : first + len(piece)] = piece
    return SimulatedDay(_as_recording(values, parts[0][0], day), tuple(began))
