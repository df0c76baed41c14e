"""What a diary entry holds besides how the legs feel, in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from surefoot.app import words as speech
from surefoot.app.messages import say
from surefoot.app.views.usual import BesideUsual, beside_usual, label_of
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import AbsenceReason, FindingState, Measure
from surefoot.model.entry import Entry
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import Measurement, NotMeasured
from surefoot.model.message import Message
from surefoot.model.reasoning import Finding
from surefoot.model.score import Score
from surefoot.model.verdict import Verdict
from surefoot.report.quantity import write_number, write_quantity, write_quantity_range

# A time walked is said in minutes and seconds.
_SPANS = frozenset({Measure.TIME_UNTIL_HEAVY})


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """A number that was written down, with its name."""

    label: str
    value: str
    usual: BesideUsual | None


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question with the answer given."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class RestLine:
    """What a stop and see showed, or why not."""

    label: str
    value: str = ""
    range: str = ""
    reason: AbsenceReason | None = None


def written(score: Score) -> str:
    """Return a number as it was written down, with its unit; a step on a chart has none."""
    write = write_number if score.measure is Measure.URINE_COLOUR else write_quantity
    return write(score.value, UNIT_OF[score.measure], speech.words)


def score_lines(entry: Entry, verdicts: Sequence[Verdict]) -> tuple[ScoreLine, ...]:
    """Return the numbers of an entry, each beside its usual where that is followed."""
    return tuple(
        ScoreLine(
            label_of(one.measure, one.leg),
            written(one),
            beside_usual(one.value, one.measure, one.leg, verdicts),
        )
        for one in entry.scores
    )


def answer_lines(entry: Entry, knowledge: Knowledge) -> tuple[AnswerLine, ...]:
    """Return the answers in an entry in the words of their questions, without those skipped."""
    facts = {fact.id: fact for fact in knowledge.findings()} if entry.answers else {}
    return tuple(
        AnswerLine(facts[given.finding].question, answer.says)
        for given in entry.answers
        if given.finding in facts and (answer := facts[given.finding].answer(given.value))
    )


def rest_lines(outcomes: Iterable[Measurement | NotMeasured]) -> tuple[RestLine, ...]:
    """Return what a stop and see showed."""
    return tuple(_rest_line(outcome) for outcome in outcomes)


def rest_sentences(findings: Iterable[Finding], entry: Entry) -> tuple[str, ...]:
    """Return what this rest clearly showed; nothing where it is unknown or another one's."""
    return tuple(
        say(Message(f"rest.{finding.id}.{finding.state.value}"), gettext)
        for finding in findings
        if finding.sources[:1] == (entry.id,) and finding.state is not FindingState.UNKNOWN
    )


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
