"""Recordings for the tests of walking: simulated with known steps, or made by hand."""

from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Frame
from surefoot.model.recording import (
    TICK_S,
    Capture,
    Channel,
    Device,
    Header,
    MemorySamples,
    Recording,
    content_id,
    describe_times,
)
from surefoot.model.units import Unit
from surefoot.simulate.walk import (
    RESEARCH_SENSOR,
    Course,
    Gait,
    Sensor,
    SimulatedWalk,
    WalkSettings,
    simulate_walk,
)

Floats = NDArray[np.float64]

SCALE = 1e-5
START = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
STRAIGHT = Course(bouts=1, bout_s=40.0, rest_s=6.0, turns=0)
NAMES = tuple(ChannelName)


def walk(
    gait: Gait | None = None,
    course: Course = STRAIGHT,
    sensor: Sensor = RESEARCH_SENSOR,
    seed: int = 7,
) -> SimulatedWalk:
    """Return a simulated walk with its truth."""
    settings = WalkSettings(gait=gait or Gait(), course=course, sensor=sensor)
    return simulate_walk(settings, seed)


def make(times: Floats, values: Floats, capture: Capture | None = None) -> Recording:
    """Return a recording in device axes from times (n,) and SI values (n, 3 or 6)."""
    channels = tuple(
        Channel(
            name,
            Unit.METRE_PER_SECOND_SQUARED if name.startswith("acc") else Unit.RADIAN_PER_SECOND,
            Frame.DEVICE,
            SCALE,
        )
        for name in NAMES[: values.shape[1]]
    )
    ticks = np.rint(times / TICK_S).astype(np.int64)
    samples = MemorySamples(ticks, np.rint(values.T / SCALE).astype(np.int32))
    base = describe_times(ticks, START, "UTC", None)
    header = Header(channels, base, Device(), capture or Capture())
    return Recording(content_id(channels, samples, len(ticks)), header, samples)


def samples_of(recording: Recording) -> tuple[Floats, Floats]:
    """Return times (n,) and all six channels (n, 6) of a recording."""
    return recording.seconds(), recording.physical(NAMES)


def turned(recording: Recording, turn: Floats) -> Recording:
    """Return the recording as the same sensor, worn turned by a rotation (3, 3), would give it."""
    times, values = samples_of(recording)
    both = np.column_stack([values[:, :3] @ turn.T, values[:, 3:] @ turn.T])
    return make(times, both, recording.header.capture)
