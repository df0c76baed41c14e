"""Checks that whatever a fact names exists: sources, causes, findings, codes, rules."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import msgspec

from surefoot.knowledge.check_rules import check_rules
from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.kinds import Cause, FindingFact, Strategy
from surefoot.knowledge.problem import Problem, problem

Facts = Mapping[str, Mapping[str, msgspec.Struct]]


def check_links(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for every name that leads nowhere, and for every rule that misbehaves."""
    for kind, members in facts.items():
        for fact_id, fact in members.items():
            used = _sources_in(msgspec.to_builtins(fact))
            yield from _missing(f"{kind}/{fact_id}.yaml", "source", used, facts["sources"])
    findings = cast(Mapping[str, FindingFact], facts["findings"])
    for cause in cast(Iterable[Cause], facts["causes"].values()):
        yield from _check_cause(cause, facts, findings)
    for finding in findings.values():
        yield from _check_finding(finding, facts)
    for strategy in cast(Iterable[Strategy], facts["strategies"].values()):
        file = f"strategies/{strategy.id}.yaml"
        yield from _missing(file, "cause", strategy.suits, facts["causes"])
    yield from check_rules(cast(Mapping[str, RedFlagRule], facts["red_flags"]), findings)


def _sources_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from value if key == "sources" else _sources_in(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _sources_in(value)


def _missing(file: str, what: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    for name in sorted(set(names) - set(known)):
        yield problem(file, f"knowledge.unknown_{what}", name=name)


def _check_cause(
    cause: Cause, facts: Facts, findings: Mapping[str, FindingFact]
) -> Iterator[Problem]:
    file = f"causes/{cause.id}.yaml"
    named = [feature for feature in cause.features if feature.finding]
    yield from _missing(file, "finding", (f.finding for f in named), findings)
    for feature in named:
        if feature.finding in findings:
            codes = [answer.code for answer in findings[feature.finding].answers]
            yield from _missing(file, "code", feature.codes, codes)
    advised = (*cause.helps.strategies, *cause.harms.strategies)
    yield from _missing(file, "strategy", advised, facts["strategies"])


def _check_finding(finding: FindingFact, facts: Facts) -> Iterator[Problem]:
    file = f"findings/{finding.id}.yaml"
    yield from _missing(file, "cause", (r.cause for r in finding.ratios), facts["causes"])
    codes = [answer.code for answer in finding.answers]
    yield from _missing(file, "code", (r.when for r in finding.ratios), codes)
