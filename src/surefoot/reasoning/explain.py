"""Findings in, explanation out: red flags, what to rule out, what fits, what next, what helps."""

from collections.abc import Collection, Sequence

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingState, Urgency
from surefoot.model.reasoning import (
    About,
    Alarm,
    Evidence,
    Explanation,
    Finding,
    FittingCause,
    Tier,
)
from surefoot.reasoning.helps import helps_for
from surefoot.reasoning.network import Network, Observed, build_network
from surefoot.reasoning.next_step import next_steps
from surefoot.reasoning.posterior import Posterior, posterior
from surefoot.reasoning.red_flags import raise_alarms
from surefoot.reasoning.tiers import NOW, TIERS, presses, read_bars, rule_out, tier_numbers

#: A doctor has checked the person for exactly this.
ASSESSED = "f_assessed"


def explain(
    about: About,
    findings: Sequence[Finding],
    knowledge: Knowledge,
    alarms: Sequence[Alarm] | None = None,
    seen: Collection[str] = (),
) -> Explanation:
    """Return why the legs might be heavy.

    Args:
        about: MS or not, age, sex.
        findings: in any order; unknown ones say nothing.
        knowledge: the facts.
        alarms: the red flags that are open, where they are not those the findings raise.
        seen: findings a doctor has seen the person about.
    """
    raised = raise_alarms(findings, knowledge.red_flags()) if alarms is None else tuple(alarms)
    network = build_network(about, findings, knowledge)
    found = posterior(network)
    causes = fitting_causes(network, found, knowledge)
    urgency = {cause.id: cause.urgency for cause in knowledge.causes()}
    level = most_urgent(raised, causes, urgency, knowledge, _seen(findings, seen))
    counted = network.observed.used != 0.0
    return Explanation(
        about=about,
        urgency=level,
        alarms=raised,
        rule_out=rule_out(causes, urgency),
        causes=causes,
        next=next_steps(network, found, findings, knowledge),
        helps=() if level in NOW else helps_for(about, findings, causes, knowledge, raised),
        ratios_used=int(counted.sum()),
        ratios_unreviewed=int((counted & network.observed.estimated).sum()),
    )


def fitting_causes(
    network: Network, found: Posterior, knowledge: Knowledge
) -> tuple[FittingCause, ...]:
    """Return every cause that can be there, ranked by lift, then by probability."""
    lifts = found.lifts
    tiers = tier_numbers(read_bars(knowledge, found.causes), found.probabilities, lifts)
    order = np.lexsort((-found.probabilities, -lifts))
    return tuple(
        _fitting(network, found, int(n), TIERS[tiers[n]], place) for place, n in enumerate(order)
    )


def most_urgent(
    alarms: Sequence[Alarm],
    causes: Sequence[FittingCause],
    urgency: dict[str, Urgency],
    knowledge: Knowledge,
    seen: Collection[str] = (),
) -> Urgency:
    """Return the most urgent of the red flags, and of causes to rule out that are probable.

    ``seen`` are findings a doctor has seen the person about.
    """
    levels = {alarm.level for alarm in alarms}
    for cause in causes:
        level = urgency[cause.cause]
        levels |= {level} if presses(cause, level, knowledge, seen) else set()
    return min(levels, key=tuple(Urgency).index, default=Urgency.ROUTINE)


def _seen(findings: Sequence[Finding], seen: Collection[str]) -> Collection[str]:
    """Return what a doctor has seen: everything where the person was checked for exactly this."""
    checked = any(f.id == ASSESSED and f.state is FindingState.PRESENT for f in findings)
    return {finding.id for finding in findings} if checked else seen


def _fitting(network: Network, found: Posterior, n: int, tier: Tier, place: int) -> FittingCause:
    evidence = _evidence(network.observed, n)
    probability = float(found.probabilities[n])
    return FittingCause(
        cause=found.causes[n],
        probability=probability,
        low=probability,
        high=probability,
        prior=float(network.priors[n]),
        lift=float(found.lifts[n]),
        tier=tier,
        tie=place,
        supporting=tuple(one for one in evidence if one.used > 1.0),
        opposing=tuple(one for one in evidence if one.used < 1.0),
    )


def _evidence(observed: Observed, n: int) -> list[Evidence]:
    """Return what speaks for and against one cause, the strongest first."""
    logs = observed.used[:, n]
    return [
        Evidence(
            finding=observed.findings[k].id,
            code=observed.findings[k].code,
            state=observed.findings[k].state,
            ratio=float(observed.stated[k, n]),
            used=float(np.exp(logs[k])),
            origin=observed.findings[k].origin,
        )
        for k in np.argsort(-np.abs(logs), kind="stable")
        if logs[k] != 0.0
    ]
