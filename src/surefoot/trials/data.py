"""What was seen in a trial, as the analysis takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from surefoot.model.trial import Assignment, Better, DesignKind, MarkKind, Trial
from surefoot.model.trial_answer import TrialNote, TrialPoint
from surefoot.trials.answer import TrialData
from surefoot.trials.running import Occasion
from surefoot.trials.schemes import Pairs, Scheme, Sessions, Starts

# Walks of one session: on-off-off-on, or the other way round.
WALKS = 4
# A day that went as asked in part counts as half.
_KEPT = {MarkKind.DONE: 1.0, MarkKind.PARTLY: 0.5, MarkKind.NOT_DONE: 0.0}

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]
Values = Mapping[date, Sequence[float]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A trial as data: how it could have been drawn, its pairs with both sides seen, its points.

    ``occasions`` (n,) are those of the rows of a table, ``notes`` what was taken to be so.
    """

    data: TrialData
    scheme: Scheme
    pairs: int
    points: tuple[TrialPoint, ...]
    occasions: NDArray[np.int64] | None = None
    notes: tuple[TrialNote, ...] = ()


def see(trial: Trial, found: Sequence[Occasion], values: Values) -> Seen:
    """Return a trial as data.

    Args:
        trial: as it was frozen.
        found: its occasions so far.
        values: of the outcome, by day, in order of time; the mean of a day counts, and of four
            walks in a session each.
    """
    if trial.design.kind is DesignKind.WITHIN_SESSION:
        return _sessions(trial, found, values)
    points = tuple(
        TrialPoint(one.day, one.assignment, _mean(values.get(one.day, ())), one.done)
        for one in found
    )
    assigned = np.array([day.assignment is Assignment.ON for day in trial.schedule])
    data = _data(trial, points, assigned, _calendar(found, len(trial.schedule)))
    return Seen(data, scheme_of(trial), _whole_pairs(trial, found, points), points)


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if len(values) else None


def _calendar(found: Sequence[Occasion], of: int) -> Places:
    """Return the place of each occasion in days; what has not come follows day by day."""
    if not found:
        return np.arange(of)
    known = [(one.day - found[0].day).days for one in found]
    return np.array([*known, *range(known[-1] + 1, known[-1] + 1 + of - len(known))])


def _data(
    trial: Trial, points: Sequence[TrialPoint], assigned: Flags, calendar: Places
) -> TrialData:
    there = [place for place, point in enumerate(points) if point.value is not None]
    values = [point.value for point in points if point.value is not None]
    return TrialData(
        assigned,
        _done(points, assigned),
        np.array(there, dtype=np.int64),
        np.array(values, dtype=np.float64),
        np.zeros((len(values), 0)),
        trial.plan.better is Better.LOWER,
        trial.plan.matters,
        calendar,
        trial.plan.half_lives_d,
    )


def _done(points: Sequence[TrialPoint], assigned: Flags) -> Floats | None:
    """Return how much of the strategy was done on each occasion; as assigned where nobody said."""
    if all(point.done is None for point in points):
        return None
    done = assigned.astype(np.float64)
    for place, point in enumerate(points):
        if point.done is not None:
            kept = _KEPT[point.done]
            done[place] = kept if assigned[place] else 1.0 - kept
    return done


def _whole_pairs(trial: Trial, found: Sequence[Occasion], points: Sequence[TrialPoint]) -> int:
    """Return how many pairs have an outcome on and off."""
    if trial.design.kind is DesignKind.RANDOM_START:
        return trial.design.pairs
    sides = {
        (one.pair, one.assignment)
        for one, point in zip(found, points, strict=True)
        if point.value is not None
    }
    pairs = {pair for pair, _ in sides}
    return sum((pair, Assignment.ON) in sides and (pair, Assignment.OFF) in sides for pair in pairs)


def _sessions(trial: Trial, found: Sequence[Occasion], values: Values) -> Seen:
    """Return a trial by sessions: only whole sessions count, each walk is an occasion."""
    points: list[TrialPoint] = []
    for one in found:
        walks = list(values.get(one.day, ()))[:WALKS]
        whole = len(walks) == WALKS
        for walk in range(WALKS):
            value = walks[walk] if whole else None
            points.append(TrialPoint(one.day, _of_walk(one.assignment, walk), value, one.done))
    assigned = np.array(
        [
            _of_walk(day.assignment, walk) is Assignment.ON
            for day in trial.schedule
            for walk in range(WALKS)
        ]
    )
    days = _calendar(found, len(trial.schedule))
    calendar = (WALKS * days[:, None] + np.arange(WALKS)[None, :]).ravel()
    data = _data(trial, points, assigned, calendar)
    whole_sessions = len(data.values) // WALKS
    return Seen(data, scheme_of(trial), whole_sessions, tuple(points))


def _of_walk(first: Assignment, walk: int) -> Assignment:
    """Return what one of four walks is: the first and the last are alike."""
    if walk in (0, WALKS - 1):
        return first
    return Assignment.OFF if first is Assignment.ON else Assignment.ON


def scheme_of(trial: Trial) -> Scheme:
    """Return how the days of a trial were drawn."""
    design = trial.design
    if design.kind is DesignKind.WITHIN_SESSION:
        return Sessions(design.pairs)
    if design.kind is DesignKind.RANDOM_START:
        return Starts(len(trial.schedule), design.block_days, design.pairs)
    return Pairs(design.pairs, design.block_days)
