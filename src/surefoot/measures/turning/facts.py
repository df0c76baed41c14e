"""The reviewed numbers that measuring turns needs, read once from the knowledge base."""

from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.quality import SignalLimits, read_limits
from surefoot.measures.turning.turns import TurnRules


@dataclass(frozen=True, slots=True)
class TurnErrors:
    """How far one value lies from the truth: standard deviations."""

    angle_pelvis_deg: float
    angle_pocket_deg: float
    time_share: float
    speed_share: float
    count_share: float


@dataclass(frozen=True, slots=True)
class TurnFacts:
    """Everything measuring turns takes from the knowledge base."""

    rules: TurnRules
    shortest_s: float
    u_turn_deg: float
    tolerance_deg: float
    least: int
    error: TurnErrors
    limits: SignalLimits

    def is_u_turn(self, angle_deg: float) -> bool:
        """Whether an angle, of either side, is that of a U-turn."""
        return abs(abs(angle_deg) - self.u_turn_deg) <= self.tolerance_deg


def read_turn_rules(knowledge: Knowledge) -> TurnRules:
    """Return what counts as a turn.

    Raises:
        KeyError: the knowledge base lacks one of the numbers.
    """
    return TurnRules(
        knowledge.number("walk_turn_smallest").value, knowledge.number("walk_turn_slowest").value
    )


def read_turn_facts(knowledge: Knowledge) -> TurnFacts:
    """Return the facts for turning.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    return TurnFacts(
        rules=read_turn_rules(knowledge),
        shortest_s=knowledge.number("walk_shortest_recording").value,
        u_turn_deg=knowledge.number("turn_u_turn_angle").value,
        tolerance_deg=knowledge.number("turn_u_turn_tolerance").value,
        least=round(knowledge.number("turn_min_count").value),
        error=TurnErrors(
            angle_pelvis_deg=knowledge.number("turn_angle_error_pelvis").value,
            angle_pocket_deg=knowledge.number("turn_angle_error_pocket").value,
            time_share=knowledge.number("turn_time_error_share").value,
            speed_share=knowledge.number("turn_speed_error_share").value,
            count_share=knowledge.number("turn_count_error_share").value,
        ),
        limits=read_limits(knowledge),
    )
