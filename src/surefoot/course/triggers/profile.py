"""How heavy each leg is by time of day."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from surefoot.course.triggers.diary import local_time
from surefoot.inference.difference import mean_of_pairs
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Leg
from surefoot.model.timeline import Timeline
from surefoot.model.trigger import DayPart, LegByTimeOfDay, PartOfDay

# Heaviness is rated in whole points, from nothing to ten.
_STEP, _LEAST, _MOST = 1.0, 0.0, 10.0
_HOURS = {
    DayPart.MORNING: "trigger_morning_from",
    DayPart.AFTERNOON: "evidence_morning_until",
    DayPart.EVENING: "evidence_evening_from",
    DayPart.NIGHT: "trigger_night_from",
}
_Rated = dict[DayPart, dict[date, list[int]]]


def legs_by_time_of_day(timeline: Timeline, knowledge: Knowledge) -> tuple[LegByTimeOfDay, ...]:
    """Return each leg that was rated on enough days (fact ``trigger_early_days``).

    A part of the day is there from a few days on (fact ``trigger_early_ratings``); days, each with
    its mean, are what its interval rests on. It is early until triggers may be weighed.

    Raises:
        UnknownFact: a fact is missing.
    """
    found = [_leg(timeline, leg, knowledge) for leg in Leg]
    return tuple(one for one in found if one is not None)


def part_of(hour: int, knowledge: Knowledge) -> DayPart:
    """Return the part of the day of an hour, 0 to 23."""
    part = DayPart.NIGHT
    for name, fact in _HOURS.items():
        if hour >= knowledge.number(fact).value:
            part = name
    return part


def _leg(timeline: Timeline, leg: Leg, knowledge: Knowledge) -> LegByTimeOfDay | None:
    rated: _Rated = {}
    for entry in timeline.entries:
        rating = entry.rating(leg)
        if rating is not None:
            when = local_time(entry)
            by_day = rated.setdefault(part_of(when.hour, knowledge), {})
            by_day.setdefault(when.date(), []).append(rating)
    days = len({day for by_day in rated.values() for day in by_day})
    least = int(knowledge.number("trigger_early_ratings").value)
    parts = [_part(part, rated[part], least) for part in DayPart if part in rated]
    shown = tuple(part for part in parts if part is not None)
    if days < knowledge.number("trigger_early_days").value or not shown:
        return None
    return LegByTimeOfDay(leg, days, days < knowledge.number("trigger_least_days").value, shown)


def _part(part: DayPart, by_day: dict[date, list[int]], least: int) -> PartOfDay | None:
    if len(by_day) < max(least, 2):
        return None
    found = mean_of_pairs(_means(list(by_day.values())), _STEP)
    low, high = max(found.low, _LEAST), min(found.high, _MOST)
    return PartOfDay(part, found.value, min(low, found.value), max(high, found.value), len(by_day))


def _means(days: Sequence[Sequence[int]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return np.array([float(np.mean(values)) for values in days])
