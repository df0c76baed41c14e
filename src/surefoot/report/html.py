"""A report in words: plain strings in rows, ready for a template or a typesetter."""

from collections.abc import Sequence
from datetime import date

import msgspec

from surefoot.model.codes import Audience, QualityCode
from surefoot.model.message import Message
from surefoot.model.report import (
    Report,
    ReportMarks,
    ReportNorm,
    ReportNumber,
    ReportSeries,
    ReportText,
    Section,
)
from surefoot.report.dates import local_day, write_day, write_short_day
from surefoot.report.quantity import write_quantity, write_quantity_range, write_range
from surefoot.report.words import Words


class RowView(msgspec.Struct, frozen=True):
    """One number: ``value`` with unit, ``interval`` (empty when said, not estimated), ``usual``
    range (empty when unknown), how it ``stands`` to it, how ``sure`` it is and why, ``method``."""

    label: str
    day: str
    value: str
    interval: str
    usual: str
    stands: str
    sure: str
    method: str
    rests_on: tuple[str, ...]


class SeriesView(msgspec.Struct, frozen=True):
    """One plotted series as a table: name, and (day, value) rows."""

    label: str
    rows: tuple[tuple[str, str], ...]


class SectionView(msgspec.Struct, frozen=True):
    """A titled part: rows and ``why`` none of them is surer, sentences, norms, what happened, and
    series for a picture."""

    title: str
    rows: tuple[RowView, ...]
    why: str
    sentences: tuple[str, ...]
    norms: tuple[str, ...]
    marks: str
    series: tuple[SeriesView, ...]


class ReportView(msgspec.Struct, frozen=True):
    """A whole report in words."""

    audience: Audience
    title: str
    subtitle: str
    simulated: str
    columns: tuple[str, str, str, str]
    sections: tuple[SectionView, ...]
    footer: str


def view_report(report: Report, words: Words) -> ReportView:
    """Return the report in the reader's language. Nothing in it is markup; escape as usual."""
    kind = report.audience.value
    made = write_day(local_day(report.made, report.zone), words)
    return ReportView(
        audience=report.audience,
        title=words(Message(f"report.title.{kind}", {"name": report.person})),
        subtitle=words(Message("report.subtitle", {"made": made, "days": _days_of(report, words)})),
        simulated=words(Message("report.simulated")) if report.simulated else "",
        columns=(
            words(Message("report.column.what")),
            words(Message("report.column.newest")),
            words(Message("report.column.usual")),
            words(Message("report.column.sure")),
        ),
        sections=tuple(_section(section, words) for section in report.sections),
        footer=words(Message("report.footer")),
    )


def _days_of(report: Report, words: Words) -> str:
    days = sorted(_all_days(report))
    if not days:
        return words(Message("report.no_days"))
    first, last = write_day(days[0], words), write_day(days[-1], words)
    return first if first == last else words(Message("number.range", {"low": first, "high": last}))


def _all_days(report: Report) -> set[date]:
    days: set[date] = set()
    for section in report.sections:
        for block in section.blocks:
            if isinstance(block, ReportSeries):
                days |= {point.day for point in block.points}
            elif isinstance(block, ReportMarks):
                days |= set(block.days)
    return days


def _section(section: Section, words: Words) -> SectionView:
    blocks = section.blocks
    numbers = [b for b in blocks if isinstance(b, ReportNumber)]
    shared = _shared_reasons(numbers)
    return SectionView(
        title=words(section.title),
        rows=tuple(_row(number, shared, words) for number in numbers),
        why=_why(shared, words),
        sentences=tuple(words(b.message) for b in blocks if isinstance(b, ReportText)),
        norms=tuple(_norm(b, words) for b in blocks if isinstance(b, ReportNorm)),
        marks=_marks([b for b in blocks if isinstance(b, ReportMarks)], words),
        series=tuple(_series(b, words) for b in blocks if isinstance(b, ReportSeries)),
    )


def _shared_reasons(numbers: Sequence[ReportNumber]) -> tuple[QualityCode, ...]:
    """Return what lowers every measured number alike; it is said once, not in each row."""
    reasons = [n.quality.reasons for n in numbers if n.quality is not None]
    if len(reasons) < 2:
        return ()
    return tuple(code for code in reasons[0] if all(code in others for others in reasons))


def _why(shared: Sequence[QualityCode], words: Words) -> str:
    reasons = ", ".join(words(Message(f"report.why.{code}")) for code in shared)
    return words(Message("report.sure.shared", {"reasons": reasons})) if reasons else ""


def _row(number: ReportNumber, shared: Sequence[QualityCode], words: Words) -> RowView:
    said = number.low == number.high
    return RowView(
        label=words(number.label),
        day=write_day(number.day, words) if number.day else "",
        value=write_quantity(number.value, number.unit, words),
        interval="" if said else write_range(number.low, number.high, number.unit, words),
        usual=_usual(number, words),
        stands=_stands(number, words),
        sure=_sure(number, shared, words),
        method=f"{number.method.id} v{number.method.version}" if number.method else "",
        rests_on=number.rests_on,
    )


def _usual(number: ReportNumber, words: Words) -> str:
    if number.usual_low is None or number.usual_high is None:
        return ""
    return write_quantity_range(number.usual_low, number.usual_high, number.unit, words)


def _stands(number: ReportNumber, words: Words) -> str:
    if number.usual_low is None or number.usual_high is None:
        return ""
    if number.value < number.usual_low:
        return words(Message("report.stands.below"))
    if number.value > number.usual_high:
        return words(Message("report.stands.above"))
    return words(Message("report.stands.inside"))


def _sure(number: ReportNumber, shared: Sequence[QualityCode], words: Words) -> str:
    if number.quality is None:
        return words(Message("report.sure.said")) if number.low == number.high else ""
    level = words(Message(f"report.sure.{number.quality.level}"))
    reasons = [
        words(Message(f"report.why.{code}"))
        for code in number.quality.reasons
        if code not in shared
    ]
    if not reasons:
        return level
    return words(Message("report.sure.because", {"level": level, "reasons": ", ".join(reasons)}))


def _norm(norm: ReportNorm, words: Words) -> str:
    reviewed = "report.norm.reviewed" if norm.reviewed else "report.norm.not_reviewed"
    return words(
        Message(
            "report.norm",
            {
                "what": words(norm.label),
                "value": write_quantity(norm.value, norm.unit, words),
                "population": norm.population,
                "source": "; ".join(_short_citation(source) for source in norm.sources),
                "certainty": words(Message(f"report.certainty.{norm.certainty}")),
                "reviewed": words(Message(reviewed)),
            },
        )
    )


def _short_citation(cite: str) -> str:
    """Leave out the title: authors and journal with year are enough to find a paper."""
    parts = cite.rstrip(".").split(". ")
    return f"{parts[0]}. {parts[-1]}" if len(parts) > 2 else cite.rstrip(".")


def _marks(marks: Sequence[ReportMarks], words: Words) -> str:
    counted = [
        words(Message("picture.days.mark", {"what": words(mark.label), "n": len(mark.days)}))
        for mark in marks
    ]
    return words(Message("report.marks", {"marks": "; ".join(counted)})) if counted else ""


def _series(series: ReportSeries, words: Words) -> SeriesView:
    return SeriesView(
        label=words(series.label),
        rows=tuple(
            (write_short_day(p.day, words), write_quantity(p.value, series.unit, words))
            for p in series.points
        ),
    )
