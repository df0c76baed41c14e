"""The picture of one walk: where walking was, every step, and how fast over time."""

from collections.abc import Callable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator
from numpy.typing import NDArray

from surefoot.model.codes import Foot, SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.model.message import Message
from surefoot.model.recording import Recording
from surefoot.model.units import Unit
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
from surefoot.report.steps_panel import draw_steps
from surefoot.report.walk_description import describe_walk
from surefoot.report.words import Words

_PANELS_PX = 368
_TITLE_PX = 17
_SIDE_PX = 40
# More dots than this are drawn as the middle value of each stretch.
_MOST_DOTS = 600
# From two hours on, times are written as hours and minutes.
_LONG_S = 7200.0
_SHAPES = {Foot.LEFT: "o", Foot.RIGHT: "^", Foot.UNKNOWN: "D"}


def draw_walk(
    recording: Recording,
    analysis: Analysis,
    words: Words,
    palette: Palette = LIGHT,
    width_px: int = 720,
) -> bytes:
    """Return SVG: walking as bands, left and right steps as marks, speed of each stride beneath.

    Text is 13 CSS pixels when shown ``width_px`` wide (360 for a phone, 720 for a desk).
    """
    first_title = words(Message("picture.walk.steps"))
    legend = plan_legend(_meanings(analysis, words, palette), first_title, width_px)
    line = legend.height_px + _TITLE_PX
    top = line + TITLE_LIFT
    figure = new_figure(width_px, int(top) + _PANELS_PX)
    steps = place_axes(figure, _SIDE_PX, top, width_px - 12, top + 153)
    speed = place_axes(figure, _SIDE_PX, top + 196, width_px - 12, top + _PANELS_PX - 50)
    duration = recording.header.time_base.duration_s
    for axes in (steps, speed):
        calm(axes, palette)
        axes.set_xlim(0, duration)
        _draw_bands(axes, analysis, palette)
    draw_steps(steps, recording, analysis, words, palette)
    _draw_strides(speed, analysis, palette, duration, width_px)
    _write_axes(speed, analysis, words, palette)
    draw_legend(figure, legend, line, palette)
    title = words(Message("picture.walk.title"))
    return to_svg(figure, title, words(describe_walk(analysis)))


def _draw_bands(axes: Axes, analysis: Analysis, palette: Palette) -> None:
    for segment in analysis.segments:
        if segment.kind is SegmentKind.WALK:
            axes.axvspan(segment.start_s, segment.end_s, color=palette.band, linewidth=0, zorder=0)


def _draw_strides(
    axes: Axes, analysis: Analysis, palette: Palette, duration: float, width_px: int
) -> None:
    colours = {Foot.LEFT: palette.left, Foot.RIGHT: palette.right, Foot.UNKNOWN: palette.walk}
    top = 0.0
    for foot, shape in _SHAPES.items():
        times, values = _stride_values(analysis, foot)
        if not len(times):
            continue
        times, values = _thinned(times, values, duration / (width_px / 3))
        axes.plot(
            times,
            values,
            linestyle="none",
            marker=shape,
            markersize=5,
            color=colours[foot],
            markeredgecolor=palette.paper,
            markeredgewidth=0.6,
        )
        top = max(top, float(values.max()))
    axes.set_ylim(0, 1.15 * top if top else 1.0)


def _has_speeds(analysis: Analysis) -> bool:
    return any(stride.speed_mps is not None for stride in analysis.strides)


def _stride_values(
    analysis: Analysis, foot: Foot
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return middle times and speeds; where no speed is known at all, steps a minute instead."""
    speeds = _has_speeds(analysis)
    rows = [
        ((s.start_s + s.end_s) / 2, s.speed_mps if speeds else 120.0 / (s.end_s - s.start_s))
        for s in analysis.strides
        if s.foot is foot and (s.speed_mps is not None or not speeds)
    ]
    table = np.array(rows, dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _thinned(
    times: NDArray[np.float64], values: NDArray[np.float64], stretch: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    if len(times) <= _MOST_DOTS:
        return times, values
    places = (times // stretch).astype(np.int64)
    kept = np.unique(places)
    return (
        np.array([np.median(times[places == place]) for place in kept]),
        np.array([np.median(values[places == place]) for place in kept]),
    )


def _clock(duration: float) -> Callable[[float, float], str]:
    """Return a writer of times as minutes:seconds, or hours:minutes in a long recording."""
    unit = 60 if duration >= _LONG_S else 1
    return lambda seconds, _: f"{int(seconds / unit) // 60}:{int(seconds / unit) % 60:02d}"


def _write_axes(speed: Axes, analysis: Analysis, words: Words, palette: Palette) -> None:
    duration = speed.get_xlim()[1]
    unit = Unit.METRE_PER_SECOND if _has_speeds(analysis) else Unit.STEPS_PER_MINUTE
    name = "picture.walk.speed" if _has_speeds(analysis) else "picture.walk.rhythm"
    title_panel(speed, words(Message(name, {"unit": unit_name(unit, words)})), palette)
    speed.tick_params(axis="x", pad=8)
    speed.yaxis.set_major_locator(MaxNLocator(nbins=4, steps=[1, 2, 2.5, 5, 10]))
    speed.yaxis.set_major_formatter(FuncFormatter(tick_writer(words)))
    speed.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 1.5, 2, 3, 6, 10]))
    speed.xaxis.set_major_formatter(FuncFormatter(_clock(duration)))
    speed.set_xlabel(
        words(Message(f"picture.walk.time.{'long' if duration >= _LONG_S else 'short'}")),
        fontsize=TEXT,
        color=palette.quiet,
        labelpad=5,
    )
    if not analysis.strides:
        say_instead(speed, words(Message("picture.walk.no_strides")), palette)


def _meanings(analysis: Analysis, words: Words, palette: Palette) -> list[Mark]:
    kinds = {segment.kind for segment in analysis.segments}
    feet = {contact.foot for contact in analysis.initial_contacts}
    marks = (
        (SegmentKind.WALK in kinds, ("s", palette.band, "picture.walk.walking")),
        (Foot.LEFT in feet, (_SHAPES[Foot.LEFT], palette.left, "picture.left")),
        (Foot.RIGHT in feet, (_SHAPES[Foot.RIGHT], palette.right, "picture.right")),
        (Foot.UNKNOWN in feet, (_SHAPES[Foot.UNKNOWN], palette.walk, "picture.foot.unknown")),
        (SegmentKind.TURN in kinds, ("v", palette.event, "picture.walk.turn")),
    )
    return [
        (shape, colour, words(Message(name))) for there, (shape, colour, name) in marks if there
    ]
