"""A first pass over a long Parquet table: all that must be known before a sample is read."""

import dataclasses
from collections import Counter
from dataclasses import dataclass, field

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import QualityCode
from surefoot.model.message import InputProblem
from surefoot.model.recording import TICK_S, Channel, Header, Recording, TimeBase, content_id
from surefoot.readers.budget import (
    LONGEST_S,
    MISSING_SHARE,
    RATE_RANGE_HZ,
    REPEATED_SHARE,
)
from surefoot.readers.draft import ACC, GYR, Origin
from surefoot.readers.finish import IMPOSSIBLE, decimal_step, fitting_step, smallest_step
from surefoot.readers.finish import ROUNDED_MPS2 as ROUNDED
from surefoot.readers.long_parquet import (
    Frame,
    LongClock,
    LongSamples,
    LongTable,
    Rows,
    read_clock,
    read_rows,
)
from surefoot.readers.units import (
    GRAVITY,
    SourceUnit,
    acceleration_unit,
    measured_gravity,
    rotation_unit,
)

Floats = NDArray[np.float64]

#: Row groups in which the smallest step of acceleration is looked for.
LOOKED_AT = 3
#: Times between samples up to so many ticks are counted in a table; longer ones are rare.
MOST_COUNTED = 1 << 20


@dataclass(slots=True)
class _Seen:
    """What the first pass gathers: per channel lowest, highest, step; times; sizes of movement."""

    steps: Floats
    low: Floats
    high: Floats
    low_row: NDArray[np.int64]
    high_row: NDArray[np.int64]
    counts: list[int] = field(default_factory=list)
    clean: list[bool] = field(default_factory=list)
    last_tick: list[int | None] = field(default_factory=list)
    intervals: Counter[int] = field(default_factory=Counter)
    gravity: list[float] = field(default_factory=list)
    fast: list[float] = field(default_factory=list)
    finest: list[float] = field(default_factory=list)
    begins: int = 0
    missing: int = 0
    repeated: int = 0


def _new(n: int) -> _Seen:
    rows = np.zeros(n, dtype=np.int64)
    return _Seen(np.ones(n), np.full(n, np.inf), np.full(n, -np.inf), rows, rows.copy())


def _extremes(seen: _Seen, rows: Rows) -> None:
    for i, values in enumerate(rows.values):
        low, high = int(np.argmin(values)), int(np.argmax(values))
        if values[low] < seen.low[i]:
            seen.low[i], seen.low_row[i] = values[low], rows.number[low]
        if values[high] > seen.high[i]:
            seen.high[i], seen.high_row[i] = values[high], rows.number[high]


def _finer(seen: _Seen, rows: Rows, epsilon: Floats) -> None:
    """Make steps as fine as this row group asks for."""
    for i, values in enumerate(rows.values):
        digits = max(0, round(-float(np.log10(seen.steps[i]))))
        seen.steps[i] = min(seen.steps[i], decimal_step(values, float(epsilon[i]), digits))


def _intervals(seen: _Seen, ticks: NDArray[np.int64]) -> None:
    """Count every time between two samples."""
    steps = np.diff(ticks)
    if not len(steps):
        return
    if int(steps.max()) < MOST_COUNTED:
        counts = np.bincount(steps)
        at = np.flatnonzero(counts)
        found = zip(at.tolist(), counts[at].tolist(), strict=True)
    else:
        values, many = np.unique(steps, return_counts=True)
        found = zip(values.tolist(), many.tolist(), strict=True)
    for step, many_times in found:
        seen.intervals[step] += many_times


def _movement(seen: _Seen, rows: Rows) -> None:
    """Gather how long gravity is, how fast the sensor turns, and how fine it is."""
    rate = (len(rows.ticks) - 1) / max(float(rows.ticks[-1] - rows.ticks[0]) * TICK_S, TICK_S)
    seen.gravity.append(measured_gravity(np.column_stack(rows.values[:3]), rate))
    if len(rows.values) > 3:
        square = sum(values * values for values in rows.values[3:])
        seen.fast.append(float(np.sqrt(np.quantile(square, 0.99))))
    if len(seen.finest) < LOOKED_AT:
        seen.finest.append(max(smallest_step(axis) for axis in rows.values[:3]))


def _add(seen: _Seen, rows: Rows, last: int | None, epsilon: Floats) -> None:
    seen.counts.append(len(rows.ticks))
    seen.clean.append(rows.clean)
    seen.missing += rows.missing
    seen.repeated += rows.repeated
    if not len(rows.ticks):
        return
    if last is None:
        seen.begins = int(rows.ticks[0])
    _intervals(seen, rows.ticks if last is None else np.concatenate([[last], rows.ticks]))
    _extremes(seen, rows)
    _finer(seen, rows, epsilon)
    _movement(seen, rows)


def _survey(table: LongTable, clock: LongClock, epsilon: Floats) -> _Seen:
    seen, last = _new(len(table.found)), None
    for group in range(len(table.first) - 1):
        rows = read_rows(table, clock, group, last)
        seen.last_tick.append(last)
        _add(seen, rows, last, epsilon)
        last = int(rows.ticks[-1]) if len(rows.ticks) else last
    return seen


def _check_shares(table: LongTable, seen: _Seen) -> None:
    rows, kept = int(table.first[-1]), sum(seen.counts)
    if seen.missing > MISSING_SHARE * rows or kept < 2:
        raise InputProblem(
            "input.values.missing", file=table.file, row=1, count=seen.missing, rows=rows
        )
    if seen.repeated > REPEATED_SHARE * rows:
        raise InputProblem("input.time.repeats", file=table.file, row=1)
    if np.all(seen.low[:3] == seen.high[:3]):
        raise InputProblem("input.constant", file=table.file)


def _time_base(table: LongTable, seen: _Seen, origin: Origin) -> TimeBase:
    """Return when and how evenly samples came.

    Raises:
        InputProblem: longer than any capture, or an impossible rate.
    """
    ticks = np.array(sorted(seen.intervals), dtype=np.int64)
    many = np.array([seen.intervals[int(step)] for step in ticks], dtype=np.int64)
    ticks, many = ticks[many > 0], many[many > 0]
    duration = float((ticks * many).sum()) * TICK_S
    if duration > LONGEST_S:
        raise InputProblem("input.time.jump", file=table.file, row=1)
    median = _median(ticks, many) * TICK_S
    if not RATE_RANGE_HZ[0] <= 1.0 / median <= RATE_RANGE_HZ[1]:
        raise InputProblem("input.time.rate", file=table.file, rate=f"{1.0 / median:.3g}")
    usual = ticks * TICK_S < 2.0 * median
    steps, weights = ticks[usual] * TICK_S, many[usual]
    mean = float(np.average(steps, weights=weights))
    jitter = float(np.sqrt(np.average((steps - mean) ** 2, weights=weights)))
    return TimeBase(
        start=origin.start,
        zone=origin.zone,
        n_samples=sum(seen.counts),
        duration_s=duration,
        effective_rate_hz=1.0 / median,
        jitter_s=jitter,
        longest_gap_s=float(ticks.max()) * TICK_S,
        nominal_rate_hz=origin.nominal_rate_hz,
        start_known=origin.start_known,
    )


def _median(values: NDArray[np.int64], many: NDArray[np.int64]) -> float:
    """Return the median of values that stand so many times each."""
    upto = np.cumsum(many)
    total = int(upto[-1])
    lower = values[np.searchsorted(upto, (total - 1) // 2, side="right")]
    upper = values[np.searchsorted(upto, total // 2, side="right")]
    return float(lower + upper) / 2.0


def _units(table: LongTable, seen: _Seen) -> list[SourceUnit]:
    """Return the unit of each channel.

    Raises:
        InputProblem: gravity has a length that fits no unit, or a value is beyond any sensor.
    """
    gravity = float(np.median(seen.gravity))
    acc = acceleration_unit(gravity)
    if acc is None:
        raise InputProblem(
            "input.units.acceleration",
            file=table.file,
            found=f"{gravity:.3g}",
            mps2=f"{GRAVITY.factor:.2f}",
        )
    units = [acc] * 3
    if seen.fast:
        said = next((f.unit for f in table.found[3:] if f.unit is not None), None)
        units += [rotation_unit(np.array([[max(seen.fast), 0.0, 0.0]]), said)] * 3
    for i, unit in enumerate(units):
        _check_possible(table, seen, i, unit)
    return units


def _check_possible(table: LongTable, seen: _Seen, channel: int, unit: SourceUnit) -> None:
    ends = ((seen.low, seen.low_row), (seen.high, seen.high_row))
    for value, row in ((values[channel], rows[channel]) for values, rows in ends):
        if abs(value) * unit.factor > IMPOSSIBLE[unit.si]:
            raise InputProblem(
                "input.values.impossible",
                file=table.file,
                column=table.found[channel].label,
                row=int(row),
                value=f"{value:.4g}",
            )


def _notes(seen: _Seen, base: TimeBase, units: list[SourceUnit]) -> tuple[QualityCode, ...]:
    usual = 1.0 / base.effective_rate_hz
    found = {
        QualityCode.GAP: base.longest_gap_s > max(4.0 * usual, 0.1),
        QualityCode.JITTER: seen.repeated > 0,
        QualityCode.ROUNDED: min(seen.finest) * units[0].factor >= ROUNDED,
        QualityCode.UNIT_CONVERTED: any(not unit.is_si for unit in units),
    }
    return tuple(code for code, holds in found.items() if holds)


def _origin(origin: Origin, clock: LongClock) -> Origin:
    begins = clock.begins
    if begins.start is None or origin.start_known:
        return origin
    return dataclasses.replace(origin, start=begins.start, start_known=True, zone=begins.zone)


def _precision(table: LongTable) -> Floats:
    """Return the relative precision of the numbers of each channel, (c,)."""
    kinds = [table.about.schema.column(found.place).physical_type for found in table.found]
    return np.array([2.0**-23 if kind == "FLOAT" else 2.0**-52 for kind in kinds])


def _without_silent_gyroscope(table: LongTable) -> LongTable:
    """Leave out turning rates that begin with mostly empty cells: a device without a gyroscope."""
    part = table.read(0)
    gyr = [table.layout.channels[name] for name in GYR if name in table.layout.channels]
    if not any(np.isnan(table.column(part, found)).mean() > 0.5 for found in gyr):
        return table
    channels = {n: f for n, f in table.layout.channels.items() if n not in GYR}
    return dataclasses.replace(table, layout=dataclasses.replace(table.layout, channels=channels))


def read_long_table(table: LongTable, origin: Origin) -> Recording:
    """Return the recording in a long Parquet table; its samples stay in the file.

    Raises:
        InputProblem: as ``finish`` raises them for a short table.
    """
    table = _without_silent_gyroscope(table)
    clock = read_clock(table)
    seen = _survey(table, clock, _precision(table))
    _check_shares(table, seen)
    base, units = _time_base(table, seen, _origin(origin, clock)), _units(table, seen)
    largest = np.maximum(np.abs(seen.low), np.abs(seen.high))
    steps = np.array([fitting_step(s, far) for s, far in zip(seen.steps, largest, strict=True)])
    names = [*ACC, *GYR][: len(table.found)]
    channels = tuple(
        Channel(name, unit.si, origin.frame, float(step) * unit.factor)
        for name, unit, step in zip(names, units, steps, strict=True)
    )
    first = np.concatenate([[0], np.cumsum(seen.counts)]).astype(np.int64)
    frame = Frame(steps, seen.begins, first, tuple(seen.last_tick), tuple(seen.clean))
    samples = LongSamples(table, clock, frame)
    notes = _notes(seen, base, units)
    header = Header(
        channels=channels,
        time_base=base,
        device=origin.device,
        capture=msgspec.structs.replace(origin.capture),
        notes=origin.notes + tuple(note for note in notes if note not in origin.notes),
    )
    return Recording(content_id(channels, samples, base.n_samples), header, samples)
