"""Rising and sitting down as a phone in the trouser pocket sees it: the thigh turns.

Between level (sitting) and upright (standing) the thigh goes one way and back, so where it is
between the two tells the posture at every moment (as for activPAL, Grant et al. 2006, Br J Sports
Med 40:992). Which of the two is standing follows from going up on the way there.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.chair.posture import angle_deg
from surefoot.measures.chair.rises import GRAVITY, Rise, climb
from surefoot.measures.motion import Motion
from surefoot.signals.orientation import main_axis, up_direction
from surefoot.signals.peaks import true_runs

Floats = NDArray[np.float64]

# Sitting and standing differ by at least this much; a swinging leg by less.
LEAST_DEG = 40.0
# The thigh is level, or upright, for at least these shares of the samples at each end.
ENDS = (5.0, 95.0)
# Posture changes where the way from one to the other is passed by this much both ways.
LOW, HIGH = 0.3, 0.7
# A rise is timed between these shares of the way.
FROM, UNTIL = 0.1, 0.9
# The trunk leans forward before the thigh moves, for so much of the time the thigh takes from there
# to half way. Median over 45 tests of geotec_tug s01 to s05, phone in the pocket.
LEAN_SHARE = 1.3
# Without a gyroscope: slower than a rise is gravity, faster is movement.
TILT_CUT_HZ = 0.8


def _unit(rows: Floats) -> Floats:
    mean = rows.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float64)


def _thigh_up(motion: Motion) -> Floats:
    """Return up in the sensor's axes, (n, 3), fast enough for rises also without a gyroscope."""
    if motion.yaw is not None:
        return motion.up
    force = motion.level + (motion.vertical + GRAVITY)[:, None] * motion.up
    return up_direction(force, motion.rate_hz, TILT_CUT_HZ)


def thigh_way(motion: Motion) -> Floats | None:
    """Return how far from sitting (0) to standing (1) the thigh is; None if it hardly turns."""
    up = _thigh_up(motion)
    along = up @ main_axis(up)
    low, high = np.percentile(along, ENDS)
    one, other = _unit(up[along <= low]), _unit(up[along >= high])
    whole = float(angle_deg(other[None, :], one)[0])
    if whole < LEAST_DEG:
        return None
    share = np.clip(angle_deg(up, one) / whole, 0.0, 1.0)
    going = float(np.gradient(share) @ climb(motion))
    return share if going > 0 else 1.0 - share


def _changes(share: Floats) -> list[tuple[int, bool]]:
    """Return places half way between runs of sitting and of standing, and whether it goes up."""
    runs = [(a, b, False) for a, b in true_runs(share <= LOW)]
    runs += [(a, b, True) for a, b in true_runs(share >= HIGH)]
    runs.sort()
    pairs = pairwise(runs)
    return [
        ((before[1] + after[0]) // 2, after[2])
        for before, after in pairs
        if before[2] is not after[2]
    ]


def _span(way: Floats, middle: int, bounds: tuple[int, int], leaning: bool) -> tuple[int, int]:
    """Return where a rise with this middle leaves sitting and reaches standing.

    Args:
        way: from 0 to 1 in the rise, (n,); turned round for sitting down.
        middle: half way.
        bounds: end of the change before and middle of the change after.
        leaning: whether a trunk that leans first is reckoned with.
    """
    since, until = bounds
    before, after = way[since : middle + 1], way[middle:until]
    low, high = np.flatnonzero(before <= FROM), np.flatnonzero(after >= UNTIL)
    first = since + int(low[-1] if len(low) else np.argmin(before))
    last = middle + int(high[0] if len(high) else np.argmax(after))
    leans = max(since, first - round(LEAN_SHARE * (middle - first)))
    return (leans if leaning else first), max(last, first + 1)


def find_thigh_rises(motion: Motion) -> tuple[Rise, ...]:
    """Return every rise and every sitting down seen by a sensor on the thigh, in order of time.

    Args:
        motion: an unbroken stretch that holds sitting and standing.
    """
    share = thigh_way(motion)
    if share is None:
        return ()
    changes = _changes(share)
    ends = [*(middle for middle, _ in changes[1:]), len(share)]
    found: list[Rise] = []
    since = 0
    for (middle, is_rise), until in zip(changes, ends, strict=True):
        way = share if is_rise else 1.0 - share
        first, since = _span(way, middle, (since, until), is_rise)
        start_s, end_s = (motion.start_s + place / motion.rate_hz for place in (first, since))
        found.append(Rise(start_s, end_s, is_rise))
    return tuple(found)
