"""A trial while it runs: which day is which of the schedule, and what today asks for.

The schedule is a row of occasions. Each day that counts takes the next one: a pause, or a day that
is not warm where only warm days tell, moves the rest. What a day asks for is told on that day, so
that whether it counts is said before the assignment is known.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from surefoot.model.entry import Entry
from surefoot.model.trial import (
    Assignment,
    DesignKind,
    MarkKind,
    Trial,
    TrialDay,
    TrialId,
    TrialMark,
)

_DAY = timedelta(days=1)
_DONE = (MarkKind.DONE, MarkKind.PARTLY, MarkKind.NOT_DONE)
_FITS = (MarkKind.FITS, MarkKind.FITS_NOT)


class DayStatus(StrEnum):
    """How a day stands in a trial. ASK_FIRST: the person says whether it counts."""

    BEFORE = "before"
    ASK_FIRST = "ask-first"
    COUNTS = "counts"
    COUNTS_NOT = "counts-not"
    PAUSED = "paused"
    STOPPED = "stopped"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on which the trial took place: its place in the schedule, and how it went."""

    day: date
    place: int
    assignment: Assignment
    pair: int
    done: MarkKind | None


@dataclass(frozen=True, slots=True)
class TrialToday:
    """What a day asks for; ``number`` of ``of`` occasions, from 1, where it counts."""

    status: DayStatus
    of: int
    number: int = 0
    assignment: Assignment | None = None
    done: MarkKind | None = None


@dataclass(frozen=True, slots=True)
class Notes:
    """What was noted of one trial, the newest word of each day."""

    done: dict[date, MarkKind]
    fits: dict[date, MarkKind]
    pauses: tuple[tuple[date, date | None], ...]
    stopped: date | None
    sessions: tuple[date, ...]

    def paused_on(self, day: date) -> bool:
        """Whether a pause lies over a day."""
        return any(first <= day and (last is None or day <= last) for first, last in self.pauses)


def notes_of(entries: Iterable[Entry], trial: TrialId) -> Notes:
    """Return what entries that stand note of a trial."""
    marked = [(e.written, e.trial) for e in entries if e.trial and e.trial.trial == trial]
    marks = [mark for _, mark in sorted(marked, key=lambda pair: pair[0])]
    stops = [mark.day for mark in marks if mark.kind is MarkKind.STOPPED]
    return Notes(
        {mark.day: mark.kind for mark in marks if mark.kind in _DONE},
        {mark.day: mark.kind for mark in marks if mark.kind in _FITS},
        tuple(_pauses(marks)),
        min(stops, default=None),
        tuple(sorted(mark.day for mark in marks if mark.kind is MarkKind.SESSION)),
    )


def _pauses(marks: Sequence[TrialMark]) -> Iterator[tuple[date, date | None]]:
    """Yield the first and last day of each pause; None while nobody said that it is over."""
    for place, mark in enumerate(marks):
        if mark.kind is MarkKind.PAUSED:
            resumed = [m.day for m in marks[place:] if m.kind is MarkKind.RESUMED]
            over = min((day - _DAY for day in resumed if day >= mark.day), default=None)
            ends = [end for end in (over, mark.until) if end is not None]
            yield mark.day, min(ends, default=None)


def asks_first(trial: Trial) -> bool:
    """Whether a day counts only where the person says so before its assignment is shown."""
    return trial.design.warm_days or trial.design.kind is DesignKind.WITHIN_SESSION


def _status(trial: Trial, notes: Notes, day: date) -> DayStatus:
    """Return how a day stands, but for whether any occasion is left."""
    if day < trial.schedule[0].day:
        return DayStatus.BEFORE
    if notes.stopped is not None and day >= notes.stopped:
        return DayStatus.STOPPED
    if notes.paused_on(day):
        return DayStatus.PAUSED
    if not asks_first(trial):
        return DayStatus.COUNTS
    said = notes.fits.get(day)
    if said is None:
        return DayStatus.ASK_FIRST
    return DayStatus.COUNTS if said is MarkKind.FITS else DayStatus.COUNTS_NOT


def occasions(trial: Trial, notes: Notes, until: date) -> tuple[Occasion, ...]:
    """Return the occasions up to a day, this day too, in order."""
    found: list[Occasion] = []
    day = trial.schedule[0].day
    while day <= until and len(found) < len(trial.schedule):
        if _status(trial, notes, day) is DayStatus.COUNTS:
            planned = trial.schedule[len(found)]
            found.append(_occasion(planned, day, len(found), notes))
        day += _DAY
    return tuple(found)


def _occasion(planned: TrialDay, day: date, place: int, notes: Notes) -> Occasion:
    return Occasion(day, place, planned.assignment, planned.pair, notes.done.get(day))


def today_of(trial: Trial, notes: Notes, day: date) -> TrialToday:
    """Return what a day asks for. Nothing is told of a day that does not count, or not yet."""
    status, of = _status(trial, notes, day), len(trial.schedule)
    so_far = occasions(trial, notes, day)
    if so_far and so_far[-1].day == day:
        last = so_far[-1]
        return TrialToday(status, of, last.place + 1, last.assignment, last.done)
    if len(so_far) == of and status is not DayStatus.STOPPED:
        return TrialToday(DayStatus.OVER, of)
    return TrialToday(status, of)


def is_over(trial: Trial, notes: Notes, today: date) -> bool:
    """Whether the trial was stopped, or its last occasion has passed."""
    if notes.stopped is not None:
        return True
    done = occasions(trial, notes, today)
    return len(done) == len(trial.schedule) and done[-1].day < today
