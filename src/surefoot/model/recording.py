"""One capture as it came: channels, time base, device, and what was said about it."""

import hashlib
import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NewType
from typing import Protocol as TypingProtocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.check import require, require_finite, require_utc
from surefoot.model.codes import (
    Aid,
    ChannelName,
    DistanceSource,
    Eyes,
    Frame,
    Leg,
    Placement,
    Protocol,
    QualityCode,
    Shoes,
    Stance,
    Surface,
)
from surefoot.model.units import Unit

RecordingId = NewType("RecordingId", str)

#: Recorded times are whole counts of this many seconds.
TICK_S = 1e-5

#: Longer recordings are hashed in blocks of so many samples (44 minutes at 100 Hz) by so many
#: threads; hashing frees Python's lock.
HASH_BLOCK, HASH_THREADS = 1 << 18, 2


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One channel: physical value = count x scale, in ``unit`` and ``frame``."""

    name: ChannelName
    unit: Unit
    frame: Frame
    scale: float

    def __post_init__(self) -> None:
        require_finite("scale", self.scale)
        require(self.scale > 0, "the scale of a channel is above zero")
        require(
            self.unit in (Unit.METRE_PER_SECOND_SQUARED, Unit.RADIAN_PER_SECOND),
            "recordings hold m/s2 and rad/s; a reader converts everything else",
        )


class TimeBase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When and how evenly samples came. ``start`` is UTC; ``zone`` an IANA name."""

    start: datetime
    zone: str
    n_samples: int
    duration_s: float
    effective_rate_hz: float
    jitter_s: float
    longest_gap_s: float
    nominal_rate_hz: float | None = None
    start_known: bool = True

    def __post_init__(self) -> None:
        require_utc("start", self.start)
        require(self.n_samples >= 2, "a recording has at least two samples")
        require_finite("time base", self.duration_s, self.effective_rate_hz, self.jitter_s)
        require_finite("time base", self.longest_gap_s, self.nominal_rate_hz)
        require(self.duration_s > 0, "a recording lasts longer than zero seconds")


class Device(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What captured it, as far as it said so."""

    maker: str = ""
    model: str = ""
    software: str = ""


class Capture(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the person says about a recording. A correction is a new one; samples never change.

    ``started`` is when the recording began (UTC), where that is not what the file says. ``leg`` is
    the leg that was tested. ``course_length_m`` is the length of a course walked once in one
    direction; ``distance_m`` what was walked in all. ``length_scale`` is the person's own step
    length over that of the general model, with its standard deviation; one that was learnt has the
    speed it was learnt at, as the general model tells it.
    """

    placement: Placement = Placement.UNKNOWN
    protocol: Protocol = Protocol.FREE
    height_m: float | None = None
    sensor_height_m: float | None = None
    aid: Aid | None = None
    shoes: Shoes | None = None
    surface: Surface | None = None
    course: str = ""
    temperature_c: float | None = None
    swap_feet: bool = False
    started: datetime | None = None
    stance: Stance | None = None
    eyes: Eyes | None = None
    leg: Leg | None = None
    course_length_m: float | None = None
    distance_m: float | None = None
    distance_source: DistanceSource | None = None
    length_scale: float | None = None
    length_scale_sd: float | None = None
    length_scale_speed_mps: float | None = None

    def __post_init__(self) -> None:
        if self.started is not None:
            require_utc("started", self.started)
        require_finite("capture", self.height_m, self.sensor_height_m, self.temperature_c)
        require_finite("capture", self.course_length_m, self.distance_m)
        require_finite("capture", self.length_scale, self.length_scale_sd)
        require_finite("capture", self.length_scale_speed_mps)
        require(
            self.course_length_m is None or 4.0 <= self.course_length_m <= 1000.0,
            "a course is between 4 and 1000 metres long",
        )
        require(self.distance_m is None or self.distance_m > 0, "a distance is above zero")
        require(self.length_scale is None or self.length_scale > 0, "a scale is above zero")
        require(
            self.height_m is None or 0.5 <= self.height_m <= 2.6,
            "height is between 0.5 and 2.6 metres",
        )


class Header(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything about a recording except its samples."""

    channels: tuple[Channel, ...]
    time_base: TimeBase
    device: Device
    capture: Capture
    notes: tuple[QualityCode, ...] = ()

    def __post_init__(self) -> None:
        names = [channel.name for channel in self.channels]
        require(len(set(names)) == len(names), "each channel name stands once")
        require(
            {ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z} <= set(names),
            "a recording has three acceleration channels",
        )


def start_of(header: Header, capture: Capture) -> datetime:
    """Return when a recording began, in UTC: what the person says of it wins over the file."""
    return capture.started or header.time_base.start


class Samples(TypingProtocol):
    """Where samples come from: memory, or a file read block by block."""

    def ticks(self, start: int, stop: int) -> NDArray[np.int64]:
        """Return times of samples ``[start, stop)`` in ticks of 10 microseconds from the start."""
        ...

    def counts(self, channel: int, start: int, stop: int) -> NDArray[np.int32]:
        """Return raw counts of the channel at this place, samples ``[start, stop)``."""
        ...


@dataclass(frozen=True, slots=True)
class MemorySamples:
    """Samples held in memory: times (n,) and counts (channels, n)."""

    times: NDArray[np.int64]
    values: NDArray[np.int32]

    def __post_init__(self) -> None:
        require(self.values.ndim == 2, "counts have shape (channels, samples)")
        require(self.values.shape[1] == self.times.shape[0], "every channel has one count a sample")
        require(bool(np.all(np.diff(self.times) > 0)), "times rise from sample to sample")
        self.times.setflags(write=False)
        self.values.setflags(write=False)

    def ticks(self, start: int, stop: int) -> NDArray[np.int64]:
        """Return times of samples ``[start, stop)`` in ticks."""
        return self.times[start:stop]

    def counts(self, channel: int, start: int, stop: int) -> NDArray[np.int32]:
        """Return raw counts of one channel, samples ``[start, stop)``."""
        return self.values[channel, start:stop]


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """One capture, never altered. Equal ids mean equal samples."""

    id: RecordingId
    header: Header
    samples: Samples

    @property
    def n_samples(self) -> int:
        """How many samples each channel has."""
        return self.header.time_base.n_samples

    @property
    def names(self) -> tuple[ChannelName, ...]:
        """Channel names in stored order."""
        return tuple(channel.name for channel in self.header.channels)

    def has(self, *names: ChannelName) -> bool:
        """Whether every named channel is there."""
        return set(names) <= set(self.names)

    def seconds(self, start: int = 0, stop: int | None = None) -> NDArray[np.float64]:
        """Return sample times in seconds from the start, shape (n,)."""
        stop = self.n_samples if stop is None else stop
        return np.asarray(self.samples.ticks(start, stop) * TICK_S, dtype=np.float64)

    def physical(
        self, names: Sequence[ChannelName], start: int = 0, stop: int | None = None
    ) -> NDArray[np.float64]:
        """Return the named channels in SI units, shape (n, len(names)).

        Raises:
            KeyError: a named channel is not in this recording.
        """
        stop = self.n_samples if stop is None else stop
        place = {channel.name: i for i, channel in enumerate(self.header.channels)}
        out = np.empty((stop - start, len(names)), dtype=np.float64)
        for column, name in enumerate(names):
            i = place[name]
            np.multiply(
                self.samples.counts(i, start, stop),
                self.header.channels[i].scale,
                out=out[:, column],
            )
        return out


def content_id(channels: Sequence[Channel], samples: Samples, n_samples: int) -> RecordingId:
    """Return the SHA-256 of channels and samples; what was said of them is left out.

    A recording longer than one block is hashed block by block, and the digests again, so that
    several threads can share a week.
    """
    digest = hashlib.sha256()
    for channel in channels:
        digest.update(f"{channel.name}|{channel.unit}|{channel.scale!r};".encode())
    if n_samples <= HASH_BLOCK:
        digest.update(samples.ticks(0, n_samples).astype("<i8").tobytes())
        for i in range(len(channels)):
            digest.update(samples.counts(i, 0, n_samples).astype("<i4").tobytes())
        return RecordingId(digest.hexdigest())

    def hash_block(start: int) -> bytes:
        return _block_digest(samples, len(channels), start, min(start + HASH_BLOCK, n_samples))

    with ThreadPoolExecutor(HASH_THREADS) as pool:
        for block in pool.map(hash_block, range(0, n_samples, HASH_BLOCK)):
            digest.update(block)
    return RecordingId(digest.hexdigest())


def _block_digest(samples: Samples, n_channels: int, start: int, stop: int) -> bytes:
    """Return the SHA-256 of a block, each row of numbers as narrow as it goes."""
    ticks = samples.ticks(start, stop)
    digest = hashlib.sha256(int(ticks[0]).to_bytes(8, "little", signed=True))
    rows = (samples.counts(i, start, stop) for i in range(n_channels))
    for row in itertools.chain([np.diff(ticks)], rows):
        narrow = _narrow(row)
        digest.update(narrow.dtype.str.encode())
        digest.update(narrow.data)
    return digest.digest()


def _narrow(row: NDArray[np.signedinteger[Any]]) -> NDArray[np.signedinteger[Any]]:
    low, high = int(row.min(initial=0)), int(row.max(initial=0))
    fits = (
        kind for kind in ("<i2", "<i4") if np.iinfo(kind).min <= low <= high <= np.iinfo(kind).max
    )
    return np.ascontiguousarray(row, dtype=next(fits, "<i8"))


def describe_times(
    times: NDArray[np.int64], start: datetime, zone: str, nominal_rate_hz: float | None
) -> TimeBase:
    """Return the time base of a capture with these sample times (ticks, rising)."""
    steps = np.diff(times) * TICK_S
    median = float(np.median(steps))
    return TimeBase(
        start=start,
        zone=zone,
        n_samples=len(times),
        duration_s=float(times[-1] - times[0]) * TICK_S,
        effective_rate_hz=1.0 / median,
        jitter_s=float(np.std(steps[steps < 2.0 * median])) if len(steps) else 0.0,
        longest_gap_s=float(steps.max()),
        nominal_rate_hz=nominal_rate_hz,
    )
