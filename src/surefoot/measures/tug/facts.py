"""The reviewed numbers that measuring a Timed Up and Go needs."""

from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.quality import SignalLimits, read_limits


@dataclass(frozen=True, slots=True)
class TugFacts:
    """Errors are standard deviations: in seconds, and as a share for slow tests."""

    shortest_recording_s: float
    rest_s: float
    time_error_s: float
    time_error_share: float
    phase_error_s: float
    phase_error_share: float
    trunk_factor: float
    limits: SignalLimits


def read_facts(knowledge: Knowledge) -> TugFacts:
    """Return the facts for the Timed Up and Go.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    return TugFacts(
        shortest_recording_s=knowledge.number("tug_shortest_recording").value,
        rest_s=knowledge.number("tug_rest_before").value,
        time_error_s=knowledge.number("tug_time_error").value,
        time_error_share=knowledge.number("tug_time_error_share").value / 100.0,
        phase_error_s=knowledge.number("tug_phase_error").value,
        phase_error_share=knowledge.number("tug_phase_error_share").value / 100.0,
        trunk_factor=knowledge.number("tug_trunk_error_factor").value,
        limits=read_limits(knowledge),
    )
