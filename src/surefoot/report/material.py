"""What a report is made from, and the numbers picked out of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from surefoot.knowledge.kinds import Norm, Status
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.norms import fits_protocol
from surefoot.model.codes import Leg, Measure, Tier, VerdictKind
from surefoot.model.entry import Entry
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import Measurement
from surefoot.model.message import Message
from surefoot.model.report import ReportNorm, ReportNumber, ReportText
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit
from surefoot.model.verdict import UsualRange, Verdict
from surefoot.report.dates import local_day
from surefoot.report.days import Span, entry_day, home_zone, usual_for, whole_walks

#: Days a report looks back, a choice of presentation: one season fits one page and stays readable.
REPORT_DAYS = 90

_LEGS = (Leg.LEFT, Leg.RIGHT)


@dataclass(frozen=True, slots=True)
class Material:
    """One person's timeline and verdicts, the facts, and the days the report is about."""

    timeline: Timeline
    verdicts: Sequence[Verdict]
    knowledge: Knowledge
    span: Span


def report_span(timeline: Timeline, made: datetime) -> Span:
    """Return the last ``REPORT_DAYS`` days up to the day the report is made at home."""
    last = local_day(made, home_zone(timeline))
    return last - timedelta(days=REPORT_DAYS - 1), last


def newest_heaviness(material: Material) -> tuple[ReportNumber, ...]:
    """Return what the person said last of each leg, beside the usual range of that leg."""
    numbers = []
    for leg in _LEGS:
        entry = _newest_rated(material, leg)
        rating = entry.rating(leg) if entry else None
        if entry is not None and rating is not None:
            usual = usual_for(material.verdicts, Measure.HEAVINESS, leg)
            numbers.append(_said_number(entry, leg, float(rating), usual))
    return tuple(numbers)


def newest_scores(material: Material, measures: Iterable[Measure]) -> tuple[ReportNumber, ...]:
    """Return the newest number that was written down of each measure, as it was written down."""
    numbers = []
    for measure in measures:
        scored = [e for e in _inside(material) if e.score(measure) is not None]
        newest = max(scored, key=lambda e: e.lived, default=None)
        value = newest.score(measure) if newest else None
        if newest is not None and value is not None:
            numbers.append(_written_number(newest, measure, value))
    return tuple(numbers)


def newest_walk(material: Material, measures: Iterable[Measure]) -> tuple[ReportNumber, ...]:
    """Return the newest value of each measure of a whole walk, beside its usual range."""
    numbers = []
    for measure in measures:
        newest = newest_measurement(material, measure)
        if newest is not None:
            usual = usual_for(material.verdicts, measure, newest.leg)
            numbers.append(_measured_number(newest, material, usual))
    return tuple(numbers)


def newest_tests(
    material: Material, wanted: Iterable[tuple[Measure, Leg]], most: int
) -> tuple[ReportNumber, ...]:
    """Return the newest value of each measure and leg, of no more than the ``most`` newest.

    They keep the order of ``wanted`` and stand beside their usual range.
    """
    found = [one for asked in wanted if (one := newest_measurement(material, *asked))]
    kept = sorted(found, key=lambda one: one.when, reverse=True)[:most]
    return tuple(
        _measured_number(one, material, usual_for(material.verdicts, one.measure, one.leg))
        for one in found
        if one in kept
    )


def newest_measurement(
    material: Material, measure: Measure, leg: Leg = Leg.BOTH
) -> Measurement | None:
    """Return the newest measurement of whole recordings inside the span, or None."""
    zone = home_zone(material.timeline)
    inside = (
        m
        for m in whole_walks(material.timeline, measure)
        if m.leg is leg and material.span[0] <= local_day(m.when, zone) <= material.span[1]
    )
    return max(inside, key=lambda m: m.when, default=None)


def shown_changes(material: Material) -> tuple[tuple[VerdictKind, ReportNumber], ...]:
    """Return every change that was shown, with its size; usual ranges stand beside values."""
    return tuple(
        (verdict.kind, _change_number(verdict))
        for verdict in material.verdicts
        if verdict.kind is not VerdictKind.USUAL
        and verdict.answer is Tier.SHOWN
        and verdict.size is not None
        and verdict.rests_on
    )


def what_is_missing(material: Material, measures: Iterable[Measure]) -> tuple[ReportText, ...]:
    """Return what is needed before a usual range can be said, each need once."""
    wanted = set(measures)
    needs: list[Message] = []
    for verdict in material.verdicts:
        if verdict.answer is Tier.CANNOT_SAY and verdict.measure in wanted:
            needs += [need for need in verdict.needs if need not in needs]
    return tuple(ReportText(need) for need in needs)


def fitting_norms(material: Material, measures: Iterable[Measure]) -> tuple[ReportNorm, ...]:
    """Return the norm of each measure where only one group could be meant.

    Surefoot asks for neither age nor sex: a norm is shown when it is the only one of its measure
    and protocol that is not split by sex, and its group stands beside it for the reader to judge.
    """
    norms = []
    for measure in measures:
        newest = newest_measurement(material, measure)
        if newest is not None:
            capture = newest.context.capture
            known = [n for n in material.knowledge.norms(measure) if fits_protocol(n, capture)]
            fitting = [n for n in known if n.sex is None]
            if len(fitting) == 1:
                norms.append(_norm_block(fitting[0], material.knowledge))
    return tuple(norms)


def _norm_block(norm: Norm, knowledge: Knowledge) -> ReportNorm:
    return ReportNorm(
        label=Message(f"measure.{norm.measure}"),
        fact=norm.id,
        value=norm.value,
        unit=norm.unit,
        population=norm.population,
        sources=tuple(knowledge.source(source).cite for source in norm.sources),
        certainty=str(norm.certainty),
        reviewed=norm.status is Status.REVIEWED,
        low=norm.low,
        high=norm.high,
    )


def _inside(material: Material) -> Iterable[Entry]:
    first, last = material.span
    return (e for e in material.timeline.entries if first <= entry_day(e) <= last)


def _written_number(entry: Entry, measure: Measure, value: float) -> ReportNumber:
    return ReportNumber(
        label=Message(f"measure.{measure}"),
        value=value,
        low=value,
        high=value,
        unit=UNIT_OF[measure],
        rests_on=(entry.id,),
        day=entry_day(entry),
    )


def _newest_rated(material: Material, leg: Leg) -> Entry | None:
    rated = (e for e in _inside(material) if e.rating(leg) is not None)
    return max(rated, key=lambda e: e.lived, default=None)


def _said_number(entry: Entry, leg: Leg, rating: float, usual: UsualRange | None) -> ReportNumber:
    return ReportNumber(
        label=Message(f"measure.heaviness.{leg}"),
        value=rating,
        low=rating,
        high=rating,
        unit=Unit.RATING_0_10,
        rests_on=(entry.id,),
        usual_low=usual.low if usual else None,
        usual_high=usual.high if usual else None,
        day=entry_day(entry),
    )


def _measured_number(
    newest: Measurement, material: Material, usual: UsualRange | None
) -> ReportNumber:
    suffix = "" if newest.leg is Leg.BOTH else f".{newest.leg}"
    return ReportNumber(
        label=Message(f"measure.{newest.measure}{suffix}"),
        value=newest.value,
        low=newest.low,
        high=newest.high,
        unit=newest.unit,
        rests_on=(newest.id,),
        usual_low=usual.low if usual else None,
        usual_high=usual.high if usual else None,
        day=local_day(newest.when, home_zone(material.timeline)),
        quality=newest.quality,
        method=newest.provenance.method,
    )


def _change_number(verdict: Verdict) -> ReportNumber:
    size = verdict.size if verdict.size is not None else 0.0
    suffix = "" if verdict.leg is Leg.BOTH else f".{verdict.leg}"
    return ReportNumber(
        label=Message(f"measure.{verdict.measure}{suffix}"),
        value=size,
        low=size if verdict.low is None else verdict.low,
        high=size if verdict.high is None else verdict.high,
        unit=verdict.unit,
        rests_on=verdict.rests_on,
    )
