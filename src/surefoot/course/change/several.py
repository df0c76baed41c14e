"""Several outcomes asked together: the same event shows in walking, in heaviness, in turning.

Bayes factors of the same event are multiplied, but outcomes that fluctuate together tell the same
thing twice: the sum of their logarithms is divided by the largest eigenvalue of the correlation of
what is left of each series. An event need not touch every outcome.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import ChangeFacts
from surefoot.course.change.followed import Followed, drawn_in
from surefoot.course.change.menu import Menu, Onset, make_menu
from surefoot.course.change.posterior import Accepted, Posterior, bayes_factors, weigh

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# An event touches each outcome with this probability (chosen: more often than not).
TOUCHES = 0.7
# With fewer days on which two outcomes were both told, they count as the same; never as less alike
# than this, since day-to-day moves hide what outcomes share over weeks (chosen on simulated people
# whose level wanders, see docs/validation.md).
SHARED_DAYS, LEAST_ALIKE = 14, 0.7


@dataclass(frozen=True, slots=True)
class Part:
    """One outcome with its facts, its name, and the changes known in it."""

    followed: Followed
    facts: ChangeFacts
    name: str = ""
    accepted: tuple[Accepted, ...] = ()


@dataclass(frozen=True, slots=True)
class _Moves:
    """How a value changed to the next one, (m,), and on which whole day, rising."""

    day: Floats
    move: Floats

    def until(self, day: float) -> "_Moves":
        """Return what was known by a day."""
        n = int(np.searchsorted(self.day, np.floor(day), side="right"))
        return _Moves(self.day[:n], self.move[:n])


def _moves(followed: Followed) -> _Moves:
    """Return the moves of a series, the last one of each day."""
    day, values = np.floor(followed.days), drawn_in(followed)
    last = np.flatnonzero(np.diff(day, append=np.inf) > 0)
    return _Moves(day[last][1:], np.diff(values[last]))


def overlap(parts: Sequence[Part], days: Floats) -> Floats:
    """Return the largest eigenvalue of the outcomes' correlation as known on some days, (e,).

    It is near 1 where they move apart from each other, and their number where they move as one.
    """
    moves = [_moves(part.followed) for part in parts]
    tables = [_correlations([each.until(day) for each in moves]) for day in days.tolist()]
    return np.asarray(np.linalg.eigvalsh(np.array(tables))[:, -1], dtype=np.float64)


def _correlations(moves: Sequence[_Moves]) -> Floats:
    table = np.eye(len(moves))
    for one, first in enumerate(moves):
        for other, second in enumerate(moves[:one]):
            table[one, other] = table[other, one] = _correlation(first, second)
    return table


def _correlation(one: _Moves, other: _Moves) -> float:
    shared, first, second = np.intersect1d(
        one.day, other.day, assume_unique=True, return_indices=True
    )
    if len(shared) < SHARED_DAYS:
        return 1.0
    a, b = one.move[first] - one.move[first].mean(), other.move[second] - other.move[second].mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    return max(abs(float(a @ b)) / size, LEAST_ALIKE) if size > 0.0 else 1.0


@dataclass(frozen=True, slots=True)
class Together:
    """The posterior of all outcomes together, and of each alone, on the same candidates."""

    joint: Posterior
    alone: tuple[Posterior, ...]


def together(
    parts: Sequence[Part], onsets: Sequence[Onset], days: Floats, after: float | None = None
) -> Together:
    """Return what several outcomes say together on some days, rising, (e,).

    Args:
        parts: outcomes on one clock, at least one; each has a value on or before the first day.
        onsets: when anything but a slow change may have begun.
        days: the days asked.
        after: nothing begins up to this day, where something earlier was accepted.
    """
    clock = max((part.followed for part in parts), key=len)
    alone, logs = [], []
    for part in parts:
        menu = make_menu(part.followed, part.facts, onsets, after, clock)
        rows = np.searchsorted(part.followed.days, days, side="right") - 1
        unique, back = np.unique(np.maximum(rows, 0), return_inverse=True)
        factors = bayes_factors(part.followed, part.facts, menu, unique, part.accepted)
        factor, mean, sd = (each[back] for each in factors)
        factor = np.where(rows[:, None] < 0, 1.0, factor)
        alone.append(weigh(menu, part.followed.diary, part.facts, (factor, mean, sd), days))
        logs.append(np.log(np.maximum(factor, 1e-300)))
    joint = alone[0] if len(parts) == 1 else _joint(parts, alone[0].menu, logs, days)
    return Together(joint, tuple(alone))


def _joint(parts: Sequence[Part], menu: Menu, logs: Sequence[Floats], days: Floats) -> Posterior:
    shared = overlap(parts, days)[:, None]
    touched = [np.logaddexp(np.log(1.0 - TOUCHES), np.log(TOUCHES) + each) for each in logs]
    total = sum(touched) / shared
    factor = np.exp(np.minimum(total, 600.0))
    nothing = np.zeros_like(factor)
    diary = parts[0].followed.diary
    return weigh(menu, diary, parts[0].facts, (factor, nothing, nothing), days)
