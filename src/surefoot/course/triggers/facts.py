"""The facts that looking for triggers rests on."""

from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class TriggerFacts:
    """When something may be shown, what is expected beforehand, and what it is called when."""

    least_days: int
    least_exposed: int
    missing_share: float
    imputations: int
    possible: float
    likely: float
    false_share: float
    prior: float
    prior_heat: float
    effect_sd: float
    most: int
    season_days: float


@dataclass(frozen=True, slots=True)
class DayFacts:
    """How a diary becomes days with and without a factor."""

    hot_from: float
    warm_from: float
    cold_until: float
    infection_days: int
    longest_d: float
    evening_from: float
    morning_until: float
    missing_share: float


def read_trigger_facts(knowledge: Knowledge) -> TriggerFacts:
    """Return the facts of weighing factors.

    Raises:
        UnknownFact: a fact is missing.
    """

    def one(name: str) -> float:
        return knowledge.number(f"trigger_{name}").value

    return TriggerFacts(
        least_days=int(one("least_days")),
        least_exposed=int(one("least_exposed")),
        missing_share=one("missing_share"),
        imputations=int(one("imputations")),
        possible=one("possible"),
        likely=one("likely"),
        false_share=one("false_share"),
        prior=one("prior"),
        prior_heat=one("prior_heat"),
        effect_sd=one("effect_sd"),
        most=int(one("most")),
        season_days=knowledge.number("follow_season_days").value,
    )


def read_day_facts(knowledge: Knowledge) -> DayFacts:
    """Return the facts of reading a diary.

    Raises:
        UnknownFact: a fact is missing.
    """

    def one(name: str) -> float:
        return knowledge.number(name).value

    return DayFacts(
        hot_from=one("trigger_hot_from"),
        warm_from=one("follow_heat_from"),
        cold_until=one("trigger_cold_until"),
        infection_days=int(one("trigger_infection_days")),
        longest_d=one("trigger_longest"),
        evening_from=one("evidence_evening_from"),
        morning_until=one("evidence_morning_until"),
        missing_share=one("trigger_missing_share"),
    )
