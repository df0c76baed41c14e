"""What was said or measured, beside what is usual for the person."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from surefoot.app.words import words
from surefoot.model.codes import Leg, Measure, VerdictKind
from surefoot.model.entry import Entry
from surefoot.model.message import Message
from surefoot.model.units import Unit
from surefoot.model.verdict import UsualRange, Verdict
from surefoot.report.quantity import write_quantity_range


class Place(StrEnum):
    """Where a value stands beside the usual range."""

    INSIDE = "inside"
    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class BesideUsual:
    """A usual range and where a value stands beside it, or what is needed to know."""

    band: UsualRange | None
    place: Place | None
    needs: tuple[Message, ...]
    unit: Unit


@dataclass(frozen=True, slots=True)
class RatedLeg:
    """How heavy one leg felt, beside its usual."""

    leg: Leg
    heaviness: int
    usual: BesideUsual


def beside_usual(
    value: float, measure: Measure, leg: Leg, verdicts: Sequence[Verdict]
) -> BesideUsual | None:
    """Return where a value stands beside the person's usual, or None when nothing is said."""
    verdict = next((v for v in verdicts if _speaks_of(v, measure, leg)), None)
    if verdict is None:
        return None
    place = place_of(value, verdict.usual) if verdict.usual else None
    return BesideUsual(verdict.usual, place, verdict.needs, verdict.unit)


def place_of(value: float, band: UsualRange) -> Place:
    """Return where a value stands beside a band; its ends belong to it."""
    if value > band.high:
        return Place.ABOVE
    return Place.BELOW if value < band.low else Place.INSIDE


def rated_beside_usual(entry: Entry, verdicts: Sequence[Verdict]) -> tuple[RatedLeg, ...]:
    """Return each rated leg of an entry beside its usual heaviness."""
    rated = []
    for rating in entry.ratings:
        usual = beside_usual(rating.heaviness, Measure.HEAVINESS, rating.leg, verdicts)
        none_said = BesideUsual(None, None, (), Unit.RATING_0_10)
        rated.append(RatedLeg(rating.leg, rating.heaviness, usual or none_said))
    return tuple(rated)


def _speaks_of(verdict: Verdict, measure: Measure, leg: Leg) -> bool:
    return (verdict.kind, verdict.measure, verdict.leg) == (VerdictKind.USUAL, measure, leg)


@dataclass(frozen=True, slots=True)
class UsualLine:
    """One usual range in words, or what is needed to know it."""

    label: str
    band: str
    needs: tuple[Message, ...]


def usual_lines(verdicts: Sequence[Verdict]) -> tuple[UsualLine, ...]:
    """Return what is usual for heaviness and walking speed, in words."""
    shown = (Measure.HEAVINESS, Measure.WALKING_SPEED)
    return tuple(_line(v) for v in verdicts if v.kind is VerdictKind.USUAL and v.measure in shown)


def _line(verdict: Verdict) -> UsualLine:
    band = verdict.usual
    written = write_quantity_range(band.low, band.high, verdict.unit, words) if band else ""
    return UsualLine(label_of(verdict.measure, verdict.leg), written, verdict.needs)


def label_of(measure: Measure, leg: Leg) -> str:
    """Return the name of a measure, of one leg where it is of one."""
    name = words(Message(f"measure.{measure}"))
    if leg is Leg.BOTH:
        return name
    return words(Message("measure.of_leg", {"what": name, "leg": words(Message(f"leg.{leg}"))}))
