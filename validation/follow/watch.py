"""One made-up person followed day by day, and what is counted of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import ChangeFacts, RuleFacts, Scale
from surefoot.course.change.followed import Followed
from surefoot.course.change.several import Part
from surefoot.course.change.track import track_history
from validation.follow.rows import HORIZONS, Row, Truth
from validation.follow.worlds import Drawn

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

#: Probabilities from which something may be said; all are counted, one is chosen.
THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
# Alarms closer together than this are one.
SAME_ALARM_D = 28.0
Facts = dict[Scale, ChangeFacts]


@dataclass(frozen=True, slots=True)
class Watched:
    """What was said of one person on each day: days (n,), probability that something is different
    and that a change is real, each 0 on days on which nothing may be said yet."""

    days: Floats
    different: Floats
    real: Floats


def watch(drawn: Drawn, facts: Facts) -> Watched:
    """Return what was known on each day of a person, from that day and before alone."""
    parts = [Part(one, facts[one.scale], str(i)) for i, one in enumerate(drawn.parts)]
    moments = track_history(parts).moments
    rules = parts[0].facts.rules
    days = np.array([moment.day for moment in moments])
    long_enough = _long_enough(drawn.parts, days, rules)
    different = np.array([moment.different for moment in moments])
    real = np.array([moment.real for moment in moments])
    settled = days >= rules.baseline_d
    return Watched(days, np.where(settled, different, 0.0), np.where(long_enough, real, 0.0))


def _long_enough(parts: Sequence[Followed], days: Floats, rules: RuleFacts) -> NDArray[np.bool_]:
    best = max(parts, key=len)
    tests = np.searchsorted(best.days, days, side="right")
    span = days - best.days[0]
    return np.asarray((tests >= rules.real_tests) & (span >= rules.real_days))


def count(watched: Watched, truth: Truth, onset: float) -> Counts:
    """Return whether each tier spoke within each horizon at each threshold, (2, h, thresholds)."""
    start = onset if truth in (Truth.STEP, Truth.DRIFT) else 0.0
    found = np.zeros((2, len(HORIZONS[truth]), len(THRESHOLDS)), dtype=np.int64)
    for place, horizon in enumerate(HORIZONS[truth]):
        inside = (watched.days >= start) & (watched.days <= start + horizon)
        for tier, likely in enumerate((watched.different, watched.real)):
            most = likely[inside].max(initial=0.0)
            found[tier, place] = [most >= threshold for threshold in THRESHOLDS]
    return found


def alarms(watched: Watched) -> Counts:
    """Return how many separate alarms each tier gave at each threshold, (2, thresholds)."""
    return np.array(
        [
            [_separate(watched.days[likely >= threshold]) for threshold in THRESHOLDS]
            for likely in (watched.different, watched.real)
        ]
    )


def _separate(days: Floats) -> int:
    return int(np.sum(np.diff(days, prepend=-np.inf) > SAME_ALARM_D))


def place_of(threshold: float) -> int:
    """Return the place of the counted threshold that is next to one, never below it."""
    return min(i for i, one in enumerate(THRESHOLDS) if one >= threshold - 1e-9)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over people: ``spoke`` (2, h, thresholds) of ``years``, ``alarms`` (2, thresholds)."""

    years: int
    spoke: Counts
    alarms: Counts

    def __add__(self, other: "Tally") -> "Tally":
        """Add the counts of other people."""
        return Tally(self.years + other.years, self.spoke + other.spoke, self.alarms + other.alarms)


def nobody(row: Row) -> Tally:
    """Return the counts of no people at all."""
    n = len(THRESHOLDS)
    spoke = np.zeros((2, len(HORIZONS[row.truth]), n), dtype=np.int64)
    return Tally(0, spoke, np.zeros((2, n), dtype=np.int64))


def generator(seed: int, row: Row, number: int) -> np.random.Generator:
    """Return the generator of one person of a row: the same whoever draws it, and when."""
    return np.random.default_rng([seed, crc32(f"{row.truth} {row.name}".encode()), number])


def tally(row: Row, facts: Facts, seed: int, people: Sequence[int]) -> Tally:
    """Return the counts over some people of a row."""
    total = nobody(row)
    for number in people:
        drawn = row.draw(generator(seed, row, number))
        watched = watch(drawn, facts)
        total += Tally(1, count(watched, row.truth, drawn.onset), alarms(watched))
    return total
