"""Rising and sitting down as a phone in the trouser pocket sees it: the thigh turns.

Between level (sitting) and upright (standing) the thigh goes one way and back, so where it is
between the two tells the posture at every moment (as for activPAL, Grant et al. 2006, Br J Sports
Med 40:992). Which of the two is standing follows from going up on the way there.
"""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.chair.posture import Sight, angle_deg, look, time_rise
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
# Without a gyroscope a rise is timed between these shares of the way.
FROM, UNTIL = 0.1, 0.9
# How far around half way the phone's climb is looked at.
AROUND_S = 0.4
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


def _climbs(share: Floats, motion: Motion) -> bool:
    """Whether the phone goes up where the share does: only changes of posture are asked."""
    height = np.cumsum(climb(motion)) / motion.rate_hz
    reach = round(AROUND_S * motion.rate_hz)
    gained = 0.0
    for middle, rises in _changes(share):
        before, after = max(0, middle - reach), min(len(height) - 1, middle + reach)
        gained += float(height[after] - height[before]) * (1.0 if rises else -1.0)
    return gained > 0.0


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
    return share if _climbs(share, motion) else 1.0 - share


def _span(way: Floats, since: int, middle: int, until: int) -> tuple[int, int]:
    """Return where the way (n,), from 0 to 1, leaves sitting and reaches standing."""
    before, after = way[since : middle + 1], way[middle:until]
    low, high = np.flatnonzero(before <= FROM), np.flatnonzero(after >= UNTIL)
    first = since + int(low[-1] if len(low) else np.argmin(before))
    last = middle + int(high[0] if len(high) else np.argmax(after))
    return first, max(last, first + 1)


def _timed(sight: Sight, since: int, change: tuple[int, bool], until: int) -> tuple[int, int]:
    """Return where a rise or, in reversed time, a sitting down starts and ends."""
    middle, is_rise = change
    since, until = min(since, middle), max(until, middle + 1)
    if is_rise:
        return time_rise(sight, since, middle, until)
    n = len(sight.turning)
    first, last = time_rise(sight.reversed(), n - until, n - 1 - middle, n - 1 - since)
    return n - last, n - first


def find_thigh_rises(motion: Motion) -> tuple[Rise, ...]:
    """Return every rise and every sitting down seen by a sensor on the thigh, in order of time.

    Args:
        motion: an unbroken stretch that holds sitting and standing. Without a gyroscope they are
            found but timed roughly.
    """
    share = thigh_way(motion)
    changes = [] if share is None else _changes(share)
    if share is None or not changes:
        return ()
    sight = None if motion.yaw is None else look(motion)
    ends = [*(middle for middle, _ in changes[1:]), len(share) - 1]
    found: list[Rise] = []
    since = 0
    for (middle, is_rise), until in zip(changes, ends, strict=True):
        way = share if is_rise else 1.0 - share
        if sight is None:
            first, last = _span(way, since, middle, until)
        else:
            first, last = _timed(sight, since, (middle, is_rise), until)
        since = min(last, until)
        start_s, end_s = (motion.start_s + place / motion.rate_hz for place in (first, last))
        found.append(Rise(start_s, end_s, is_rise))
    return tuple(found)
