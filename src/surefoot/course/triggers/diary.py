"""What a diary says of local days: which factors there were, which not, and which nobody knows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from surefoot.course.triggers.facts import DayFacts
from surefoot.course.triggers.series import Exposure
from surefoot.model.codes import Before
from surefoot.model.entry import Entry
from surefoot.model.timeline import Timeline
from surefoot.model.trigger import Factor

Floats = NDArray[np.float64]

# What is ticked of a day -> the factor it is; these count for their own day.
_SAME_DAY = {
    Factor.EXERTION: Before.EXERTION,
    Factor.LONG_STANDING: Before.LONG_STANDING,
    Factor.LONG_SITTING: Before.LONG_SITTING,
    Factor.LITTLE_TO_DRINK: Before.LITTLE_TO_DRINK,
    Factor.MISSED_PILL: Before.MISSED_PILL,
    Factor.HOT_BATH: Before.HOT_BATH,
}
# These count for their day and the next, as one: no lag is picked by what fits best.
_TWO_DAYS = {Factor.POOR_SLEEP: Before.POOR_SLEEP, Factor.STRESS: Before.STRESS}
_ILL = frozenset({Before.INFECTION, Before.FEVER})


@dataclass(frozen=True, slots=True)
class DayNotes:
    """What was noted of days: ``told`` are those with a check-in, on which what was not ticked was
    not so; ``ticked`` and ``own`` the factors of days; ``since`` from when an own one was asked."""

    told: frozenset[date]
    ticked: Mapping[date, frozenset[Before]]
    own: Mapping[date, frozenset[str]]
    since: Mapping[str, date]
    temperature_c: Mapping[date, float]


def local_time(entry: Entry) -> datetime:
    """Return when an entry was lived, by the clock where the person was."""
    try:
        return entry.lived.astimezone(ZoneInfo(entry.zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return entry.lived


def read_notes(timeline: Timeline) -> DayNotes:
    """Return what the diary notes of each local day."""
    ticked: dict[date, set[Before]] = {}
    own: dict[date, set[str]] = {}
    since: dict[str, date] = {}
    told = set()
    for entry in timeline.entries:
        day = local_time(entry).date()
        if entry.ratings or entry.before or entry.factors:
            told.add(day)
        ticked.setdefault(day, set()).update(entry.before)
        own.setdefault(day, set()).update(entry.factors)
        for name in entry.factors:
            since[name] = min(since.get(name, day), day)
    return DayNotes(
        frozenset(told),
        {day: frozenset(codes) for day, codes in ticked.items()},
        {day: frozenset(names) for day, names in own.items()},
        since,
        _temperatures(timeline),
    )


def _temperatures(timeline: Timeline) -> dict[date, float]:
    """Return the warmest air that was noted of each day; what a walk noted counts as well."""
    found: dict[date, float] = {}
    noted = [
        (local_time(e).date(), e.air_temperature_c)
        for e in timeline.entries
        if e.air_temperature_c is not None
    ]
    noted += [
        (one.when.date(), one.context.capture.temperature_c)
        for one in timeline.measurements
        if one.context.capture.temperature_c is not None
    ]
    for day, degrees in noted:
        found[day] = max(found.get(day, degrees), degrees)
    return found


def _flags(days: Iterable[date], there: Iterable[date], told: Iterable[date]) -> Floats:
    """Return 1 on days with it, 0 on days of which something else was told, else NaN."""
    yes, known = frozenset(there), frozenset(told)
    return np.array([1.0 if d in yes else 0.0 if d in known else np.nan for d in days])


def exposures(
    days: Sequence[date], hours: Floats, notes: DayNotes, facts: DayFacts, heat_expected: bool
) -> tuple[Exposure, ...]:
    """Return every factor in rows, lags fixed in advance.

    Args:
        days: the local day of each row.
        hours: the hour of the day of each row, (n,).
        notes: what the diary says.
        facts: from which temperature and hour on what is what.
        heat_expected: the person has said that heat makes the legs worse.
    """
    return (
        _heat(days, notes, facts, heat_expected),
        _cold(days, notes, facts),
        _evening(hours, facts),
        *(_flag(name, _ticked(days, notes, code)) for name, code in _SAME_DAY.items()),
        *(_two_days(name, days, notes, code) for name, code in _TWO_DAYS.items()),
        _infection(days, notes, facts.infection_days),
        *_own(days, notes),
    )


def _flag(name: str, flags: Floats, own: bool = False, expected: bool = False) -> Exposure:
    return Exposure(name, flags, flags, own=own, expected=expected)


def _days_with(notes: DayNotes, code: Before) -> set[date]:
    return {day for day, codes in notes.ticked.items() if code in codes}


def _ticked(days: Sequence[date], notes: DayNotes, code: Before) -> Floats:
    return _flags(days, _days_with(notes, code), notes.told)


def _heat(days: Sequence[date], notes: DayNotes, facts: DayFacts, heat_expected: bool) -> Exposure:
    """Return heat by the thermometer where it is mostly known, else by what was ticked."""
    degrees = np.array([notes.temperature_c.get(day, np.nan) for day in days])
    if np.isfinite(degrees).mean() >= 1.0 - facts.missing_share:
        warm = np.maximum(degrees, facts.warm_from)
        hot = np.where(np.isnan(degrees), np.nan, (degrees >= facts.hot_from).astype(np.float64))
        return Exposure(Factor.HEAT, warm, hot, expected=heat_expected)
    hot_days = {day for day, warm in notes.temperature_c.items() if warm >= facts.hot_from}
    told = notes.told | notes.temperature_c.keys()
    there = hot_days | _days_with(notes, Before.HEAT)
    return _flag(Factor.HEAT, _flags(days, there, told), expected=heat_expected)


def _cold(days: Sequence[date], notes: DayNotes, facts: DayFacts) -> Exposure:
    cold = {day for day, degrees in notes.temperature_c.items() if degrees <= facts.cold_until}
    told = notes.told | notes.temperature_c.keys()
    return _flag(Factor.COLD, _flags(days, cold | _days_with(notes, Before.COLD), told))


def _evening(hours: Floats, facts: DayFacts) -> Exposure:
    late = (hours >= facts.evening_from).astype(np.float64)
    return Exposure(Factor.TIME_OF_DAY, late, late, daily=False)


def _over_two_days(days: Sequence[date], there: Iterable[date], told: Iterable[date]) -> Floats:
    """Return the mean over a day and the day before, of those of the two that are known."""
    before = [day - timedelta(days=1) for day in days]
    yes, known = frozenset(there), frozenset(told)
    both = np.column_stack([_flags(days, yes, known), _flags(before, yes, known)])
    counted = np.isfinite(both).sum(axis=1)
    return np.where(counted > 0, np.nansum(both, axis=1) / np.maximum(counted, 1), np.nan)


def _shared(name: str, values: Floats, own: bool = False) -> Exposure:
    exposed = np.where(np.isnan(values), np.nan, (values > 0.0).astype(np.float64))
    return Exposure(name, values, exposed, own=own)


def _two_days(name: str, days: Sequence[date], notes: DayNotes, code: Before) -> Exposure:
    return _shared(name, _over_two_days(days, _days_with(notes, code), notes.told))


def _infection(days: Sequence[date], notes: DayNotes, lasting: int) -> Exposure:
    """Return infection as a block: its days and so many after them."""
    ill = {day for day, codes in notes.ticked.items() if codes & _ILL}
    block = {day + timedelta(days=after) for day in ill for after in range(lasting + 1)}
    return _flag(Factor.INFECTION, _flags(days, block, notes.told))


def _own(days: Sequence[date], notes: DayNotes) -> Iterator[Exposure]:
    """Yield what the person added; before its first day nobody knows of it."""
    for name, since in sorted(notes.since.items()):
        there = {day for day, names in notes.own.items() if name in names}
        told = {day for day in notes.told if day >= since}
        yield _shared(name, _over_two_days(days, there, told), own=True)
