"""A Timed Up and Go cut into its phases: rise, walk, turn, walk, turn, sit down.

First the two turns are found roughly in the whole recording, then the rise before the first and
the sitting down after the second, then the turns again between these two.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.chair.posture import (
    Marks,
    Sight,
    look,
    rise_by_climb,
    rise_by_posture,
)
from surefoot.measures.motion import Motion
from surefoot.measures.tug.turns import Turned, heading_deg, two_turns
from surefoot.model.codes import AbsenceReason, Placement

Floats = NDArray[np.float64]
Span = tuple[float, float]

# At first the arm's own turning while rising is still in the heading of a watch.
ROUGH_DEG = 60.0
# No phase is shorter than this.
SHORTEST_S = 0.1


@dataclass(frozen=True, slots=True)
class Lead:
    """What no mark shows of the first movement.

    ``start``: how much later than the sensor the person starts to rise, as a share of the time from
    first movement to half way. ``by_shaking``: whether the sensor is loose enough to be shaken
    before it turns, so that the truth lies between both.
    """

    start: float = 0.0
    by_shaking: bool = False


# An arm is on its way before the trunk: median over 45 tests of geotec_tug s01 to s05.
LEADS: dict[Placement, Lead] = {
    Placement.POCKET: Lead(by_shaking=True),
    Placement.THIGH: Lead(by_shaking=True),
    Placement.WRIST: Lead(start=0.25),
    Placement.LOWER_BACK: Lead(),
    Placement.BELT_FRONT: Lead(),
    Placement.BAG: Lead(),
}
ON_LIMB = frozenset({Placement.POCKET, Placement.THIGH, Placement.WRIST})


@dataclass(frozen=True, slots=True)
class Phases:
    """Bounds in seconds of the recording; what was not found is None.

    ``rise`` and ``sit`` are half-open ranges, ``turns`` likewise with their angles in degrees.
    """

    rise: Span | None
    turns: tuple[Span, Span]
    angles_deg: tuple[float, float]
    sit: Span | None

    @property
    def walks(self) -> tuple[Span | None, Span]:
        """The way there, which needs the rise, and the way back."""
        there = None if self.rise is None else (self.rise[1], self.turns[0][0])
        return there, (self.turns[0][1], self.turns[1][0])


_Find = Callable[[Sight, int], Marks | None]


def _finder(motion: Motion, placement: Placement, between: slice) -> _Find:
    if placement not in ON_LIMB:
        return rise_by_climb
    upright = motion.up[between].mean(axis=0)
    return lambda sight, until: rise_by_posture(sight, until, upright)


def _fastest(heading: Floats, turned: Turned) -> int:
    rate = np.abs(np.diff(heading[turned.first : turned.last + 1]))
    return turned.first + (int(np.argmax(rate)) if len(rate) else 0)


def _start(marks: Marks, lead: Lead) -> float:
    before = min(marks.shakes, marks.still) if lead.by_shaking else marks.still
    return (before + marks.moves) / 2.0 + lead.start * marks.effort


def _end(marks: Marks, lead: Lead) -> float:
    after = min(marks.shakes, marks.still) if lead.by_shaking else marks.leaves
    return (marks.still + after) / 2.0


def _seconds(motion: Motion, first: float, last: float) -> Span:
    """Return a half-open range of places as seconds, inside the recording and never empty."""
    n, least = float(len(motion.vertical)), SHORTEST_S * motion.rate_hz
    first = min(max(first, 0.0), n - least)
    last = min(max(last, first + least), n)
    return motion.start_s + first / motion.rate_hz, motion.start_s + last / motion.rate_hz


def _rise(motion: Motion, marks: Marks | None, lead: Lead, until: int) -> Span | None:
    """Return when the rise starts and ends, before the place ``until``."""
    if marks is None:
        return None
    last = min(float(marks.upright), until - SHORTEST_S * motion.rate_hz)
    return _seconds(motion, min(_start(marks, lead), last), last)


def _sit(motion: Motion, marks: Marks | None, lead: Lead, since: int) -> Span | None:
    """Return when sitting down starts, which is when the turn ends, and ends."""
    if marks is None:
        return None
    return _seconds(motion, since, len(motion.vertical) - _end(marks, lead))


def _turns(
    heading: Floats, rate_hz: float, within: tuple[int, int]
) -> tuple[Turned, Turned] | None:
    """Return the turns found once more between standing up and half way down, or in all."""
    first, stop = within
    fine = two_turns(heading[first:stop], rate_hz)
    if fine is None:
        fine, first = two_turns(heading, rate_hz), 0
    if fine is None:
        return None
    one, two = (Turned(t.first + first, t.last + first, t.angle_deg) for t in fine)
    return (one, two) if one.last < two.first else None


def find_phases(motion: Motion, placement: Placement) -> Phases | AbsenceReason:
    """Return the phases of one test, or why there are none.

    Args:
        motion: an unbroken stretch with one test, from sitting to sitting.
        placement: where the sensor was worn; one of ``LEADS``.
    """
    if motion.yaw is None:
        return AbsenceReason.NO_GYROSCOPE
    heading, n = heading_deg(motion), len(motion.vertical)
    rough = two_turns(heading, motion.rate_hz, ROUGH_DEG)
    if rough is None:
        return AbsenceReason.TOO_FEW_TURNS
    there, back = (_fastest(heading, turned) for turned in rough)
    find, sight = _finder(motion, placement, slice(there, back)), look(motion)
    rise, sit = find(sight, there), find(sight.reversed(), n - 1 - back)
    if rise is None and sit is None:
        return AbsenceReason.NO_CHAIR_FOUND
    within = 0 if rise is None else rise.upright, n if sit is None else n - sit.middle
    turns = _turns(heading, motion.rate_hz, within)
    if turns is None:
        return AbsenceReason.TOO_FEW_TURNS
    one, two = turns
    lead = LEADS[placement]
    return Phases(
        rise=_rise(motion, rise, lead, one.first),
        turns=(_seconds(motion, one.first, one.last), _seconds(motion, two.first, two.last)),
        angles_deg=(one.angle_deg, two.angle_deg),
        sit=_sit(motion, sit, lead, two.last),
    )
