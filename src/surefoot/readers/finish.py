"""From a draft to a recording: gaps, order of time, units, counts, and notes on what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import QualityCode
from surefoot.model.message import InputProblem
from surefoot.model.recording import (
    TICK_S,
    Channel,
    Header,
    MemorySamples,
    Recording,
    content_id,
    describe_times,
)
from surefoot.model.units import Unit
from surefoot.readers.budget import (
    LONGEST_S,
    MISSING_SHARE,
    RATE_RANGE_HZ,
    REPEATED_SHARE,
    SHORTEST_S,
)
from surefoot.readers.draft import ACC, GYR, Column, Draft
from surefoot.readers.units import (
    GRAVITY,
    MPS2,
    SourceUnit,
    acceleration_unit,
    measured_gravity,
    rotation_unit,
)

#: No body-worn sensor reads beyond these: 200 g, and 5 times the usual end of a gyroscope.
IMPOSSIBLE = {Unit.METRE_PER_SECOND_SQUARED: 2000.0, Unit.RADIAN_PER_SECOND: 175.0}
#: Beyond these no unit makes sense of a number, and arithmetic on it would overflow.
_SENSELESS = dict.fromkeys(IMPOSSIBLE, 1e9)
#: Browsers round acceleration to 0.1 m/s2 (W3C Device Orientation, 2023); half of it marks that.
ROUNDED_MPS2 = 0.05
#: A hole is longer than this many usual steps and than the seconds beside it.
_GAP_STEPS, _GAP_S = 4.0, 0.1


def finish(draft: Draft) -> Recording:
    """Return the recording that a draft describes.

    Raises:
        InputProblem: no rows, values that are infinite or impossible, too much missing, time that
            runs back, too short, the same value throughout, or a unit that fits no sensor.
    """
    draft, repeated = _rise(_drop_missing(_in_order(draft)))
    _check_length(draft)
    _check_constant(draft)
    _check_within(draft, _SENSELESS)
    draft, converted = _settle_units(draft)
    _check_within(draft, IMPOSSIBLE)
    return _assemble(draft, _notes(draft, repeated, converted))


def _in_order(draft: Draft) -> Draft:
    """Put channels in the one order, so that equal samples have equal ids."""
    return replace(draft, columns=draft.triple(ACC) + draft.triple(GYR))


def _keep(draft: Draft, mask: NDArray[np.bool_]) -> Draft:
    if bool(mask.all()):
        return draft
    columns = tuple(replace(column, values=column.values[mask]) for column in draft.columns)
    return replace(draft, seconds=draft.seconds[mask], rows=draft.rows[mask], columns=columns)


def _drop_missing(draft: Draft) -> Draft:
    """Leave out rows with a missing value (they become gaps); many of them are a problem."""
    draft = _drop_silent_gyroscope(draft)
    if not len(draft.seconds):
        raise InputProblem("input.no-rows", file=draft.file)
    _check_infinite(draft, "time", draft.seconds)
    known = ~np.isnan(draft.seconds)
    for column in draft.columns:
        _check_infinite(draft, column.label, column.values)
        known &= ~np.isnan(column.values)
    missing = len(known) - int(known.sum())
    if missing > MISSING_SHARE * len(known):
        raise InputProblem(
            "input.values.missing",
            file=draft.file,
            row=int(draft.rows[np.argmin(known)]),
            count=missing,
            rows=len(known),
        )
    return _keep(draft, known)


def _drop_silent_gyroscope(draft: Draft) -> Draft:
    """A phone without a gyroscope writes empty cells; that is no gyroscope, not a broken file."""
    gyr = draft.triple(GYR)
    silent = any(np.isnan(column.values).mean() > 0.5 for column in gyr if len(column.values))
    if not silent:
        return draft
    return replace(draft, columns=tuple(c for c in draft.columns if c.name not in GYR))


def _check_infinite(draft: Draft, label: str, values: NDArray[np.float64]) -> None:
    infinite = np.isinf(values)
    if infinite.any():
        row = int(draft.rows[np.argmax(infinite)])
        raise InputProblem("input.values.infinite", file=draft.file, column=label, row=row)


def _rise(draft: Draft) -> tuple[Draft, bool]:
    """Return rows with rising ticks and whether repeated times were left out."""
    if len(draft.seconds) < 2:
        raise InputProblem("input.no-rows", file=draft.file)
    if float(np.ptp(draft.seconds)) > LONGEST_S:
        jump = int(np.argmax(np.abs(np.diff(draft.seconds)))) + 1
        raise InputProblem("input.time.jump", file=draft.file, row=int(draft.rows[jump]))
    steps = np.diff(np.rint(draft.seconds / TICK_S))
    if (steps < 0).any():
        row = int(draft.rows[int(np.argmax(steps < 0)) + 1])
        raise InputProblem("input.time.backwards", file=draft.file, row=row)
    rises = np.concatenate(([True], steps > 0))
    if (~rises).mean() > REPEATED_SHARE:
        row = int(draft.rows[np.argmin(rises)])
        raise InputProblem("input.time.repeats", file=draft.file, row=row)
    return _keep(draft, rises), not bool(rises.all())


def _check_length(draft: Draft) -> None:
    seconds = draft.seconds
    length = float(seconds[-1] - seconds[0]) if len(seconds) > 1 else 0.0
    if length < SHORTEST_S:
        raise InputProblem(
            "input.too-short", file=draft.file, seconds=f"{length:.1f}", needed=f"{SHORTEST_S:g}"
        )
    rate = 1.0 / float(np.median(np.diff(seconds)))
    if not RATE_RANGE_HZ[0] <= rate <= RATE_RANGE_HZ[1]:
        raise InputProblem("input.time.rate", file=draft.file, rate=f"{rate:.3g}")


def _check_constant(draft: Draft) -> None:
    if all(float(np.ptp(column.values)) == 0.0 for column in draft.triple(ACC)):
        raise InputProblem("input.constant", file=draft.file)


def _matrix(columns: tuple[Column, ...]) -> NDArray[np.float64]:
    return np.column_stack([column.values for column in columns])


def _said(columns: tuple[Column, ...]) -> SourceUnit | None:
    return next((column.unit for column in columns if column.unit is not None), None)


def _settle_units(draft: Draft) -> tuple[Draft, bool]:
    """Return the draft with a unit on every column, and whether any is not as Surefoot keeps it."""
    acc, gyr = draft.triple(ACC), draft.triple(GYR)
    acc_unit = _acceleration(draft, acc)
    units = dict.fromkeys(ACC, acc_unit)
    if gyr:
        units |= dict.fromkeys(GYR, rotation_unit(_matrix(gyr), _said(gyr)))
    columns = tuple(replace(c, unit=units[c.name]) for c in draft.columns)
    return replace(draft, columns=columns), any(not unit.is_si for unit in units.values())


def _acceleration(draft: Draft, acc: tuple[Column, ...]) -> SourceUnit:
    """Gravity is always there and always as long, so it tells the unit better than the label."""
    rate = 1.0 / float(np.median(np.diff(draft.seconds)))
    gravity = measured_gravity(_matrix(acc), rate)
    unit = acceleration_unit(gravity)
    if unit is None:
        raise InputProblem(
            "input.units.acceleration",
            file=draft.file,
            found=f"{gravity:.3g}",
            mps2=f"{GRAVITY.factor:.2f}",
        )
    return unit


def _check_within(draft: Draft, limits: Mapping[Unit, float]) -> None:
    for column in draft.columns:
        unit = column.unit or MPS2
        beyond = np.abs(column.values) * unit.factor > limits[unit.si]
        if beyond.any():
            place = int(np.argmax(beyond))
            raise InputProblem(
                "input.values.impossible",
                file=draft.file,
                column=column.label,
                row=int(draft.rows[place]),
                value=f"{column.values[place]:.4g}",
            )


# Counts are kept in 32 bits.
_LARGEST_COUNT = 2**31 - 2


def decimal_step(values: NDArray[np.float64], epsilon: float, coarsest: int = 0) -> float:
    """Return the smallest decimal step (1, 0.1, ... 1e-6) all values are whole counts of.

    1e-6 where they are not: finer than any sensor, so nothing that matters is lost. Coarser if
    the counts would not fit 32 bits. ``coarsest`` is how many digits are needed at least.
    """
    largest = float(max(values.max(), -values.min()))
    for digits in range(coarsest, 7):
        if largest * 10.0**digits > _LARGEST_COUNT:
            break
        counts = values * 10.0**digits
        slack = max(4.0 * epsilon * largest * 10.0**digits, 1e-9)
        if slack < 0.1 and bool(np.all(np.abs(counts - np.rint(counts)) <= slack)):
            return float(f"1e-{digits}") if digits else 1.0
    return fitting_step(1e-6, largest)


def fitting_step(step: float, largest: float) -> float:
    """Return a step, coarser by tens if the largest value would not fit 32 bits in it."""
    while largest / step > _LARGEST_COUNT:
        step *= 10.0
    return step


@dataclass(frozen=True, slots=True)
class _Counted:
    channel: Channel
    counts: NDArray[np.int32]


def _count(draft: Draft, column: Column) -> _Counted:
    unit = column.unit or MPS2
    step = decimal_step(column.values, column.epsilon)
    counts = np.rint(column.values / step).astype(np.int32)
    channel = Channel(column.name, unit.si, draft.origin.frame, step * unit.factor)
    return _Counted(channel, counts)


def smallest_step(values: NDArray[np.float64]) -> float:
    """Return the smallest difference between two different values; 0 if all are the same."""
    steps = np.diff(np.unique(values))
    return float(steps.min()) if len(steps) else 0.0


def is_rounded(acc: Sequence[NDArray[np.float64]]) -> bool:
    """Whether acceleration (m/s2, one array an axis) comes in steps as coarse as a browser's."""
    return max(smallest_step(axis) for axis in acc) >= ROUNDED_MPS2


def _notes(draft: Draft, repeated: bool, converted: bool) -> tuple[QualityCode, ...]:
    acc = draft.triple(ACC)
    factor = (acc[0].unit or MPS2).factor
    found = {
        QualityCode.GAP: has_gap(draft.seconds),
        QualityCode.JITTER: repeated,
        QualityCode.ROUNDED: is_rounded([column.values * factor for column in acc]),
        QualityCode.UNIT_CONVERTED: converted,
    }
    return tuple(code for code, holds in found.items() if holds)


def has_gap(seconds: NDArray[np.float64]) -> bool:
    """Whether any step between samples is a hole rather than jitter."""
    steps = np.diff(seconds)
    return bool(steps.max() > max(_GAP_STEPS * float(np.median(steps)), _GAP_S))


def _assemble(draft: Draft, notes: tuple[QualityCode, ...]) -> Recording:
    counted = [_count(draft, column) for column in draft.columns]
    ticks = np.rint((draft.seconds - draft.seconds[0]) / TICK_S).astype(np.int64)
    samples = MemorySamples(ticks, np.stack([item.counts for item in counted]))
    channels = tuple(item.channel for item in counted)
    origin = draft.origin
    base = describe_times(ticks, origin.start, origin.zone, origin.nominal_rate_hz)
    header = Header(
        channels=channels,
        time_base=msgspec.structs.replace(base, start_known=origin.start_known),
        device=origin.device,
        capture=origin.capture,
        notes=origin.notes + tuple(note for note in notes if note not in origin.notes),
    )
    return Recording(content_id(channels, samples, len(ticks)), header, samples)
