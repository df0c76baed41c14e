"""One measure of one leg over time, as numbers that may be compared with each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import (
    Aid,
    Eyes,
    Leg,
    Measure,
    Placement,
    Protocol,
    QualityLevel,
    Stance,
)
from surefoot.model.measurement import Measurement, Method
from surefoot.model.timeline import Timeline

Floats = NDArray[np.float64]

_DAY_S = 86400.0


@dataclass(frozen=True, slots=True)
class Like:
    """What two measurements share when they may stand in one series.

    ``calibrated``: lengths are scaled to the person. ``leg`` is the leg that was tested.
    """

    method: Method
    placement: Placement
    protocol: Protocol
    aid: Aid | None
    calibrated: bool
    stance: Stance | None
    eyes: Eyes | None
    leg: Leg | None
    course_length_m: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """Values (n,) at times (n,), in days since the first value, with the ids they came from."""

    values: Floats
    days: Floats
    last: datetime | None
    ids: tuple[str, ...]

    @property
    def span_days(self) -> float:
        """Days from the first to the last value."""
        return float(self.days[-1] - self.days[0]) if len(self.days) else 0.0


def likeness(measurement: Measurement) -> Like:
    """Return what another measurement must share to be compared with this one."""
    capture = measurement.context.capture
    return Like(
        method=measurement.provenance.method,
        placement=capture.placement,
        protocol=capture.protocol,
        aid=capture.aid,
        calibrated=capture.length_scale is not None,
        stance=capture.stance,
        eyes=capture.eyes,
        leg=capture.leg,
        course_length_m=capture.course_length_m,
    )


def _series(rows: Iterable[tuple[datetime, float, str]]) -> Series:
    kept = sorted(rows, key=lambda row: row[0])
    if not kept:
        return Series(np.empty(0), np.empty(0), None, ())
    first = kept[0][0]
    days = np.array([(when - first).total_seconds() / _DAY_S for when, _, _ in kept])
    return Series(
        np.array([value for _, value, _ in kept], dtype=np.float64),
        days,
        kept[-1][0],
        tuple(name for _, _, name in kept),
    )


def heaviness_series(timeline: Timeline, leg: Leg, before: datetime | None) -> Series:
    """Return the heaviness ratings of one leg lived before a moment."""
    rows = []
    for entry in timeline.entries:
        rating = entry.rating(leg)
        if rating is not None and (before is None or entry.lived < before):
            rows.append((entry.lived, float(rating), str(entry.id)))
    return _series(rows)


def score_series(timeline: Timeline, measure: Measure, leg: Leg, before: datetime | None) -> Series:
    """Return the numbers of one measure and leg written down, lived before a moment."""
    rows = []
    for entry in timeline.entries:
        value = entry.score(measure, leg)
        if value is not None and (before is None or entry.lived < before):
            rows.append((entry.lived, value, str(entry.id)))
    return _series(rows)


def _usable(timeline: Timeline, measure: Measure, leg: Leg) -> list[Measurement]:
    return [
        one
        for one in timeline.measurements
        if one.measure is measure
        and one.leg is leg
        and one.segment is None
        and one.quality.level is not QualityLevel.POOR
    ]


def walking_series(
    timeline: Timeline,
    measure: Measure,
    leg: Leg,
    before: datetime | None,
    like: Measurement | None = None,
) -> Series:
    """Return whole-recording values that may be compared with ``like``, measured before a moment.

    Without ``like`` the last value before that moment says what may be compared.
    """
    usable = _usable(timeline, measure, leg)
    earlier = [one for one in usable if before is None or one.when < before]
    model = like if like is not None else (earlier[-1] if earlier else None)
    if model is None:
        return _series(())
    wanted = likeness(model)
    rows = ((one.when, one.value, str(one.id)) for one in earlier if likeness(one) == wanted)
    return _series(rows)


def within_last(series: Series, days: float) -> Series:
    """Return the part of a series that lies within so many days of its last value."""
    if not len(series.days):
        return series
    kept = series.days >= series.days[-1] - days
    ids = tuple(name for name, keep in zip(series.ids, kept, strict=True) if keep)
    return Series(series.values[kept], series.days[kept], series.last, ids)
