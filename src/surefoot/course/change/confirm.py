"""Monthly medians against the first settled month, as a clinician's rules ask: how far, for how
long, and what of it could be chance.

Months are 30 days each and follow the first settled month. Only what is compared as a ratio has a
line: trials ask for 20 % of the timed 25-foot walk, held for 12 or 24 weeks.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.band import MONTH_D, MONTH_VALUES, Looked
from surefoot.course.change.facts import Scale
from surefoot.course.change.level import find_level
from surefoot.course.change.outcomes import Outcome
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.change import MonthlyChange

Floats = NDArray[np.float64]

_NORMAL_95 = 1.959964
# A median of normal values varies by this factor more than their mean, as a variance.
_MEDIAN = np.pi / 2.0


@dataclass(frozen=True, slots=True)
class _Month:
    """One month: its first and last day with a value, its median and how many values it has."""

    first: float
    last: float
    median: float
    count: int


def monthly_change(looked: Looked, outcome: Outcome, knowledge: Knowledge) -> MonthlyChange | None:
    """Return the newest monthly median against the first settled one; None without two months.

    Raises:
        UnknownFact: a fact is missing.
    """
    if looked.part.facts.scale is not Scale.LOG:
        return None
    months = _months(outcome, looked.part.facts.rules.baseline_d)
    if len(months) < 2:
        return None
    line = -knowledge.number("t25fw_worse").value
    changes = [_percent(month.median - months[0].median) for month in months[1:]]
    since = _held_since([change <= line for change in changes])
    crossed = None if since is None else months[1 + since].first
    return MonthlyChange(
        measure=outcome.measure,
        leg=outcome.leg,
        change_percent=changes[-1],
        detectable_percent=_detectable(looked, months[0].count, months[-1].count),
        months=len(months),
        crossed=None if crossed is None else _date(outcome, crossed),
        held_days=0 if crossed is None else int(months[-1].last - crossed),
    )


def _months(outcome: Outcome, learning_d: float) -> list[_Month]:
    """Return the months with enough values, after those in which the test was learnt."""
    followed = outcome.followed
    start = float(followed.days[0]) + learning_d
    place = np.floor((followed.days - start) / MONTH_D).astype(np.int64)
    found = []
    for number in np.unique(place[place >= 0]).tolist():
        mine = place == number
        if mine.sum() >= MONTH_VALUES:
            days, values = followed.days[mine], followed.values[mine]
            found.append(
                _Month(float(days[0]), float(days[-1]), float(np.median(values)), int(mine.sum()))
            )
    return found


def _percent(log_ratio: float) -> float:
    return 100.0 * float(np.expm1(log_ratio))


def _held_since(crossed: list[bool]) -> int | None:
    """Return the first of the months that all lie beyond the line up to the newest one."""
    if not crossed[-1]:
        return None
    return next(i for i in range(len(crossed)) if all(crossed[i:]))


def _detectable(looked: Looked, first: int, newest: int) -> float:
    """Return the smallest change of two monthly medians, for the worse, that is not chance (95 %).

    The fluctuation of a month averages out the less the longer it lasts from day to day.
    """
    facts = looked.part.facts
    level = find_level(looked.observed, looked.rows, facts.noise, facts.scale)
    lasting = min((1.0 + level.phi) / (1.0 - level.phi) / MONTH_D, 1.0)
    variance = sum(
        _MEDIAN * level.white_var / count + level.fluctuation_var * max(lasting, 1.0 / count)
        for count in (first, newest)
    )
    return -_percent(-_NORMAL_95 * float(np.sqrt(variance)))


def _date(outcome: Outcome, day: float) -> date:
    return outcome.start + timedelta(days=day)
