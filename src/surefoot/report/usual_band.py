"""The personal usual range of every day as an area, with a line that stands still."""

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from surefoot.model.change import FollowedDay, FollowedSeries
from surefoot.report.days import Span
from surefoot.report.palette import Palette

# Where so many days are without a value, the area is broken.
_GAP_D = 14
_DASHES = (0, (4, 3))


def days_in(series: FollowedSeries, span: Span) -> tuple[FollowedDay, ...]:
    """Return the days of a series between two days, both included."""
    return tuple(one for one in series.days if span[0] <= one.day <= span[1])


def draw_band(axes: Axes, days: Sequence[FollowedDay], palette: Palette) -> None:
    """Draw where values were expected, day by day; nothing without days."""
    if not days:
        return
    rows = np.array([(one.day.toordinal(), one.low, one.high) for one in days], dtype=np.float64)
    gaps = np.flatnonzero(np.diff(rows[:, 0]) > _GAP_D) + 1
    for piece in np.split(rows, gaps):
        x, low, high = _wide(piece).T
        axes.fill_between(x, low, high, color=palette.band, linewidth=0, zorder=0)
        for edge in (low, high):
            axes.plot(x, edge, color=palette.quiet, linewidth=0.8, alpha=0.7, zorder=1)


def _wide(piece: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return a piece that reaches half a day beyond its ends, so that one day is seen too."""
    first, last = piece[0].copy(), piece[-1].copy()
    first[0] -= 0.5
    last[0] += 0.5
    return np.vstack([first, piece, last])


def draw_fixed(axes: Axes, series: FollowedSeries, palette: Palette) -> None:
    """Draw the first settled month as a dashed line across, where there was one."""
    if series.fixed is not None:
        axes.axhline(
            series.fixed.value, color=palette.ink, linewidth=1.4, linestyle=_DASHES, zorder=2
        )


def last_weeks(series: FollowedSeries, weeks: int) -> Span:
    """Return the last weeks up to the newest day of a series."""
    last = series.days[-1].day
    return max(series.days[0].day, last - timedelta(weeks=weeks)), last
