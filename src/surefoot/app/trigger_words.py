"""What goes with how the legs are, in sentences for the person."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from surefoot.model.codes import Leg, Measure
from surefoot.model.message import Message
from surefoot.model.trigger import Factor, OutcomeTriggers, TriggerFound, TriggerLabel
from surefoot.model.units import Unit
from surefoot.report.quantity import write_quantity

Words = Callable[[Message], str]


class Standing(IntEnum):
    """Where a factor stands on the page, the surest first."""

    LISTED = 0
    PERHAPS = 1
    NOT_FOUND = 2
    TOO_EARLY = 3


@dataclass(frozen=True, slots=True)
class ShownFactor:
    """A factor by its name, and what is said of it, a sentence an outcome."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownPlain:
    """A row of the plain comparison: numbers as they are written."""

    factor: str
    outcome: str
    with_it: str
    without: str
    days: str


_Told = tuple[OutcomeTriggers, TriggerFound]


def factor_name(factor: str, own: bool, words: Words) -> str:
    """Return a factor's name in words; an own one's is what the person called it."""
    known = not own and factor in set(Factor)
    return words(Message(f"factor.{factor}")) if known else factor


def outcome_name(outcome: OutcomeTriggers, words: Words) -> str:
    """Return what an outcome is called within a line."""
    if outcome.measure is Measure.HEAVINESS:
        return words(Message(f"leg.{Leg(outcome.leg)}"))
    return words(Message(f"measure.{outcome.measure}"))


def shown_factors(
    outcomes: Sequence[OutcomeTriggers], words: Words
) -> Mapping[Standing, tuple[ShownFactor, ...]]:
    """Return every factor once, under the surest of what its outcomes say."""
    told: dict[tuple[str, bool], list[_Told]] = {}
    for outcome in outcomes:
        for found in outcome.triggers.found:
            told.setdefault((found.factor, found.own), []).append((outcome, found))
    shown: dict[Standing, list[ShownFactor]] = {standing: [] for standing in Standing}
    for (factor, own), each in told.items():
        best = min(_standing(found) for _, found in each)
        mine = [one for one in each if _standing(one[1]) is best]
        sentences = tuple(dict.fromkeys(_sentences(mine, best, words)))
        if sentences:
            shown[best].append(ShownFactor(factor_name(factor, own, words), sentences))
    return {standing: tuple(factors) for standing, factors in shown.items()}


def _standing(found: TriggerFound) -> Standing:
    if found.listed:
        return Standing.LISTED
    if found.label in (TriggerLabel.LIKELY, TriggerLabel.POSSIBLE):
        return Standing.PERHAPS
    assessed = found.label is TriggerLabel.NO_EVIDENCE
    return Standing.NOT_FOUND if assessed else Standing.TOO_EARLY


def _sentences(told: Sequence[_Told], standing: Standing, words: Words) -> Iterator[str]:
    for outcome, found in told:
        name = outcome_name(outcome, words)
        if standing is Standing.NOT_FOUND:
            least = _size(found.detectable or 0.0, outcome, found, words)
            yield words(Message("trigger.could-miss", {"outcome": name, "size": least}))
        elif standing is not Standing.TOO_EARLY:
            yield _effect(outcome, found, name, words)
        elif found.exposed and found.needs is not None:
            # What never happened is not worth a line.
            yield words(found.needs)


def _effect(outcome: OutcomeTriggers, found: TriggerFound, name: str, words: Words) -> str:
    low, middle, high = sorted((found.low or 0.0, found.effect or 0.0, found.high or 0.0))
    params: dict[str, str | int | float] = {
        "outcome": name,
        "effect": _size(middle, outcome, found, words),
        "low": _size(low, outcome, found, words),
        "high": _size(high, outcome, found, words),
    }
    way = "more" if middle > 0 else "less"
    if low < 0.0 < high:
        return words(Message(f"trigger.unclear.{outcome.measure}.{way}", params))
    if high <= 0.0:
        params["low"], params["high"] = params["high"], params["low"]
    return words(Message(f"trigger.effect.{outcome.measure}.{way}", params))


def _size(value: float, outcome: OutcomeTriggers, found: TriggerFound, words: Words) -> str:
    """Return a size without its sign: in points, or for a speed in metres a second."""
    if found.unit is not Unit.PERCENT:
        return words(Message("trigger.points", {"value": f"{abs(value):.1f}"}))
    plain = next((p.without_mean for p in outcome.plain if p.factor == found.factor), 1.0)
    return write_quantity(abs(value) / 100.0 * plain, Unit.METRE_PER_SECOND, words)


def shown_plain(outcomes: Sequence[OutcomeTriggers], words: Words) -> tuple[ShownPlain, ...]:
    """Return the plain comparison, a row for each factor and outcome."""
    return tuple(
        ShownPlain(
            factor_name(one.factor, one.own, words),
            outcome_name(outcome, words),
            _mean(one.with_mean, outcome, words),
            _mean(one.without_mean, outcome, words),
            words(Message("trigger.days", {"with": one.exposed, "without": one.unexposed})),
        )
        for outcome in outcomes
        for one in outcome.plain
    )


def _mean(value: float, outcome: OutcomeTriggers, words: Words) -> str:
    if outcome.measure is Measure.HEAVINESS:
        return f"{value:.1f}"
    return write_quantity(value, Unit.METRE_PER_SECOND, words)
