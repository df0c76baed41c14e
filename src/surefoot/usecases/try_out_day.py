"""A trial day by day: what today asks for, what was done, pauses, and the end."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import DayEvent
from surefoot.model.entry import Entry, EntryId
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.message import InputProblem
from surefoot.model.people import Access
from surefoot.model.timeline import Timeline
from surefoot.model.trial import Better, MarkKind, Trial, TrialId, TrialMark
from surefoot.model.units import Unit
from surefoot.store.protocol import Store
from surefoot.trials.propose import OUTCOMES
from surefoot.trials.running import (
    Notes,
    TrialToday,
    asks_first,
    is_over,
    notes_of,
    occasions,
    today_of,
)
from surefoot.usecases.check_in import keep_mark
from surefoot.usecases.try_out_values import values_by_day, zone_of

_FELL = frozenset({DayEvent.FELL, DayEvent.NEARLY_FELL, DayEvent.GAVE_WAY})
_DONE = (MarkKind.DONE, MarkKind.PARTLY, MarkKind.NOT_DONE)


def trials_of(store: Store, access: Access) -> tuple[Trial, ...]:
    """Return a person's trials in the order they were frozen."""
    return store.trials(access)


def trial_notes(store: Store, access: Access, trial: TrialId) -> Notes:
    """Return what was noted of a trial."""
    return notes_of(store.timeline(access).entries, trial)


def trial_today(store: Store, access: Access, trial: TrialId, day: date) -> TrialToday:
    """Return what a day asks for; nothing is ever told of a later day.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        NotFound: there is no such trial.
    """
    return today_of(store.trial(access, trial), trial_notes(store, access, trial), day)


def days_for_phone(
    store: Store, knowledge: Knowledge, access: Access, trial: TrialId, today: date
) -> tuple[tuple[date, TrialToday], ...]:
    """Return today and, for a phone that may be offline, at most a few days after it.

    Where a day counts only if the person says so first, only today is told.
    """
    kept, notes = store.trial(access, trial), trial_notes(store, access, trial)
    ahead = int(knowledge.number("trial_look_ahead_days").value)
    days = 1 if asks_first(kept) else ahead
    return tuple(
        (day, today_of(kept, notes, day))
        for day in (today + timedelta(days=place) for place in range(days))
    )


def mark_done(
    store: Store, access: Access, trial: TrialId, day: date, done: MarkKind, now: datetime
) -> Entry:
    """Note whether a day went as asked; a later word on the same day counts instead.

    Raises:
        InputProblem: ``trials.no-such-day``, the day is no occasion of the trial so far.
        ValueError: ``done`` is something else.
    """
    if done not in _DONE:
        raise ValueError("a day was done, in part or not")
    kept, notes = store.trial(access, trial), trial_notes(store, access, trial)
    today = _today(store, access, now)
    if day > today or all(one.day != day for one in occasions(kept, notes, today)):
        raise InputProblem("trials.no-such-day", day=day.isoformat())
    return _keep(store, access, TrialMark(trial, done, day), now)


def mark_fits(
    store: Store, access: Access, trial: TrialId, day: date, fits: bool, now: datetime
) -> Entry:
    """Note, before the assignment is known, whether today counts: warm, or with exertion.

    Raises:
        InputProblem: ``trials.only-today``, or ``trials.told-already`` where it was said.
    """
    if day != _today(store, access, now):
        raise InputProblem("trials.only-today")
    if day in trial_notes(store, access, trial).fits:
        raise InputProblem("trials.told-already")
    kind = MarkKind.FITS if fits else MarkKind.FITS_NOT
    return _keep(store, access, TrialMark(trial, kind, day), now)


def pause_trial(
    store: Store,
    access: Access,
    trial: TrialId,
    first: date,
    until: date | None,
    now: datetime,
) -> Entry:
    """Pause from a day on, until a last day or until resumed; what is left of it moves.

    Raises:
        InputProblem: ``trials.pause-in-past``: days that have passed stay what they were; or
            ``trials.pause-backwards``.
    """
    if first < _today(store, access, now):
        raise InputProblem("trials.pause-in-past")
    if until is not None and until < first:
        raise InputProblem("trials.pause-backwards")
    return _keep(store, access, TrialMark(trial, MarkKind.PAUSED, first, until), now)


def resume_trial(store: Store, access: Access, trial: TrialId, now: datetime) -> Entry:
    """Go on with a trial from today."""
    today = _today(store, access, now)
    return _keep(store, access, TrialMark(trial, MarkKind.RESUMED, today), now)


def stop_trial(store: Store, access: Access, trial: TrialId, now: datetime) -> Entry:
    """Stop a trial before its end; today no longer counts. What was seen is still analysed."""
    today = _today(store, access, now)
    return _keep(store, access, TrialMark(trial, MarkKind.STOPPED, today), now)


def mark_session(store: Store, access: Access, trial: TrialId, day: date, now: datetime) -> Entry:
    """Note a session of a programme."""
    return _keep(store, access, TrialMark(trial, MarkKind.SESSION, day), now)


def stops_met(
    store: Store, knowledge: Knowledge, access: Access, trial: TrialId, today: date
) -> tuple[str, ...]:
    """Return the stop rules that the diary meets since the trial began, as statements."""
    kept, timeline = store.trial(access, trial), store.timeline(access)
    if is_over(kept, notes_of(timeline.entries, trial), today):
        return ()
    return tuple(_stops(kept, timeline, knowledge, today))


def _stops(trial: Trial, timeline: Timeline, knowledge: Knowledge, today: date) -> Iterator[str]:
    begun = trial.schedule[0].day
    zone = zone_of(timeline)
    since = [e for e in timeline.entries if begun <= e.lived.astimezone(zone).date() <= today]
    if any(_FELL & set(entry.events) for entry in since):
        yield "trial_stop_fall"
    if _is_worse(trial, timeline, knowledge, today):
        yield "trial_stop_worse"


def _is_worse(trial: Trial, timeline: Timeline, knowledge: Knowledge, today: date) -> bool:
    """Whether the last days were all clearly worse than before the trial."""
    values = values_by_day(timeline, trial.outcome, trial.leg)
    begun = trial.schedule[0].day
    before = [float(np.mean(values[day])) for day in values if day < begun]
    count = int(knowledge.number("trial_stop_worse_days").value)
    last = sorted(day for day in values if begun <= day <= today)[-count:]
    if not before or len(last) < count or (last[-1] - last[0]).days != count - 1:
        return False
    by = _worse_by(trial, knowledge)
    sign = 1.0 if OUTCOMES[trial.outcome] is Better.LOWER else -1.0
    return all(sign * (np.mean(values[day]) - np.mean(before)) >= by for day in last)


def _worse_by(trial: Trial, knowledge: Knowledge) -> float:
    """Return how much worse is clearly worse: points of a rating, or twice what matters."""
    if UNIT_OF[trial.outcome] is Unit.RATING_0_10:
        return knowledge.number("trial_stop_worse_points").value
    return 2.0 * trial.plan.matters


def _today(store: Store, access: Access, now: datetime) -> date:
    return now.astimezone(zone_of(store.timeline(access))).date()


def _keep(store: Store, access: Access, mark: TrialMark, now: datetime) -> Entry:
    store.trial(access, mark.trial)
    zone = str(zone_of(store.timeline(access)))
    name = EntryId(str(uuid.uuid4()))
    entry = Entry(name, now, zone, now, access.actor, trial=mark)
    keep_mark(store, access, entry)
    return entry
