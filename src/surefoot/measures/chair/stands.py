"""The stands of a chair test, however the sensor was worn."""

from dataclasses import replace

from surefoot.measures.chair.posture import Sight, look, onset
from surefoot.measures.chair.rises import Rise, find_rises
from surefoot.measures.chair.thigh import find_thigh_rises
from surefoot.measures.motion import Motion
from surefoot.model.codes import Placement

ON_THIGH = frozenset({Placement.POCKET, Placement.THIGH})
ON_TRUNK = frozenset({Placement.LOWER_BACK, Placement.BELT_FRONT, Placement.BAG})
# A trunk is taken as still only if it is for this share of the climb.
HOLDS_SHARE = 0.35


def _with_lean(sight: Sight, rise: Rise, window: tuple[float, float], start_s: float) -> Rise:
    """Return a rise from where the trunk starts to lean.

    Args:
        sight: the samples.
        rise: as the climb tells it.
        window: before the first the body did something else; leaning begins after the second.
        start_s: time of the first sample.
    """
    since_s, earliest_s = window
    since, first, last = (
        round((time_s - start_s) * sight.rate_hz) for time_s in (since_s, rise.start_s, rise.end_s)
    )
    holds = max(1, round(HOLDS_SHARE * (last - first)))
    middle = (first + last) // 2 - since
    still, moves = onset(sight.since(since), max(0, first - since), middle, holds)
    leans_s = since_s + (still + moves) / 2.0 / sight.rate_hz
    return replace(rise, start_s=min(max(leans_s, since_s, earliest_s), rise.start_s))


def _leaning(motion: Motion, rises: tuple[Rise, ...], at_most: float) -> tuple[Rise, ...]:
    sight, since_s, found = look(motion), motion.start_s, []
    for rise in rises:
        window = since_s, rise.start_s - at_most * rise.duration_s
        found.append(_with_lean(sight, rise, window, motion.start_s) if rise.is_rise else rise)
        since_s = rise.end_s
    return tuple(found)


def find_stands(motion: Motion, placement: Placement, lean_at_most: float) -> tuple[Rise, ...]:
    """Return every rise and every sitting down of a chair test, in order of time.

    Args:
        motion: an unbroken stretch with the test.
        placement: one of ``ON_THIGH`` or ``ON_TRUNK``.
        lean_at_most: how long the trunk leans before it climbs, as a multiple of the climb.
    """
    if placement in ON_THIGH:
        return find_thigh_rises(motion)
    rises = find_rises(motion, in_test=True)
    return rises if motion.yaw is None else _leaning(motion, rises, lean_at_most)
