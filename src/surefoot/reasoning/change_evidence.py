"""What following a person over time says to the question why: a step or a slow change, or none."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.change import Change, ChangeState
from surefoot.model.codes import FindingOrigin, FindingState
from surefoot.model.reasoning import Finding

STEP, DRIFT = "m_step", "m_drift"
_YES = "yes"


def change_findings(
    change: Change | None, now: datetime, knowledge: Knowledge
) -> tuple[Finding, ...]:
    """Return whether something changed suddenly and stayed, or slowly, each where it is clear.

    A change that was found and is part of the level by now still counts, as long as the fact
    ``evidence_window`` (days) says for what was measured; a slow one as long as it is known. That
    nothing changed suddenly is said only of a series that is long enough and looks usual. That
    there is no slow change is never said: one that is slow enough would not show.

    Raises:
        UnknownFact: a fact is missing.
    """
    if change is None:
        return ()
    window = timedelta(days=knowledge.number("evidence_window").value)
    if now.date() - change.day > window:
        return ()
    return tuple(_found(change, window, knowledge.number("follow_nothing_below").value))


def _found(change: Change, window: timedelta, nothing_below: float) -> Iterator[Finding]:
    lately = {one.state for one in change.known if change.day - one.onset <= window}
    if change.state is ChangeState.STEP or ChangeState.STEP in lately:
        yield Finding(STEP, FindingState.PRESENT, FindingOrigin.MEASURED, _YES)
    elif change.state is ChangeState.USUAL and change.probabilities.step < nothing_below:
        yield Finding(STEP, FindingState.ABSENT, FindingOrigin.MEASURED)
    known = {one.state for one in change.known}
    if change.state is ChangeState.DRIFT or ChangeState.DRIFT in known:
        yield Finding(DRIFT, FindingState.PRESENT, FindingOrigin.MEASURED, _YES)
