"""The picture of a day: how heavy each leg is in the morning, afternoon, evening and at night."""

from collections.abc import Sequence

from matplotlib.axes import Axes

from surefoot.model.codes import Leg
from surefoot.model.message import Message
from surefoot.model.trigger import DayPart, LegByTimeOfDay
from surefoot.report.canvas import (
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
from surefoot.report.words import Words

_SIDE_PX, _PANEL_PX, _TITLE_PX, _BELOW_PX = 40, 150, 17, 24
_SHAPES = {Leg.LEFT: "o", Leg.RIGHT: "^", Leg.BOTH: "s"}
# Legs stand side by side in each part of the day.
_ASIDE = {Leg.LEFT: -0.1, Leg.RIGHT: 0.1, Leg.BOTH: 0.0}


def draw_day_parts(
    legs: Sequence[LegByTimeOfDay], words: Words, palette: Palette = LIGHT, width_px: int = 520
) -> bytes:
    """Return SVG: mean heaviness of each leg by part of the day, with 95 % intervals."""
    title = words(Message("picture.parts.title"))
    heading = words(Message("picture.days.heaviness"))
    legend = plan_legend([_mark(leg.leg, words, palette) for leg in legs], heading, width_px)
    top = legend.height_px + _TITLE_PX + int(TITLE_LIFT)
    figure = new_figure(width_px, top + _PANEL_PX + _BELOW_PX)
    axes = place_axes(figure, _SIDE_PX, top, width_px - 14, top + _PANEL_PX)
    calm(axes, palette)
    title_panel(axes, heading, palette)
    if not legs:
        sentence = words(Message("picture.days.nothing"))
        say_instead(axes, sentence, palette)
        return to_svg(figure, title, sentence)
    _draw_parts(axes, legs, words, palette)
    draw_legend(figure, legend, legend.height_px + _TITLE_PX, palette)
    return to_svg(figure, title, describe_parts(legs, words))


def _mark(leg: Leg, words: Words, palette: Palette) -> Mark:
    names = {Leg.LEFT: "picture.left", Leg.RIGHT: "picture.right", Leg.BOTH: "leg.both"}
    return (_SHAPES[leg], _colour(leg, palette), words(Message(names[leg])))


def _colour(leg: Leg, palette: Palette) -> str:
    return {Leg.LEFT: palette.left, Leg.RIGHT: palette.right, Leg.BOTH: palette.walk}[leg]


def _draw_parts(axes: Axes, legs: Sequence[LegByTimeOfDay], words: Words, palette: Palette) -> None:
    there = [part for part in DayPart if any(one.part is part for leg in legs for one in leg.parts)]
    axes.set_ylim(-0.6, 10.6)
    axes.set_yticks([0, 5, 10])
    axes.set_xlim(-0.5, len(there) - 0.5)
    axes.set_xticks(range(len(there)), [words(Message(f"daypart.{part}")) for part in there])
    for leg in legs:
        colour = _colour(leg.leg, palette)
        places = [there.index(one.part) + _ASIDE[leg.leg] for one in leg.parts]
        lows, highs = [one.low for one in leg.parts], [one.high for one in leg.parts]
        axes.vlines(places, lows, highs, color=colour, linewidth=2.0, alpha=0.6)
        axes.plot(
            places,
            [one.mean for one in leg.parts],
            color=colour,
            linewidth=1.4,
            marker=_SHAPES[leg.leg],
            markersize=8,
            markeredgecolor=palette.paper,
        )


def describe_parts(legs: Sequence[LegByTimeOfDay], words: Words) -> str:
    """Return what the picture shows, for those who do not see it."""
    return " ".join(
        words(
            Message(
                "picture.parts.one",
                {
                    "leg": words(Message(f"leg.{leg.leg}")),
                    "part": words(Message(f"daypart.{part.part}")),
                    "mean": f"{part.mean:.1f}",
                },
            )
        )
        for leg in legs
        for part in leg.parts
    )
