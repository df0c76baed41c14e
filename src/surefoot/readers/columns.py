"""Which column of a table is which, in the many spellings of loggers and laboratories."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from surefoot.model.codes import ChannelName
from surefoot.model.message import InputProblem
from surefoot.model.units import Unit
from surefoot.readers.units import SourceUnit, parse_unit

_PREFIX = r"(?:(?:imu|sensor|raw|phone|device|watch|calibrated)_)?"
_ACC = r"(?:total_?|gravity_?)?(?:accelerometer_)?acc(?:el|eleration|elerometer)?"
_ACC = rf"(?:{_ACC}(?:_including_gravity)?|a|g_?f|g_?force)"
_GYR = r"(?:gyro_?)?(?:gyr|gyro|gyroscope|rotation|rotation_?rate|angular_?velocity|angular_?rate)"
_GYR = rf"(?:{_GYR}|ang_?vel|omega|g|w)"
_FREE = r"(?:(?:linear|user|motion_user|lin)_?acc(?:el|eleration|elerometer)?)"
_TAIL = r"(?:_(?P<unit>[a-z0-9_]+))?"
_TIME = (
    r"(?:(?:logging|sensor|unix|elapsed|epoch|utc|sample)_)?"
    r"(?:t|time|timestamp|time_?stamp|date_?time|seconds?_elapsed|elapsed|epoch|date|ts|unix)"
)
_SI = {"acc": Unit.METRE_PER_SECOND_SQUARED, "gyr": Unit.RADIAN_PER_SECOND}
# W3C rotationRate as browsers give it: about x, y and z (w3c/deviceorientation, pull 43).
_GREEK = {"alpha": "x", "beta": "y", "gamma": "z"}

_TIME_RE = re.compile(rf"^{_PREFIX}{_TIME}{_TAIL}$")
_ELAPSED_RE = re.compile(r"^(?:seconds?_elapsed|elapsed_seconds?)$")
_BARE_RE = re.compile(rf"^(?P<axis>[xyz]){_TAIL}$")


def _axis_patterns(kind: str, axes: str = "[xyz]") -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"^{_PREFIX}{kind}_?(?P<axis>{axes}){_TAIL}$"),
        re.compile(rf"^{_PREFIX}(?P<axis>{axes})_?{kind}{_TAIL}$"),
    )


_ACC_RES = _axis_patterns(_ACC)
_GYR_RES = _axis_patterns(_GYR, "[xyz]|alpha|beta|gamma")
_FREE_RES = _axis_patterns(_FREE)


@dataclass(frozen=True, slots=True)
class Found:
    """One recognised column: its place in the table, name in the file, and unit if it says one."""

    place: int
    label: str
    unit: SourceUnit | None


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns of a table hold the time and the channels."""

    time: Found
    channels: dict[ChannelName, Found]


@dataclass(frozen=True, slots=True)
class _Name:
    plain: str
    unit_text: str


def _split(label: str) -> _Name:
    bracket = re.search(r"[(\[{](?P<unit>[^)\]}]*)[)\]}]", label)
    unit = bracket["unit"].strip() if bracket else ""
    bare = re.sub(r"[(\[{][^)\]}]*[)\]}]", " ", label)
    camel = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", bare.strip())
    return _Name(re.sub(r"[^a-z0-9]+", "_", camel.lower()).strip("_"), unit)


def _match(name: _Name, patterns: Sequence[re.Pattern[str]]) -> tuple[str, str] | None:
    """Return (axis, unit text) if a pattern fits and its tail is a unit or nothing."""
    for pattern in patterns:
        hit = pattern.match(name.plain)
        if hit is None:
            continue
        tail = hit["unit"] or ""
        if tail and parse_unit(tail) is None:
            continue
        axis = hit["axis"] if "axis" in pattern.groupindex else ""
        return axis, name.unit_text or tail
    return None


def _found(file: str, place: int, label: str, unit_text: str, kind: Unit) -> Found:
    unit = parse_unit(unit_text) if unit_text else None
    if unit_text and (unit is None or unit.si is not kind):
        raise InputProblem("input.units.unknown", file=file, column=label, unit=unit_text)
    return Found(place, label, unit)


def _channels(
    file: str, labels: Sequence[str], stem: str, patterns: Sequence[re.Pattern[str]]
) -> dict[ChannelName, Found]:
    channels: dict[ChannelName, Found] = {}
    for place, label in enumerate(labels):
        hit = _match(_split(label), patterns)
        if hit is None:
            continue
        name = ChannelName(f"{stem}_{_GREEK.get(hit[0], hit[0])}")
        if name in channels:
            raise InputProblem(
                "input.columns.twice", file=file, first=channels[name].label, second=label
            )
        channels[name] = _found(file, place, label, hit[1], _SI[stem])
    return channels


def find_time(file: str, labels: Sequence[str]) -> Found | None:
    """Return the column of times, or None.

    Raises:
        InputProblem: it has a unit nobody knows.
    """
    for place, label in enumerate(labels):
        name = _split(label)
        if _ELAPSED_RE.match(name.plain):
            return _found(file, place, label, "s", Unit.SECOND)
        hit = _match(name, (_TIME_RE,))
        if hit is not None:
            return _found(file, place, label, hit[1] if parse_unit(hit[1]) else "", Unit.SECOND)
    return None


def _acceleration(file: str, labels: Sequence[str]) -> dict[ChannelName, Found]:
    """Return the acceleration columns; bare x, y, z count when no column names a kind."""
    named = _channels(file, labels, "acc", _ACC_RES)
    if named or _channels(file, labels, "gyr", _GYR_RES):
        return named
    return _channels(file, labels, "acc", (_BARE_RE,))


def find_columns(file: str, labels: Sequence[str]) -> Layout:
    """Return which columns hold time, acceleration and (all three or none) rotation rate.

    Raises:
        InputProblem: a needed column is absent, named twice, or has a unit nobody knows.
    """
    time = find_time(file, labels)
    acc = _acceleration(file, labels)
    gyr = _channels(file, labels, "gyr", _GYR_RES)
    if time is None or len(acc) < 3:
        raise _missing(file, labels, time is not None, set(acc))
    return Layout(time, {**acc, **(gyr if len(gyr) == 3 else {})})


def _missing(
    file: str, labels: Sequence[str], has_time: bool, acc: set[ChannelName]
) -> InputProblem:
    names = ", ".join(label.strip()[:40] for label in labels[:20]) or "-"
    if not acc and any(_match(_split(label), _FREE_RES) for label in labels):
        return InputProblem("input.columns.no-gravity", file=file, found=names)
    needed = [] if has_time else ["time"]
    needed += [axis for axis in ("acc_x", "acc_y", "acc_z") if ChannelName(axis) not in acc]
    return InputProblem("input.columns.missing", file=file, found=names, needed=", ".join(needed))
