"""The reviewed numbers that measuring daily life needs, read once from the knowledge base."""

from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class DailyErrors:
    """How far one day's value lies from the truth: standard deviations, shares of the value."""

    bouts_share: float
    walking_time_share: float
    standing_time_share: float
    rises_share: float
    wear_time_h: float


@dataclass(frozen=True, slots=True)
class DailyFacts:
    """Everything that only daily life takes from the knowledge base.

    ``long_s`` is from where on a free recording counts as daily life, ``standing_deg`` up to
    which angle from walking a thigh stands.
    """

    long_s: float
    valid_day_h: float
    valid_days: int
    standing_deg: float
    error: DailyErrors


def read_daily_facts(knowledge: Knowledge) -> DailyFacts:
    """Return the facts for daily life.

    Raises:
        KeyError: the knowledge base lacks one of them.
    """
    error = DailyErrors(
        bouts_share=knowledge.number("daily_bouts_error_share").value,
        walking_time_share=knowledge.number("daily_walking_time_error_share").value,
        standing_time_share=knowledge.number("daily_standing_time_error_share").value,
        rises_share=knowledge.number("daily_rises_error_share").value,
        wear_time_h=knowledge.number("daily_wear_time_error").value,
    )
    return DailyFacts(
        long_s=3600.0 * knowledge.number("daily_long_recording").value,
        valid_day_h=knowledge.number("valid_day_worn").value,
        valid_days=round(knowledge.number("valid_week_days").value),
        standing_deg=knowledge.number("daily_standing_angle").value,
        error=error,
    )
