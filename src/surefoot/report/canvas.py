"""A calm matplotlib figure and its way into accessible, repeatable SVG bytes."""

import io
import re
import threading
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from surefoot.report.palette import Palette

# One point of matplotlib is one unit of the SVG's view box, so a font size is a size in CSS
# pixels when the picture is shown as wide as it was drawn.
POINTS_PER_INCH = 72.0
#: Size of all text in CSS pixels (points in print).
TEXT = 13.0
#: From the left edge of the figure to its texts, and from a panel up to its title's line.
EDGE = 6.0
TITLE_LIFT = 9.0

# Text stays text (it can be read aloud, searched and scaled); ids depend on content alone.
matplotlib.rcParams["svg.fonttype"] = "none"
matplotlib.rcParams["svg.hashsalt"] = "surefoot"
matplotlib.rcParams["font.family"] = ["DejaVu Sans"]
matplotlib.rcParams["path.simplify"] = True

_FONTS = "'Segoe UI', Roboto, 'Helvetica Neue', 'DejaVu Sans', sans-serif"
# matplotlib keeps caches that are not made for several threads at once.
_drawing = threading.Lock()


def new_figure(width_px: int, height_px: int) -> Figure:
    """Return an empty, transparent figure of this size in CSS pixels."""
    figure = Figure(figsize=(width_px / POINTS_PER_INCH, height_px / POINTS_PER_INCH))
    figure.patch.set_alpha(0.0)
    return figure


def place_axes(figure: Figure, left: float, top: float, right: float, bottom: float) -> Axes:
    """Return axes whose edges lie this many pixels from the figure's left and top edges."""
    width, height = width_of(figure), height_of(figure)
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


def width_of(figure: Figure) -> float:
    """Return the width of a figure in CSS pixels."""
    return float(figure.get_size_inches()[0]) * POINTS_PER_INCH


def height_of(figure: Figure) -> float:
    """Return the height of a figure in CSS pixels."""
    return float(figure.get_size_inches()[1]) * POINTS_PER_INCH


def write_from_edge(axes: Axes, text: str, height: float, colour: str, bold: bool = False) -> None:
    """Write a line of text from the figure's left edge; ``height`` is 0 to 1 in the axes."""
    axes.annotate(
        text,
        (0, height),
        xycoords=("figure fraction", "axes fraction"),
        xytext=(EDGE, TITLE_LIFT if bold else 0),
        textcoords="offset points",
        color=colour,
        fontsize=TEXT,
        fontweight="bold" if bold else "normal",
        annotation_clip=False,
    )


def title_panel(axes: Axes, text: str, palette: Palette) -> None:
    """Write a panel's name above it, from the figure's left edge."""
    write_from_edge(axes, text, 1.0, palette.ink, bold=True)


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
