"""Sway of a phone or sensor worn on the body, as angle and as acceleration.

Angle: the turning rate at right angles to gravity, integrated, between 0.1 and 3.5 Hz. A gyroscope
gives it whatever a phone does to its accelerations. Acceleration: what is at right angles to
gravity, below 3.5 Hz (Moe-Nilssen & Helbostad 2002; Mancini et al. 2012, J NeuroEng Rehabil 9:59).
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.balance.axes import Axes
from surefoot.measures.balance.facts import SwayErrors
from surefoot.measures.balance.plane import (
    ellipse_area,
    mean_frequency,
    path_length,
    speed_share,
    spread_share,
    with_shares,
)
from surefoot.measures.intervals import Estimate
from surefoot.measures.motion import RATE_HZ
from surefoot.measures.outcome import Finished
from surefoot.model.codes import AbsenceReason, Measure
from surefoot.signals.filters import high_pass, low_pass

Floats = NDArray[np.float64]

# Mancini 2012 for what is too quick; slower tilt cannot be told from a gyroscope's drift (chosen).
QUICK_HZ, SLOW_HZ = 3.5, 0.1

ANGLE_MEASURES = (
    Measure.SWAY_ANGLE_RMS_ML,
    Measure.SWAY_ANGLE_RMS_AP,
    Measure.SWAY_ANGLE_RANGE_ML,
    Measure.SWAY_ANGLE_RANGE_AP,
    Measure.SWAY_ANGLE_AREA,
    Measure.SWAY_ANGLE_PATH,
    Measure.SWAY_ANGLE_VELOCITY,
    Measure.SWAY_ANGLE_VELOCITY_ML,
    Measure.SWAY_ANGLE_VELOCITY_AP,
)
ACCELERATION_MEASURES = (
    Measure.SWAY_ACC_RMS_ML,
    Measure.SWAY_ACC_RMS_AP,
    Measure.SWAY_ACC_RANGE_ML,
    Measure.SWAY_ACC_RANGE_AP,
    Measure.SWAY_ACC_AREA,
    Measure.SWAY_ACC_PATH,
    Measure.SWAY_ACC_FREQUENCY,
    Measure.SWAY_ACC_JERK,
)
# The four of each that need side and front to be told apart, and the order of both tuples above.
_SIDED = 4


def none_of(measures: tuple[Measure, ...], reason: AbsenceReason) -> list[Finished]:
    """Return that none of these was measured, and why."""
    return [Finished(measure, reason) for measure in measures]


def sided(
    measures: tuple[Measure, ...],
    plane: Floats,
    share: float,
    no_sides: AbsenceReason | None,
    rate_hz: float = RATE_HZ,
) -> list[Finished]:
    """Return spread and range to the side and to the front.

    Args:
        measures: spread to the side and front, range to the side and front.
        plane: sway (n, 2) about its mean: to the side, to the front.
        share: error of the method.
        no_sides: why side and front cannot be told apart.
        rate_hz: sample rate.
    """
    if no_sides is not None:
        return none_of(measures, no_sides)
    spreads = [float(column.std()) for column in plane.T]
    ranges = [float(np.ptp(column)) for column in plane.T]
    shares = [spread_share(column - column.mean(), rate_hz) for column in plane.T] * 2
    return [
        Finished(measure, with_shares(value, off, share))
        for measure, value, off in zip(measures, spreads + ranges, shares, strict=True)
    ]


def _area(plane: Floats, share: float) -> Estimate:
    # An area has the error of a spread twice.
    off = 2.0 * spread_share(plane - plane.mean(axis=0), RATE_HZ)
    return with_shares(ellipse_area(plane), off, 2.0 * share)


def _tilt(rates: Floats) -> Floats:
    """Return turning rates (n, axes) summed up, without what is slower than ``SLOW_HZ``.

    The sum's straight line, a constant drift, goes first: the filter's ends stay quiet.
    """
    summed = np.cumsum(rates, axis=0) / RATE_HZ
    line = np.linspace(0.0, 1.0, len(summed))[:, None]
    level = line - line.mean()
    slope = (level * summed).sum(axis=0) / float((level * level).sum())
    return high_pass(summed - summed.mean(axis=0) - level * slope, RATE_HZ, SLOW_HZ, order=4)


def angle_results(turning: Floats, axes: Axes, error: SwayErrors) -> list[Finished]:
    """Return the sway as angle from turning rates (n, 3), rad/s, of a stance."""
    share = error.angle_share
    # Leaning to the side is turning about the axis to the front, and the other way round.
    rates = np.degrees(turning @ np.column_stack([axes.front, axes.side]))
    plane = _tilt(low_pass(rates, RATE_HZ, QUICK_HZ))
    speeds = np.abs(np.gradient(plane, 1.0 / RATE_HZ, axis=0))
    speed = np.linalg.norm(speeds, axis=1)
    velocity = with_shares(float(speed.mean()), speed_share(speed, RATE_HZ), share)
    lasts = (len(plane) - 1) / RATE_HZ
    path = Estimate(velocity.value * lasts, velocity.low * lasts, velocity.high * lasts)
    by_side = [
        with_shares(float(column.mean()), speed_share(column, RATE_HZ), share)
        for column in speeds.T
    ]
    return [
        *sided(ANGLE_MEASURES[:_SIDED], plane, share, axes.no_sides),
        Finished(Measure.SWAY_ANGLE_AREA, _area(plane, share)),
        Finished(Measure.SWAY_ANGLE_PATH, path),
        Finished(Measure.SWAY_ANGLE_VELOCITY, velocity),
        Finished(Measure.SWAY_ANGLE_VELOCITY_ML, axes.no_sides or by_side[0]),
        Finished(Measure.SWAY_ANGLE_VELOCITY_AP, axes.no_sides or by_side[1]),
    ]


def acceleration_results(acceleration: Floats, axes: Axes, error: SwayErrors) -> list[Finished]:
    """Return the sway as acceleration (n, 3), with gravity, m/s2, of a stance."""
    share = error.acceleration_share
    plane = low_pass(acceleration @ np.column_stack([axes.side, axes.front]), RATE_HZ, QUICK_HZ)
    jerk = np.gradient(plane, 1.0 / RATE_HZ, axis=0)
    steps = np.linalg.norm(jerk, axis=1)
    spread = spread_share(plane - plane.mean(axis=0), RATE_HZ)

    def finished(measure: Measure, value: float, off: float) -> Finished:
        return Finished(measure, with_shares(value, off, share))

    return [
        *sided(ACCELERATION_MEASURES[:_SIDED], plane, share, axes.no_sides),
        Finished(Measure.SWAY_ACC_AREA, _area(plane, share)),
        finished(Measure.SWAY_ACC_PATH, path_length(plane), speed_share(steps, RATE_HZ)),
        finished(Measure.SWAY_ACC_FREQUENCY, mean_frequency(plane, RATE_HZ), spread),
        finished(
            Measure.SWAY_ACC_JERK,
            float(np.sqrt(np.mean(steps**2))),
            spread_share(steps, RATE_HZ),
        ),
    ]
