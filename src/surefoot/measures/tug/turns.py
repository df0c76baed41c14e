"""The two turns of a Timed Up and Go, from the heading of the whole test.

The heading is level, turns, is level, turns, and is level again. Those five parts are fitted
together by least squares, by dynamic programming over all four bounds (segmented regression, Bai
and Perron 2003, J Appl Econom 18:1), so that arm swing, thigh swing and pauses cannot split or
shift a turn, however slowly it is done.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.signals.filters import low_pass

Floats = NDArray[np.float64]

# Heading swings with every step; a turn is slower.
HEADING_CUT_HZ = 1.0
# A half turn, with what arms and drift add; less is no U-turn.
SMALLEST_DEG, LARGEST_DEG = 100.0, 300.0
# Bounds are searched on at most so many points, and no finer than this.
MOST_POINTS, FINEST_S = 500, 0.05
# A turn is not shorter than the first, and each way not shorter than the second as a share of all;
# the last level part may be missing: people turn into the chair. Chosen on geotec_tug s01 to s05.
SHORTEST_S, SHORTEST_WAY = 0.3, 0.12
# A turn is timed where this share of its angle is done, and where all but this share is.
EDGE_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Turned:
    """One turn: half-open range of places among the samples, and its angle, left positive."""

    first: int
    last: int
    angle_deg: float


def heading_deg(motion: Motion) -> Floats:
    """Return the heading (n,) in degrees from the first sample on; zeros without a gyroscope."""
    if motion.yaw is None:
        return np.zeros(len(motion.vertical))
    rate = low_pass(motion.yaw, motion.rate_hz, HEADING_CUT_HZ)
    return np.asarray(np.degrees(np.cumsum(rate)) / motion.rate_hz, dtype=np.float64)


def _sums(values: Floats) -> Floats:
    """Return the sum of ``values`` over every range [row, column), (n + 1, n + 1)."""
    total = np.concatenate([[0.0], np.cumsum(values)])
    return np.asarray(total[None, :] - total[:, None], dtype=np.float64)


def _costs(heading: Floats, shortest: int) -> tuple[Floats, Floats, Floats]:
    """Return squared misfit of every range as level, as turn, and as a level that may be short."""
    place = np.arange(len(heading), dtype=np.float64)
    many = _sums(np.ones(len(heading)))
    n = np.maximum(many, 1.0)
    h, x = _sums(heading), _sums(place)
    spread = np.maximum(_sums(place * place) - x * x / n, 1e-9)
    shared = _sums(place * heading) - x * h / n
    free = np.maximum(_sums(heading * heading) - h * h / n, 0.0)
    free[many < 0] = np.inf
    level = np.where(many < max(shortest, SHORTEST_WAY * len(heading)), np.inf, free)
    angle = np.abs(shared) / spread * many
    fits = (many >= shortest) & (angle >= SMALLEST_DEG) & (angle <= LARGEST_DEG)
    turn = np.where(fits, np.maximum(free - shared * shared / spread, 0.0), np.inf)
    return level, turn, free


def _bounds(heading: Floats, shortest: int) -> tuple[int, ...] | None:
    """Return where the first turn starts and ends and the second does; None if two do not fit."""
    level, turn, end = _costs(heading, shortest)
    best, steps = level[0], []
    for part in (turn, level, turn, end):
        total = best[:, None] + part
        steps.append(np.argmin(total, axis=0))
        best = np.min(total, axis=0)
    if not np.isfinite(best[-1]):
        return None
    found = [len(heading)]
    for step in reversed(steps):
        found.append(int(step[found[-1]]))
    return tuple(reversed(found[1:]))


def _edges(heading: Floats, span: tuple[int, int], levels: tuple[float, float]) -> Turned:
    """Return a turn timed where it leaves one level and reaches the other."""
    done = (heading - levels[0]) / (levels[1] - levels[0])
    middle = span[0] + int(np.argmin(np.abs(done[span[0] : span[1]] - 0.5)))
    before = np.flatnonzero(done[:middle] <= EDGE_SHARE)
    after = np.flatnonzero(done[middle:] >= 1.0 - EDGE_SHARE)
    first = int(before[-1]) if len(before) else 0
    last = middle + int(after[0]) if len(after) else len(heading)
    return Turned(first, max(last, first + 1), levels[1] - levels[0])


def two_turns(
    heading: Floats, rate_hz: float, least_deg: float = SMALLEST_DEG
) -> tuple[Turned, Turned] | None:
    """Return the two turns in a heading (n,), degrees, or None if there are not two.

    Args:
        heading: of a stretch that begins before the first and ends after the second turn.
        rate_hz: sample rate.
        least_deg: smallest difference of heading before and after each turn.
    """
    hop = max(1, round(FINEST_S * rate_hz), -(-len(heading) // MOST_POINTS))
    coarse = heading[::hop]
    found = _bounds(coarse, max(2, round(SHORTEST_S * rate_hz / hop)))
    if found is None:
        return None
    a, b, c, d = found
    tail = coarse[d:] if d < len(coarse) else coarse[-1:]
    first, second, third = (float(np.median(part)) for part in (coarse[:a], coarse[b:c], tail))
    if min(abs(second - first), abs(third - second)) < least_deg:
        return None
    return (
        _edges(heading, (a * hop, b * hop), (first, second)),
        _edges(heading, (c * hop, d * hop), (second, third)),
    )
