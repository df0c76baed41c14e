"""Checks that whatever a fact names exists: sources, causes, findings, codes, rules."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import msgspec

from surefoot.knowledge.book import AvailableTest, Statement
from surefoot.knowledge.check_numbers import check_numbers
from surefoot.knowledge.check_rules import check_rules
from surefoot.knowledge.check_strategies import check_strategy
from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.kinds import Cause, Certainty, FindingFact, Source, Strategy
from surefoot.knowledge.problem import Problem, problem
from surefoot.knowledge.ticks import Tick, check_ticks

Facts = Mapping[str, Mapping[str, msgspec.Struct]]


def check_links(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for every name that leads nowhere, and for every rule that misbehaves."""
    for kind, members in facts.items():
        for fact_id, fact in members.items():
            yield from _check_sources(f"{kind}/{fact_id}.yaml", fact, facts["sources"])
    findings = cast(Mapping[str, FindingFact], facts["findings"])
    for cause in cast(Iterable[Cause], facts["causes"].values()):
        yield from _check_cause(cause, facts, findings)
    for finding in findings.values():
        yield from _check_finding(finding, facts)
    for strategy in cast(Iterable[Strategy], facts["strategies"].values()):
        yield from check_strategy(strategy, facts["causes"], findings)
    yield from _check_book(facts, findings)
    causes = cast(Iterable[Cause], facts["causes"].values())
    yield from check_numbers(findings, causes)
    yield from check_rules(cast(Mapping[str, RedFlagRule], facts["red_flags"]), findings)
    yield from check_ticks(cast(Mapping[str, Tick], facts["ticks"]), findings)


def _check_sources(
    file: str, fact: msgspec.Struct, known: Mapping[str, msgspec.Struct]
) -> Iterator[Problem]:
    sources = cast(Mapping[str, Source], known)
    for statement in _statements(msgspec.to_builtins(fact)):
        named = statement["sources"]
        yield from _missing(file, "source", named, sources)
        read = [sources[s].certainty is Certainty.SEEN for s in named if s in sources]
        if statement["certainty"] == Certainty.SEEN and not any(read):
            yield problem(file, "knowledge.seen_without_source", name=", ".join(named))


def _statements(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every part of a fact that has sources of its own, the fact itself first."""
    if isinstance(data, dict):
        if "sources" in data:
            yield data
        data = list(data.values())
    if isinstance(data, list | tuple):
        for value in data:
            yield from _statements(value)


def _check_book(facts: Facts, findings: Mapping[str, FindingFact]) -> Iterator[Problem]:
    for test in cast(Iterable[AvailableTest], facts.get("tests", {}).values()):
        yield from _missing(f"tests/{test.id}.yaml", "finding", test.answers_findings, findings)
    known = {fact_id for members in facts.values() for fact_id in members}
    for statement in cast(Iterable[Statement], facts.get("statements", {}).values()):
        yield from _missing(f"statements/{statement.id}.yaml", "fact", statement.about, known)


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
