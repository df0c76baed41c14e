"""How a cause stands: to be ruled out first, fits well, fits partly, little to suggest it.

What is dangerous is judged by how urgent it would be and how probable it is, never by its place
among the others: a rare dangerous cause does not vanish under common ones. All bars are facts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.kinds import Cause
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingOrigin, FindingState, Urgency
from surefoot.model.reasoning import Evidence, Explanation, FittingCause, Tier
from surefoot.reasoning.answer_tables import Floats

#: Tiers as numbers, for arrays; the order is that of ``Tier``.
TIERS = tuple(Tier)
#: How facts name the urgencies that are ruled out first.
URGENT = {
    Urgency.EMERGENCY: "emergency",
    Urgency.SAME_DAY: "same_day",
    Urgency.DAYS: "days",
}
#: What leaves no time for anything else.
NOW = (Urgency.EMERGENCY, Urgency.SAME_DAY)


@dataclass(frozen=True, slots=True)
class Bars:
    """What a cause has to reach: probability and lift, or a lower probability and a higher lift.

    Bars of a dangerous cause have shape (n,); they are above 1 for the others.
    """

    rule_out: Floats
    rule_out_low: Floats
    rule_out_lift: float
    rule_out_strong_lift: float
    well: float
    well_lift: float
    well_low: float
    well_strong_lift: float
    partly: float
    partly_low: float
    partly_lift: float


@lru_cache(maxsize=16)
def read_bars(knowledge: Knowledge, causes: tuple[str, ...]) -> Bars:
    """Return the bars for these causes."""
    urgent = [URGENT.get(knowledge.cause(cause).urgency) for cause in causes]
    return Bars(
        rule_out=_each(knowledge, "rule_out_probability_", urgent),
        rule_out_low=_each(knowledge, "rule_out_low_probability_", urgent),
        rule_out_lift=knowledge.number("rule_out_lift").value,
        rule_out_strong_lift=knowledge.number("rule_out_strong_lift").value,
        well=knowledge.number("fits_well_probability").value,
        well_lift=knowledge.number("fits_well_lift").value,
        well_low=knowledge.number("fits_well_low_probability").value,
        well_strong_lift=knowledge.number("fits_well_strong_lift").value,
        partly=knowledge.number("fits_partly_probability").value,
        partly_low=knowledge.number("fits_partly_low_probability").value,
        partly_lift=knowledge.number("fits_partly_lift").value,
    )


def _each(knowledge: Knowledge, name: str, urgent: Sequence[str | None]) -> Floats:
    never = 2.0
    return np.array([knowledge.number(name + u).value if u else never for u in urgent])


def tier_numbers(bars: Bars, probabilities: Floats, lifts: Floats) -> NDArray[np.int64]:
    """Return the place in ``TIERS`` of each cause.

    Args:
        bars: those of the n causes.
        probabilities: shape (..., n).
        lifts: the same shape.
    """
    out = _reaches(probabilities, lifts, bars.rule_out, bars.rule_out_lift) | _reaches(
        probabilities, lifts, bars.rule_out_low, bars.rule_out_strong_lift
    )
    well = _reaches(probabilities, lifts, bars.well, bars.well_lift) | _reaches(
        probabilities, lifts, bars.well_low, bars.well_strong_lift
    )
    partly = _reaches(probabilities, lifts, bars.partly, 0.0) | _reaches(
        probabilities, lifts, bars.partly_low, bars.partly_lift
    )
    return np.select([out, well, partly], [0, 1, 2], default=3)


def _reaches(
    probabilities: Floats, lifts: Floats, least: Floats | float, lift: float
) -> NDArray[np.bool_]:
    return np.asarray((probabilities >= least) & (lifts >= lift))


def rule_out(causes: Sequence[FittingCause], urgency: Mapping[str, Urgency]) -> tuple[str, ...]:
    """Return the causes to be ruled out first: the most urgent, then the most probable."""
    order = tuple(Urgency)
    chosen = [cause for cause in causes if cause.tier is Tier.RULE_OUT_FIRST]
    ranked = sorted(chosen, key=lambda c: (order.index(urgency[c.cause]), -c.probability, c.cause))
    return tuple(cause.cause for cause in ranked)


def presses(
    cause: FittingCause, urgency: Urgency, knowledge: Knowledge, seen: Collection[str] = ()
) -> bool:
    """Whether a cause is probable enough to make everything as urgent as itself.

    It is not where a doctor has seen the person about something that speaks for it: ``seen`` are
    those findings. A cause that is to be ruled out but less probable is worth asking about only.
    """
    if cause.tier is not Tier.RULE_OUT_FIRST or urgency not in URGENT:
        return False
    bar = knowledge.number(f"urgency_probability_{URGENT[urgency]}").value
    return cause.probability >= bar and not any(e.finding in seen for e in cause.supporting)


def level_beyond_flags(made: Explanation) -> Urgency | None:
    """Return emergency or same day where the causes together say so and no open red flag does."""
    said = made.urgency in NOW and all(alarm.level is not made.urgency for alarm in made.alarms)
    return made.urgency if said else None


def may_name(cause: Cause, fitting: FittingCause, knowledge: Knowledge) -> bool:
    """Whether a cause may be named to the person.

    A frightening one only where an answer of their own raised it, so that it can be said
    "because you said ...": a yes about how the legs are, not a risk, an age or a medicine alone.
    """
    if not cause.frightening:
        return True
    raised = any(_own_answer(one, knowledge) for one in fitting.supporting)
    return raised and fitting.tier is not Tier.LITTLE


def _own_answer(evidence: Evidence, knowledge: Knowledge) -> bool:
    return (
        evidence.state is FindingState.PRESENT
        and evidence.origin is FindingOrigin.ANSWERED
        and evidence.used >= knowledge.number("raised_by_answer").value
        and not knowledge.finding(evidence.finding).precedes
    )
