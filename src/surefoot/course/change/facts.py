"""The facts that following a person rests on, for speeds (as logarithms) or ratings (as points)."""

from dataclasses import dataclass
from enum import StrEnum

from surefoot.knowledge.knowledge import Knowledge


class Scale(StrEnum):
    """How values are compared: as natural logarithms, or as points of a rating of 0 to 10."""

    LOG = "log"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Spread:
    """A normal prior: its mean and standard deviation."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class CauseFacts:
    """Priors of what known causes do to a value; lower is worse."""

    healthy_drift: Spread
    practice: Spread
    time_of_day: Spread
    weekend: Spread
    season: Spread
    new_condition: Spread
    heat: Spread
    infection: Spread
    heat_from: float
    practice_tests: float
    infection_tail_d: float


@dataclass(frozen=True, slots=True)
class EventFacts:
    """Priors of what may begin: how large, how often in a year, and what flags say of it."""

    transient: Spread
    step: Spread
    drift: Spread
    improvement: Spread
    transient_rate: float
    step_rate: float
    drift_probability: float
    improvement_rate: float
    transient_with_flag: float
    transient_without_flag: float
    step_with_flag: float
    flag_window_d: float
    recovery_d: float
    plateau_d: float


@dataclass(frozen=True, slots=True)
class NoiseFacts:
    """Centres of the priors of white error and fluctuation, as standard deviations."""

    white_sd: float
    fluctuation_sd: float


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """When what is said."""

    baseline_d: float
    real_days: float
    real_tests: int
    different: float
    real: float
    accept: float
    accept_days: float
    longest_d: float


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """All of them, for one scale."""

    scale: Scale
    causes: CauseFacts
    events: EventFacts
    noise: NoiseFacts
    rules: RuleFacts


def read_facts(knowledge: Knowledge, scale: Scale) -> ChangeFacts:
    """Return the facts for one scale.

    Raises:
        UnknownFact: a fact is missing.
    """
    return ChangeFacts(
        scale,
        _causes(knowledge, scale),
        _events(knowledge, scale),
        NoiseFacts(_of(knowledge, scale, "white_sd"), _of(knowledge, scale, "fluctuation_sd")),
        _rules(knowledge),
    )


def _one(knowledge: Knowledge, name: str) -> float:
    return knowledge.number(f"follow_{name}").value


def _of(knowledge: Knowledge, scale: Scale, name: str) -> float:
    return _one(knowledge, f"{name}_{scale}")


def _around_zero(knowledge: Knowledge, scale: Scale, name: str) -> Spread:
    return Spread(0.0, _of(knowledge, scale, f"{name}_sd"))


def _spread(knowledge: Knowledge, scale: Scale, name: str) -> Spread:
    return Spread(_of(knowledge, scale, name), _of(knowledge, scale, f"{name}_sd"))


def _size(knowledge: Knowledge, scale: Scale, name: str) -> Spread:
    mean = _of(knowledge, scale, f"{name}_size")
    return Spread(mean, _of(knowledge, scale, f"{name}_size_sd"))


def _causes(knowledge: Knowledge, scale: Scale) -> CauseFacts:
    return CauseFacts(
        healthy_drift=_around_zero(knowledge, scale, "healthy_drift"),
        practice=_around_zero(knowledge, scale, "practice"),
        time_of_day=_around_zero(knowledge, scale, "time_of_day"),
        weekend=_around_zero(knowledge, scale, "weekend"),
        season=_around_zero(knowledge, scale, "season"),
        new_condition=_around_zero(knowledge, scale, "new_condition"),
        heat=_spread(knowledge, scale, "heat"),
        infection=_spread(knowledge, scale, "infection"),
        heat_from=_one(knowledge, "heat_from"),
        practice_tests=_one(knowledge, "practice_tests"),
        infection_tail_d=_one(knowledge, "infection_tail"),
    )


def _events(knowledge: Knowledge, scale: Scale) -> EventFacts:
    return EventFacts(
        transient=_size(knowledge, scale, "transient"),
        step=_size(knowledge, scale, "step"),
        drift=_size(knowledge, scale, "drift"),
        improvement=_size(knowledge, scale, "improvement"),
        transient_rate=_one(knowledge, "transient_rate"),
        step_rate=_one(knowledge, "step_rate"),
        drift_probability=_one(knowledge, "drift_probability"),
        improvement_rate=_one(knowledge, "improvement_rate"),
        transient_with_flag=_one(knowledge, "transient_with_flag"),
        transient_without_flag=_one(knowledge, "transient_without_flag"),
        step_with_flag=_one(knowledge, "step_with_flag"),
        flag_window_d=_one(knowledge, "flag_window"),
        recovery_d=_one(knowledge, "recovery_days"),
        plateau_d=_one(knowledge, "plateau_days"),
    )


def _rules(knowledge: Knowledge) -> RuleFacts:
    return RuleFacts(
        baseline_d=_one(knowledge, "baseline_days"),
        real_days=_one(knowledge, "real_days"),
        real_tests=int(_one(knowledge, "real_tests")),
        different=_one(knowledge, "different_probability"),
        real=_one(knowledge, "real_probability"),
        accept=_one(knowledge, "accept_probability"),
        accept_days=_one(knowledge, "accept_days"),
        longest_d=_one(knowledge, "longest"),
    )
