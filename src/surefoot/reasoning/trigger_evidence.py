"""What goes with the legs, as a clinical finding: are they heavier when it is hot?"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingOrigin, FindingState, Measure
from surefoot.model.reasoning import Finding
from surefoot.model.trigger import Factor, OutcomeTriggers, TriggerFound, TriggerLabel
from surefoot.reasoning.rated_days import HEAT, YES


def trigger_findings(
    outcomes: Sequence[OutcomeTriggers],
    newest: datetime | None,
    now: datetime,
    knowledge: Knowledge,
) -> tuple[Finding, ...]:
    """Return what the factors of days say; nothing where they could not be weighed.

    Present: heat likely goes with a heavier leg, by the fact ``evidence_heavier`` at least. Absent:
    nothing was found in any leg although an effect of that size would have been, and none so large
    lies in an interval. In between it is unknown.

    Args:
        outcomes: what goes with each outcome.
        newest: when the newest entry was lived, or None.
        now: with a newest entry older than the fact ``evidence_window`` nothing is said.
        knowledge: the numbers that decide.

    Raises:
        UnknownFact: a fact is missing.
    """
    window = timedelta(days=knowledge.number("evidence_window").value)
    heat = list(_assessed(outcomes))
    if newest is None or newest < now - window or not heat:
        return ()
    least = knowledge.number("evidence_heavier").value
    states = [_state(found, least) for found in heat]
    state = FindingState.UNKNOWN
    if FindingState.PRESENT in states:
        state = FindingState.PRESENT
    elif set(states) == {FindingState.ABSENT}:
        state = FindingState.ABSENT
    code = YES if state is FindingState.PRESENT else None
    return (Finding(HEAT, state, FindingOrigin.MEASURED, code),)


def _assessed(outcomes: Sequence[OutcomeTriggers]) -> Iterator[TriggerFound]:
    """Yield heat beside the heaviness of each leg, where it was assessed."""
    for outcome in outcomes:
        for found in outcome.triggers.found:
            heat = found.factor == Factor.HEAT and not found.own
            if heat and outcome.measure is Measure.HEAVINESS and found.probability is not None:
                yield found


def _state(found: TriggerFound, least: float) -> FindingState:
    effect, high, detectable = (n or 0.0 for n in (found.effect, found.high, found.detectable))
    if found.label is TriggerLabel.LIKELY and effect >= least:
        return FindingState.PRESENT
    nothing = found.label is TriggerLabel.NO_EVIDENCE
    return (
        FindingState.ABSENT if nothing and max(high, detectable) < least else FindingState.UNKNOWN
    )
