"""A calm matplotlib figure and its way into accessible, repeatable SVG bytes."""

import io
import re
import threading
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.lines import Line2D

from surefoot.report.palette import Palette

# One point of matplotlib is one unit of the SVG's view box, so a font size is a size in CSS
# pixels when the picture is shown as wide as it was drawn.
_POINTS_PER_INCH = 72.0
#: Size of all text in CSS pixels (points in print).
TEXT = 13.0

# Text stays text (it can be read aloud, searched and scaled); ids depend on content alone.
matplotlib.rcParams["svg.fonttype"] = "none"
matplotlib.rcParams["svg.hashsalt"] = "surefoot"
matplotlib.rcParams["font.family"] = ["DejaVu Sans"]
matplotlib.rcParams["path.simplify"] = True

#: Shape ("-" for a line), colour and meaning of a mark.
Mark = tuple[str, str, str]

_LEGEND: dict[str, Any] = {
    "frameon": False,
    "fontsize": TEXT,
    "handletextpad": 0.4,
    "handlelength": 1.4,
    "columnspacing": 1.1,
    "borderaxespad": 0.1,
    "borderpad": 0.3,
}
_FONTS = "'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif"
# matplotlib keeps caches that are not made for several threads at once.
_drawing = threading.Lock()


def new_figure(width_px: int, height_px: int) -> Figure:
    """Return an empty, transparent figure of this size in CSS pixels."""
    figure = Figure(figsize=(width_px / _POINTS_PER_INCH, height_px / _POINTS_PER_INCH))
    figure.patch.set_alpha(0.0)
    return figure


def place_axes(figure: Figure, left: float, top: float, right: float, bottom: float) -> Axes:
    """Return axes whose edges lie this many pixels from the figure's left and top edges."""
    width, height = figure.get_size_inches() * _POINTS_PER_INCH
    return figure.add_axes(
        (left / width, 1 - bottom / height, (right - left) / width, (bottom - top) / height)
    )


def calm(axes: Axes, palette: Palette) -> None:
    """Take away frame and ticks; leave quiet numbers and light level lines."""
    axes.patch.set_alpha(0.0)
    for side in ("top", "left", "right"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(palette.grid)
    axes.tick_params(length=0, labelsize=TEXT, labelcolor=palette.quiet, pad=4)
    axes.yaxis.grid(visible=True, color=palette.grid, linewidth=1)
    axes.set_axisbelow(True)


def title_panel(axes: Axes, text: str, palette: Palette, lift_px: float = 8.0) -> None:
    """Write a panel's name above its left edge."""
    axes.annotate(
        text,
        (0, 1),
        xycoords="axes fraction",
        xytext=(0, lift_px),
        textcoords="offset points",
        color=palette.ink,
        fontsize=TEXT,
        fontweight="bold",
        annotation_clip=False,
    )


def legend_row(figure: Figure, items: Sequence[Mark], palette: Palette) -> None:
    """Write what each mark means across the top, in reading order."""
    _style_legend(
        figure.legend(
            handles=[_handle(*item) for item in items],
            loc="upper left",
            bbox_to_anchor=(0, 1),
            ncols=len(items),
            **_LEGEND,
        ),
        palette,
    )


def legend_beside_title(axes: Axes, items: Sequence[Mark], palette: Palette) -> None:
    """Write what the marks of a panel mean above its right edge."""
    _style_legend(
        axes.legend(
            handles=[_handle(*item) for item in items],
            loc="lower right",
            bbox_to_anchor=(1, 1),
            ncols=len(items),
            **_LEGEND,
        ),
        palette,
    )


def _style_legend(legend: Legend, palette: Palette) -> None:
    for text in legend.get_texts():
        text.set_color(palette.ink)


def _handle(shape: str, colour: str, words: str) -> Line2D:
    if shape == "-":
        return Line2D([], [], color=colour, linewidth=2.4, label=words)
    return Line2D([], [], linestyle="none", marker=shape, color=colour, markersize=8, label=words)


def say_instead(axes: Axes, sentence: str, palette: Palette) -> None:
    """Write one quiet sentence where there is nothing to draw."""
    axes.set_yticks([])
    axes.text(
        0.5,
        0.5,
        sentence,
        transform=axes.transAxes,
        ha="center",
        va="center",
        fontsize=TEXT,
        color=palette.quiet,
    )


def to_svg(figure: Figure, title: str, description: str) -> bytes:
    """Return the figure as SVG that names and describes itself; the same figure, the same bytes."""
    out = io.StringIO()
    with _drawing:
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return _accessible(out.getvalue(), title, description).encode()


def _accessible(svg: str, title: str, description: str) -> str:
    body = svg[svg.index("<svg") :]
    body = re.sub(r"<metadata>.*?</metadata>", "", body, count=1, flags=re.DOTALL)
    body = body.replace("'DejaVu Sans'", _FONTS)
    opening, rest = body.split(">", 1)
    opening = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', opening)
    return (
        f'{opening} role="img" aria-labelledby="picture-title picture-description">'
        f'<title id="picture-title">{escape(title)}</title>'
        f'<desc id="picture-description">{escape(description)}</desc>{rest}'
    )
