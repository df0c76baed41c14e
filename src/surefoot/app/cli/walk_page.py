"""One measured walk as a page in the terminal: plain words, intervals, and what is missing."""

from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from surefoot.app.messages import say, sentences
from surefoot.model.codes import AbsenceReason, Leg, Measure, Placement, SegmentKind
from surefoot.model.force_plate import CentreOfPressure, PlateHeader
from surefoot.model.measurement import Analysis, Measurement, NotMeasured
from surefoot.model.message import Message
from surefoot.model.recording import Capture, Header, Recording
from surefoot.model.units import Unit
from surefoot.report.quantity import unit_name, write_number, write_quantity, write_range
from surefoot.usecases.confirm_placement import places_to_ask

_DAY_COLUMNS = (
    Measure.DAILY_STEPS,
    Measure.DAILY_WALKING_TIME,
    Measure.SPEED_BOUTS_OVER_10S,
    Measure.WEAR_TIME,
)
_BOUT_COLUMNS = (Measure.CADENCE, Measure.STRIDE_LENGTH, Measure.WALKING_SPEED)


def _say(message_id: str, **params: str | int | float) -> str:
    return say(Message(message_id, dict(params)))


def print_walk(file: str, recording: Recording | CentreOfPressure, analysis: Analysis) -> None:
    """Print what one recording showed, on standard output."""
    console = Console(highlight=False, emoji=False, markup=False)
    for part in walk_page(file, recording, analysis):
        console.print(part)
        console.print()


def walk_page(
    file: str, recording: Recording | CentreOfPressure, analysis: Analysis
) -> list[RenderableType]:
    """Return the parts of the page, top to bottom."""
    whole = [item for item in analysis.measurements if item.segment is None]
    parts: list[RenderableType] = [_about(file, recording.header)]
    places = places_to_ask(recording.header.capture.placement, analysis)
    if places and analysis.likely_placement is not None:
        parts.append(Text(_likely(analysis.likely_placement.placement, places)))
    if whole:
        parts.append(_measured(whole))
    kinds = {segment.kind for segment in analysis.segments}
    if SegmentKind.DAY in kinds:
        parts.append(_days(analysis, recording.header.time_base.zone))
    elif SegmentKind.WALK in kinds:
        parts.append(_bouts(analysis))
    missing = [item for item in analysis.not_measured if item.segment is None]
    if missing:
        parts.append(_missing(missing))
    parts.append(Text(_say("cli.walk.footer"), style="dim"))
    return parts


def _about(file: str, header: Header | PlateHeader) -> Text:
    base = header.time_base
    minutes, seconds = divmod(round(base.duration_s), 60)
    lines = [
        _say(
            "cli.walk.about", minutes=minutes, seconds=seconds, rate=f"{base.effective_rate_hz:.0f}"
        ),
        _when(base.start, base.zone) if base.start_known else _say("cli.walk.when_unknown"),
        *([] if isinstance(header, PlateHeader) else _worn(header.capture)),
        *(_say("cli.walk.note", note=_say(f"qualitycode.{note}")) for note in header.notes),
    ]
    text = Text(_say("cli.walk.title", file=file), style="bold")
    for line in lines:
        text.append(f"\n{line}", style="not bold")
    return text


def _local(when: datetime, zone: str) -> datetime:
    try:
        return when.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        return when


def _worn(capture: Capture) -> list[str]:
    return [_placement(capture.placement), _height(capture.height_m)]


def _when(start: datetime, zone: str) -> str:
    local = _local(start, zone)
    return _say("cli.walk.when", day=f"{local:%Y-%m-%d}", time=f"{local:%H:%M %Z}")


def _placement(placement: Placement) -> str:
    if placement is Placement.UNKNOWN:
        return _say("cli.walk.placement_unknown")
    return _say("cli.walk.placement", placement=_say(f"placement.{placement}"))


def _likely(likely: Placement, places: tuple[Placement, ...]) -> str:
    """Return where the phone probably was, and how to say so."""
    options = [f"--placement {place.value}" for place in places]
    option = options[0]
    for other in options[1:]:
        option = _say("cli.walk.likely_or", one=option, other=other)
    return _say("cli.walk.likely", question=_say(f"likely.{likely}"), option=option)


def _height(height_m: float | None) -> str:
    if height_m is None:
        return _say("cli.walk.height_unknown")
    return _say("cli.walk.height", height=write_quantity(height_m, Unit.METRE, say))


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _name(measure: Measure, leg: Leg) -> str:
    with_leg = f"measure.{measure}.{leg}"
    return _say(with_leg if with_leg in sentences() else f"measure.{measure}")


def _measured(items: list[Measurement]) -> Table:
    columns = ("cli.walk.what", "cli.walk.value", "cli.walk.between", "cli.walk.sure")
    table = _table(_say("cli.walk.measured"), *(_say(column) for column in columns))
    for item in items:
        table.add_row(
            _name(item.measure, item.leg),
            write_quantity(item.value, item.unit, say),
            write_range(item.low, item.high, item.unit, say),
            _say(f"qualitylevel.{item.quality.level}"),
        )
    reasons = dict.fromkeys(reason for item in items for reason in item.quality.reasons)
    if reasons:
        why = ", ".join(_say(f"qualitycode.{reason}") for reason in reasons)
        table.caption, table.caption_justify = _say("cli.walk.unsure", why=why), "left"
    return table


def _bouts(analysis: Analysis) -> Table:
    found = {(m.segment, m.measure): m for m in analysis.measurements}
    shown = {m.measure: m.unit for m in analysis.measurements if m.measure in _BOUT_COLUMNS}
    heads = [_say(f"cli.walk.{head}") for head in ("bout", "from", "to", "steps")]
    names = [_heading(measure, unit) for measure, unit in shown.items()]
    table = _table(_say("cli.walk.bouts"), *heads, *names, _say("cli.walk.sure"))
    places = [i for i, s in enumerate(analysis.segments) if s.kind is SegmentKind.WALK]
    for number, place in enumerate(places, start=1):
        cells = [_cell(found.get((place, measure))) for measure in shown]
        level = _say(f"qualitylevel.{analysis.segments[place].quality.level}")
        table.add_row(str(number), *_span(analysis, place), *cells, level)
    return table


def _days(analysis: Analysis, zone: str) -> Table:
    """Return one row for each day; the walks of a week would fill many screens."""
    found = {(m.segment, m.measure): m for m in analysis.measurements}
    shown = {m.measure: m.unit for m in analysis.measurements if m.measure in _DAY_COLUMNS}
    names = [_heading(measure, shown[measure]) for measure in _DAY_COLUMNS if measure in shown]
    table = _table(_say("cli.walk.days"), _say("cli.walk.day"), *names, _say("cli.walk.sure"))
    for place, segment in enumerate(analysis.segments):
        worn = found.get((place, Measure.WEAR_TIME))
        if segment.kind is SegmentKind.DAY and worn is not None:
            cells = [_cell(found.get((place, m))) for m in _DAY_COLUMNS if m in shown]
            level = _say(f"qualitylevel.{segment.quality.level}")
            table.add_row(f"{_local(worn.when, zone):%Y-%m-%d %H:%M}", *cells, level)
    return table


def _heading(measure: Measure, unit: Unit) -> str:
    name = _name(measure, Leg.BOTH)
    # "Steps a minute" says its unit already.
    return name if unit is Unit.STEPS_PER_MINUTE else f"{name} ({unit_name(unit, say)})"


def _span(analysis: Analysis, place: int) -> tuple[str, str, str]:
    segment = analysis.segments[place]
    steps = sum(segment.start_s <= c.time_s <= segment.end_s for c in analysis.initial_contacts)
    return _clock(segment.start_s), _clock(segment.end_s), str(steps)


def _cell(item: Measurement | None) -> str:
    return "-" if item is None else write_number(item.value, item.unit, say)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _missing(items: list[NotMeasured]) -> Table:
    """Return one row a reason, with everything it keeps from being measured."""
    table = _table(_say("cli.walk.missing"), _say("cli.walk.what"), _say("cli.walk.why"))
    by_reason: dict[AbsenceReason, list[str]] = {}
    for item in items:
        names = by_reason.setdefault(item.reason, [])
        if _name(item.measure, item.leg) not in names:
            names.append(_name(item.measure, item.leg))
    for reason, names in by_reason.items():
        table.add_row("\n".join(names), _say(f"absencereason.{reason}"))
    return table
