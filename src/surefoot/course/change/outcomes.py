"""What of a timeline is followed: each outcome day by day, with everything known about the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import Scale
from surefoot.course.change.followed import Diary, Followed
from surefoot.course.series import Like, likeness
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Before, CouldNotWalk, Leg, Measure, QualityLevel, Shoes, Surface
from surefoot.model.entry import Entry
from surefoot.model.measurement import Measurement
from surefoot.model.timeline import Timeline

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How an outcome is compared: its scale, and whether more of it is better."""

    scale: Scale
    more_is_better: bool
    walking: bool = False


OUTCOMES: dict[Measure, _Kind] = {
    Measure.WALKING_SPEED: _Kind(Scale.LOG, True, walking=True),
    Measure.COURSE_SPEED: _Kind(Scale.LOG, True, walking=True),
    Measure.WALK_DISTANCE: _Kind(Scale.LOG, True, walking=True),
    Measure.TURN_SPEED: _Kind(Scale.LOG, True),
    Measure.CHAIR_STAND_TIME: _Kind(Scale.LOG, False),
    Measure.TUG_TIME: _Kind(Scale.LOG, False),
    Measure.TAP_RATE: _Kind(Scale.LOG, True),
    Measure.HEAVINESS: _Kind(Scale.POINTS, False),
}
# A day on which the legs did not let a person walk counts like the lowest of so many before it:
# at least as bad, and never worse than what was seen.
LOWEST_OF = 28
NOON_H = 12.0
# Questions about an infection now; a day on which one was answered is a day that was told of.
ASKED = ("f_fever", "f_infection_signs", "f_uti")


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome of one leg: the series, the day it starts, and how many tests it rests on."""

    measure: Measure
    leg: Leg
    start: date
    followed: Followed

    @property
    def name(self) -> str:
        """Measure and leg in one word."""
        return f"{self.measure}/{self.leg}"


@dataclass(frozen=True, slots=True)
class _Condition:
    """What two values share when they need no free step between them."""

    like: Like | None
    device: str
    shoes: Shoes | None
    surface: Surface | None
    course: str


@dataclass(frozen=True, slots=True)
class _Value:
    when: datetime
    value: float
    condition: _Condition
    temperature_c: float | None


@dataclass(frozen=True, slots=True)
class _Days:
    """What the diary says of local days."""

    zone: ZoneInfo
    infected: frozenset[date]
    told: frozenset[date]
    temperature_c: dict[date, float]
    could_not: frozenset[date]


def _zone(timeline: Timeline) -> ZoneInfo:
    """Return the zone the person wrote from last; days are theirs, not Greenwich's."""
    for entry in reversed(timeline.entries):
        try:
            return ZoneInfo(entry.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def _is_ill(entry: Entry, fever_from: float) -> bool:
    ill = Before.FEVER in entry.before or Before.INFECTION in entry.before
    warm = entry.body_temperature_c
    return ill or "yes" in _answers(entry) or (warm is not None and warm >= fever_from)


def _answers(entry: Entry) -> frozenset[str]:
    """Return what was answered to questions about an infection."""
    said = (given.value for given in entry.answers if given.finding in ASKED)
    return frozenset(said) & {"yes", "no"}


def _read_days(timeline: Timeline, knowledge: Knowledge) -> _Days:
    zone, fever_from = _zone(timeline), knowledge.number("fever_from").value
    of = [(entry.lived.astimezone(zone).date(), entry) for entry in timeline.entries]
    return _Days(
        zone,
        frozenset(day for day, entry in of if _is_ill(entry, fever_from)),
        frozenset(day for day, e in of if e.ratings or e.before or _answers(e)),
        {day: e.air_temperature_c for day, e in of if e.air_temperature_c is not None},
        frozenset(day for day, entry in of if entry.could_not_walk is CouldNotWalk.LEGS),
    )


def _measured(one: Measurement) -> _Value:
    capture, device = one.context.capture, one.context.device
    # A browser or an app is new every few weeks; a phone is not.
    condition = _Condition(
        likeness(one),
        f"{device.maker} {device.model}",
        capture.shoes,
        capture.surface,
        capture.course,
    )
    return _Value(one.when, one.value, condition, capture.temperature_c)


_RATED = _Condition(None, "", None, None, "")


def _values(timeline: Timeline) -> dict[tuple[Measure, Leg], list[_Value]]:
    """Return every usable value by measure and leg, in order of time."""
    found: dict[tuple[Measure, Leg], list[_Value]] = {}
    for one in timeline.measurements:
        whole = one.segment is None and one.quality.level is not QualityLevel.POOR
        kind = OUTCOMES.get(one.measure)
        if whole and kind is not None and (kind.scale is Scale.POINTS or one.value > 0):
            found.setdefault((one.measure, one.leg), []).append(_measured(one))
    for entry in timeline.entries:
        for rating in entry.ratings:
            value = _Value(entry.lived, float(rating.heaviness), _RATED, entry.air_temperature_c)
            found.setdefault((Measure.HEAVINESS, rating.leg), []).append(value)
    return found


def _on_scale(value: float, kind: _Kind) -> float:
    natural = float(np.log(value)) if kind.scale is Scale.LOG else value
    return natural if kind.more_is_better else -natural


def outcomes_of(timeline: Timeline, knowledge: Knowledge) -> tuple[Outcome, ...]:
    """Return every outcome that can be followed, on one clock that starts with the first value.

    Values of one day under one condition count as their mean.
    """
    values = _values(timeline)
    if not values:
        return ()
    days = _read_days(timeline, knowledge)
    first = min(one.when for each in values.values() for one in each)
    start = first.astimezone(days.zone).date()
    diary = _diary(days, start)
    return tuple(
        Outcome(*key, start, _followed(each, OUTCOMES[key[0]], days, start, diary))
        for key, each in values.items()
    )


def _day_number(day: date, start: date) -> float:
    return float((day - start) / timedelta(days=1))


def _diary(days: _Days, start: date) -> Diary:
    def numbers(of: Iterable[date]) -> Floats:
        return np.array(sorted(_day_number(day, start) for day in of))

    return Diary(flagged=numbers(days.infected), clear=numbers(days.told - days.infected))


@dataclass(frozen=True, slots=True)
class _Row:
    day: date
    condition: int
    value: float
    trials: int
    hour: float
    temperature_c: float


def _rows(values: Sequence[_Value], kind: _Kind, days: _Days) -> list[_Row]:
    """Return one row a day and condition, in order."""
    numbers: dict[_Condition, int] = {}
    groups: dict[tuple[date, int], list[_Value]] = {}
    for one in values:
        number = numbers.setdefault(one.condition, len(numbers))
        groups.setdefault((one.when.astimezone(days.zone).date(), number), []).append(one)
    return [_row(day, number, group, kind, days) for (day, number), group in sorted(groups.items())]


def _row(day: date, number: int, group: Sequence[_Value], kind: _Kind, days: _Days) -> _Row:
    local = [one.when.astimezone(days.zone) for one in group]
    warm = [one.temperature_c for one in group if one.temperature_c is not None]
    elsewhere = days.temperature_c.get(day, np.nan)
    return _Row(
        day,
        number,
        float(np.mean([_on_scale(one.value, kind) for one in group])),
        len(group),
        float(np.mean([when.hour + when.minute / 60.0 for when in local])),
        float(np.mean(warm)) if warm else elsewhere,
    )


def _with_lost_days(rows: list[_Row], kind: _Kind, days: _Days) -> list[_Row]:
    """Return the rows with one for each day on which the legs did not let the person walk."""
    if not kind.walking:
        return rows
    lost = sorted(days.could_not - {row.day for row in rows})
    found = list(rows)
    for day in lost:
        before = [row for row in rows if row.day < day][-LOWEST_OF:]
        if before:
            low = min(row.value for row in before)
            warm = days.temperature_c.get(day, np.nan)
            found.append(_Row(day, before[-1].condition, low, 1, NOON_H, warm))
    return sorted(found, key=lambda row: (row.day, row.condition))


def _followed(
    values: Sequence[_Value], kind: _Kind, days: _Days, start: date, diary: Diary
) -> Followed:
    rows = _with_lost_days(_rows(values, kind, days), kind, days)
    return Followed(
        scale=kind.scale,
        days=np.array([_day_number(row.day, start) for row in rows]),
        values=np.array([row.value for row in rows]),
        trials=np.array([float(row.trials) for row in rows]),
        hour=np.array([row.hour for row in rows]),
        temperature_c=np.array([row.temperature_c for row in rows]),
        weekend=np.array([row.day.weekday() >= 5 for row in rows]),
        infected=np.array([row.day in days.infected for row in rows]),
        condition=np.array([row.condition for row in rows], dtype=np.int64),
        diary=diary,
    )
