"""The reviewed numbers that slowing within a walk needs."""

from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class FatigabilityFacts:
    """Standard deviations of each measure's own error, and the fewest strides."""

    index_percent: float
    slope_percent: float
    cv_change_percent: float
    min_strides: int


def read_facts(knowledge: Knowledge) -> FatigabilityFacts:
    """Return the facts.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    return FatigabilityFacts(
        index_percent=knowledge.number("distance_walked_index_error").value,
        slope_percent=knowledge.number("speed_slope_error").value,
        cv_change_percent=knowledge.number("stride_time_cv_change_error").value,
        min_strides=round(knowledge.number("min_strides_for_variability").value),
    )
