"""What a diary entry holds besides how the legs feel, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from surefoot.app import words as speech
from surefoot.app.views.usual import label_of
from surefoot.model.codes import AbsenceReason, Measure
from surefoot.model.entry import Entry
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import Measurement, NotMeasured
from surefoot.model.message import Message
from surefoot.model.score import Score
from surefoot.model.units import Unit
from surefoot.report.quantity import write_quantity, write_quantity_range

# A time walked is said in minutes and seconds.
_SPANS = frozenset({Measure.TIME_UNTIL_HEAVY})


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A number that was written down, with its name."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class RestLine:
    """What a stop and see showed, or why not."""

    label: str
    value: str = ""
    range: str = ""
    reason: AbsenceReason | None = None


def written(score: Score) -> str:
    """Return a number as it was written down, with its unit; a step on a chart has none."""
    unit = UNIT_OF[score.measure]
    if unit is not Unit.SCORE:
        return write_quantity(score.value, unit, speech.words)
    mark = speech.words(Message("number.decimal_mark"))
    exact = f"{score.value:g}".replace(".", mark)
    if score.measure is Measure.URINE_COLOUR:
        return exact
    return speech.words(Message("quantity.score", {"value": exact}))


def score_lines(entry: Entry) -> tuple[ScoreLine, ...]:
    """Return the numbers of an entry."""
    return tuple(ScoreLine(label_of(s.measure, s.leg), written(s)) for s in entry.scores)


def rest_lines(outcomes: Iterable[Measurement | NotMeasured]) -> tuple[RestLine, ...]:
    """Return what a stop and see showed."""
    return tuple(_rest_line(outcome) for outcome in outcomes)


def _rest_line(outcome: Measurement | NotMeasured) -> RestLine:
    label = label_of(outcome.measure, outcome.leg)
    if isinstance(outcome, NotMeasured):
        return RestLine(label, reason=outcome.reason)
    low, value, high = outcome.low, outcome.value, outcome.high
    if outcome.measure in _SPANS:
        return RestLine(label, speech.duration(value), speech.durations(low, high))
    unit = outcome.unit
    return RestLine(
        label,
        write_quantity(value, unit, speech.words),
        write_quantity_range(low, high, unit, speech.words),
    )
