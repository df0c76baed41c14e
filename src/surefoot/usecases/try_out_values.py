"""What a trial asks, day by day, as the person wrote it down or measured it."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from surefoot.course.triggers.diary import local_time
from surefoot.model.codes import Leg, Measure, QualityLevel
from surefoot.model.entry import Entry
from surefoot.model.timeline import Timeline
from surefoot.trials.variation import OwnDays


def values_by_day(timeline: Timeline, measure: Measure, leg: Leg) -> dict[date, list[float]]:
    """Return the values of each local day, in order of time. A rating of either leg counts where
    both are asked for."""
    rows = sorted([*_written(timeline, measure, leg), *_measured(timeline, measure, leg)])
    found: dict[date, list[float]] = {}
    for when, value in rows:
        found.setdefault(when.date(), []).append(value)
    return found


def _written(timeline: Timeline, measure: Measure, leg: Leg) -> Iterator[tuple[datetime, float]]:
    for entry in timeline.entries:
        value = _rating(entry, leg) if measure is Measure.HEAVINESS else entry.score(measure, leg)
        if value is not None:
            yield local_time(entry).replace(tzinfo=None), value


def _rating(entry: Entry, leg: Leg) -> float | None:
    said = entry.rating(leg)
    if said is not None:
        return float(said)
    if leg is not Leg.BOTH or not entry.ratings:
        return None
    return float(np.mean([rating.heaviness for rating in entry.ratings]))


def _measured(timeline: Timeline, measure: Measure, leg: Leg) -> Iterator[tuple[datetime, float]]:
    zone = zone_of(timeline)
    for one in timeline.measurements:
        whole = one.segment is None and one.quality.level is not QualityLevel.POOR
        if one.measure is measure and one.leg is leg and whole:
            yield one.when.astimezone(zone).replace(tzinfo=None), one.value


def zone_of(timeline: Timeline) -> ZoneInfo:
    """Return the zone the person wrote from last."""
    for entry in reversed(timeline.entries):
        try:
            return ZoneInfo(entry.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def own_days(values: dict[date, list[float]], until: date, longest_d: float) -> OwnDays:
    """Return the mean of each of the last days up to one."""
    last = [day for day in sorted(values) if 0 <= (until - day).days < longest_d]
    return OwnDays(
        np.array([float((day - last[0]).days) for day in last]),
        np.array([float(np.mean(values[day])) for day in last]),
    )
