"""Checks red-flag rules: their terms exist, their words fill, their examples come true."""

import string
from collections.abc import Iterator, Mapping

from surefoot.knowledge.answers import read_answers
from surefoot.knowledge.conditions import Example, RedFlagRule, group_findings, holds
from surefoot.knowledge.kinds import FindingFact
from surefoot.knowledge.problem import Problem, problem
from surefoot.model.codes import Urgency
from surefoot.model.message import InputProblem

PLACEHOLDERS = frozenset({"emergency_number", "urgent_line"})

Findings = Mapping[str, FindingFact]


def check_rules(rules: Mapping[str, RedFlagRule], findings: Findings) -> Iterator[Problem]:
    """Yield every problem of the red-flag rules."""
    for rule in rules.values():
        broken = [*_check_terms(rule, findings), *_check_words(rule)]
        broken.extend(_check_unless(rule, rules))
        yield from broken
        if not broken:
            yield from _check_examples(rule, findings)


def _file(rule: RedFlagRule) -> str:
    return f"red_flags/{rule.id}.yaml"


def _check_terms(rule: RedFlagRule, findings: Findings) -> Iterator[Problem]:
    for term in rule.terms():
        fact = findings.get(term.finding)
        if fact is None:
            yield problem(_file(rule), "knowledge.unknown_finding", name=term.finding)
            continue
        for code in sorted(set(term.codes) - set(fact.present_codes)):
            name = f"{term.finding}: {code}"
            yield problem(_file(rule), "knowledge.unknown_code", name=name)


def _check_words(rule: RedFlagRule) -> Iterator[Problem]:
    used = {field for _, field, _, _ in string.Formatter().parse(rule.says) if field is not None}
    for name in sorted(used - PLACEHOLDERS):
        yield problem(_file(rule), "knowledge.unknown_placeholder", name=name)
    if rule.says.count("**") % 2:
        yield problem(_file(rule), "knowledge.odd_emphasis")


def _check_unless(rule: RedFlagRule, rules: Mapping[str, RedFlagRule]) -> Iterator[Problem]:
    for name in rule.unless:
        if name not in rules:
            yield problem(_file(rule), "knowledge.unknown_rule", name=name)
        elif rule.id in _gives_way_to(name, rules):
            yield problem(_file(rule), "knowledge.circular_unless", name=name)
        elif _rank(rules[name].level) > min(map(_rank, rule.levels)):
            yield problem(_file(rule), "knowledge.less_urgent_unless", name=name)


def _rank(level: Urgency) -> int:
    return list(Urgency).index(level)


def _gives_way_to(name: str, rules: Mapping[str, RedFlagRule]) -> set[str]:
    """Return every rule that ``name`` gives way to, directly or through others."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        known = rules.get(waiting.pop())
        further = set(known.unless if known else ()) - reached
        reached |= further
        waiting.extend(further)
    return reached


def _check_examples(rule: RedFlagRule, findings: Findings) -> Iterator[Problem]:
    if rule.ask_if_unknown and not rule.examples.unknown:
        yield problem(_file(rule), "knowledge.no_unknown_example")
    expected = (
        (rule.examples.fires, True, True),
        (rule.examples.quiet, True, False),
        (rule.examples.unknown, True, True),
        (rule.examples.unknown, False, False),
        (rule.examples.higher, True, True),
    )
    for examples, unknown_counts, fires in expected:
        for example in examples:
            yield from _check_example(rule, example, findings, unknown_counts, fires)
    yield from _check_higher(rule, findings)


def _check_example(
    rule: RedFlagRule, example: Example, findings: Findings, unknown_counts: bool, fires: bool
) -> Iterator[Problem]:
    try:
        answers = group_findings(read_answers(findings, example.findings))
    except InputProblem as error:
        params = ", ".join(str(value) for value in error.message.params.values())
        yield problem(_file(rule), "knowledge.bad_example", name=example.says, detail=params)
        return
    if holds(rule.when, answers, unknown_counts=unknown_counts) is not fires:
        message = "knowledge.example_is_quiet" if fires else "knowledge.example_fires"
        yield problem(_file(rule), message, name=example.says)


def _check_higher(rule: RedFlagRule, findings: Findings) -> Iterator[Problem]:
    if rule.higher is None:
        return
    if not rule.examples.higher:
        yield problem(_file(rule), "knowledge.no_higher_example")
    for example in rule.examples.higher:
        answers = group_findings(read_answers(findings, example.findings))
        if not holds(rule.higher.when, answers):
            yield problem(_file(rule), "knowledge.example_is_quiet", name=example.says)
