"""The picture of a trial: every day a dot, with and without, and the difference below."""

from collections.abc import Callable, Sequence

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from surefoot.model.message import Message
from surefoot.model.units import Unit
from surefoot.report.calendar_axis import calendar_ticks
from surefoot.report.canvas import (
    TEXT,
    TITLE_LIFT,
    calm,
    new_figure,
    place_axes,
    say_instead,
    title_panel,
    to_svg,
)
from surefoot.report.legend import Mark, draw_legend, plan_legend
from surefoot.report.palette import LIGHT, Palette
from surefoot.report.quantity import tick_writer, unit_name
from surefoot.report.trial_drawing import TrialDrawing, describe_trial
from surefoot.report.words import Words

_SIDE_PX, _RIGHT_PX = 40, 14
_DOTS_PX, _DIFFERENCE_PX = 140, 46
_TITLE_PX = 17
# From the days down to the title of the difference, and below its numbers.
_BETWEEN_PX, _BELOW_PX = 52, 44
# So wide is the difference's axis at least, in the outcome's own unit: a tiny effect looks tiny.
_LEAST_HALF_WIDTH = {Unit.RATING_0_10: 2.0}
_ON, _OFF = "o", "s"


def draw_trial(
    drawing: TrialDrawing, words: Words, palette: Palette = LIGHT, width_px: int = 720
) -> bytes:
    """Return SVG: each day's outcome by whether it was with or without, over the difference.

    Raises:
        ValueError: the trial has no days.
    """
    if not drawing.days:
        raise ValueError("a trial has days")
    title = words(
        Message("picture.trial.days", {"what": drawing.outcome, "unit": _unit(drawing, words)})
    )
    legend = plan_legend(_meanings(words, palette), title, width_px)
    top = legend.height_px + _TITLE_PX + int(TITLE_LIFT)
    bottom = top + _DOTS_PX
    figure = new_figure(width_px, bottom + _BETWEEN_PX + _DIFFERENCE_PX + _BELOW_PX)
    dots = place_axes(figure, _SIDE_PX, top, width_px - _RIGHT_PX, bottom)
    title_panel(dots, title, palette)
    _draw_days(dots, drawing, words, palette)
    _draw_calendar(dots, drawing, words, palette, width_px)
    below = bottom + _BETWEEN_PX
    difference = place_axes(figure, _SIDE_PX, below, width_px - _SIDE_PX, below + _DIFFERENCE_PX)
    title_panel(difference, words(Message("picture.trial.difference")), palette)
    _draw_difference(difference, drawing, words, palette)
    draw_legend(figure, legend, legend.height_px + _TITLE_PX, palette)
    return to_svg(figure, words(Message("picture.trial.title")), describe_trial(drawing, words))


def _unit(drawing: TrialDrawing, words: Words) -> str:
    return unit_name(drawing.unit, words)


def _meanings(words: Words, palette: Palette) -> list[Mark]:
    return [
        (_ON, palette.left, words(Message("picture.trial.on"))),
        (_OFF, palette.right, words(Message("picture.trial.off"))),
    ]


def _draw_days(axes: Axes, drawing: TrialDrawing, words: Words, palette: Palette) -> None:
    calm(axes, palette)
    for first, last in drawing.pauses:
        start, end = first.toordinal() - 0.5, last.toordinal() + 0.5
        axes.axvspan(start, end, color=palette.band, linewidth=0, zorder=0)
    for on, shape, colour in ((True, _ON, palette.left), (False, _OFF, palette.right)):
        shown = [(d.day.toordinal(), d.value) for d in drawing.days if d.on is on]
        known = [(day, value) for day, value in shown if value is not None]
        _draw_dots(axes, known, shape, colour, palette)
    if drawing.unit is Unit.RATING_0_10:
        axes.set_ylim(-0.6, 10.6)
        axes.set_yticks([0, 5, 10])
        return
    axes.margins(y=0.12)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]))
    axes.yaxis.set_major_formatter(FuncFormatter(tick_writer(words)))


def _draw_dots(
    axes: Axes, known: Sequence[tuple[int, float]], shape: str, colour: str, palette: Palette
) -> None:
    """Draw the days of one kind, and a light line at their mean."""
    if not known:
        return
    axes.plot(
        [day for day, _ in known],
        [value for _, value in known],
        linestyle="none",
        marker=shape,
        markersize=6.5,
        color=colour,
        markeredgecolor=palette.paper,
        markeredgewidth=0.7,
    )
    mean = sum(value for _, value in known) / len(known)
    axes.axhline(mean, color=colour, linewidth=1.4, linestyle=(0, (5, 3)), zorder=1)


def _draw_calendar(
    axes: Axes, drawing: TrialDrawing, words: Words, palette: Palette, width_px: int
) -> None:
    span = (drawing.days[0].day, drawing.days[-1].day)
    ticks, names = calendar_ticks(span, words, int(width_px // 78))
    axes.set_xlim(span[0].toordinal() - 0.7, span[1].toordinal() + 0.7)
    axes.set_xticks(ticks, names)
    axes.xaxis.grid(visible=True, color=palette.grid, linewidth=1)


def _draw_difference(axes: Axes, drawing: TrialDrawing, words: Words, palette: Palette) -> None:
    calm(axes, palette)
    if drawing.difference is None:
        say_instead(axes, words(Message("picture.trial.no_difference")), palette)
        axes.set_xticks([])
        return
    effect, low, high = drawing.difference
    half = 1.15 * max(abs(low), abs(high), _LEAST_HALF_WIDTH.get(drawing.unit, 0.0))
    axes.set_xlim(-half, half)
    axes.set_ylim(0, 1)
    axes.set_yticks([])
    axes.axvline(0, color=palette.quiet, linewidth=1.4)
    axes.plot([low, high], [0.35, 0.35], color=palette.walk, linewidth=5, alpha=0.55)
    axes.plot([effect], [0.35], marker="D", markersize=8, color=palette.walk)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(_signed(words)))
    names = ["picture.trial.better", "picture.trial.worse"]
    if not drawing.lower_is_better:
        names.reverse()
    for place, name, side in ((0.0, names[0], "left"), (1.0, names[1], "right")):
        axes.annotate(
            words(Message(name)),
            (place, 0.82),
            xycoords="axes fraction",
            ha=side,
            va="center",
            fontsize=TEXT,
            color=palette.quiet,
        )


def _signed(words: Words) -> Callable[[float, float], str]:
    write = tick_writer(words)
    return lambda value, place: write(value, place).replace("-", "\N{MINUS SIGN}")
