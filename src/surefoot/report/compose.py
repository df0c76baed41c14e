"""Puts a report together: which sections, in which order, for whom."""

from collections.abc import Sequence
from datetime import datetime

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Audience, Leg, Measure, VerdictKind
from surefoot.model.message import Message
from surefoot.model.people import Person
from surefoot.model.report import (
    Report,
    ReportBlock,
    ReportNumber,
    ReportSeries,
    ReportText,
    Section,
)
from surefoot.model.timeline import Timeline
from surefoot.model.verdict import Verdict
from surefoot.report.dates import local_day
from surefoot.report.days import (
    day_marks,
    entry_day,
    heaviness_series,
    home_zone,
    walking_series,
    whole_walks,
)
from surefoot.report.material import (
    Material,
    fitting_norms,
    newest_heaviness,
    newest_scores,
    newest_tests,
    newest_walk,
    report_span,
    shown_changes,
    what_is_missing,
)

_FOR_PERSON = (Measure.WALKING_SPEED, Measure.CADENCE, Measure.STEP_TIME_ASYMMETRY)
_FOR_CLINICIAN = (
    Measure.WALKING_SPEED,
    Measure.STRIDE_LENGTH,
    Measure.CADENCE,
    Measure.STRIDE_TIME_CV,
    Measure.STEP_TIME_ASYMMETRY,
)
# Newest result of each test; the clinician asks for a timed walk first.
_TESTS = (
    (Measure.COURSE_TIME, Leg.BOTH),
    (Measure.WALK_DISTANCE, Leg.BOTH),
    (Measure.DISTANCE_WALKED_INDEX, Leg.BOTH),
    (Measure.TUG_TIME, Leg.BOTH),
    (Measure.CHAIR_STAND_TIME, Leg.BOTH),
    (Measure.TURN_SPEED, Leg.BOTH),
    (Measure.SWAY_ANGLE_VELOCITY, Leg.BOTH),
    (Measure.TAP_RATE, Leg.LEFT),
    (Measure.TAP_RATE, Leg.RIGHT),
)
# So many fit on one page; tests stand in place of the less asked for numbers of a walk.
_MOST_TESTS, _MOST_SCORES, _MOST_ROWS = 3, 2, 7
# Scores obtained elsewhere that a clinician asks for, by their standing in MS.
_SCORES = (Measure.EDSS, Measure.MSWS_12, Measure.MFIS_5, Measure.PHQ_9)
_FOLLOWED = (Measure.HEAVINESS, Measure.WALKING_SPEED)


def compose_report(
    person: Person,
    timeline: Timeline,
    verdicts: Sequence[Verdict],
    audience: Audience,
    knowledge: Knowledge,
    made: datetime,
) -> Report:
    """Return the report of the last 90 days for one audience.

    Every number points at the entry or measurement it rests on; every norm at its fact.
    """
    material = Material(timeline, verdicts, knowledge, report_span(timeline, made))
    sections = _person(material) if audience is Audience.PERSON else _clinician(material)
    return Report(
        audience=audience,
        person=person.name,
        made=made,
        sections=tuple(section for section in sections if section.blocks),
        simulated=person.simulated,
        zone=home_zone(timeline),
    )


def _person(material: Material) -> tuple[Section, ...]:
    return (
        Section(Message("report.legs.title"), _legs(material)),
        Section(Message("report.walk.title"), _walk(material, _FOR_PERSON)),
        *_changes(material),
        Section(Message("report.days.title"), _days(material)),
        Section(
            Message("report.read.title"),
            (*what_is_missing(material, _FOLLOWED)[:2], _text("report.read.person")),
        ),
    )


def _clinician(material: Material) -> tuple[Section, ...]:
    tests = newest_tests(material, _TESTS, _MOST_TESTS)
    walk = newest_walk(material, _FOR_CLINICIAN)
    scores = newest_scores(material, _SCORES)[:_MOST_SCORES]
    numbers = (*newest_heaviness(material), *tests, *scores, *walk)[:_MOST_ROWS]
    return (
        Section(Message("report.numbers.title"), (_coverage(material), *numbers)),
        *_changes(material),
        Section(Message("report.days.title"), _days(material)),
        Section(Message("report.norms.title"), fitting_norms(material, _FOR_CLINICIAN)[:2]),
        Section(
            Message("report.read.title"),
            (
                *what_is_missing(material, _FOLLOWED)[:1],
                _text("report.read.clinician"),
                *_methods(numbers),
            ),
        ),
    )


def _legs(material: Material) -> tuple[ReportBlock, ...]:
    return newest_heaviness(material) or (_text("report.legs.none"),)


def _walk(material: Material, measures: Sequence[Measure]) -> tuple[ReportBlock, ...]:
    return newest_walk(material, measures) or (_text("report.walk.none"),)


def _changes(material: Material) -> tuple[Section, ...]:
    by_kind: dict[VerdictKind, list[ReportNumber]] = {}
    for kind, number in shown_changes(material):
        by_kind.setdefault(kind, []).append(number)
    return tuple(
        Section(Message(f"report.change.{kind}"), tuple(numbers))
        for kind, numbers in by_kind.items()
    )


def _days(material: Material) -> tuple[ReportBlock, ...]:
    timeline, verdicts, span = material.timeline, material.verdicts, material.span
    walking = _walking(material)
    return (
        *heaviness_series(timeline, verdicts, span),
        *((walking,) if walking else ()),
        *day_marks(timeline, span),
    )


def _walking(material: Material) -> ReportSeries | None:
    """Return speed over the days, or steps a minute where speed was never measured."""
    timeline, verdicts, span = material.timeline, material.verdicts, material.span
    return walking_series(timeline, verdicts, span) or walking_series(
        timeline, verdicts, span, Measure.CADENCE
    )


def _coverage(material: Material) -> ReportText:
    """Say how much the page rests on and how the newest walk was recorded."""
    timeline, (first, last) = material.timeline, material.span
    zone = home_zone(timeline)
    walk_days = [
        local_day(m.when, zone)
        for measure in (Measure.STEP_COUNT, Measure.WALKING_SPEED, Measure.CADENCE)
        for m in whole_walks(timeline, measure)
        if m.leg is Leg.BOTH
    ]
    entry_days = {entry_day(e) for e in timeline.entries}
    return _text(
        "report.coverage",
        checkins=sum(first <= day <= last for day in entry_days),
        walks=len({day for day in walk_days if first <= day <= last}),
    )


def _methods(numbers: Sequence[ReportNumber]) -> tuple[ReportText, ...]:
    """Name the methods behind the numbers with their versions, each once."""
    named = {f"{n.method.id} v{n.method.version}": None for n in numbers if n.method}
    return (_text("report.methods", methods=", ".join(named)),) if named else ()


def _text(message_id: str, **params: str | int | float) -> ReportText:
    return ReportText(Message(message_id, dict(params)))
