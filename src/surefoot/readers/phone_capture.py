"""Surefoot's own phone format, ``application/vnd.surefoot.capture`` (file ending ``.sfcap``).

One JSON header line, then rows of little-endian int32: the time in ticks of 10 microseconds from
the start, then one count a channel. Counts stay as the phone wrote them: a unit other than SI
changes only the scale, so decoding and encoding again gives the same recording.
"""

from datetime import UTC, datetime
from typing import Annotated, Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, Frame, QualityCode
from surefoot.model.message import InputProblem
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
from surefoot.readers.budget import DEFAULT_BUDGET, REPEATED_SHARE, SHORTEST_S, Budget
from surefoot.readers.clock import known_zone
from surefoot.readers.draft import ACC, GYR
from surefoot.readers.finish import has_gap, is_rounded
from surefoot.readers.units import parse_unit
from surefoot.readers.validation import validation_place

MEDIA_TYPE = "application/vnd.surefoot.capture"
ENDING = ".sfcap"
#: The count that says: no value in this row.
MISSING = -(2**31)
_HEADER_BYTES = 1 << 16
#: A browser may leave out values while it wakes the sensor; beyond this share there is no signal.
_MISSING_SHARE = 0.5


class CaptureChannel(msgspec.Struct, frozen=True):
    """One channel of a phone capture: physical value = count x scale, in ``unit``."""

    name: ChannelName
    unit: Literal["m/s2", "g", "rad/s", "deg/s"]
    scale: Annotated[float, msgspec.Meta(ge=1e-12, le=1e3)]
    frame: Frame = Frame.DEVICE


class CaptureHeader(msgspec.Struct, frozen=True):
    """The header line of a phone capture. Acceleration includes gravity.

    ``gravity_sign`` is -1 where a browser tells acceleration at rest as pointing down (iPhones).
    """

    format: Literal["surefoot-capture"]
    version: Literal[1]
    started: Annotated[datetime, msgspec.Meta(tz=True)]
    channels: Annotated[tuple[CaptureChannel, ...], msgspec.Meta(min_length=3, max_length=6)]
    rows: Annotated[int, msgspec.Meta(ge=0)]
    zone: str = "UTC"
    interval_ms: float | None = None
    gravity_sign: Literal[-1, 1] | None = None
    device: Device = Device()
    capture: Capture = Capture()
    started_known: bool = True
    notes: tuple[QualityCode, ...] = ()


def read_capture(
    data: bytes, name: str = "capture.sfcap", budget: Budget = DEFAULT_BUDGET
) -> Recording:
    """Return the recording in a phone capture.

    Raises:
        InputProblem: a damaged header, fewer or more bytes than it promises, time that runs back,
            hardly any values, the same value throughout, or too short.
    """
    line, _, body = data.partition(b"\n")
    header = _read_header(name, line)
    rows = _split_rows(name, header, body, budget)
    header, rows = _without_silent_gyroscope(header, rows)
    rows, repeated = _rising(name, *_without_missing(name, rows))
    _check_worth(name, header, rows)
    rows = _gravity_upwards(header, rows)
    return _assemble(name, header, rows, repeated)


def _read_header(name: str, line: bytes) -> CaptureHeader:
    if len(line) > _HEADER_BYTES:
        raise InputProblem("input.capture.header", file=name, place="line 1", detail="too long")
    try:
        return msgspec.json.decode(line, type=CaptureHeader)
    except msgspec.ValidationError as error:
        place, detail = validation_place(error)
        raise InputProblem("input.capture.header", file=name, place=place, detail=detail) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputProblem("input.capture.damaged", file=name) from error


def _split_rows(name: str, header: CaptureHeader, body: bytes, budget: Budget) -> NDArray[np.int32]:
    """Return rows (n, 1 + channels) without copying."""
    if header.rows > budget.rows:
        raise InputProblem("input.rows.many", file=name, rows=header.rows)
    width = 4 * (1 + len(header.channels))
    if len(body) != header.rows * width:
        raise InputProblem(
            "input.capture.truncated" if len(body) < header.rows * width else "input.capture.extra",
            file=name,
            rows=header.rows,
            found=len(body) // width,
        )
    if header.rows < 2:
        raise InputProblem("input.no-rows", file=name)
    return np.frombuffer(body, dtype="<i4").reshape(header.rows, -1)


def _without_silent_gyroscope(
    header: CaptureHeader, rows: NDArray[np.int32]
) -> tuple[CaptureHeader, NDArray[np.int32]]:
    """A phone without a gyroscope sends no rotation in most rows: then there is no such channel."""
    absent = (rows[:, 1:] == MISSING).mean(axis=0)
    silent = any(
        share > _MISSING_SHARE
        for channel, share in zip(header.channels, absent, strict=True)
        if channel.name in GYR
    )
    if not silent:
        return header, rows
    kept = [i for i, channel in enumerate(header.channels) if channel.name not in GYR]
    channels = tuple(header.channels[i] for i in kept)
    return msgspec.structs.replace(header, channels=channels), rows[:, [0, *(i + 1 for i in kept)]]


def _without_missing(
    name: str, rows: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return rows that have every value, and the number of each as a person counts."""
    whole = ~(rows == MISSING).any(axis=1)
    if 1.0 - whole.mean() > _MISSING_SHARE:
        raise InputProblem(
            "input.values.missing",
            file=name,
            row=int(np.argmin(whole)) + 1,
            count=int((~whole).sum()),
            rows=len(rows),
        )
    return rows[whole], np.flatnonzero(whole) + 1


def _rising(
    name: str, rows: NDArray[np.int32], numbers: NDArray[np.int64]
) -> tuple[NDArray[np.int32], bool]:
    """Return rows with rising time, and whether repeated times were left out."""
    steps = np.diff(rows[:, 0].astype(np.int64))
    if (steps < 0).any():
        row = int(numbers[int(np.argmax(steps < 0)) + 1])
        raise InputProblem("input.time.backwards", file=name, row=row)
    rises = np.concatenate(([True], steps > 0))
    if (~rises).mean() > REPEATED_SHARE:
        raise InputProblem("input.time.repeats", file=name, row=int(numbers[np.argmin(rises)]))
    return rows[rises], not bool(rises.all())


def _gravity_upwards(header: CaptureHeader, rows: NDArray[np.int32]) -> NDArray[np.int32]:
    """With gravity told upside down, left and right would change places."""
    if header.gravity_sign != -1:
        return rows
    signs = [1, *(-1 if channel.name in ACC else 1 for channel in header.channels)]
    return np.asarray(rows * np.array(signs, dtype=np.int32), dtype=np.int32)


def _seconds(ticks: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.multiply(ticks, TICK_S, dtype=np.float64)


def _check_worth(name: str, header: CaptureHeader, rows: NDArray[np.int32]) -> None:
    length = (int(rows[-1, 0]) - int(rows[0, 0])) * TICK_S
    if length < SHORTEST_S:
        raise InputProblem(
            "input.too-short", file=name, seconds=f"{length:.1f}", needed=f"{SHORTEST_S:g}"
        )
    acc = [i + 1 for i, channel in enumerate(header.channels) if channel.name in ACC]
    if len(acc) < 3:
        raise InputProblem("input.capture.header", file=name, place="channels", detail="acc_x..z")
    if not np.ptp(rows[:, acc], axis=0).any():
        raise InputProblem("input.constant", file=name)


def _channel(name: str, said: CaptureChannel) -> Channel:
    unit = parse_unit(said.unit)
    si = Unit.METRE_PER_SECOND_SQUARED if said.name in ACC else Unit.RADIAN_PER_SECOND
    if unit is None or unit.si is not si:
        raise InputProblem("input.units.unknown", file=name, column=said.name, unit=said.unit)
    return Channel(said.name, si, said.frame, said.scale * unit.factor)


def _assemble(
    name: str, header: CaptureHeader, rows: NDArray[np.int32], repeated: bool
) -> Recording:
    channels = tuple(_channel(name, said) for said in header.channels)
    samples = MemorySamples(
        rows[:, 0].astype(np.int64), np.ascontiguousarray(rows[:, 1:].T, dtype=np.int32)
    )
    base = describe_times(
        samples.times,
        header.started.astimezone(UTC),
        known_zone(header.zone),
        _nominal_rate(header.interval_ms),
    )
    try:
        about = Header(
            channels=channels,
            time_base=msgspec.structs.replace(base, start_known=header.started_known),
            device=header.device,
            capture=header.capture,
            notes=_notes(header, channels, samples, repeated),
        )
    except ValueError as error:
        raise InputProblem(
            "input.capture.header", file=name, place="header", detail=str(error)
        ) from error
    return Recording(content_id(channels, samples, len(rows)), about, samples)


def _nominal_rate(interval_ms: float | None) -> float | None:
    """Some browsers say an interval of 0; then the rate is only what the times show."""
    return 1000.0 / interval_ms if interval_ms and 0.1 <= interval_ms <= 10_000.0 else None


def _notes(
    header: CaptureHeader, channels: tuple[Channel, ...], samples: MemorySamples, repeated: bool
) -> tuple[QualityCode, ...]:
    acc = [
        counts * channel.scale
        for channel, counts in zip(channels, samples.values, strict=True)
        if channel.name in ACC
    ]
    found = {
        QualityCode.GAP: has_gap(_seconds(samples.times)),
        QualityCode.JITTER: repeated,
        QualityCode.ROUNDED: is_rounded(acc),
    }
    return header.notes + tuple(
        code for code, holds in found.items() if holds and code not in header.notes
    )


def encode_capture(recording: Recording) -> bytes:
    """Return the phone capture of a recording; decoding it gives a recording with the same id.

    Raises:
        InputProblem: longer than the format can say (5.9 hours).
    """
    n = recording.n_samples
    ticks = recording.samples.ticks(0, n)
    if int(ticks[-1]) >= 2**31:
        raise InputProblem("input.capture.too-long")
    channels = recording.header.channels
    rows = np.empty((n, 1 + len(channels)), dtype="<i4")
    rows[:, 0] = ticks
    for i in range(len(channels)):
        rows[:, i + 1] = recording.samples.counts(i, 0, n)
    return msgspec.json.encode(_say_header(recording)) + b"\n" + rows.tobytes()


def _say_header(recording: Recording) -> CaptureHeader:
    header, base = recording.header, recording.header.time_base
    units = {Unit.METRE_PER_SECOND_SQUARED: "m/s2", Unit.RADIAN_PER_SECOND: "rad/s"}
    said = [
        {"name": c.name, "unit": units[c.unit], "scale": c.scale, "frame": c.frame}
        for c in header.channels
    ]
    return CaptureHeader(
        format="surefoot-capture",
        version=1,
        started=base.start,
        channels=msgspec.convert(said, tuple[CaptureChannel, ...]),
        rows=base.n_samples,
        zone=base.zone,
        interval_ms=1000.0 / base.nominal_rate_hz if base.nominal_rate_hz else None,
        device=header.device,
        capture=header.capture,
        started_known=base.start_known,
        notes=header.notes,
    )
