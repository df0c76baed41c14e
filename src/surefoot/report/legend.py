"""What the marks of a picture mean: beside the first title where there is room, else in rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.textpath import TextPath

from surefoot.report.canvas import POINTS_PER_INCH, TEXT, height_of, width_of
from surefoot.report.palette import Palette

#: Shape ("-" for a line), colour and meaning of a mark.
Mark = tuple[str, str, str]

_EDGE_PX = 6
_ROW_PX = 22
_MARK_PX = 18
_APART_PX = 14


@dataclass(frozen=True, slots=True)
class Legend:
    """Marks in rows from top to bottom; ``beside`` when they stand on the first title's line."""

    rows: tuple[tuple[Mark, ...], ...]
    beside: bool

    @property
    def height_px(self) -> int:
        """Room it needs above the first title."""
        return 0 if self.beside else _ROW_PX * len(self.rows)


@cache
def text_width(text: str, bold: bool = False) -> float:
    """Return the width of a text in pixels, in the widest font of the pictures."""
    font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal")
    return float(TextPath((0, 0), text, size=TEXT, prop=font).get_extents().width) if text else 0.0


def plan_legend(items: Sequence[Mark], title: str, width_px: int) -> Legend:
    """Return where the marks go in a picture this wide whose first title is ``title``."""
    room = width_px - 2 * _EDGE_PX
    if text_width(title, bold=True) + 2 * _APART_PX + _row_width(items) <= room:
        return Legend((tuple(items),), beside=True)
    rows: list[tuple[Mark, ...]] = [()]
    for item in items:
        if rows[-1] and _row_width((*rows[-1], item)) > room:
            rows.append(())
        rows[-1] = (*rows[-1], item)
    return Legend(tuple(rows), beside=False)


def draw_legend(figure: Figure, legend: Legend, title_px: float, palette: Palette) -> None:
    """Write the marks; ``title_px`` is the height of the first title's line from the top."""
    for place, row in enumerate(legend.rows):
        if legend.beside:
            left, line = width_of(figure) - _EDGE_PX - _row_width(row), title_px
        else:
            left, line = _EDGE_PX, title_px - _ROW_PX * (len(legend.rows) - place)
        for item in row:
            _draw_mark(figure, item, (left, line), palette)
            left += _item_width(item) + _APART_PX


def _draw_mark(figure: Figure, item: Mark, place: tuple[float, float], palette: Palette) -> None:
    shape, colour, meaning = item
    left, line = place
    x, y = left / POINTS_PER_INCH, (height_of(figure) - line + TEXT * 0.36) / POINTS_PER_INCH
    half = 0.36 * _MARK_PX / POINTS_PER_INCH
    middle = x + 0.36 * _MARK_PX / POINTS_PER_INCH
    figure.add_artist(
        Line2D(
            [middle - half, middle + half] if shape == "-" else [middle],
            [y, y] if shape == "-" else [y],
            linestyle="-" if shape == "-" else "none",
            linewidth=2.4,
            marker="" if shape == "-" else shape,
            markersize=8,
            color=colour,
            transform=figure.dpi_scale_trans,
        )
    )
    figure.text(
        x + _MARK_PX / POINTS_PER_INCH,
        (height_of(figure) - line) / POINTS_PER_INCH,
        meaning,
        transform=figure.dpi_scale_trans,
        fontsize=TEXT,
        color=palette.ink,
    )


def _row_width(items: Sequence[Mark]) -> float:
    return sum(map(_item_width, items)) + _APART_PX * (len(items) - 1)


def _item_width(item: Mark) -> float:
    return _MARK_PX + text_width(item[2])
