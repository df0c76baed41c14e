"""Which question, home test, trial or test at a clinic would tell most for the effort.

The gain of an answer is the information it brings about each cause (Kullback and Leibler 1951, in
bits), weighted by how urgent the cause would be; it counts only if the answer would change what to
do: move a cause to another tier, or settle one that is to be ruled out. A step's gain is that of
its possible answers, each as often as it is to be expected. When no step gains enough, asking
stops. A test at a clinic is proposed for what it tells of causes that fit at least partly (nobody
is sent to have the heart looked at because that would settle something there is nothing to suggest
for), and not for what the person can say.

Causes are taken as independent of each other here, each as probable as after all answers so far:
that gives every answer of every question at once. Only the choice of the next step rests on it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from surefoot.inference.noisy_or import HIGHEST, link_from_ratio
from surefoot.knowledge.book import AvailableTest, Place
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingState, Urgency
from surefoot.model.reasoning import About, Finding, NextStep, StepKind, Tier
from surefoot.reasoning.answer_tables import AnswerTables, Floats
from surefoot.reasoning.network import AGE, MS, SEX, Network, Observed, build_network
from surefoot.reasoning.posterior import Posterior, odds_ratio, posterior
from surefoot.reasoning.tiers import TIERS, read_bars, tier_numbers

#: How many steps of each kind are named at most.
_MOST = {
    StepKind.QUESTION: 3,
    StepKind.HOME_TEST: 2,
    StepKind.TRIAL: 1,
    StepKind.ASK_DOCTOR: 2,
}
_QUESTION, _TRIAL, _STRATEGY = "f_", "m_trial_", "s_"
_WEIGHTS = {
    Urgency.EMERGENCY: "action_weight_emergency",
    Urgency.SAME_DAY: "action_weight_same_day",
    Urgency.DAYS: "action_weight_days",
    Urgency.ROUTINE: "action_weight_routine",
}
Gains = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Outlook:
    """What each possible answer would do: how often it is to be expected among the answers to
    its question, shape (a,), and the probability of each cause after it, shape (a, n)."""

    expected: Floats
    after: Floats


def next_steps(
    network: Network,
    found: Posterior,
    findings: Collection[Finding],
    knowledge: Knowledge,
    passed_over: Collection[str] = (),
) -> tuple[NextStep, ...]:
    """Return what would tell most next, the most for the effort first; none if nothing would
    change what to do.

    Args:
        network: the person's.
        found: its posterior.
        findings: those answered, those answered "don't know" among them: not asked again.
        knowledge: the facts.
        passed_over: findings whose questions were skipped.
    """
    left_out = _not_to_ask(findings, knowledge, passed_over)
    gains = _without(left_out, expected_gains(network, found, knowledge))
    of_fitting = expected_gains(network, found, knowledge, fitting_only=True)
    at_clinic = _without(left_out | _sayable(findings, of_fitting), of_fitting)
    at_clinic |= {f: of_fitting[f] for f in _open(findings) if f in of_fitting}
    steps = [
        *_questions(gains, knowledge),
        *_tests(gains, at_clinic, knowledge),
        *_trials(gains, knowledge),
    ]
    least = knowledge.number("next_step_least_gain").value
    worth = [step for step in steps if step.gain_bits >= least]
    return _few_of_each(sorted(worth, key=lambda s: (-s.gain_bits / s.minutes, s.id)))


def choose_question(
    about: About,
    findings: Sequence[Finding],
    knowledge: Knowledge,
    passed_over: Collection[str] = (),
) -> str | None:
    """Return the finding to ask for next in a session, or None when enough was asked.

    Questions of the core set come before others that would tell about as much.
    """
    network = build_network(about, findings, knowledge)
    gains = expected_gains(network, posterior(network), knowledge)
    left_out = _not_to_ask(findings, knowledge, passed_over)
    favour = knowledge.number("core_question_weight").value
    least = knowledge.number("next_step_least_gain").value
    core = {fact.id: favour for fact in knowledge.findings() if fact.core}
    open_ = {
        finding: gain * core.get(finding, 1.0)
        for finding, gain in gains.items()
        if finding.startswith(_QUESTION) and finding not in left_out and gain >= least
    }
    return min(open_, key=lambda finding: (-open_[finding], finding), default=None)


def _not_to_ask(
    findings: Collection[Finding], knowledge: Knowledge, passed_over: Collection[str]
) -> set[str]:
    """Return what was asked already, and what makes no sense without a yes to another question."""
    there = {finding.id for finding in findings if finding.state is FindingState.PRESENT}
    senseless = {f.id for f in knowledge.findings() if f.follows and f.follows not in there}
    asked = {finding.id for finding in findings}
    return asked | set(passed_over) | senseless | {AGE, SEX, MS}


def _open(findings: Collection[Finding]) -> set[str]:
    """Return what the person does not know: a clinic may."""
    return {finding.id for finding in findings if finding.state is FindingState.UNKNOWN}


def _sayable(findings: Collection[Finding], gains: Gains) -> set[str]:
    return {name for name in gains if name.startswith(_QUESTION)} - _open(findings)


def _without(left_out: set[str], gains: Gains) -> dict[str, float]:
    return {finding: gain for finding, gain in gains.items() if finding not in left_out}


def expected_gains(
    network: Network, found: Posterior, knowledge: Knowledge, fitting_only: bool = False
) -> Gains:
    """Return the expected weighted bits of each finding, by its id; if wanted only about causes
    that fit at least partly."""
    tables = network.tables
    outlook = look_ahead(network, found)
    weights = _action_weights(tables, knowledge)
    if fitting_only:
        tiers = tier_numbers(read_bars(knowledge, tables.causes), found.probabilities, found.lifts)
        weights = np.where(tiers == TIERS.index(Tier.LITTLE), 0.0, weights)
    information = _bits(outlook.after, found.probabilities) @ weights
    told = outlook.expected * information * _changes_action(network, found, outlook, knowledge)
    gains: dict[str, float] = {}
    for (finding, _), row in tables.rows.items():
        gains[finding] = gains.get(finding, 0.0) + float(told[row])
    return gains


def look_ahead(network: Network, found: Posterior) -> Outlook:
    """Return how probable each cause would be after each possible answer."""
    tables, p = network.tables, found.probabilities
    logs = tables.weights * _exponents_beside(tables, network.observed)
    inhibited = np.exp(np.where(tables.precedes[:, None], logs, np.minimum(logs, 0.0)))
    raised = np.exp(np.where(tables.precedes[:, None], 0.0, np.maximum(logs, 0.0)))
    leaks = np.minimum(tables.backgrounds, HIGHEST / raised.max(axis=1))
    failing = 1.0 - link_from_ratio(raised, leaks[:, None])
    each, none = 1.0 - p + p * inhibited, 1.0 - p + p * inhibited * failing
    # Of independent causes: all that inhibits, less what is left where nothing explains it.
    total, unexplained = each.prod(axis=1), (1.0 - leaks) * none.prod(axis=1)
    present = inhibited * (total[:, None] / each - failing * unexplained[:, None] / none)
    likelihood = total - unexplained
    expected = _per_question(tables, likelihood)
    return Outlook(expected, np.clip(p * present / likelihood[:, None], 0.0, 1.0))


def _per_question(tables: AnswerTables, weights: Floats) -> Floats:
    """Return weights as shares of those of all answers to the same question."""
    questions = {finding: n for n, finding in enumerate(dict.fromkeys(f for f, _ in tables.rows))}
    which = np.array([questions[finding] for finding, _ in tables.rows])
    return np.asarray(weights / np.bincount(which, weights)[which])


def _exponents_beside(tables: AnswerTables, observed: Observed) -> Floats:
    """Return the shrinkage of each answer for each cause where a stronger finding of its group
    was given already, else 1; shape (a, n)."""
    strongest = _strongest_by_group(observed)
    exponents = np.ones_like(tables.weights)
    for row, groups in enumerate(tables.groups):
        given = [strongest[group] for group in groups if group in strongest]
        if given:
            lowest, highest = np.min(given, axis=0)[0], np.max(given, axis=0)[1]
            mine = tables.weights[row]
            behind = ((mine > 0.0) & (mine <= highest)) | ((mine < 0.0) & (mine >= lowest))
            exponents[row, behind] = tables.shrinkage
    return exponents


def _strongest_by_group(observed: Observed) -> dict[str, Floats]:
    """Return the strongest logarithm against and for each cause that was given, shape (2, n)."""
    found: dict[str, Floats] = {}
    for logs, groups in zip(observed.logs, observed.groups, strict=True):
        both = np.array([np.minimum(logs, 0.0), np.maximum(logs, 0.0)])
        for group in groups:
            known = found.get(group, both)
            lower, higher = np.minimum(known[0], both[0]), np.maximum(known[1], both[1])
            found[group] = np.array([lower, higher])
    return found


def _bits(after: Floats, before: Floats) -> Floats:
    """Return the information of each answer about each cause, shape (a, n)."""
    new, old = (np.clip(p, 1e-12, 1.0 - 1e-12) for p in (after, before))
    gained = new * np.log2(new / old) + (1.0 - new) * np.log2((1.0 - new) / (1.0 - old))
    return np.asarray(np.maximum(gained, 0.0))


def _action_weights(tables: AnswerTables, knowledge: Knowledge) -> Floats:
    weights = {urgency: knowledge.number(fact).value for urgency, fact in _WEIGHTS.items()}
    return np.array([weights[knowledge.cause(cause).urgency] for cause in tables.causes])


def _changes_action(
    network: Network, found: Posterior, outlook: Outlook, knowledge: Knowledge
) -> Floats:
    """Return 1 for each answer that would change what to do about any cause, else 0; shape (a,)."""
    now = _actions(network, found.probabilities, knowledge)
    then = _actions(network, outlook.after, knowledge)
    return np.asarray((now != then).any(axis=1), dtype=np.float64)


def _actions(network: Network, probabilities: Floats, knowledge: Knowledge) -> Floats:
    """Return a number for what to do about each cause: its tier, and for one to be ruled out,
    whether it is as good as ruled out, open, or as good as settled; shape (..., n)."""
    lifts = odds_ratio(probabilities, network.priors)
    tiers = tier_numbers(read_bars(knowledge, network.tables.causes), probabilities, lifts)
    settled = knowledge.number("settled_probability").value
    how_sure = np.digitize(probabilities, [1.0 - settled, settled]) / 10.0
    return np.asarray(np.where(tiers == TIERS.index(Tier.RULE_OUT_FIRST), how_sure, tiers))


def _questions(gains: Gains, knowledge: Knowledge) -> list[NextStep]:
    minutes = knowledge.number("effort_question").value
    return [
        NextStep(StepKind.QUESTION, finding, gain, minutes)
        for finding, gain in gains.items()
        if finding.startswith(_QUESTION)
    ]


def _tests(gains: Gains, at_clinic: Gains, knowledge: Knowledge) -> list[NextStep]:
    """Return home tests and tests to ask for, each with the gain of the finding it tells most
    about: what it tells beside that is not counted twice."""
    way = knowledge.number("effort_ask_doctor").value
    return [
        NextStep(StepKind.HOME_TEST, test.id, _most(test, gains), test.minutes)
        if test.place is Place.HOME
        else NextStep(StepKind.ASK_DOCTOR, test.id, _most(test, at_clinic), way + test.minutes)
        for test in knowledge.tests()
    ]


def _most(test: AvailableTest, gains: Gains) -> float:
    return max((gains.get(finding, 0.0) for finding in test.answers_findings), default=0.0)


def _trials(gains: Gains, knowledge: Knowledge) -> list[NextStep]:
    minutes = knowledge.number("effort_trial").value
    strategies = {strategy.id for strategy in knowledge.strategies()}
    named = {_STRATEGY + f.removeprefix(_TRIAL): g for f, g in gains.items() if _TRIAL in f}
    return [
        NextStep(StepKind.TRIAL, strategy, gain, minutes)
        for strategy, gain in named.items()
        if strategy in strategies
    ]


def _few_of_each(steps: Sequence[NextStep]) -> tuple[NextStep, ...]:
    chosen: list[NextStep] = []
    for step in steps:
        if sum(one.kind is step.kind for one in chosen) < _MOST[step.kind]:
            chosen.append(step)
    return tuple(chosen)
