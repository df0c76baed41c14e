"""Turns in, what is said of them out: the median with its interval, or why not."""

from collections.abc import Callable, Sequence

import numpy as np

from surefoot.measures.intervals import MAD_TO_SD, Estimate, around, student_95
from surefoot.measures.outcome import Finished
from surefoot.measures.turning.facts import TurnErrors, TurnFacts
from surefoot.measures.turning.turns import Turn
from surefoot.model.codes import AbsenceReason, Measure, Placement

TURN_MEASURES = (
    Measure.TURN_COUNT,
    Measure.TURN_ANGLE,
    Measure.TURN_DURATION,
    Measure.TURN_SPEED,
    Measure.TURN_PEAK_SPEED,
)
# The spread of the median of a normal variable over that of its mean.
_MEDIAN_TO_MEAN = 1.2533


def median_estimate(values: Sequence[float], method_sd: float) -> Estimate:
    """Return the median of values (n,), n >= 2, with its interval.

    Sampling: Student's t on the median absolute deviation. The method's error is taken whole, as
    it is much the same for all turns of one person with one device.
    """
    middle = float(np.median(values))
    spread = MAD_TO_SD * float(np.median(np.abs(np.asarray(values) - middle)))
    half = student_95(len(values) - 1) * _MEDIAN_TO_MEAN * spread / len(values) ** 0.5
    return around(middle, half, method_sd)


def no_angle(placement: Placement) -> AbsenceReason | None:
    """Return why a sensor worn there does not tell how far the body turned, or None.

    A wrist swings while the body turns; its error is above 10 degrees (docs/validation.md). Hand
    and bag were never compared with a reference.
    """
    if placement in (Placement.LOWER_BACK, Placement.BELT_FRONT, Placement.POCKET):
        return None
    if placement is Placement.UNKNOWN:
        return AbsenceReason.PLACEMENT_UNKNOWN
    if placement in (Placement.HAND, Placement.BAG):
        return AbsenceReason.NOT_VALIDATED
    return AbsenceReason.PLACEMENT_UNSUITABLE


def _angle_error(placement: Placement, error: TurnErrors) -> float:
    return error.angle_pocket_deg if placement is Placement.POCKET else error.angle_pelvis_deg


def _shared(turns: Sequence[Turn], of: Callable[[Turn], float], share: float) -> Estimate:
    values = [of(turn) for turn in turns]
    return median_estimate(values, share * float(np.median(values)))


def no_turns(reason: AbsenceReason) -> list[Finished]:
    """Return that no measure of turning could be taken, and why."""
    return [Finished(measure, reason) for measure in TURN_MEASURES]


def turn_results(turns: Sequence[Turn], placement: Placement, facts: TurnFacts) -> list[Finished]:
    """Return count, angle, time, speed and peak speed of turns: medians, sides aside.

    Fewer turns than the least number give ``TOO_FEW_TURNS`` for all but their count.
    """
    error = facts.error
    # One more or one less is always possible.
    off = error.count_share * len(turns) + 0.5
    count = Finished(Measure.TURN_COUNT, around(float(len(turns)), 0.0, off))
    if len(turns) < facts.least:
        return [count, *no_turns(AbsenceReason.TOO_FEW_TURNS)[1:]]
    time = _shared(turns, lambda turn: turn.duration_s, error.time_share)
    reason = no_angle(placement)
    if reason is not None:
        return [
            count,
            Finished(Measure.TURN_ANGLE, reason),
            Finished(Measure.TURN_DURATION, time),
            Finished(Measure.TURN_SPEED, reason),
            Finished(Measure.TURN_PEAK_SPEED, reason),
        ]
    angles = [abs(turn.angle_deg) for turn in turns]
    angle = median_estimate(angles, _angle_error(placement, error))
    return [
        count,
        Finished(Measure.TURN_ANGLE, angle),
        Finished(Measure.TURN_DURATION, time),
        Finished(
            Measure.TURN_SPEED, _shared(turns, lambda turn: turn.speed_deg_s, error.speed_share)
        ),
        Finished(
            Measure.TURN_PEAK_SPEED, _shared(turns, lambda turn: turn.peak_deg_s, error.speed_share)
        ),
    ]
