"""The reviewed numbers that measuring a chair stand test needs."""

from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.quality import SignalLimits, read_limits


@dataclass(frozen=True, slots=True)
class ChairFacts:
    """Errors are standard deviations; ``lean_at_most`` is a multiple of the climb."""

    shortest_recording_s: float
    stands_in_test: int
    test_time_s: float
    shortest_test_s: float
    min_rises_for_slowing: int
    time_error_s: float
    rise_error_s: float
    rise_error_share: float
    count_error: float
    lean_at_most: float
    limits: SignalLimits


def read_facts(knowledge: Knowledge) -> ChairFacts:
    """Return the facts for chair stands.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    return ChairFacts(
        shortest_recording_s=knowledge.number("chair_shortest_recording").value,
        stands_in_test=round(knowledge.number("chair_stands_in_test").value),
        test_time_s=knowledge.number("chair_test_time").value,
        shortest_test_s=knowledge.number("chair_shortest_test").value,
        min_rises_for_slowing=round(knowledge.number("chair_min_rises_for_slowing").value),
        time_error_s=knowledge.number("chair_stand_time_error").value,
        rise_error_s=knowledge.number("chair_rise_time_error").value,
        rise_error_share=knowledge.number("chair_rise_time_error_share").value / 100.0,
        count_error=knowledge.number("chair_rise_count_error").value,
        lean_at_most=knowledge.number("chair_lean_at_most").value,
        limits=read_limits(knowledge),
    )
