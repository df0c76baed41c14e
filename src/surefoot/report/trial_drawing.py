"""What the picture of a trial shows, and its words for those who do not see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from surefoot.model.message import Message
from surefoot.model.units import Unit
from surefoot.report.days import Span
from surefoot.report.difference import write_bare, write_difference
from surefoot.report.words import Words


@dataclass(frozen=True, slots=True)
class TriedDay:
    """One day of a trial: whether it was drawn to be with, and the outcome, None where missing."""

    day: date
    on: bool
    value: float | None


@dataclass(frozen=True, slots=True)
class TrialDrawing:
    """What is drawn; ``difference`` is with minus without and its 95 % interval, where known."""

    outcome: str
    unit: Unit
    days: tuple[TriedDay, ...]
    difference: tuple[float, float, float] | None
    lower_is_better: bool
    pauses: tuple[Span, ...] = ()


def describe_trial(drawing: TrialDrawing, words: Words) -> str:
    """Return what the picture shows, for those who do not see it."""
    on = [d.value for d in drawing.days if d.on and d.value is not None]
    off = [d.value for d in drawing.days if not d.on and d.value is not None]
    said = [words(Message("picture.trial.counts", {"on": len(on), "off": len(off)}))]
    if on and off:
        means: dict[str, str | int | float] = {
            "on": _mean(on, drawing, words),
            "off": _mean(off, drawing, words),
        }
        said.append(words(Message("picture.trial.means", means)))
    if drawing.difference is not None:
        effect, low, high = drawing.difference
        params: dict[str, str | int | float] = {
            "effect": write_difference(effect, drawing.unit, words),
            "low": write_bare(low, drawing.unit, words),
            "high": write_difference(high, drawing.unit, words),
        }
        said.append(words(Message("picture.trial.effect", params)))
    return " ".join(said)


def _mean(values: Sequence[float], drawing: TrialDrawing, words: Words) -> str:
    return write_difference(sum(values) / len(values), drawing.unit, words)
