"""How long somebody could try something, and what each length can show."""

from dataclasses import dataclass, replace

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.message import InputProblem
from surefoot.model.timeline import Timeline
from surefoot.model.trial import DesignKind
from surefoot.trials.propose import Proposal, Wish, propose
from surefoot.trials.variation import own_variation
from surefoot.usecases.try_out_values import own_days, values_by_day

# Two, four, six and eight weeks: what is offered beside the length that suits.
_WEEKS = (14, 28, 42, 56)
# Sessions of short walks, after the trials of orthoses that methods rest on (8 to 12).
_SESSIONS = (8, 10, 12)


@dataclass(frozen=True, slots=True)
class Length:
    """So many days, and the smallest difference they show in four of five trials; None where
    that is not known beforehand."""

    days: int
    shown: float | None


def lengths_of(
    timeline: Timeline, knowledge: Knowledge, wish: Wish, suits: Proposal
) -> tuple[Length, ...]:
    """Return the lengths to choose from, the shortest first; the one that suits is among them.

    Args:
        timeline: one person's.
        knowledge: the facts.
        wish: what is wanted; its ``days`` are passed over.
        suits: the proposal where no length was asked for.
    """
    found = {suits.days: Length(suits.days, suits.shown)}
    if suits.shown is None:
        return tuple(found.values())
    values = values_by_day(timeline, wish.outcome, wish.leg)
    longest = knowledge.number("trial_variation_days").value
    own = own_days(values, wish.first_day, longest)
    usual = float(np.mean(own.values)) if len(own.values) else None
    variation = own_variation(own, knowledge)
    by_sessions = suits.draft.design.kind is DesignKind.WITHIN_SESSION
    for days in _SESSIONS if by_sessions else _WEEKS:
        try:
            proposal = propose(replace(wish, days=days), variation, usual, knowledge)
        except InputProblem:
            continue
        found.setdefault(proposal.days, Length(proposal.days, proposal.shown))
    return tuple(found[days] for days in sorted(found))
