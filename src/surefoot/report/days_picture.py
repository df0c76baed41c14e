"""The picture of many days: how heavy each leg felt over how the person walked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from surefoot.model.change import FollowedSeries
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import Message
from surefoot.model.report import ReportMarks, ReportSeries
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit
from surefoot.model.verdict import Verdict
from surefoot.report.calendar_axis import Calendar, calendar_ticks, crosses_years
from surefoot.report.canvas import (
    TITLE_LIFT,
    calm,
    new_figure,
    place_axes,
    say_instead,
    title_panel,
    to_svg,
    write_from_edge,
)
from surefoot.report.dates import write_day
from surefoot.report.days import (
    Span,
    day_marks,
    heaviness_series,
    walking_series,
    whole_span,
)
from surefoot.report.legend import Mark, draw_legend, plan_legend
from surefoot.report.palette import LIGHT, Palette
from surefoot.report.quantity import tick_writer, unit_name
from surefoot.report.usual_band import days_in, draw_band, draw_fixed
from surefoot.report.words import Words

_SIDE_PX = 40
_MARK_ROW_PX = 34
_TITLE_PX = 17
# From this many days on, the line is the mean of a week and the single days step back.
_MANY_DAYS = 45
_WEEK = 7
_SHAPES = {"measure.heaviness.left": "o", "measure.heaviness.right": "^"}
DayBlock = ReportSeries | ReportMarks | FollowedSeries


def draw_timeline(
    timeline: Timeline,
    usual: Sequence[Verdict | FollowedSeries],
    words: Words,
    palette: Palette = LIGHT,
    width_px: int = 720,
    span: Span | None = None,
) -> bytes:
    """Return SVG: heaviness left and right per day over walking, with marks between.

    What is followed has a range of its own for each day; else one verdict's range stands for all.
    ``span`` is first and last day (default: all). Walking is the speed; where no speed could be
    measured, steps a minute. Text is 13 CSS pixels when shown ``width_px`` wide.
    """
    span = span or whole_span(timeline)
    blocks: tuple[DayBlock, ...] = ()
    verdicts = [one for one in usual if isinstance(one, Verdict)]
    if span is not None:
        walking = walking_series(timeline, verdicts, span) or walking_series(
            timeline, verdicts, span, Measure.CADENCE
        )
        blocks = (
            *heaviness_series(timeline, verdicts, span),
            *((walking,) if walking else ()),
            *day_marks(timeline, span),
        )
        blocks += tuple(one for one in usual if isinstance(one, FollowedSeries))
    return draw_days(blocks, span, words, palette, width_px)


def draw_days(
    blocks: Sequence[DayBlock],
    span: Span | None,
    words: Words,
    palette: Palette = LIGHT,
    width_px: int = 720,
    panel_px: int = 128,
) -> bytes:
    """Return SVG of the series and marks of a report; each panel is ``panel_px`` high.

    Where walking is followed, its own range of each day and its still line are drawn.
    """
    ratings = [b for b in blocks if isinstance(b, ReportSeries) and b.unit is Unit.RATING_0_10]
    walking = [b for b in blocks if isinstance(b, ReportSeries) and b.unit is not Unit.RATING_0_10]
    marks = [b for b in blocks if isinstance(b, ReportMarks)]
    followed = [b for b in blocks if isinstance(b, FollowedSeries)]
    title = words(Message("picture.days.title"))
    if span is None:
        return _empty(width_px, title, words, palette)
    first_title = words(Message("picture.days.heaviness"))
    banded = [series for series in walking if _same(series, followed) is None]
    meanings = _meanings(ratings, banded, words, palette)
    meanings += _followed_meanings([_same(series, followed) for series in walking], words, palette)
    legend = plan_legend(meanings, first_title, width_px)
    heights = _Heights(legend.height_px, panel_px, len(marks), bool(walking))
    panels = _Panels(width_px, heights, span)
    _draw_heaviness(panels.heaviness, ratings, words, palette)
    if panels.marks is not None:
        _draw_marks(panels.marks, marks, words, palette)
    if panels.walking is not None:
        _draw_walking(panels.walking, walking[0], words, palette)
        _draw_usual(panels.walking, walking[0], _same(walking[0], followed), span, palette)
    calendar = calendar_ticks(span, words, int(width_px // 78))
    for axes in panels.all():
        _draw_calendar(axes, calendar, palette, last=axes is panels.all()[-1])
    draw_legend(panels.figure, legend, legend.height_px + _TITLE_PX, palette)
    return to_svg(panels.figure, title, describe_days(blocks, span, words))


@dataclass(frozen=True, slots=True)
class _Heights:
    """Heights in pixels of legend and panels, how many kinds of marks, and whether walks."""

    legend: int
    panel: int
    mark_rows: int
    has_walking: bool


class _Panels:
    """The figure and its up to three panels from top to bottom, sharing the days."""

    def __init__(self, width_px: int, heights: _Heights, span: Span) -> None:
        below = 44 if crosses_years(span) else 24
        walking_px = heights.panel if heights.has_walking else 0
        tall = [heights.panel, heights.mark_rows * _MARK_ROW_PX, walking_px]
        gaps = [
            heights.legend + _TITLE_PX + int(TITLE_LIFT),
            14 if heights.mark_rows else 0,
            40 if heights.has_walking else 0,
        ]
        self.figure: Figure = new_figure(width_px, sum(tall) + sum(gaps) + below)
        tops = [sum(gaps[: i + 1]) + sum(tall[:i]) for i in range(3)]
        placed = [
            place_axes(self.figure, _SIDE_PX, top, width_px - 14, top + height) if height else None
            for top, height in zip(tops, tall, strict=True)
        ]
        assert placed[0] is not None
        self.heaviness: Axes = placed[0]
        self.marks, self.walking = placed[1], placed[2]
        for axes in self.all():
            axes.set_xlim(span[0].toordinal() - 0.7, span[1].toordinal() + 0.7)

    def all(self) -> list[Axes]:
        """Return the panels there are, from top to bottom."""
        return [a for a in (self.heaviness, self.marks, self.walking) if a is not None]


def _draw_heaviness(
    axes: Axes, ratings: Sequence[ReportSeries], words: Words, palette: Palette
) -> None:
    calm(axes, palette)
    title_panel(axes, words(Message("picture.days.heaviness")), palette)
    axes.set_ylim(-0.6, 10.6)
    axes.set_yticks([0, 5, 10])
    for series in ratings:
        left = series.label.id.endswith("left")
        _draw_rating(axes, series, palette.left if left else palette.right, palette)
    if not ratings:
        say_instead(axes, words(Message("picture.days.no_ratings")), palette)


def _draw_rating(axes: Axes, series: ReportSeries, colour: str, palette: Palette) -> None:
    days, values = _daily(series)
    many = _is_long(series)
    line_days, line = _week_means(days, values) if many else _broken(days, values)
    axes.plot(line_days, line, color=colour, linewidth=2.4 if many else 1.4)
    axes.plot(
        days,
        values,
        linestyle="none",
        marker=_SHAPES[series.label.id],
        markersize=3 if many else 6.5,
        alpha=0.45 if many else 1.0,
        color=colour,
        markeredgecolor=palette.paper,
        markeredgewidth=0.0 if many else 0.7,
    )


def _is_long(series: ReportSeries) -> bool:
    return (series.points[-1].day - series.points[0].day).days > _MANY_DAYS


def _daily(series: ReportSeries) -> tuple[list[int], list[float]]:
    """Return one value a day: the mean where a day has several."""
    by_day: dict[int, list[float]] = {}
    for point in series.points:
        by_day.setdefault(point.day.toordinal(), []).append(point.value)
    return list(by_day), [sum(v) / len(v) for v in by_day.values()]


def _week_means(days: Sequence[int], values: Sequence[float]) -> tuple[list[int], list[float]]:
    """Return for every calendar day the mean of what the week up to it holds, NaN when nothing."""
    x, y = np.array(days), np.array(values)
    grid = list(range(int(x[0]), int(x[-1]) + 1))
    means = []
    for day in grid:
        week = y[(x > day - _WEEK) & (x <= day)]
        means.append(float(week.mean()) if len(week) else float("nan"))
    return grid, means


def _broken(days: Sequence[int], values: Sequence[float]) -> tuple[list[int], list[float]]:
    """Return the line with a hole wherever more than a week is missing."""
    x, y = list(days[:1]), list(values[:1])
    for before, day, value in zip(days, days[1:], values[1:], strict=False):
        if day - before > _WEEK:
            x.append(before)
            y.append(float("nan"))
        x.append(day)
        y.append(value)
    return x, y


def _draw_marks(axes: Axes, marks: Sequence[ReportMarks], words: Words, palette: Palette) -> None:
    calm(axes, palette)
    axes.set_ylim(len(marks), 0)
    axes.set_yticks([])
    for row, mark in enumerate(marks):
        text = words(Message("picture.days.mark", {"what": words(mark.label), "n": len(mark.days)}))
        write_from_edge(axes, text, 1 - (row + 0.46) / len(marks), palette.ink)
        axes.axhline(row + 0.72, color=palette.grid, linewidth=1, zorder=0)
        axes.plot(
            [day.toordinal() for day in mark.days],
            [row + 0.72] * len(mark.days),
            linestyle="none",
            marker="D",
            markersize=6 if len(mark.days) <= _MANY_DAYS // 3 else 4,
            color=palette.event,
            clip_on=False,
        )


def _same(series: ReportSeries, followed: Sequence[FollowedSeries]) -> FollowedSeries | None:
    """Return what is followed of the measure that is drawn, where it is followed."""
    ids = (one for one in followed if f"measure.{one.measure}" == series.label.id)
    return next((one for one in ids if one.leg is Leg.BOTH), None)


def _followed_meanings(
    drawn: Sequence[FollowedSeries | None], words: Words, palette: Palette
) -> list[Mark]:
    """Return what the range of each day and the still line mean, where they are drawn."""
    found = [series for series in drawn if series is not None]
    marks: list[Mark] = []
    if found:
        marks.append(("s", palette.band, words(Message("picture.days.usual"))))
    if any(series.fixed is not None for series in found):
        marks.append(("-", palette.ink, words(Message("picture.change.fixed"))))
    return marks


def _draw_usual(
    axes: Axes,
    series: ReportSeries,
    followed: FollowedSeries | None,
    span: Span,
    palette: Palette,
) -> None:
    """Draw the range of every day with the still line, or one range where there is no more."""
    if followed is not None:
        draw_band(axes, days_in(followed, span), palette)
        draw_fixed(axes, followed, palette)
    elif series.usual_low is not None and series.usual_high is not None:
        axes.axhspan(series.usual_low, series.usual_high, color=palette.band, linewidth=0, zorder=0)
        for edge in (series.usual_low, series.usual_high):
            axes.axhline(edge, color=palette.quiet, linewidth=0.8, linestyle=(0, (4, 3)), zorder=1)


def _draw_walking(axes: Axes, series: ReportSeries, words: Words, palette: Palette) -> None:
    calm(axes, palette)
    name = words(series.label)
    unit = unit_name(series.unit, words)
    title_panel(axes, words(Message("picture.days.walking", {"what": name, "unit": unit})), palette)
    days = [point.day.toordinal() for point in series.points]
    lows = [p.value if p.low is None else p.low for p in series.points]
    highs = [p.value if p.high is None else p.high for p in series.points]
    holes = np.full(len(days), np.nan)
    axes.plot(
        np.column_stack([days, days, holes]).ravel(),
        np.column_stack([lows, highs, holes]).ravel(),
        color=palette.walk,
        linewidth=1.2,
        alpha=0.5,
    )
    axes.plot(
        days,
        [p.value for p in series.points],
        linestyle="none",
        marker="s",
        markersize=5 if len(days) <= _MANY_DAYS else 3.5,
        color=palette.walk,
        markeredgecolor=palette.paper,
        markeredgewidth=0.5,
    )
    axes.margins(y=0.12)
    most = max(2, int(axes.get_window_extent().height // 32))
    axes.yaxis.set_major_locator(MaxNLocator(nbins=most, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(tick_writer(words)))


def _draw_calendar(axes: Axes, calendar: Calendar, palette: Palette, last: bool) -> None:
    """Light lines at the ticks of the days; their names only under the last panel."""
    ticks, names = calendar
    axes.set_xticks(ticks, names if last else [""] * len(ticks))
    axes.xaxis.grid(visible=True, color=palette.grid, linewidth=1)
    axes.spines["bottom"].set_visible(last)


def _meanings(
    ratings: Sequence[ReportSeries],
    walking: Sequence[ReportSeries],
    words: Words,
    palette: Palette,
) -> list[Mark]:
    sides = {"measure.heaviness.left": ("picture.left", palette.left)}
    sides["measure.heaviness.right"] = ("picture.right", palette.right)
    marks = []
    for series in ratings:
        name, colour = sides[series.label.id]
        marks.append((_SHAPES[series.label.id], colour, words(Message(name))))
    if any(_is_long(series) for series in ratings):
        marks.append(("-", palette.quiet, words(Message("picture.days.week"))))
    if any(series.usual_low is not None for series in walking):
        marks.append(("s", palette.band, words(Message("picture.days.usual"))))
    return marks


def describe_days(blocks: Sequence[DayBlock], span: Span, words: Words) -> str:
    """Return what the picture shows, for those who do not see it."""
    series = [block for block in blocks if isinstance(block, ReportSeries)]
    marks = [block for block in blocks if isinstance(block, ReportMarks)]
    counts = {one.label.id: len(one.points) for one in series}
    sentence = words(
        Message(
            "picture.days.description",
            {
                "first": write_day(span[0], words),
                "last": write_day(span[1], words),
                "left": counts.pop("measure.heaviness.left", 0),
                "right": counts.pop("measure.heaviness.right", 0),
                "walks": sum(counts.values()),
            },
        )
    )
    happened = [
        words(Message("picture.days.mark", {"what": words(m.label), "n": len(m.days)}))
        for m in marks
    ]
    return ". ".join([sentence.rstrip("."), *happened]) + "."


def _empty(width_px: int, title: str, words: Words, palette: Palette) -> bytes:
    figure = new_figure(width_px, 120)
    axes = place_axes(figure, 0, 0, width_px, 120)
    axes.set_axis_off()
    sentence = words(Message("picture.days.nothing"))
    say_instead(axes, sentence, palette)
    return to_svg(figure, title, sentence)
