"""What the ratings of many days say: heavier when it is hot, heavier in the evening?

Days are compared with days, each with its mean, since ratings of one day are alike. Hot days come
in runs and bring other things too, so a difference counts only from a size that matters.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.difference import Difference, mean_difference, mean_of_pairs
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Before, FindingOrigin, FindingState
from surefoot.model.entry import Entry
from surefoot.model.reasoning import Finding

HEAT, EVENING = "m_heat", "m_evening"
YES = "yes"

_HOT = frozenset({Before.HEAT, Before.HOT_BATH})
# Heaviness is rated in whole points.
_STEP = 1.0

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Rated:
    """The mean rating of the legs of one entry, and when it was lived where the person was."""

    entry: Entry
    heaviness: float
    local: datetime

    @property
    def day(self) -> date:
        """The local day."""
        return self.local.date()


def findings_from_ratings(entries: Sequence[Entry], knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return whether legs are heavier when it is hot, and in the evening than in the morning.

    Present: heavier by the fact ``evidence_heavier`` at least, and the 95 % interval lies above
    zero. Absent: the interval lies below that fact. In between it is unknown; with too few days
    (``evidence_days_each``) nothing is said.

    Raises:
        KeyError: a fact is missing.
    """
    rated = [_rated(entry) for entry in entries if entry.ratings]
    return (*_from_heat(rated, knowledge), *_from_evenings(rated, knowledge))


def _rated(entry: Entry) -> _Rated:
    mean = sum(rating.heaviness for rating in entry.ratings) / len(entry.ratings)
    return _Rated(entry, mean, entry.lived.astimezone(ZoneInfo(entry.zone)))


def _from_heat(rated: Sequence[_Rated], knowledge: Knowledge) -> Iterator[Finding]:
    warm = knowledge.number("evidence_hot_air").value
    hot = [one for one in rated if _is_hot(one.entry, warm)]
    hot_days = {one.day for one in hot}
    cool = [one for one in rated if one.day not in hot_days]
    first, second = _by_day(hot), _by_day(cool)
    if min(len(first), len(second)) >= knowledge.number("evidence_days_each").value:
        found = mean_difference(_means(first), _means(second), _STEP)
        yield _finding(HEAT, found, [*hot, *cool], knowledge)


def _is_hot(entry: Entry, warm_c: float) -> bool:
    air = entry.air_temperature_c
    return bool(_HOT.intersection(entry.before)) or (air is not None and air >= warm_c)


def _from_evenings(rated: Sequence[_Rated], knowledge: Knowledge) -> Iterator[Finding]:
    until = knowledge.number("evidence_morning_until").value
    start = knowledge.number("evidence_evening_from").value
    mornings = _by_day([one for one in rated if one.local.hour < until])
    evenings = _by_day([one for one in rated if one.local.hour >= start])
    days = sorted(mornings.keys() & evenings.keys())
    if len(days) >= knowledge.number("evidence_days_each").value:
        pairs = [(mornings[day], evenings[day]) for day in days]
        rises = [np.mean(late) - np.mean(early) for early, late in pairs]
        used = [one for one in rated if one.day in days]
        yield _finding(EVENING, mean_of_pairs(np.array(rises), _STEP), used, knowledge)


def _by_day(rated: Sequence[_Rated]) -> dict[date, list[float]]:
    days: dict[date, list[float]] = {}
    for one in rated:
        days.setdefault(one.day, []).append(one.heaviness)
    return days


def _means(days: dict[date, list[float]]) -> Floats:
    return np.array([np.mean(values) for values in days.values()])


def _finding(
    name: str, found: Difference, rated: Sequence[_Rated], knowledge: Knowledge
) -> Finding:
    state = _state(found, knowledge.number("evidence_heavier").value)
    code = YES if state is FindingState.PRESENT else None
    sources = tuple(str(one.entry.id) for one in rated)
    return Finding(name, state, FindingOrigin.MEASURED, code, sources)


def _state(found: Difference, least: float) -> FindingState:
    if found.value >= least and found.low > 0:
        return FindingState.PRESENT
    return FindingState.ABSENT if found.high < least else FindingState.UNKNOWN
