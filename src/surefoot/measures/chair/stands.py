"""The stands of a chair test, however the sensor was worn."""

from dataclasses import replace

from surefoot.measures.chair.posture import Sight, look, onset
from surefoot.measures.chair.rises import Rise, find_rises
from surefoot.measures.chair.thigh import find_thigh_rises
from surefoot.measures.motion import Motion
from surefoot.model.codes import Placement

ON_THIGH = frozenset({Placement.POCKET, Placement.THIGH})
ON_TRUNK = frozenset({Placement.LOWER_BACK, Placement.BELT_FRONT, Placement.BAG})
# The trunk leans forward before the body climbs, but not for longer than the climb takes; a thigh
# in a pocket follows the trunk after this share of the time it is seen to move itself.
LEAN_AT_MOST = 1.0
# A trunk is taken as still only if it is for this share of the climb.
HOLDS_SHARE = 0.35


def _with_lean(sight: Sight, rise: Rise, since_s: float, start_s: float) -> Rise:
    """Return a rise from where the trunk starts to lean, but not before ``since_s``."""
    since, first, last = (
        round((time_s - start_s) * sight.rate_hz) for time_s in (since_s, rise.start_s, rise.end_s)
    )
    holds = max(1, round(HOLDS_SHARE * (last - first)))
    middle = (first + last) // 2 - since
    still, moves = onset(sight.since(since), max(0, first - since), middle, holds)
    leans_s = since_s + (still + moves) / 2.0 / sight.rate_hz
    earliest_s = max(since_s, rise.start_s - LEAN_AT_MOST * rise.duration_s)
    return replace(rise, start_s=min(max(leans_s, earliest_s), rise.start_s))


def _leaning(motion: Motion, rises: tuple[Rise, ...]) -> tuple[Rise, ...]:
    sight, since_s, found = look(motion), motion.start_s, []
    for rise in rises:
        found.append(_with_lean(sight, rise, since_s, motion.start_s) if rise.is_rise else rise)
        since_s = rise.end_s
    return tuple(found)


def find_stands(motion: Motion, placement: Placement) -> tuple[Rise, ...]:
    """Return every rise and every sitting down of a chair test, in order of time.

    Args:
        motion: an unbroken stretch with the test.
        placement: one of ``ON_THIGH`` or ``ON_TRUNK``.
    """
    if placement in ON_THIGH:
        return find_thigh_rises(motion)
    rises = find_rises(motion, in_test=True)
    return rises if motion.yaw is None else _leaning(motion, rises)
