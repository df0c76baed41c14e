"""The reviewed numbers that timed walks need."""

import math
from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.turning.facts import read_turn_rules
from surefoot.measures.turning.turns import TurnRules
from surefoot.measures.walking.facts import ErrorFacts, read_errors


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """What one pass over a course is, and how surely it is timed, in steps.

    ``slow_edge_steps`` is a further error of either end where a step takes ``slow_step_s`` or more.
    """

    time_error_steps: float
    slow_edge_steps: float
    slow_step_s: float
    longest_stop_s: float
    least_share: float
    fastest_mps: float

    def time_error_s(self, step_s: float) -> float:
        """Return the standard deviation of the time of one pass, in seconds."""
        edges = math.sqrt(2.0) * self.slow_edge_steps if step_s >= self.slow_step_s else 0.0
        return math.hypot(self.time_error_steps, edges) * step_s


@dataclass(frozen=True, slots=True)
class DistanceFacts:
    """How surely a distance is known, by where it comes from: standard deviations.

    ``stride`` is how sure the lengths of strides are.
    """

    course_share: float
    wheel_share: float
    gps_share: float
    gps_m: float
    turn_m: float
    part_share: float
    stride: ErrorFacts


@dataclass(frozen=True, slots=True)
class TimedFacts:
    """Everything timed walks take from the knowledge base besides what walking takes.

    ``u_turn_deg`` is the smallest turn that turns back.
    """

    course: CourseFacts
    distance: DistanceFacts
    turn_rules: TurnRules
    u_turn_deg: float
    least_time_share: float
    least_scale_distance_m: float


def _course(knowledge: Knowledge) -> CourseFacts:
    return CourseFacts(
        time_error_steps=knowledge.number("course_time_error").value,
        slow_edge_steps=knowledge.number("course_time_slow_edge").value,
        slow_step_s=knowledge.number("course_time_slow_step").value,
        longest_stop_s=knowledge.number("course_longest_stop").value,
        least_share=knowledge.number("course_least_share").value,
        fastest_mps=knowledge.number("course_fastest_speed").value,
    )


def _distance(knowledge: Knowledge) -> DistanceFacts:
    return DistanceFacts(
        course_share=knowledge.number("distance_course_error_share").value,
        wheel_share=knowledge.number("distance_wheel_error_share").value,
        gps_share=knowledge.number("distance_gps_error_share").value,
        gps_m=knowledge.number("distance_gps_error").value,
        turn_m=knowledge.number("distance_turn_error").value,
        part_share=knowledge.number("distance_part_error_share").value,
        stride=read_errors(knowledge),
    )


def read_facts(knowledge: Knowledge) -> TimedFacts:
    """Return the facts.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    whole = knowledge.number("turn_u_turn_angle").value
    return TimedFacts(
        course=_course(knowledge),
        distance=_distance(knowledge),
        turn_rules=read_turn_rules(knowledge),
        u_turn_deg=whole - knowledge.number("turn_u_turn_tolerance").value,
        least_time_share=knowledge.number("timed_walk_least_share").value,
        least_scale_distance_m=knowledge.number("step_length_scale_least_distance").value,
    )
