"""The reviewed numbers that measuring balance needs, read once from the knowledge base."""

from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.quality import SignalLimits, read_limits


@dataclass(frozen=True, slots=True)
class StanceRules:
    """What is standing still: turning rate and shaking that are more, and a phone laid down."""

    moving_deg_s: float
    moving_mps2: float
    lying_deg_s: float
    sure_s: float
    shortest_s: float
    handling_s: float
    longest_read_s: float


@dataclass(frozen=True, slots=True)
class SwayErrors:
    """How far a value lies from the truth, as shares of it (standard deviations)."""

    angle_share: float
    acceleration_share: float
    cop_share: float
    time_s: float


@dataclass(frozen=True, slots=True)
class BalanceFacts:
    """Everything measuring balance takes from the knowledge base."""

    rules: StanceRules
    shortest_sway_s: float
    usual_s: float
    moved_deg: float
    error: SwayErrors
    limits: SignalLimits


def _rules(knowledge: Knowledge) -> StanceRules:
    return StanceRules(
        moving_deg_s=knowledge.number("balance_moving_rate").value,
        moving_mps2=knowledge.number("balance_moving_acceleration").value,
        lying_deg_s=knowledge.number("balance_lying_rate").value,
        sure_s=knowledge.number("balance_sure_stance").value,
        shortest_s=knowledge.number("balance_shortest_stance").value,
        handling_s=knowledge.number("balance_handling_time").value,
        longest_read_s=knowledge.number("balance_longest_recording").value,
    )


def read_balance_facts(knowledge: Knowledge) -> BalanceFacts:
    """Return the facts for balance.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    return BalanceFacts(
        rules=_rules(knowledge),
        shortest_sway_s=knowledge.number("balance_shortest_sway").value,
        usual_s=knowledge.number("balance_usual_time").value,
        moved_deg=knowledge.number("balance_phone_moved").value,
        error=SwayErrors(
            angle_share=knowledge.number("sway_angle_error_share").value,
            acceleration_share=knowledge.number("sway_acceleration_error_share").value,
            cop_share=knowledge.number("sway_cop_error_share").value,
            time_s=knowledge.number("balance_time_error").value,
        ),
        limits=read_limits(knowledge),
    )
