"""What a time column means: its unit, and when the capture began."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from surefoot.model.message import InputProblem
from surefoot.readers.units import MICROS, MILLIS, NANOS, SECONDS, SourceUnit

#: Clock values between these (2000 and 2100) are seconds since 1970 rather than since a reboot.
_EPOCH_RANGE_S = (946684800.0, 4102444800.0)


@dataclass(frozen=True, slots=True, eq=False)
class Clock:
    """Seconds from the first row (n,), NaN where unknown; start in UTC if the column says it."""

    seconds: NDArray[np.float64]
    start: datetime | None = None
    zone: str = "UTC"


def read_numbers(file: str, values: NDArray[np.float64], unit: SourceUnit | None) -> Clock:
    """Return the clock of a column of numbers; without a unit, the usual step tells it."""
    known = values[np.isfinite(values)]
    if len(known) < 2:
        raise InputProblem("input.time.missing", file=file)
    unit = unit or _unit_by_step(file, known)
    first = float(known[0])
    start = None
    if _EPOCH_RANGE_S[0] <= first * unit.factor <= _EPOCH_RANGE_S[1]:
        start = datetime.fromtimestamp(first * unit.factor, UTC)
    with np.errstate(over="ignore"):
        return Clock((values - first) * unit.factor, start)


def _unit_by_step(file: str, known: NDArray[np.float64]) -> SourceUnit:
    """Return the unit in which the usual step lies between 0.5 ms and 0.5 s: exactly one does."""
    with np.errstate(over="ignore", invalid="ignore"):
        steps = np.abs(np.diff(known))
    steps = steps[(steps > 0) & np.isfinite(steps)]
    step = float(np.median(steps)) if len(steps) else 0.0
    for unit in (SECONDS, MILLIS, MICROS, NANOS):
        if 0.0005 <= step * unit.factor < 0.5:
            return unit
    raise InputProblem("input.time.unit", file=file, step=f"{step:g}")


def read_texts(file: str, texts: list[str], first_row: int) -> Clock:
    """Return the clock of a column of ISO 8601 moments; empty cells are unknown.

    Without an offset from UTC the moment of the start stays unknown: only the differences count.
    """
    moments: list[datetime | None] = []
    for place, text in enumerate(texts):
        moments.append(_moment(file, text.strip().strip('"'), first_row + place))
    first = next((moment for moment in moments if moment is not None), None)
    if first is None:
        raise InputProblem("input.time.missing", file=file)
    zoned = first.tzinfo is not None
    if any(moment is not None and (moment.tzinfo is not None) != zoned for moment in moments):
        raise InputProblem("input.time.mixed-zones", file=file)
    seconds = np.array(
        [np.nan if moment is None else (moment - first).total_seconds() for moment in moments]
    )
    start = first.astimezone(UTC) if zoned else None
    return Clock(seconds, start, zone_name(first.utcoffset()))


def _moment(file: str, text: str, row: int) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise InputProblem("input.time.unreadable", file=file, row=row, value=text[:40]) from error


def zone_name(offset: timedelta | None) -> str:
    """Return an IANA name for an offset from UTC; whole hours have one (with its sign reversed)."""
    minutes = 0 if offset is None else round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if rest or not hours or hours > 12:
        return "UTC"
    return f"Etc/GMT{'-' if minutes > 0 else '+'}{hours}"


def known_zone(name: str) -> str:
    """Return ``name`` if it names a time zone, else UTC."""
    try:
        return ZoneInfo(name).key if name else "UTC"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def read_instants(file: str, column: "pa.Array[Any]") -> Clock:
    """Return the clock of an Arrow column of timestamps (with or without zone) or durations."""
    zone = getattr(column.type, "tz", None)
    unit = {"s": SECONDS, "ms": MILLIS, "us": MICROS, "ns": NANOS}[column.type.unit]
    whole = column.cast(pa.int64()).drop_null().to_numpy(zero_copy_only=False)
    if not len(whole):
        raise InputProblem("input.time.missing", file=file)
    wide = column.cast(pa.int64()).fill_null(whole[0]).to_numpy(zero_copy_only=False)
    seconds = (wide - whole[0]).astype(np.float64) * unit.factor
    seconds[np.asarray(column.is_null())] = np.nan
    start = float(whole[0]) * unit.factor
    known = bool(zone) and _EPOCH_RANGE_S[0] <= start <= _EPOCH_RANGE_S[1]
    return Clock(
        seconds, datetime.fromtimestamp(start, UTC) if known else None, known_zone(zone or "")
    )
