"""The picture of one outcome beside what is usual: points, the range of each day, a still line."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from surefoot.model.change import Change, FollowedDay, FollowedSeries
from surefoot.model.codes import Leg
from surefoot.model.message import Message
from surefoot.report.calendar_axis import calendar_ticks, crosses_years
from surefoot.report.canvas import (
    TITLE_LIFT,
    calm,
    new_figure,
    place_axes,
    title_panel,
    to_svg,
)
from surefoot.report.dates import write_day
from surefoot.report.days import Span
from surefoot.report.legend import Mark, draw_legend, plan_legend
from surefoot.report.palette import LIGHT, Palette
from surefoot.report.quantity import tick_writer, unit_name
from surefoot.report.usual_band import days_in, draw_band, draw_fixed, last_weeks
from surefoot.report.words import Words

_SIDE_PX, _RIGHT_PX, _PANEL_PX, _TITLE_PX = 40, 14, 150, 17
#: So far back the picture of today looks.
WEEKS = 26
_MANY_DAYS = 45


def draw_change(
    change: Change,
    series: FollowedSeries,
    words: Words,
    palette: Palette = LIGHT,
    width_px: int = 720,
) -> bytes:
    """Return SVG of the last half year of one outcome; where something began is marked."""
    span = last_weeks(series, WEEKS)
    days = days_in(series, span)
    title = _title(series, words)
    legend = plan_legend(_meanings(series, words, palette), title, width_px)
    top = legend.height_px + _TITLE_PX + int(TITLE_LIFT)
    below = 44 if crosses_years(span) else 24
    figure = new_figure(width_px, top + _PANEL_PX + below)
    axes = place_axes(figure, _SIDE_PX, top, width_px - _RIGHT_PX, top + _PANEL_PX)
    calm(axes, palette)
    title_panel(axes, title, palette)
    axes.set_xlim(span[0].toordinal() - 0.7, span[1].toordinal() + 0.7)
    draw_band(axes, days, palette)
    draw_fixed(axes, series, palette)
    _draw_onset(axes, change, span, palette)
    _draw_points(axes, days, palette)
    _draw_axes(axes, span, words, int(width_px // 78), palette)
    draw_legend(figure, legend, legend.height_px + _TITLE_PX, palette)
    return to_svg(figure, words(Message("picture.change.title")), describe(change, series, words))


def describe(change: Change, series: FollowedSeries, words: Words) -> str:
    """Return what the picture shows, for those who do not see it."""
    days = days_in(series, last_weeks(series, WEEKS))
    inside = sum(one.low <= one.value <= one.high for one in days)
    said: dict[str, str | int | float] = {
        "what": _title(series, words),
        "first": write_day(days[0].day, words),
        "last": write_day(days[-1].day, words),
        "n": len(days),
        "inside": inside,
    }
    text = words(Message("picture.change.description", said))
    if change.onset is None:
        return text
    began = words(Message("picture.change.began", {"day": write_day(change.onset, words)}))
    return f"{text} {began}"


def _title(series: FollowedSeries, words: Words) -> str:
    name = words(Message(f"measure.{series.measure}"))
    if series.leg is not Leg.BOTH:
        leg = words(Message(f"leg.{series.leg}"))
        name = words(Message("measure.of_leg", {"what": name, "leg": leg}))
    unit = unit_name(series.unit, words)
    return words(Message("picture.days.walking", {"what": name, "unit": unit}))


def _meanings(series: FollowedSeries, words: Words, palette: Palette) -> list[Mark]:
    marks: list[Mark] = [("s", palette.band, words(Message("picture.days.usual")))]
    if series.fixed is not None:
        marks.append(("-", palette.ink, words(Message("picture.change.fixed"))))
    return marks


def _draw_onset(axes: Axes, change: Change, span: Span, palette: Palette) -> None:
    """Mark the day on which something most likely began, where it lies in the picture."""
    if change.onset is not None and span[0] <= change.onset <= span[1]:
        axes.axvline(change.onset.toordinal(), color=palette.event, linewidth=1.6, zorder=2)


def _draw_points(axes: Axes, days: Sequence[FollowedDay], palette: Palette) -> None:
    """Draw the values: outside the range with another shape, not another colour alone."""
    for is_inside, marker in ((True, "o"), (False, "D")):
        mine = [one for one in days if (one.low <= one.value <= one.high) is is_inside]
        axes.plot(
            [one.day.toordinal() for one in mine],
            [one.value for one in mine],
            linestyle="none",
            marker=marker,
            markersize=5.5 if len(days) <= _MANY_DAYS else 4.0,
            color=palette.walk if is_inside else palette.event,
            markeredgecolor=palette.paper,
            markeredgewidth=0.5,
            zorder=3,
        )


def _draw_axes(axes: Axes, span: Span, words: Words, most: int, palette: Palette) -> None:
    axes.margins(y=0.12)
    ticks, names = calendar_ticks(span, words, most)
    axes.set_xticks(ticks, names)
    axes.xaxis.grid(visible=True, color=palette.grid, linewidth=1)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(tick_writer(words)))
