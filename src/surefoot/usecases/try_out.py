"""Try something fairly: what can be tried, when not to, and freezing the trial."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np

from surefoot.knowledge.cautions import Caution, CautionLevel
from surefoot.knowledge.conditions import Answers, group_findings
from surefoot.knowledge.kinds import Strategy
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import DayEvent, FindingState, Measure
from surefoot.model.message import InputProblem, Message
from surefoot.model.people import Access
from surefoot.model.timeline import Timeline
from surefoot.model.trial import Better, DesignKind, Trial
from surefoot.reasoning.helps import cause_weights, met_cautions
from surefoot.store.protocol import Store
from surefoot.trials.design import freeze
from surefoot.trials.propose import OUTCOMES, Proposal, Wish, propose, rule_of
from surefoot.trials.running import is_over, notes_of
from surefoot.trials.variation import own_variation
from surefoot.usecases.explain import explain_person, findings_now
from surefoot.usecases.follow import change_of
from surefoot.usecases.red_flags import open_flags_of
from surefoot.usecases.try_out_values import own_days, values_by_day, zone_of

_FELL = frozenset({DayEvent.FELL, DayEvent.NEARLY_FELL, DayEvent.GAVE_WAY})
_FALLS = ("f_falls", "f_falls_repeated", "f_buckle", "f_buckle_new", "f_cannot_stand_fall")


@dataclass(frozen=True, slots=True)
class Offer:
    """A trial somebody could begin, and what stands against it.

    ``refusals``: it cannot begin while there is one. ``cautions``: sentences to mind.
    ``asks_if_relied_on``: the person first says whether they rely on the aid already.
    """

    proposal: Proposal
    refusals: tuple[Message, ...]
    cautions: tuple[str, ...]
    asks_if_relied_on: bool


@dataclass(frozen=True, slots=True)
class _Case:
    """What is known of a person when they want to try something."""

    timeline: Timeline
    answers: Answers
    causes: frozenset[str]
    today: date
    flag_open: bool


def triable_outcomes() -> tuple[tuple[Measure, Better], ...]:
    """Return what a trial may ask, with which way is good."""
    return tuple(OUTCOMES.items())


def is_triable(strategy: Strategy) -> bool:
    """Whether a trial of a strategy can be designed; somebody may have to sign it."""
    rule = strategy.trial_design
    return rule is not None and rule.kind is not DesignKind.NOT_POSSIBLE


def offer_trial(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    wish: Wish,
    now: datetime,
    relies_on_it: bool | None = None,
) -> Offer:
    """Return the trial that suits a wish, with everything that stands against beginning it now.

    Args:
        store: where the person's data is kept.
        knowledge: the facts.
        access: for whom and by whom.
        wish: what is wanted.
        now: the moment, UTC.
        relies_on_it: whether the person already relies on the aid; None while not said.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        InputProblem: no such trial can be designed; the sentence says why and what instead.
        UnknownFact: there is no such strategy.
    """
    strategy = knowledge.strategy(wish.strategy)
    rule = rule_of(strategy)
    case = _case(store, knowledge, access, now)
    met = met_cautions(strategy, case.answers, case.causes)
    aid = _against_aid(case, knowledge, relies_on_it) if rule.adds_only else ()
    general = _against_any(store, knowledge, access, case)
    refusals = (*general, *_against_cautions(met, wish), *aid, *_unsigned(rule.kind, wish))
    careful = dict.fromkeys(one.says for one in met if one.level is CautionLevel.CAREFUL)
    asks = rule.adds_only and relies_on_it is None
    return Offer(_proposal(case.timeline, wish, knowledge), refusals, tuple(careful), asks)


def start_trial(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    wish: Wish,
    now: datetime,
    relies_on_it: bool | None = None,
) -> Trial:
    """Freeze a trial and keep it.

    Raises:
        As ``offer_trial``; and InputProblem with the first refusal.
    """
    offer = offer_trial(store, knowledge, access, wish, now, relies_on_it)
    if offer.refusals:
        first = offer.refusals[0]
        raise InputProblem(first.id, **first.params)
    if offer.asks_if_relied_on:
        raise InputProblem("trials.say-if-relied-on")
    trial = freeze(offer.proposal.draft, knowledge, now)
    store.keep_trial(access, trial)
    return trial


def running_trials(store: Store, access: Access, today: date) -> tuple[Trial, ...]:
    """Return the trials that are neither over nor stopped."""
    entries = store.timeline(access).entries
    return tuple(
        trial
        for trial in store.trials(access)
        if not is_over(trial, notes_of(entries, trial.id), today)
    )


def _case(store: Store, knowledge: Knowledge, access: Access, now: datetime) -> _Case:
    timeline = store.timeline(access)
    explanation = explain_person(store, knowledge, access, now)
    return _Case(
        timeline,
        group_findings(findings_now(store, knowledge, access, now)),
        frozenset(cause_weights(explanation.causes, knowledge)),
        now.astimezone(zone_of(timeline)).date(),
        bool(open_flags_of(store, knowledge, access)),
    )


def _proposal(timeline: Timeline, wish: Wish, knowledge: Knowledge) -> Proposal:
    values = values_by_day(timeline, wish.outcome, wish.leg)
    longest = knowledge.number("trial_variation_days").value
    own = own_days(values, wish.first_day, longest)
    usual = float(np.mean(own.values)) if len(own.values) else None
    return propose(wish, own_variation(own, knowledge), usual, knowledge)


def _against_any(
    store: Store, knowledge: Knowledge, access: Access, case: _Case
) -> Iterator[Message]:
    """Yield what stands against any trial now."""
    if case.flag_open:
        yield Message("trials.flag-open")
    if _must_wait(knowledge, case):
        yield Message("trials.must-wait")
    shown = change_of(case.timeline, knowledge)
    if shown is not None and shown.change.tier2:
        yield Message("trials.change-under-way")
    if running_trials(store, access, case.today):
        yield Message("trials.one-at-a-time")


def _must_wait(knowledge: Knowledge, case: _Case) -> bool:
    about = knowledge.statement("wait_with_trials").about
    return any(name in case.causes or _is_present(case.answers, name) for name in about)


def _is_present(answers: Answers, name: str) -> bool:
    return any(one.state is FindingState.PRESENT for one in answers.get(name, ()))


def _against_cautions(met: tuple[Caution, ...], wish: Wish) -> Iterator[Message]:
    """Yield what says to leave it, or to ask first where nobody has signed."""
    for caution in met:
        if caution.level is CautionLevel.AVOID:
            yield Message("trials.caution", {"says": caution.says})
        elif caution.level is CautionLevel.ASK_FIRST and wish.sign_off is None:
            yield Message("trials.ask-first", {"says": caution.says})


def _against_aid(case: _Case, knowledge: Knowledge, relies_on_it: bool | None) -> Iterator[Message]:
    """Yield why an aid is not tried: it is relied on, or there was a fall lately."""
    if relies_on_it:
        yield Message("trials.relied-on")
    days = knowledge.number("trial_fall_days").value
    since = case.today - timedelta(days=days)
    fell = any(
        _FELL & set(entry.events) for entry in case.timeline.entries if entry.lived.date() >= since
    )
    if fell or any(_is_present(case.answers, name) for name in _FALLS):
        yield Message("trials.fall-lately")


def _unsigned(kind: DesignKind, wish: Wish) -> Iterator[Message]:
    if kind is DesignKind.PRESCRIBER and wish.sign_off is None:
        yield Message("trials.sign-off")
