"""The public JSON of what following says. Its schema stands in ``contract/``.

Ratings of 0 to 10 change by points, not by percent: where no measured value changed,
``change_percent`` is null and ``change_points`` stands beside it, with ``low`` and ``high`` in
points.
"""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import msgspec
from msgspec import UNSET, Meta, UnsetType

from surefoot.app.messages import say
from surefoot.course.change.outcomes import OUTCOMES
from surefoot.model.change import Change, ChangeProbabilities, ChangeSize, ChangeState
from surefoot.model.units import Unit

Probability = Annotated[float, Meta(ge=0, le=1)]


class ProbabilitiesDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How probable each explanation is; they add up to one. What passed already is usual."""

    usual: Probability
    transient: Probability
    step: Probability
    drift: Probability
    improvement: Probability


class PastDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was known on one day, from that day and before."""

    date: date
    tier1: bool
    tier2: bool
    probabilities: ProbabilitiesDocument


class ChangeDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whether something changed. Negative sizes are worse; null where nothing is different."""

    state: ChangeState
    tier1: Annotated[bool, Meta(description="Something is different right now.")]
    tier2: Annotated[bool, Meta(description="A lasting change for the worse.")]
    probabilities: ProbabilitiesDocument
    onset: Annotated[date | None, Meta(description="When it most likely began.")]
    change_percent: Annotated[
        float | None, Meta(description="How far the first measured outcome stands from its usual.")
    ]
    low: Annotated[float | None, Meta(description="Lower end of the 95 % interval of the change.")]
    high: Annotated[float | None, Meta(description="Upper end of the 95 % interval of the change.")]
    needs: Annotated[tuple[str, ...], Meta(description="What is missing, in plain words.")]
    change_points: Annotated[
        float | UnsetType,
        Meta(description="Instead of change_percent, where only ratings of 0 to 10 changed."),
    ] = UNSET
    history: Annotated[
        tuple[PastDocument, ...] | UnsetType, Meta(description="Each day with a value, in order.")
    ] = UNSET


def change_document(change: Change, history: Sequence[Change] | None = None) -> ChangeDocument:
    """Return a change as its public document, with what was known day by day where asked."""
    size = headline_size(change.sizes)
    in_percent = size is not None and size.unit is Unit.PERCENT
    return ChangeDocument(
        state=change.state,
        tier1=change.tier1,
        tier2=change.tier2,
        probabilities=_probabilities(change.probabilities),
        onset=change.onset,
        change_percent=_short(size.value) if size and in_percent else None,
        low=_short(size.low) if size else None,
        high=_short(size.high) if size else None,
        needs=tuple(say(need) for need in change.needs),
        change_points=_short(size.value) if size and not in_percent else UNSET,
        history=UNSET if history is None else tuple(_past(one) for one in history),
    )


def headline_size(sizes: Sequence[ChangeSize]) -> ChangeSize | None:
    """Return the size that stands for all: of what is measured before what is rated."""
    order = {measure: place for place, measure in enumerate(OUTCOMES)}
    return min(sizes, key=lambda one: (order[one.measure], one.value), default=None)


def _past(change: Change) -> PastDocument:
    return PastDocument(
        change.day, change.tier1, change.tier2, _probabilities(change.probabilities)
    )


def _probabilities(said: ChangeProbabilities) -> ProbabilitiesDocument:
    parts = (said.usual, said.transient, said.step, said.drift, said.improvement)
    return ProbabilitiesDocument(*(min(max(round(part, 6), 0.0), 1.0) for part in parts))


def _short(value: float) -> float:
    """Return a number without digits that only the computer made."""
    return float(f"{value:.6g}")
