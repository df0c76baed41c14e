"""What one recording gave, row by row: number, interval, usual range, how sure and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from surefoot.app.views.usual import BesideUsual, beside_usual, label_of
from surefoot.app.words import words
from surefoot.knowledge.kinds import Norm
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.norms import fits_protocol
from surefoot.model.codes import AbsenceReason, Foot, Leg, Measure, Protocol
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.message import Message
from surefoot.model.recording import Capture
from surefoot.model.segment import Quality
from surefoot.model.verdict import Verdict
from surefoot.report.quantity import write_quantity
from surefoot.report.shown_first import shown_first, shown_order


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement beside the person's usual."""

    label: str
    measured: Measurement
    usual: BesideUsual | None
    comes_first: bool

    @property
    def is_exact(self) -> bool:
        """Whether it is a count rather than an estimate."""
        return self.measured.low == self.measured.high


@dataclass(frozen=True, slots=True)
class Missing:
    """Why some measures are missing from a recording."""

    reason: AbsenceReason
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NormLine:
    """What is known of other people, with how sure that is."""

    id: str
    label: str
    value: str
    population: str
    sources: str
    certainty: str
    status: str


def rows_of(analysis: Analysis, protocol: Protocol, verdicts: Sequence[Verdict]) -> tuple[Row, ...]:
    """Return the measurements of the whole recording, the most asked for first."""
    order, first = shown_order(protocol), shown_first(protocol)
    whole = [m for m in analysis.measurements if m.segment is None]
    whole.sort(key=lambda m: (order.index(m.measure), m.leg))
    return tuple(
        Row(
            label_of(m.measure, m.leg),
            m,
            beside_usual(m.value, m.measure, m.leg, verdicts),
            m.measure in first,
        )
        for m in whole
    )


def row_beside(measured: Measurement) -> Row:
    """Return a row for a number that rests on more than this recording."""
    return Row(label_of(measured.measure, measured.leg), measured, None, comes_first=True)


def missing_of(analysis: Analysis) -> tuple[Missing, ...]:
    """Return what the whole recording could not give, gathered by reason."""
    legs: dict[AbsenceReason, dict[Measure, set[Leg]]] = {}
    for absent in analysis.not_measured:
        if absent.segment is None:
            of = legs.setdefault(absent.reason, {})
            of.setdefault(absent.measure, set()).add(absent.leg)
    return tuple(
        Missing(reason, tuple(label for item in of.items() for label in _labels(*item)))
        for reason, of in legs.items()
    )


def _labels(measure: Measure, legs: set[Leg]) -> tuple[str, ...]:
    """Return one name for a measure that is missing on both legs, else one for each leg."""
    if legs >= {Leg.LEFT, Leg.RIGHT}:
        return (label_of(measure, Leg.BOTH),)
    return tuple(label_of(measure, leg) for leg in sorted(legs))


def shared_quality(rows: Sequence[Row]) -> Quality | None:
    """Return how sure all rows are, when they are alike; None when they differ."""
    alike = {(row.measured.quality.level, frozenset(row.measured.quality.reasons)) for row in rows}
    return rows[0].measured.quality if len(alike) == 1 else None


def tells_feet(analysis: Analysis) -> bool:
    """Whether left was told from right in any step."""
    return any(contact.foot is not Foot.UNKNOWN for contact in analysis.initial_contacts)


def what_would_help(analysis: Analysis) -> AbsenceReason | None:
    """Return what the person could tell so that more of the walk can be measured."""
    reasons = {absent.reason for absent in analysis.not_measured if absent.segment is None}
    helps = (AbsenceReason.PLACEMENT_UNKNOWN, AbsenceReason.HEIGHT_UNKNOWN)
    return next((reason for reason in helps if reason in reasons), None)


def norms_of(analysis: Analysis, capture: Capture, knowledge: Knowledge) -> tuple[NormLine, ...]:
    """Return what is known of people of any age and sex for what was measured by this test."""
    protocol = capture.protocol
    measured = {m.measure for m in analysis.measurements if m.segment is None}
    return tuple(
        _norm_line(norm, knowledge)
        for measure in shown_order(protocol)
        if measure in measured
        for norm in knowledge.norms(measure)
        if norm.suits(None, None, protocol) and fits_protocol(norm, capture)
    )


def _norm_line(norm: Norm, knowledge: Knowledge) -> NormLine:
    return NormLine(
        id=norm.id,
        label=label_of(norm.measure, Leg.BOTH),
        value=write_quantity(norm.value, norm.unit, words),
        population=norm.population,
        sources="; ".join(knowledge.source(source).cite for source in norm.sources),
        certainty=words(Message(f"certainty.{norm.certainty}")),
        status=words(Message(f"status.{norm.status}")),
    )
