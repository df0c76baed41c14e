"""Known causes of a change of values, as columns of a regression."""

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import CauseFacts, Scale, Spread
from surefoot.course.change.followed import Followed
from surefoot.inference.event_scan import Regression

Floats = NDArray[np.float64]

_YEAR_D = 365.25
# The level of a series lies this near its first values' median (standard deviation): anywhere.
ANYWHERE = {Scale.LOG: 1.0, Scale.POINTS: 10.0}
# Noon is the middle of the day; the effect of time is told for two hours.
NOON_H, HOURS = 12.0, 2.0
_Column = tuple[Floats, Spread]


def regression(followed: Followed, facts: CauseFacts) -> Regression:
    """Return the columns of everything known that may move a value, with their priors.

    A yearly wave is allowed for from the first day on: in a short series it cannot be told from a
    slow change, and then neither may be said (chosen on simulated people, see docs/validation.md).
    """
    turn = 2.0 * np.pi * followed.days / _YEAR_D
    columns = [
        (np.ones(len(followed)), Spread(0.0, ANYWHERE[followed.scale])),
        (followed.days / _YEAR_D, facts.healthy_drift),
        (_practice(followed, facts), facts.practice),
        *_circumstances(followed, facts),
        *_conditions(followed, facts),
        (np.sin(turn), facts.season),
        (np.cos(turn) - 1.0, facts.season),
    ]
    return Regression(
        np.column_stack([column for column, _ in columns]),
        np.array([prior.mean for _, prior in columns]),
        np.array([prior.sd for _, prior in columns]),
    )


def _practice(followed: Followed, facts: CauseFacts) -> Floats:
    """Return how much of a beginner's lead or lag is left at each test, (n,)."""
    before = np.cumsum(followed.trials) - followed.trials
    return np.asarray(np.exp(-before / facts.practice_tests), dtype=np.float64)


def _circumstances(followed: Followed, facts: CauseFacts) -> list[_Column]:
    """Return the columns of warmth, time of day, weekend and infection that vary at all."""
    warm = np.maximum(np.nan_to_num(followed.temperature_c, nan=facts.heat_from), facts.heat_from)
    columns = [
        (warm - facts.heat_from, facts.heat),
        ((followed.hour - NOON_H) / HOURS, facts.time_of_day),
        (followed.weekend.astype(np.float64), facts.weekend),
        (_infection(followed, facts.infection_tail_d), facts.infection),
    ]
    return [(column, prior) for column, prior in columns if np.ptp(column) > 0.0]


def _infection(followed: Followed, tail_d: float) -> Floats:
    """Return 1 on infected days, falling in a straight line over the tail after them, (n,)."""
    noted = np.union1d(followed.days[followed.infected], followed.diary.flagged)
    if not len(noted):
        return np.zeros(len(followed))
    place = np.searchsorted(noted, followed.days, side="right") - 1
    since = followed.days - noted[np.maximum(place, 0)]
    left = np.clip(1.0 - since / tail_d, 0.0, 1.0)
    return np.where(place >= 0, left, 0.0)


def _conditions(followed: Followed, facts: CauseFacts) -> list[_Column]:
    """Return a free step from each change of phone, place, aid, shoes, course or method on.

    A condition that comes back has its old level again.
    """
    known = [int(one) for one in dict.fromkeys(followed.condition.tolist())]
    return [
        ((followed.condition == one).astype(np.float64), facts.new_condition) for one in known[1:]
    ]
