"""The upper panel of a walk's picture: movement as an outline, every step and turn as a mark."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from surefoot.model.codes import Foot, SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.model.message import Message
from surefoot.model.recording import Recording
from surefoot.report.canvas import TEXT, title_panel
from surefoot.report.envelope import acceleration_envelope
from surefoot.report.palette import Palette
from surefoot.report.words import Words

# Heights in the panel, from 0 at its foot to 1 at its top.
_TURN_ROW = 0.95
_OUTLINE = (0.34, 0.70)
_ROWS = {Foot.RIGHT: 0.81, Foot.LEFT: 0.23, Foot.UNKNOWN: 0.08}
_HALF_MARK = 0.06
_NAMES = {
    Foot.RIGHT: "picture.right.short",
    Foot.LEFT: "picture.left.short",
    Foot.UNKNOWN: "picture.foot.unknown.short",
}


def draw_steps(
    axes: Axes, recording: Recording, analysis: Analysis, words: Words, palette: Palette
) -> None:
    """Draw movement between right steps above and left steps below; unknown feet last."""
    title_panel(axes, words(Message("picture.walk.steps")), palette)
    axes.set_xticks([])
    axes.set_yticks([])
    width_px = int(axes.get_window_extent().width)
    _draw_outline(axes, recording, palette, width_px)
    colours = {Foot.LEFT: palette.left, Foot.RIGHT: palette.right, Foot.UNKNOWN: palette.walk}
    for foot, row in _ROWS.items():
        times = np.array([c.time_s for c in analysis.initial_contacts if c.foot is foot])
        if len(times):
            seconds_a_px = recording.header.time_base.duration_s / width_px
            _draw_marks(axes, times, seconds_a_px, row, colours[foot])
            _name_row(axes, row, words(Message(_NAMES[foot])), colours[foot])
    _draw_turns(axes, analysis, palette)


def _draw_outline(axes: Axes, recording: Recording, palette: Palette, width_px: int) -> None:
    outline = acceleration_envelope(recording, width_px)
    low, high = float(np.nanmin(outline.low)), float(np.nanmax(outline.high))
    foot, top = _OUTLINE
    scale = (top - foot) / max(high - low, 1.0)
    axes.fill_between(
        outline.times,
        foot + (outline.low - low) * scale,
        foot + (outline.high - low) * scale,
        color=palette.quiet,
        alpha=0.55,
        linewidth=0,
    )
    axes.set_ylim(0, 1)


def _draw_marks(
    axes: Axes, times: NDArray[np.float64], seconds_a_px: float, row: float, colour: str
) -> None:
    """Draw upright marks, thin enough to be told apart; marks closer than a pixel are one."""
    _, first = np.unique((times // seconds_a_px).astype(np.int64), return_index=True)
    shown = times[first]
    apart_px = float(np.median(np.diff(shown))) / seconds_a_px if len(shown) > 1 else 4.0
    axes.plot(
        np.column_stack([shown, shown, np.full(len(shown), np.nan)]).ravel(),
        np.tile([row - _HALF_MARK, row + _HALF_MARK, np.nan], len(shown)),
        color=colour,
        linewidth=float(np.clip(0.5 * apart_px, 0.6, 1.6)),
        solid_capstyle="butt",
    )


def _name_row(axes: Axes, row: float, name: str, colour: str) -> None:
    axes.annotate(
        name,
        (0, row),
        xycoords="axes fraction",
        xytext=(-8, 0),
        textcoords="offset points",
        ha="right",
        va="center",
        fontsize=TEXT,
        color=colour,
        annotation_clip=False,
    )


def _draw_turns(axes: Axes, analysis: Analysis, palette: Palette) -> None:
    turns = [s for s in analysis.segments if s.kind is SegmentKind.TURN]
    axes.plot(
        [(turn.start_s + turn.end_s) / 2 for turn in turns],
        [_TURN_ROW] * len(turns),
        linestyle="none",
        marker="v",
        markersize=6,
        color=palette.event,
        clip_on=False,
    )
