"""What a trial says, to the person and as evidence; several trials of one strategy together."""

from datetime import date

import msgspec
import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Tier, VerdictKind
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.message import Message
from surefoot.model.people import Access
from surefoot.model.timeline import Timeline
from surefoot.model.trial import DesignKind, MarkKind, Trial, TrialId
from surefoot.model.trial_answer import (
    TrialAnswer,
    TrialNote,
    TrialResult,
    TrialVerdict,
)
from surefoot.model.verdict import Verdict
from surefoot.store.protocol import Store
from surefoot.trials.answer import answer, read_answer_facts
from surefoot.trials.data import Seen, see
from surefoot.trials.pool import OneTrial, Pooled, pool
from surefoot.trials.running import Notes, is_over, notes_of, occasions
from surefoot.usecases.try_out_values import values_by_day

_SHOWN = (TrialVerdict.HELPS_ENOUGH, TrialVerdict.HELPS, TrialVerdict.WORSE)


def trial_result(
    store: Store, knowledge: Knowledge, access: Access, trial: TrialId, today: date
) -> TrialResult:
    """Return what a trial says so far; whether it is over stands beside it.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        NotFound: there is no such trial.
    """
    return result_in(store.trial(access, trial), store.timeline(access), knowledge, today)


def result_in(trial: Trial, timeline: Timeline, knowledge: Knowledge, today: date) -> TrialResult:
    """Return what a trial says by what stands in a timeline."""
    notes = notes_of(timeline.entries, trial.id)
    found = occasions(trial, notes, today)
    seen = see(trial, found, values_by_day(timeline, trial.outcome, trial.leg))
    said = _with_notes(_answer(seen, knowledge), trial, notes)
    told = [one for one in found if one.done is not None]
    return TrialResult(
        trial,
        said,
        UNIT_OF[trial.outcome],
        seen.points,
        is_over(trial, notes, today),
        sum(one.done is MarkKind.DONE for one in told),
        len(told),
        notes.stopped,
    )


def _answer(seen: Seen, knowledge: Knowledge) -> TrialAnswer:
    facts = read_answer_facts(knowledge)
    on = seen.data.assigned[seen.data.days]
    if len(on) and on.all() != on.any():
        return answer(seen.data, seen.scheme, seen.pairs, facts)
    return TrialAnswer(TrialVerdict.CANNOT_SAY, (TrialNote.TOO_FEW_DAYS,))


def _with_notes(said: TrialAnswer, trial: Trial, notes: Notes) -> TrialAnswer:
    """Return the answer with what weakens it: nobody is blind to what they do."""
    more = [TrialNote.OPEN_LABEL]
    if notes.stopped is not None:
        more.append(TrialNote.STOPPED_EARLY)
    if notes.pauses:
        more.append(TrialNote.PAUSED)
    if trial.design.kind is DesignKind.RANDOM_START:
        more.append(TrialNote.BEFORE_AFTER)
    return msgspec.structs.replace(said, notes=(*said.notes, *more))


def verdict_of(result: TrialResult) -> Verdict:
    """Return a result as evidence: shown, not shown, or cannot say."""
    said, trial = result.answer, result.trial
    unit = UNIT_OF[trial.outcome]
    if said.effect is None or said.verdict is TrialVerdict.CANNOT_SAY:
        needs = (Message("trials.cannot-say"),)
        kind = VerdictKind.TRIAL_EFFECT
        return Verdict(Tier.CANNOT_SAY, kind, trial.outcome, trial.leg, unit, needs=needs)
    return Verdict(
        Tier.SHOWN if said.verdict in _SHOWN else Tier.NOT_SHOWN,
        VerdictKind.TRIAL_EFFECT,
        trial.outcome,
        trial.leg,
        unit,
        size=said.effect,
        low=said.low,
        high=said.high,
        probability=said.p_better,
    )


def ended_trials(
    store: Store, knowledge: Knowledge, access: Access, today: date
) -> tuple[tuple[Trial, Verdict], ...]:
    """Return the trials that are over, each as evidence for an explanation."""
    timeline = store.timeline(access)
    results = (result_in(trial, timeline, knowledge, today) for trial in store.trials(access))
    return tuple((one.trial, verdict_of(one)) for one in results if one.finished)


def pooled_effect(
    store: Store, knowledge: Knowledge, access: Access, trial: TrialId, today: date
) -> Pooled | None:
    """Return what all ended trials of the same strategy and outcome say together.

    None where there is only one that says anything.
    """
    asked, timeline = store.trial(access, trial), store.timeline(access)
    alike = [one for one in store.trials(access) if _alike(one, asked)]
    results = [result_in(one, timeline, knowledge, today) for one in alike]
    effects = [
        OneTrial(r.answer.effect, r.answer.low, r.answer.high)
        for r in results
        if r.finished and r.answer.effect is not None and r.answer.low is not None
        if r.answer.high is not None
    ]
    if len(effects) < 2:
        return None
    values = [point.value for r in results for point in r.points if point.value is not None]
    return pool(effects, max(float(np.std(values)), 1e-6))


def _alike(one: Trial, other: Trial) -> bool:
    asked = (other.strategy, other.outcome, other.leg)
    return (one.strategy, one.outcome, one.leg) == asked
