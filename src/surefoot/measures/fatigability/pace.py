"""How fast a person was at each moment of a walk, from the strides that were measured."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.model.segment import Segment, Stride

Floats = NDArray[np.float64]
Span = tuple[float, float]

# Spacing of the grid on which speed is added up: finer than any step (chosen).
SPACING_S = 0.1


@dataclass(frozen=True, slots=True)
class Pace:
    """Way covered since the recording began, in metres (n,), at times (n,) in seconds.

    It starts from rest half a stride before a walk's first contact and ends at rest half a step
    after its last one; between walks nothing is covered.
    """

    times: Floats
    way_m: Floats

    def distance(self, span: Span) -> float:
        """Return the metres covered within a span of seconds."""
        start, end = np.interp(span, self.times, self.way_m)
        return float(end - start)


def middle(stride: Stride) -> float:
    """Return the middle of a stride in seconds."""
    return (stride.start_s + stride.end_s) / 2.0


def inside(strides: tuple[Stride, ...], span: Span) -> list[Stride]:
    """Return the strides whose middle lies in a span."""
    return [stride for stride in strides if span[0] <= middle(stride) < span[1]]


def _add_walk(speed: Floats, walk: Segment, strides: list[Stride], times: Floats) -> None:
    """Put the speed of one walk into ``speed`` (n,) at ``times`` (n,), where it is the larger."""
    usual = float(np.median([stride.end_s - stride.start_s for stride in strides]))
    at = [walk.start_s - usual / 2.0, *map(middle, strides), walk.end_s + usual / 4.0]
    values = [0.0, *(stride.speed_mps or 0.0 for stride in strides), 0.0]
    first, last = np.searchsorted(times, (at[0], at[-1]))
    inside_walk = slice(int(first), int(last))
    found = np.interp(times[inside_walk], at, values)
    speed[inside_walk] = np.maximum(speed[inside_walk], found)


def _by_walk(walks: list[Segment], strides: list[Stride]) -> list[list[Stride]]:
    """Return the strides of each walk; both stand in order of time."""
    at = np.array([middle(stride) for stride in strides])
    edges = [np.searchsorted(at, (walk.start_s, walk.end_s)) for walk in walks]
    return [strides[int(first) : int(last)] for first, last in edges]


def pace_of(analysis: Analysis) -> Pace | None:
    """Return the pace of a recording's walks; None where strides have no length."""
    known = sorted((s for s in analysis.strides if s.speed_mps is not None), key=middle)
    if not known:
        return None
    last = max(segment.end_s for segment in analysis.segments)
    times = np.arange(0.0, last + 2.0, SPACING_S)
    speed = np.zeros(len(times))
    walks = [segment for segment in analysis.segments if segment.kind is SegmentKind.WALK]
    for walk, strides in zip(walks, _by_walk(walks, known), strict=True):
        if strides:
            _add_walk(speed, walk, strides, times)
    steps = (speed[1:] + speed[:-1]) / 2.0 * SPACING_S
    return Pace(times, np.concatenate([[0.0], np.cumsum(steps)]))


def turns_of(analysis: Analysis) -> list[Span]:
    """Return start and end of every turn in seconds."""
    return [(s.start_s, s.end_s) for s in analysis.segments if s.kind is SegmentKind.TURN]


def straight(strides: list[Stride], turns: list[Span], beside: int) -> list[Stride]:
    """Return the strides that lie in no turn, nor within so many strides of one.

    Args:
        strides: of one walk or several, at least one.
        turns: start and end of each turn in seconds.
        beside: strides on either side that a turn still bends.
    """
    usual = float(np.median([stride.end_s - stride.start_s for stride in strides]))
    bent = [(start - beside * usual, end + beside * usual) for start, end in turns]
    return [s for s in strides if not any(a < s.end_s and s.start_s < b for a, b in bent)]
