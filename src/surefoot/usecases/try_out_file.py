"""Trials without a store: designed on the command line, analysed from a table."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge, UnknownFact
from surefoot.model.codec import decode
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.message import InputProblem
from surefoot.model.trial import Assignment, Better, DesignKind, Trial
from surefoot.model.trial_answer import TrialAnswer, TrialNote, TrialVerdict
from surefoot.model.units import Unit
from surefoot.readers.budget import DEFAULT_BUDGET
from surefoot.readers.source import read_source
from surefoot.readers.trial_csv import TrialRow, TrialTable, read_trial, require_once
from surefoot.trials.answer import TrialData, answer, read_answer_facts
from surefoot.trials.data import WALKS, Seen, see
from surefoot.trials.design import freeze, hash_of
from surefoot.trials.infer import infer
from surefoot.trials.propose import Proposal, Wish, propose
from surefoot.trials.running import Occasion

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """What a trial in a file says; ``unit`` is None where no plan says it."""

    answer: TrialAnswer
    unit: Unit | None


def design_trial(wish: Wish, knowledge: Knowledge, now: datetime) -> tuple[Trial, Proposal]:
    """Return the trial that suits a wish, frozen, and how it was arrived at.

    Raises:
        InputProblem: there is no such strategy, or it cannot be tried as wished.
    """
    try:
        knowledge.strategy(wish.strategy)
    except UnknownFact as error:
        raise InputProblem("trials.no-strategy", id=wish.strategy) from error
    proposal = propose(wish, None, None, knowledge)
    return freeze(proposal.draft, knowledge, now), proposal


def analyse_file(
    table: Path,
    plan: Path | None,
    better: Better | None,
    matters: float | None,
    knowledge: Knowledge,
) -> FileAnswer:
    """Return what a trial in a table says.

    Args:
        table: the days.
        plan: the trial as it was frozen; without it the way the days were drawn is inferred.
        better: which way is good; the plan's, or lower.
        matters: the smallest difference worth having; the plan's, or a share of the spread.
        knowledge: the facts.

    Raises:
        InputProblem: a file cannot be read, or the days are not those of the plan.
    """
    if matters is not None and matters <= 0:
        raise InputProblem("trials.matters-above-zero")
    rows = read_trial(table)
    trial = _read_plan(plan) if plan is not None else None
    if trial is None or trial.design.kind is not DesignKind.WITHIN_SESSION:
        require_once(rows)
    seen = _without_plan(rows, knowledge) if trial is None else _with_plan(rows, trial)
    notes = _notes(rows, trial, better, matters)
    done, as_asked = _done(rows, seen)
    data = replace(_decide(seen.data, better, matters), done=done)
    if as_asked:
        notes.append(TrialNote.DONE_MEANS_AS_ASKED)
    said = _answer(replace(seen, data=data), knowledge)
    said = msgspec.structs.replace(said, notes=(*said.notes, *notes))
    return FileAnswer(said, UNIT_OF[trial.outcome] if trial else None)


def _read_plan(plan: Path) -> Trial:
    source = read_source(plan, DEFAULT_BUDGET)
    try:
        trial = decode(Trial, source.data)
    except (ValueError, msgspec.DecodeError) as error:
        raise InputProblem("trials.no-plan", file=source.name) from error
    if hash_of(trial) != trial.id:
        raise InputProblem("trials.plan-changed", file=source.name)
    return trial


def _outcomes(rows: Sequence[TrialRow]) -> Floats:
    return np.array([row.outcome for row in rows if row.outcome is not None], dtype=np.float64)


def _without_plan(table: TrialTable, knowledge: Knowledge) -> Seen:
    rows = table.rows
    days = np.array([(row.day - rows[0].day).days for row in rows], dtype=np.int64)
    drawn = infer(days, np.array([row.on for row in rows], dtype=np.bool_))
    told = np.array([row.outcome is not None for row in rows], dtype=np.bool_)
    values = _outcomes(rows)
    spread = float(values.std()) if len(values) else 0.0
    data = TrialData(
        drawn.assigned,
        None,
        drawn.occasions[told],
        values,
        _covariates(rows),
        lower_is_better=True,
        matters=max(spread * knowledge.number("trial_matters_sd").value, 1e-9),
        calendar=drawn.calendar,
    )
    note = TrialNote.PAIRS_INFERRED if drawn.in_pairs else TrialNote.FREE_INFERRED
    return Seen(data, drawn.scheme, drawn.pairs, (), drawn.occasions, (note,))


def _with_plan(table: TrialTable, trial: Trial) -> Seen:
    """Return the rows as the occasions of the plan, by date, or in order where days moved."""
    days = sorted({row.day for row in table.rows})
    if trial.design.kind is DesignKind.WITHIN_SESSION:
        found = [_occasion(trial, place, day) for place, day in enumerate(days)]
    else:
        found = _occasions(table, trial)
    values = {day: [r.outcome for r in table.rows if r.day == day] for day in days}
    there = {day: [v for v in of_day if v is not None] for day, of_day in values.items()}
    seen = see(trial, found, there)
    if trial.design.kind is DesignKind.WITHIN_SESSION:
        _require_walks(table, seen)
        return seen
    places = {one.day: one.place for one in found}
    occasions = np.array([places[row.day] for row in table.rows], dtype=np.int64)
    data = replace(seen.data, covariates=_covariates(table.rows))
    return replace(seen, data=data, occasions=occasions)


def _occasion(trial: Trial, place: int, day: object) -> Occasion:
    if place >= len(trial.schedule):
        raise InputProblem("trials.more-days-than-planned", days=len(trial.schedule))
    planned = trial.schedule[place]
    assert isinstance(day, type(planned.day))
    return Occasion(day, place, planned.assignment, planned.pair, None)


def _occasions(table: TrialTable, trial: Trial) -> list[Occasion]:
    planned = {day.day: day.assignment is Assignment.ON for day in trial.schedule}
    if all(planned.get(row.day) is row.on for row in table.rows):
        last = table.rows[-1].day
        passed = [day.day for day in trial.schedule if day.day <= last]
        return [_occasion(trial, place, day) for place, day in enumerate(passed)]
    for place, row in enumerate(table.rows):
        if (_occasion(trial, place, row.day).assignment is Assignment.ON) is not row.on:
            raise InputProblem("trials.not-the-plan", file=table.file, line=row.line)
    return [_occasion(trial, place, row.day) for place, row in enumerate(table.rows)]


def _require_walks(table: TrialTable, seen: Seen) -> None:
    """Refuse a session whose walks are not four in the planned order."""
    expected = [(p.day, p.assignment is Assignment.ON) for p in seen.points]
    said = [(row.day, row.on) for row in table.rows]
    if expected != said:
        raise InputProblem("trials.not-the-sessions", file=table.file, walks=WALKS)


def _covariates(rows: Sequence[TrialRow]) -> Floats:
    """Return the other columns of the rows with an outcome, gaps filled with the mean."""
    told = [row.others for row in rows if row.outcome is not None]
    if not told or not told[0]:
        return np.zeros((len(told), 0))
    found = np.array(told, dtype=np.float64)
    keep = ~np.isnan(found).all(axis=0)
    found = found[:, keep]
    return np.where(np.isnan(found), np.nanmean(found, axis=0), found)


def _notes(
    table: TrialTable, trial: Trial | None, better: Better | None, matters: float | None
) -> list[TrialNote]:
    """Return what was taken to be so, and what is missing."""
    rows = table.rows
    notes = []
    span = (rows[-1].day - rows[0].day).days + 1
    if trial is None and matters is None:
        notes.append(TrialNote.MATTERS_ASSUMED)
    if trial is None and better is None:
        notes.append(TrialNote.BETTER_ASSUMED)
    if len({row.day for row in rows}) < span:
        notes.append(TrialNote.DAYS_MISSING)
    if any(row.outcome is None for row in rows):
        notes.append(TrialNote.OUTCOMES_MISSING)
    if any(value is None for row in rows if row.outcome is not None for value in row.others):
        notes.append(TrialNote.COVARIATES_FILLED)
    return notes


def _decide(data: TrialData, better: Better | None, matters: float | None) -> TrialData:
    lower = data.lower_is_better if better is None else better is Better.LOWER
    return replace(data, lower_is_better=lower, matters=matters or data.matters)


def _done(table: TrialTable, seen: Seen) -> tuple[Floats | None, bool]:
    """Return how much was done on each occasion, and whether "done" meant: as asked.

    Where most days off say yes as most days on do, yes cannot mean that the strategy was done.
    """
    rows = table.rows
    if seen.occasions is None or all(row.done is None for row in rows):
        return None, False
    sides = {
        on: [row.done for row in rows if row.on is on and row.done is not None]
        for on in (True, False)
    }
    as_asked = all(len(side) and float(np.mean(side)) > 0.5 for side in sides.values())
    done = seen.data.assigned.astype(np.float64)
    for row, place in zip(rows, seen.occasions, strict=True):
        if row.done is not None:
            done[place] = 1.0 - row.done if as_asked and not row.on else row.done
    return done, as_asked


def _answer(seen: Seen, knowledge: Knowledge) -> TrialAnswer:
    on = seen.data.assigned[seen.data.days]
    if len(on) == 0 or on.all() == on.any():
        note = TrialNote.ONE_CONDITION if len(on) else TrialNote.ALL_ALIKE
        return TrialAnswer(TrialVerdict.CANNOT_SAY, (note,))
    facts = read_answer_facts(knowledge)
    said = answer(seen.data, seen.scheme, seen.pairs, facts)
    return msgspec.structs.replace(said, notes=(*said.notes, *seen.notes))
