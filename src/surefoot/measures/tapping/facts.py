"""The reviewed numbers that measuring foot taps needs."""

from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.quality import SignalLimits, read_limits


@dataclass(frozen=True, slots=True)
class TappingFacts:
    """Everything the tapping measures take from the knowledge base."""

    test_s: float
    min_taps: int
    count_error: float
    count_error_share: float
    slowing_error_percent: float
    short_s: float
    irregular_cv: float
    limits: SignalLimits


def read_facts(knowledge: Knowledge) -> TappingFacts:
    """Return the facts for foot tapping.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    return TappingFacts(
        test_s=knowledge.number("tapping_test_duration").value,
        min_taps=round(knowledge.number("tapping_min_taps").value),
        count_error=knowledge.number("tapping_count_error").value,
        count_error_share=knowledge.number("tapping_count_error_share").value,
        slowing_error_percent=knowledge.number("tapping_slowing_error").value,
        short_s=knowledge.number("tapping_quality_short").value,
        irregular_cv=knowledge.number("tapping_quality_irregular").value,
        limits=read_limits(knowledge),
    )
