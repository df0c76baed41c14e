"""A person's days as blocks of a report: heaviness, walking, and what happened on them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from surefoot.model.codes import Before, CouldNotWalk, DayEvent, Leg, Measure, VerdictKind
from surefoot.model.entry import Entry
from surefoot.model.measurement import Measurement
from surefoot.model.message import Message
from surefoot.model.report import ReportMarks, ReportSeries, SeriesPoint
from surefoot.model.timeline import Timeline
from surefoot.model.trial import MarkKind
from surefoot.model.units import Unit
from surefoot.model.verdict import UsualRange, Verdict
from surefoot.report.dates import local_day

#: First and last day, both included.
Span = tuple[date, date]

_LEGS = (Leg.LEFT, Leg.RIGHT)
_TRIED = (MarkKind.DONE, MarkKind.PARTLY, MarkKind.SESSION)
# What is marked, most telling first: when room is short the last are left out.
_MARKS: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    ("mark.could-not-walk", lambda e: e.could_not_walk is CouldNotWalk.LEGS),
    ("mark.fell", lambda e: DayEvent.FELL in e.events),
    ("mark.fever", lambda e: bool({Before.FEVER, Before.INFECTION} & set(e.before))),
    ("mark.gave-way", lambda e: DayEvent.GAVE_WAY in e.events),
    ("mark.nearly-fell", lambda e: DayEvent.NEARLY_FELL in e.events),
    ("mark.toe-caught", lambda e: DayEvent.TOE_CAUGHT in e.events),
    ("mark.heat", lambda e: bool({Before.HEAT, Before.HOT_BATH} & set(e.before))),
    ("mark.trial", lambda e: e.trial is not None and e.trial.kind in _TRIED),
    ("mark.treatment", lambda e: bool(e.treatments)),
    ("mark.no-walk-other", lambda e: e.could_not_walk is CouldNotWalk.OTHER),
)


def entry_day(entry: Entry) -> date:
    """Return the day an entry was lived, where the person was."""
    return local_day(entry.lived, entry.zone)


def home_zone(timeline: Timeline) -> str:
    """Return the zone of the newest entry; measurements are placed on days there."""
    return timeline.entries[-1].zone if timeline.entries else "UTC"


def whole_walks(timeline: Timeline, measure: Measure) -> tuple[Measurement, ...]:
    """Return measurements of whole recordings (no single segment), oldest first."""
    return tuple(m for m in timeline.measurements if m.measure is measure and m.segment is None)


def usual_for(verdicts: Iterable[Verdict], measure: Measure, leg: Leg) -> UsualRange | None:
    """Return the usual range of one measure and leg, or None when it cannot be said yet."""
    fitting = (
        v.usual
        for v in verdicts
        if v.kind is VerdictKind.USUAL and v.measure is measure and v.leg is leg
    )
    return next((usual for usual in fitting if usual is not None), None)


def whole_span(timeline: Timeline) -> Span | None:
    """Return the first and last day with anything on it, or None for an empty timeline."""
    zone = home_zone(timeline)
    days = [entry_day(e) for e in timeline.entries]
    days += [local_day(m.when, zone) for m in timeline.measurements]
    return (min(days), max(days)) if days else None


def heaviness_series(
    timeline: Timeline, verdicts: Sequence[Verdict], span: Span
) -> tuple[ReportSeries, ...]:
    """Return the heaviness of left and right leg, one series each, only those with points."""
    series = []
    for leg in _LEGS:
        points = tuple(_ratings(timeline, leg, span))
        usual = usual_for(verdicts, Measure.HEAVINESS, leg)
        if points:
            series.append(_series(f"measure.heaviness.{leg}", Unit.RATING_0_10, points, usual))
    return tuple(series)


def walking_series(
    timeline: Timeline,
    verdicts: Sequence[Verdict],
    span: Span,
    measure: Measure = Measure.WALKING_SPEED,
) -> ReportSeries | None:
    """Return one walking measure over the days with its 95 % intervals, or None without points."""
    zone = home_zone(timeline)
    points = tuple(
        SeriesPoint(local_day(m.when, zone), m.value, m.low, m.high, (m.id,))
        for m in whole_walks(timeline, measure)
        if m.leg is Leg.BOTH and _inside(local_day(m.when, zone), span)
    )
    if not points:
        return None
    unit = whole_walks(timeline, measure)[-1].unit
    return _series(f"measure.{measure}", unit, points, usual_for(verdicts, measure, Leg.BOTH))


def day_marks(timeline: Timeline, span: Span) -> tuple[ReportMarks, ...]:
    """Return what happened on which days, most telling first; kinds without a day are left out."""
    entries = [e for e in timeline.entries if _inside(entry_day(e), span)]
    marks = []
    for code, happened in _MARKS:
        fitting = [e for e in entries if happened(e)]
        if fitting:
            days = tuple(sorted({entry_day(e) for e in fitting}))
            marks.append(ReportMarks(Message(code), code, days, tuple(e.id for e in fitting)))
    return tuple(marks)


def _ratings(timeline: Timeline, leg: Leg, span: Span) -> Iterable[SeriesPoint]:
    for entry in timeline.entries:
        rating, day = entry.rating(leg), entry_day(entry)
        if rating is not None and _inside(day, span):
            yield SeriesPoint(day, float(rating), rests_on=(entry.id,))


def _inside(day: date, span: Span) -> bool:
    return span[0] <= day <= span[1]


def _series(
    label: str, unit: Unit, points: tuple[SeriesPoint, ...], usual: UsualRange | None
) -> ReportSeries:
    ordered = tuple(sorted(points, key=lambda point: point.day))
    if usual is None:
        return ReportSeries(Message(label), unit, ordered)
    return ReportSeries(Message(label), unit, ordered, usual.low, usual.high)
