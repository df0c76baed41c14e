"""The personal usual range of every day, and a line that stands still.

The range follows season, heat, time of day, aid and what is known of changes; the line is the
middle of the first settled month. A slow decline carries the range with it, but not the line.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import Scale
from surefoot.course.change.followed import drawn_in
from surefoot.course.change.level import find_level
from surefoot.course.change.outcomes import OUTCOMES, Outcome
from surefoot.course.change.posterior import first_level, observe
from surefoot.course.change.several import Part
from surefoot.inference.event_scan import Observed
from surefoot.model.change import FixedLine, FollowedDay, FollowedSeries
from surefoot.model.measure_units import UNIT_OF

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

_NORMAL_95 = 1.959964
# The first settled month: after the days in which a person learns a test; with fewer values in it
# there is no line.
MONTH_D, MONTH_VALUES = 30.0, 5
HIGHEST_RATING = 10.0


@dataclass(frozen=True, slots=True)
class Looked:
    """An outcome's window as the scan saw it, and the rows on which nothing new had begun."""

    part: Part
    observed: Observed
    rows: Places


def look(part: Part, onset: float | None) -> Looked:
    """Return the window of an outcome; ``onset`` is when something began, if anything did."""
    followed, facts = part.followed, part.facts
    observed = observe(followed, facts, part.accepted)
    before = np.arange(len(followed))
    if onset is not None:
        # At least the first days make a level, however early something began.
        enough = followed.days <= followed.days[0] + facts.rules.baseline_d
        before = np.flatnonzero((followed.days < onset) | enough)
    return Looked(part, observed, before)


def series_of(looked: Looked, outcome: Outcome) -> FollowedSeries:
    """Return the values of an outcome with the range each was expected in, in its own unit."""
    part, observed = looked.part, looked.observed
    facts = part.facts
    level = find_level(observed, looked.rows, facts.noise, facts.scale)
    middle, sd = level.expected(observed.regression.table, observed.spread)
    middle = middle + first_level(part.followed, drawn_in(part.followed))
    edges = [_natural(middle + side * _NORMAL_95 * sd, outcome) for side in (-1.0, 0.0, 1.0)]
    low, centre, high = np.sort(np.array(edges), axis=0)
    values = _natural(part.followed.values, outcome)
    days = [outcome.start + timedelta(days=day) for day in part.followed.days.tolist()]
    rows = zip(days, values.tolist(), low.tolist(), centre.tolist(), high.tolist(), strict=True)
    return FollowedSeries(
        outcome.measure,
        outcome.leg,
        UNIT_OF[outcome.measure],
        tuple(FollowedDay(*row) for row in rows),
        _fixed_line(outcome, facts.rules.baseline_d),
    )


def _natural(values: Floats, outcome: Outcome) -> Floats:
    """Return values of the scale of comparison in the unit of the outcome."""
    kind = OUTCOMES[outcome.measure]
    signed = values if kind.more_is_better else -values
    if kind.scale is Scale.LOG:
        return np.asarray(np.exp(signed), dtype=np.float64)
    return np.asarray(np.clip(signed, 0.0, HIGHEST_RATING), dtype=np.float64)


def _fixed_line(outcome: Outcome, learning_d: float) -> FixedLine | None:
    """Return the middle of the first settled month, from the first value on that was ever kept."""
    days = outcome.followed.days
    first = float(days[0]) + learning_d
    month = (days >= first) & (days < first + MONTH_D)
    if month.sum() < MONTH_VALUES:
        return None
    middle = float(np.median(_natural(outcome.followed.values[month], outcome)))
    return FixedLine(middle, _day(outcome, days[month][0]), _day(outcome, days[month][-1]))


def _day(outcome: Outcome, day: float) -> date:
    return outcome.start + timedelta(days=day)
