"""Red flags: rules over findings, run first and on everything, never outvoted."""

from collections.abc import Sequence

from surefoot.knowledge.conditions import (
    Answers,
    IfUnknown,
    RedFlagRule,
    group_findings,
    holds,
    what_holds,
)
from surefoot.model.codes import FindingState, Urgency
from surefoot.model.reasoning import Alarm, Finding

# Most urgent first.
ORDER: tuple[Urgency, ...] = (
    Urgency.EMERGENCY,
    Urgency.SAME_DAY,
    Urgency.DAYS,
    Urgency.ROUTINE,
)


def raise_alarms(findings: Sequence[Finding], rules: Sequence[RedFlagRule]) -> tuple[Alarm, ...]:
    """Return every alarm the findings raise, the most urgent first, then in order of the rules.

    What was not asked does not hold; "don't know" holds for the terms that say so.
    """
    answers = group_findings(findings)
    fired = {rule.id for rule in rules if holds(rule.when, answers)}
    standing = [rule for rule in rules if rule.id in fired and not fired.intersection(rule.unless)]
    alarms = [Alarm(rule.id, _level(rule, answers), _because(rule, answers)) for rule in standing]
    return tuple(sorted(alarms, key=lambda alarm: ORDER.index(alarm.level)))


def highest(alarms: Sequence[Alarm]) -> tuple[Alarm, ...]:
    """Return the alarms of the most urgent level reached: what is shown, before anything else."""
    return tuple(alarm for alarm in alarms if alarm.level is alarms[0].level)


def to_clarify(findings: Sequence[Finding], rules: Sequence[RedFlagRule]) -> tuple[str, ...]:
    """Return the findings to ask once more: answered "don't know", and an alarm rests on that."""
    answers = group_findings(findings)
    ids: list[str] = []
    for rule in rules:
        if holds(rule.when, answers) and not holds(rule.when, answers, unknown_counts=False):
            ids.extend(_open_terms(rule, answers))
    return tuple(dict.fromkeys(ids))


def _open_terms(rule: RedFlagRule, answers: Answers) -> list[str]:
    return [
        term.finding
        for term in rule.when.terms()
        if term.unknown is IfUnknown.COUNTS and _is_unknown(answers.get(term.finding, ()))
    ]


def _is_unknown(findings: Sequence[Finding]) -> bool:
    return any(finding.state is FindingState.UNKNOWN for finding in findings)


def _level(rule: RedFlagRule, answers: Answers) -> Urgency:
    if rule.higher is not None and holds(rule.higher.when, answers):
        return rule.higher.level
    return rule.level


def _because(rule: RedFlagRule, answers: Answers) -> tuple[str, ...]:
    return what_holds(rule.when, answers)
