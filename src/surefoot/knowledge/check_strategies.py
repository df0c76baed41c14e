"""Checks strategies: their cautions name what exists, and nothing unfit is offered for tonight."""

from collections.abc import Iterator, Mapping

import msgspec

from surefoot.knowledge.cautions import Caution
from surefoot.knowledge.kinds import FindingFact, Strategy
from surefoot.knowledge.problem import Problem, problem

Known = Mapping[str, msgspec.Struct]


def check_strategy(
    strategy: Strategy, causes: Known, findings: Mapping[str, FindingFact]
) -> Iterator[Problem]:
    """Yield every problem of one strategy."""
    file = f"strategies/{strategy.id}.yaml"
    for name in sorted(set(strategy.suits) - set(causes)):
        yield problem(file, "knowledge.unknown_cause", name=name)
    for caution in strategy.cautions_if:
        yield from _check_caution(file, caution, causes, findings)
    offered = strategy.tonight or strategy.ask_team
    if strategy.tonight and strategy.medicine:
        yield problem(file, "knowledge.medicine_tonight")
    if (strategy.unproven or strategy.no_benefit) and offered:
        yield problem(file, "knowledge.unproven_offered")
    if strategy.fallback is not None and not offered:
        yield problem(file, "knowledge.fallback_not_offered")
    if offered and strategy.shows is None:
        yield problem(file, "knowledge.offered_without_shows")


def _check_caution(
    file: str, caution: Caution, causes: Known, findings: Mapping[str, FindingFact]
) -> Iterator[Problem]:
    if caution.cause:
        if caution.cause not in causes:
            yield problem(file, "knowledge.unknown_cause", name=caution.cause)
        return
    fact = findings.get(caution.finding)
    if fact is None:
        yield problem(file, "knowledge.unknown_finding", name=caution.finding)
        return
    for code in sorted(set(caution.codes) - set(fact.present_codes)):
        yield problem(file, "knowledge.unknown_code", name=f"{caution.finding}: {code}")
