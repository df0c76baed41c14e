"""For every test a recording that suits it, and the ways a recording may be changed."""

from collections.abc import Callable, Mapping
from datetime import timedelta

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Leg, Placement, Protocol
from surefoot.model.recording import (
    TICK_S,
    MemorySamples,
    Recording,
    content_id,
    describe_times,
)
from surefoot.simulate.chair import Chair, simulate_chair_stands, simulate_tug
from surefoot.simulate.settings import Course, Gait, Sensor, WalkSettings
from surefoot.simulate.sway import Standing, simulate_stance
from surefoot.simulate.tapping import TappingSettings, simulate_tapping
from surefoot.simulate.walk import simulate_walk
from tests.unit.measures.daily.days import Plan, make_days

Floats = NDArray[np.float64]
Maker = Callable[[], Recording]

#: A good sensor whose axes mean nothing: worn as it comes.
SENSOR = Sensor(rate_hz=100.0, acc_step=0.0, gyr_step=0.0, jitter_s=0.0, acc_noise=0.01)
GAIT = Gait(speed_mps=1.0)


def _walk(walked_s: float) -> Recording:
    settings = WalkSettings(gait=GAIT, sensor=SENSOR, course=Course(bout_s=walked_s, rest_s=5.0))
    return simulate_walk(settings, 11).recording


def _to_and_fro() -> Recording:
    course = Course(bouts=1, bout_s=50.0, rest_s=5.0, turns=6)
    return simulate_walk(WalkSettings(gait=GAIT, sensor=SENSOR, course=course), 11).recording


def _known_course() -> Recording:
    recording = _walk(8.0)
    return with_capture(recording, course_length_m=7.62)


def _stance() -> Recording:
    return simulate_stance(Standing(sensor=SENSOR, handling_s=4.0), 11).recording


def _chair(stands: int) -> Recording:
    return simulate_chair_stands(Chair(stands=stands), SENSOR, 11).recording


def _tug() -> Recording:
    return simulate_tug(GAIT, Chair(), SENSOR, 2.0, 11).recording


def _tapping() -> Recording:
    sensor = Sensor(rate_hz=100.0, jitter_s=0.0, acc_step=0.0, gyr_step=0.0)
    return simulate_tapping(TappingSettings(sensor=sensor, placement=Placement.SHOE), 11).recording


def _day() -> Recording:
    return make_days(Plan(12.2, (3600.0, 7200.0), walk_s=20.0))


def with_capture(recording: Recording, **said: object) -> Recording:
    """Return the recording with something else said of it."""
    capture = msgspec.structs.replace(recording.header.capture, **said)
    header = msgspec.structs.replace(recording.header, capture=capture)
    return Recording(recording.id, header, recording.samples)


#: Every protocol must stand here: a new test is tried with all properties at once.
MAKERS: Mapping[Protocol, Maker] = {
    Protocol.FREE: lambda: _walk(25.0),
    Protocol.WALK_25FT: _known_course,
    Protocol.WALK_COURSE: _known_course,
    Protocol.WALK_30S: lambda: _walk(34.0),
    Protocol.WALK_1MIN: lambda: _walk(64.0),
    Protocol.WALK_2MIN: lambda: _walk(124.0),
    Protocol.WALK_6MIN: lambda: _walk(364.0),
    Protocol.STOP_AND_SEE: lambda: _walk(40.0),
    Protocol.U_TURN: _to_and_fro,
    Protocol.BALANCE: _stance,
    Protocol.CHAIR_STAND_5: lambda: _chair(5),
    Protocol.CHAIR_STAND_30S: lambda: _chair(9),
    Protocol.TUG: _tug,
    Protocol.FOOT_TAPPING: _tapping,
    Protocol.DAILY: _day,
}


def suitable(protocol: Protocol) -> Recording:
    """Return a simulated recording of a test."""
    recording = with_capture(MAKERS[protocol](), protocol=protocol)
    if protocol is Protocol.FOOT_TAPPING:
        return with_capture(recording, leg=Leg.LEFT)
    return recording


def values_of(recording: Recording) -> tuple[Floats, Floats]:
    """Return times (n,) and all channels (n, 6)."""
    return recording.seconds(), recording.physical(tuple(ChannelName))


def remade(recording: Recording, times: Floats, values: Floats) -> Recording:
    """Return other samples under the same header: times (n,) in s, values (n, 6) in SI units."""
    channels = recording.header.channels
    scales = np.array([[channel.scale] for channel in channels])
    ticks = np.rint((times - times[0]) / TICK_S).astype(np.int64)
    largest = np.iinfo(np.int32).max
    counts = np.clip(np.rint(values.T / scales), -largest, largest).astype(np.int32)
    samples = MemorySamples(ticks, np.ascontiguousarray(counts))
    base = recording.header.time_base
    header = msgspec.structs.replace(
        recording.header, time_base=describe_times(ticks, base.start, base.zone, None)
    )
    return Recording(content_id(channels, samples, len(ticks)), header, samples)


def turned(recording: Recording, turn: Floats) -> Recording:
    """Return what the same sensor would have given, worn turned by a rotation (3, 3)."""
    times, values = values_of(recording)
    both = np.column_stack([values[:, :3] @ turn.T, values[:, 3:] @ turn.T])
    return remade(recording, times, both)


def later(recording: Recording, hours: float) -> Recording:
    """Return the same samples, recorded so many hours later."""
    base = recording.header.time_base
    moved = msgspec.structs.replace(base, start=base.start + timedelta(hours=hours))
    header = msgspec.structs.replace(recording.header, time_base=moved)
    return Recording(recording.id, header, recording.samples)


def at_rate(recording: Recording, rate_hz: float) -> Recording:
    """Return the recording as a sensor with another rate would have given it."""
    times, values = values_of(recording)
    even = np.arange(0.0, times[-1], 1.0 / rate_hz)
    return remade(recording, even, np.column_stack([np.interp(even, times, c) for c in values.T]))


def with_stillness(recording: Recording, seconds: float) -> Recording:
    """Return the recording with stillness after it, as it was in its last half second."""
    times, values = values_of(recording)
    step = float(np.median(np.diff(times)))
    n = round(seconds / step)
    rng = np.random.default_rng(2)
    rest = values[-50:].mean(axis=0) + 0.005 * rng.standard_normal((n, 6))
    rest[:, 3:] = 0.002 * rng.standard_normal((n, 3))
    after = times[-1] + step * np.arange(1, n + 1)
    return remade(recording, np.concatenate([times, after]), np.concatenate([values, rest]))


def cut_out(recording: Recording, start_s: float, end_s: float) -> Recording:
    """Return the part between two times as a recording of its own."""
    times, values = values_of(recording)
    inside = (times >= start_s) & (times < end_s)
    return remade(recording, times[inside], values[inside])


def damaged(recording: Recording, noise: float, gaps: int, seed: int) -> Recording:
    """Return the recording with noise (m/s2, and as much in rad/s over 5) and gaps of 0.5-3 s."""
    times, values = values_of(recording)
    rng = np.random.default_rng(seed)
    values = values + noise * rng.standard_normal(values.shape) * [1, 1, 1, 0.2, 0.2, 0.2]
    kept = np.ones(len(times), dtype=np.bool_)
    for _ in range(gaps):
        first = rng.uniform(times[0], times[-1])
        kept &= (times < first) | (times > first + rng.uniform(0.5, 3.0))
    kept[[0, -1]] = True
    return remade(recording, times[kept], values[kept])
