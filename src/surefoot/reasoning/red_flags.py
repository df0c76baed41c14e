"""Red flags: rules over findings, run first and on everything, never outvoted."""

from collections.abc import Mapping, Sequence

from surefoot.knowledge.conditions import (
    Answers,
    IfUnknown,
    RedFlagRule,
    group_findings,
    holds,
    is_open,
    what_holds,
)
from surefoot.model.codes import Urgency
from surefoot.model.reasoning import Alarm, Finding

# Most urgent first: the order in which Urgency lists its members.
ORDER = tuple(Urgency)


def raise_alarms(
    findings: Sequence[Finding],
    rules: Sequence[RedFlagRule],
    dealt_with: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Alarm, ...]:
    """Return every alarm the findings raise, the most urgent first, then in order of the rules.

    A rule that is shown alone stands before all. What was not asked does not hold; "don't know"
    holds for the terms that say so.

    ``dealt_with``: for a rule, the ids of findings it does not see, because somebody medical has
    seen the person about that red flag since they were said.
    """
    everything, done = group_findings(findings), dealt_with or {}
    seen_by = {rule.id: _without(everything, done.get(rule.id)) for rule in rules}
    fired = {rule.id for rule in rules if holds(rule.when, seen_by[rule.id])}
    standing = [rule for rule in rules if rule.id in fired and not fired.intersection(rule.unless)]
    ranked = sorted(standing, key=lambda rule: _rank(rule, seen_by[rule.id]))
    return tuple(
        Alarm(rule.id, _level(rule, seen_by[rule.id]), what_holds(rule.when, seen_by[rule.id]))
        for rule in ranked
    )


def _without(answers: Answers, ids: frozenset[str] | None) -> Answers:
    if not ids:
        return answers
    return {name: found for name, found in answers.items() if name not in ids}


def to_show(alarms: Sequence[Alarm], rules: Sequence[RedFlagRule]) -> tuple[Alarm, ...]:
    """Return what is shown before anything else: a rule that stands alone, else every alarm of
    the most urgent level reached."""
    alone = {rule.id for rule in rules if rule.alone}
    if alarms and alarms[0].rule in alone:
        return (alarms[0],)
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
        if term.unknown is IfUnknown.COUNTS and is_open(term, answers)
    ]


def _level(rule: RedFlagRule, answers: Answers) -> Urgency:
    if rule.higher is not None and holds(rule.higher.when, answers):
        return rule.higher.level
    return rule.level


def _rank(rule: RedFlagRule, answers: Answers) -> tuple[bool, int]:
    return (not rule.alone, ORDER.index(_level(rule, answers)))
