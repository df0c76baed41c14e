"""Exports of the Konectom app (JSON), in its older and its newer form.

Both hold the phone's acceleration in g as iOS gives it: gravity points down and everything has the
opposite sign of what a sensor feels, so it is turned round. The older form ("levels" of
"sensors") splits it in movement and gravity, which are added again; the newer one has the raw
acceleration. Where the person walked with GPS, its path gives the distance. One file may hold
several goes: the longest one is read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName, DistanceSource, Placement, Protocol
from surefoot.model.message import InputProblem
from surefoot.model.recording import Capture, Device, Recording
from surefoot.readers.budget import DEFAULT_BUDGET, Budget
from surefoot.readers.clock import known_zone
from surefoot.readers.draft import ACC, GYR, Column, Draft, Origin
from surefoot.readers.finish import finish
from surefoot.readers.path_length import path_length
from surefoot.readers.source import Source
from surefoot.readers.units import GRAVITY, RAD_S, SourceUnit
from surefoot.readers.validation import validation_place

Floats = NDArray[np.float64]
Table = Mapping[str, Floats]

_PROTOCOLS = {
    "6mwt": Protocol.WALK_6MIN,
    "6mw": Protocol.WALK_6MIN,
    "2mwt": Protocol.WALK_2MIN,
    "sbt": Protocol.BALANCE,
    "sb": Protocol.BALANCE,
    "utt": Protocol.U_TURN,
    "ut": Protocol.U_TURN,
}
_EPOCH_MS = (0.0, 4e12)


class _Value(msgspec.Struct, frozen=True):
    name: str
    value: str | float | None


class _Row(msgspec.Struct, frozen=True):
    values: tuple[_Value, ...]


class _Sensor(msgspec.Struct, frozen=True):
    name: str
    measurements: tuple[_Row, ...]


class _OldLevel(msgspec.Struct, frozen=True):
    sensors: tuple[_Sensor, ...]
    contexts: tuple[_Value, ...] = ()


class _OldTest(msgspec.Struct, frozen=True):
    code: str
    levels: tuple[_OldLevel, ...]


class _OldDevice(msgspec.Struct, frozen=True, rename="camel"):
    model: str | None = None
    model_code: str | None = None
    os_version: str | None = None
    platform: str | None = None


class _Old(msgspec.Struct, frozen=True, rename="camel"):
    mobile_evaluation_test: _OldTest
    mobile_device: _OldDevice = _OldDevice()


class _NewDevice(msgspec.Struct, frozen=True):
    model_name: str | None = None
    os_version: str | None = None
    platform: str | None = None
    time_zone: str | None = None


class _Provenance(msgspec.Struct, frozen=True):
    source_device: _NewDevice = _NewDevice()


class _NewHead(msgspec.Struct, frozen=True):
    acquisition_provenance: _Provenance = _Provenance()


class _NewLevel(msgspec.Struct, frozen=True):
    name: str
    raw_data: dict[str, dict[str, list[Any]]]


class _NewBody(msgspec.Struct, frozen=True):
    levels: tuple[_NewLevel, ...]


class _New(msgspec.Struct, frozen=True):
    body: _NewBody
    header: _NewHead = _NewHead()


@dataclass(frozen=True, slots=True)
class _Level:
    """One go in either form: columns by name, times in ms since 1970 under ``ts``."""

    code: str
    acceleration: Table
    turning: Table
    gps: Table
    device: Device
    zone: str
    upwards: float


def _number(value: object) -> float:
    """Return a number that may be written as text; NaN where there is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return float("nan")
    try:
        return float(value)
    except ValueError:
        return float("nan")


def _old_table(sensors: Sequence[_Sensor], name: str) -> Table:
    rows = [row for sensor in sensors if sensor.name == name for row in sensor.measurements]
    named = [{value.name: _number(value.value) for value in row.values} for row in rows]
    columns = {key for row in named for key in row}
    return {
        key: np.array([row.get(key, np.nan) for row in named], dtype=np.float64) for key in columns
    }


def _old_level(document: _Old, level: _OldLevel) -> _Level:
    moving = dict(_old_table(level.sensors, "accelerometer"))
    said = [value.value for value in level.contexts if value.name == "levelType"]
    for axis in "XYZ":
        parts = (moving.get(f"userAcceleration{axis}"), moving.get(f"gravity{axis}"))
        if parts[0] is not None and parts[1] is not None:
            moving[axis.lower()] = parts[0] + parts[1]
    device = document.mobile_device
    gps = dict(_old_table(level.sensors, "gps"))
    if "horizontalAccuracy" in gps:
        gps["accuracy"] = gps["horizontalAccuracy"]
    return _Level(
        code=str(said[0]) if said else document.mobile_evaluation_test.code,
        acceleration=moving,
        turning=_old_table(level.sensors, "gyroscope"),
        gps=gps,
        device=Device("", device.model or "", device.os_version or ""),
        zone="UTC",
        upwards=_upwards(device.platform),
    )


def _upwards(platform: str | None) -> float:
    """Return the sign that makes gravity point up: iOS tells it downwards."""
    return 1.0 if (platform or "ios").lower() == "android" else -1.0


_NEW_NAMES = {
    "timestamp": "ts",
    "distance_x": "x",
    "distance_y": "y",
    "horizontal_accuracy": "accuracy",
}


def _new_table(level: _NewLevel, name: str) -> Table:
    return {
        _NEW_NAMES.get(key, key): np.array([_number(value) for value in values])
        for key, values in level.raw_data.get(name, {}).items()
    }


def _new_level(document: _New, level: _NewLevel) -> _Level:
    device = document.header.acquisition_provenance.source_device
    return _Level(
        code=level.name,
        acceleration=_new_table(level, "raw_accelerometer"),
        turning=_new_table(level, "raw_gyroscope"),
        gps=_new_table(level, "gps"),
        device=Device("", device.model_name or "", device.os_version or ""),
        zone=device.time_zone or "UTC",
        upwards=_upwards(device.platform),
    )


def _decode(source: Source) -> list[_Level]:
    try:
        if b'"mobileEvaluationTest"' in source.data:
            old = msgspec.json.decode(source.data, type=_Old)
            return [_old_level(old, level) for level in old.mobile_evaluation_test.levels]
        new = msgspec.json.decode(source.data, type=_New)
        return [_new_level(new, level) for level in new.body.levels]
    except msgspec.ValidationError as error:
        place, detail = validation_place(error)
        raise InputProblem(
            "input.meta.field", file=source.name, place=place, detail=detail
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputProblem("input.meta.damaged", file=source.name) from error


def _complete(table: Table) -> bool:
    sizes = {len(table.get(key, ())) for key in ("ts", "x", "y", "z")}
    return len(sizes) == 1 and sizes != {0}


def _in_order(table: Table) -> Table:
    """Return rows with a time, in order of it."""
    known = np.isfinite(table["ts"])
    order = np.argsort(table["ts"][known], kind="stable")
    return {key: table[key][known][order] for key in ("ts", "x", "y", "z")}


def _columns(level: _Level, acceleration: Table, seconds: Floats) -> tuple[Column, ...]:
    """Return acceleration turned upwards, and turning rates brought to its times."""
    columns = [
        _column(name, axis, GRAVITY, level.upwards * acceleration[axis])
        for name, axis in zip(ACC, "xyz", strict=True)
    ]
    if _complete(level.turning):
        turning = _in_order(level.turning)
        if len(turning["ts"]):
            columns += [
                _column(name, axis, RAD_S, np.interp(seconds, turning["ts"], turning[axis]))
                for name, axis in zip(GYR, "xyz", strict=True)
            ]
    return tuple(columns)


def _column(name: ChannelName, label: str, unit: SourceUnit, values: Floats) -> Column:
    return Column(name, label, unit, values)


def _way(gps: Table) -> float | None:
    sizes = {len(gps.get(key, ())) for key in ("ts", "x", "y")}
    if len(sizes) != 1 or sizes == {0}:
        return None
    accuracy = gps.get("accuracy", np.full(len(gps["ts"]), np.nan))
    if len(accuracy) != len(gps["ts"]):
        return None
    return path_length(gps["ts"] / 1000.0, np.column_stack([gps["x"], gps["y"]]), accuracy)


def _capture(level: _Level) -> Capture:
    protocol = _PROTOCOLS.get(level.code.lower(), Protocol.FREE)
    way = _way(level.gps) if protocol in (Protocol.WALK_6MIN, Protocol.WALK_2MIN) else None
    return Capture(
        placement=Placement.UNKNOWN,
        protocol=protocol,
        distance_m=way,
        distance_source=DistanceSource.GPS if way is not None else None,
    )


def _origin(level: _Level, first_ms: float) -> Origin:
    known = _EPOCH_MS[0] < first_ms < _EPOCH_MS[1]
    return Origin(
        start=datetime.fromtimestamp(first_ms / 1000.0 if known else 0.0, UTC),
        start_known=known,
        zone=known_zone(level.zone),
        device=level.device,
        capture=_capture(level),
    )


def _draft(source: Source, level: _Level) -> Draft:
    acceleration = _in_order(level.acceleration)
    times = acceleration["ts"]
    if len(times) < 2:
        raise InputProblem("input.no-rows", file=source.name)
    seconds = (times - times[0]) / 1000.0
    columns = _columns(level, acceleration, times)
    rows = np.arange(1, len(times) + 1, dtype=np.int64)
    return Draft(source.name, seconds, rows, columns, _origin(level, float(times[0])))


def read_konectom_goes(source: Source, budget: Budget = DEFAULT_BUDGET) -> tuple[Recording, ...]:
    """Return every go of an export that has acceleration, in the order of the file.

    Raises:
        InputProblem: the document is damaged, or none of its goes holds acceleration; see
            ``finish`` for the samples.
    """
    levels = [level for level in _decode(source) if _complete(level.acceleration)]
    if not levels:
        raise InputProblem("input.no-rows", file=source.name)
    if max(len(level.acceleration["ts"]) for level in levels) > budget.rows:
        rows = max(len(level.acceleration["ts"]) for level in levels)
        raise InputProblem("input.rows.many", file=source.name, rows=rows)
    return tuple(finish(_draft(source, level)) for level in levels)


def read_konectom(source: Source, budget: Budget = DEFAULT_BUDGET) -> Recording:
    """Return the longest go of an export. Raises as ``read_konectom_goes``."""
    goes = read_konectom_goes(source, budget)
    return max(goes, key=lambda recording: recording.header.time_base.duration_s)
