"""The reviewed numbers that measuring a walk needs, read once from the knowledge base."""

from dataclasses import dataclass, replace

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.quality import SignalLimits, read_limits
from surefoot.measures.turning.facts import TurnFacts, read_turn_facts
from surefoot.model.recording import Capture


@dataclass(frozen=True, slots=True)
class ErrorFacts:
    """How far one walk's value lies from a laboratory's: standard deviations.

    ``length_share`` is that of lengths and speeds as a share of them, where the person's own step
    length is known; it stands in place of the general ones. ``slow_share`` is the least share that
    holds in general for who walks slower than ``slow_mps``, as the model tells it.
    """

    speed_mps: float
    stride_length_m: float
    cadence_spm: float
    stride_time_share: float
    contact_time_s: float
    step_count_share: float
    bout_edge_s: float
    asymmetry_percent: float
    regularity: float
    intensity_share: float
    slow_share: float
    slow_mps: float
    length_share: float | None = None

    def of_length(self, length_m: float, speed_mps: float) -> float:
        """Return the standard deviation of a mean stride length in metres, walked at a speed."""
        if self.length_share is not None:
            return self.length_share * length_m
        slow = self.slow_share * length_m if speed_mps < self.slow_mps else 0.0
        return max(self.stride_length_m, slow)

    def of_speed(self, speed_mps: float) -> float:
        """Return the standard deviation of a mean speed in metres per second."""
        if self.length_share is not None:
            return self.length_share * speed_mps
        slow = self.slow_share * speed_mps if speed_mps < self.slow_mps else 0.0
        return max(self.speed_mps, slow)


@dataclass(frozen=True, slots=True)
class QualityFacts:
    """From where on a walk is measured less surely."""

    short_s: float
    few_strides: float
    turning_share: float
    irregular: float


@dataclass(frozen=True, slots=True)
class WalkFacts:
    """Everything the walking measures take from the knowledge base."""

    shortest_recording_s: float
    longest_pause_s: float
    min_bout_steps: int
    min_strides_for_cv: int
    min_steps_for_asymmetry: int
    min_strides_for_regularity: int
    min_feet_agreement: float
    sensor_height_share: float
    step_length_scale: float
    turn_smallest_deg: float
    turn_slowest_deg_s: float
    turning: TurnFacts
    error: ErrorFacts
    quality: QualityFacts
    limits: SignalLimits


def read_errors(knowledge: Knowledge) -> ErrorFacts:
    """Return how far a walk's values are off, for people whose own step length is not known.

    Raises:
        KeyError: a fact is missing.
    """
    return ErrorFacts(
        speed_mps=knowledge.number("walk_speed_error").value,
        stride_length_m=knowledge.number("walk_stride_length_error").value,
        cadence_spm=knowledge.number("walk_cadence_error").value,
        stride_time_share=knowledge.number("walk_stride_time_error_share").value,
        contact_time_s=knowledge.number("walk_contact_time_error").value,
        step_count_share=knowledge.number("walk_step_count_error_share").value,
        bout_edge_s=knowledge.number("walk_bout_edge_error").value,
        asymmetry_percent=knowledge.number("walk_asymmetry_error").value,
        regularity=knowledge.number("walk_regularity_error").value,
        intensity_share=knowledge.number("walk_intensity_error_share").value,
        slow_share=knowledge.number("walk_slow_length_error_share").value,
        slow_mps=knowledge.number("walk_slow_length_below").value,
    )


def _quality(knowledge: Knowledge) -> QualityFacts:
    return QualityFacts(
        short_s=knowledge.number("walk_quality_short").value,
        few_strides=knowledge.number("walk_quality_few_strides").value,
        turning_share=knowledge.number("walk_quality_turning_share").value,
        irregular=knowledge.number("walk_quality_irregular").value,
    )


def read_facts(knowledge: Knowledge) -> WalkFacts:
    """Return the facts for walking.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    return WalkFacts(
        shortest_recording_s=knowledge.number("walk_shortest_recording").value,
        longest_pause_s=knowledge.number("max_pause_in_bout").value,
        # n strides, both feet counted, lie between n + 2 contacts.
        min_bout_steps=round(knowledge.number("min_bout_strides").value) + 2,
        min_strides_for_cv=round(knowledge.number("min_strides_for_variability").value),
        min_steps_for_asymmetry=round(knowledge.number("walk_asymmetry_min_steps").value),
        min_strides_for_regularity=round(knowledge.number("walk_regularity_min_strides").value),
        min_feet_agreement=knowledge.number("walk_feet_min_agreement").value,
        sensor_height_share=knowledge.number("walk_sensor_height_share").value,
        step_length_scale=knowledge.number("walk_step_length_scale").value,
        turn_smallest_deg=knowledge.number("walk_turn_smallest").value,
        turn_slowest_deg_s=knowledge.number("walk_turn_slowest").value,
        turning=read_turn_facts(knowledge),
        error=read_errors(knowledge),
        quality=_quality(knowledge),
        limits=read_limits(knowledge),
    )


def for_person(facts: WalkFacts, capture: Capture) -> WalkFacts:
    """Return the facts with the person's own step length, where a walk of known length told it."""
    if capture.length_scale is None:
        return facts
    share = (
        None if capture.length_scale_sd is None else capture.length_scale_sd / capture.length_scale
    )
    return replace(
        facts,
        step_length_scale=facts.step_length_scale * capture.length_scale,
        error=replace(facts.error, length_share=share),
    )
