"""What the walking methods look at: even samples of up-down movement and of turning."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName
from surefoot.model.recording import Recording
from surefoot.signals.filters import high_pass, moving_deviation
from surefoot.signals.orientation import across, along, up_direction, up_tracked
from surefoot.signals.peaks import join_runs, true_runs
from surefoot.signals.resample import to_even, unbroken

Floats = NDArray[np.float64]

ACCELERATION = (ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z)
TURNING = (ChannelName.GYR_X, ChannelName.GYR_Y, ChannelName.GYR_Z)

# 100 Hz is the rate of the lower-back sensors the methods were published for.
RATE_HZ = 100.0
# Slower than any stride, faster than bending down.
GRAVITY_CUT_HZ = 0.2
# Time in which gravity corrects the gyroscope: several strides.
SETTLE_S = 3.0
# Zijlstra & Hof 2003 take away drift below this before integrating.
DRIFT_CUT_HZ = 0.1
# Longer holes between samples are never bridged: half a quick step.
LONGEST_GAP_S = 0.2
# A second is lively from this spread of up-down acceleration on, m/s2. Standing people show 0.02 to
# 0.15, walking with a stick above 0.3 (own look at the development sets).
LIVELY_FROM, LIVELY_MARGIN_S = 0.2, 4.0


@dataclass(frozen=True, slots=True)
class Motion:
    """A stretch of even samples without gaps.

    ``vertical`` is acceleration along gravity without gravity (n,), m/s2, up positive; ``yaw`` is
    the turning rate about the vertical (n,), rad/s, to the left positive. Neither changes when the
    sensor is turned in its pocket or belt. ``up`` (n, 3) points up in the sensor's axes;
    ``level`` (n, 3) is acceleration at right angles to it, ``tilting`` (n, 3) the turning rate at
    right angles to it. What needs a gyroscope is None without one.
    """

    start_s: float
    rate_hz: float
    vertical: Floats
    up: Floats
    level: Floats
    yaw: Floats | None
    tilting: Floats | None

    @property
    def end_s(self) -> float:
        """Time just after the last sample."""
        return self.start_s + len(self.vertical) / self.rate_hz

    def place(self, time_s: float) -> float:
        """Return where a time lies among the samples, not rounded."""
        return (time_s - self.start_s) * self.rate_hz


def _to_motion(seconds: Floats, values: Floats, compiled: bool) -> Motion:
    even = to_even(seconds, values, RATE_HZ)
    acceleration = even.values[:, :3]
    turning = even.values[:, 3:] if values.shape[1] == 6 else None
    if turning is None:
        up = up_direction(acceleration, RATE_HZ, GRAVITY_CUT_HZ)
    else:
        up = up_tracked(acceleration, turning, RATE_HZ, SETTLE_S, compiled)
    vertical = high_pass(along(acceleration, up), RATE_HZ, DRIFT_CUT_HZ, order=4)
    level = across(acceleration, up)
    if turning is None:
        return Motion(even.start_s, RATE_HZ, vertical, up, level, None, None)
    yaw, tilting = along(turning, up), across(turning, up)
    return Motion(even.start_s, RATE_HZ, vertical, up, level, yaw, tilting)


def cut(motion: Motion, first: int, last: int) -> Motion:
    """Return the part of a stretch from sample ``first`` up to ``last``."""
    return Motion(
        motion.start_s + first / motion.rate_hz,
        motion.rate_hz,
        motion.vertical[first:last],
        motion.up[first:last],
        motion.level[first:last],
        None if motion.yaw is None else motion.yaw[first:last],
        None if motion.tilting is None else motion.tilting[first:last],
    )


def thin(motion: Motion, fold: int) -> Motion:
    """Return a stretch with each ``fold`` samples averaged to one; a rest at the end is dropped."""
    return Motion(
        motion.start_s + 0.5 * (fold - 1) / motion.rate_hz,
        motion.rate_hz / fold,
        _thinned(motion.vertical, fold),
        _thinned(motion.up, fold),
        _thinned(motion.level, fold),
        None if motion.yaw is None else _thinned(motion.yaw, fold),
        None if motion.tilting is None else _thinned(motion.tilting, fold),
    )


def _thinned(values: Floats, fold: int) -> Floats:
    whole = len(values) // fold
    blocks = values[: whole * fold].reshape(whole, fold, *values.shape[1:])
    return np.asarray(blocks.mean(axis=1), dtype=np.float64)


def lively_runs(motion: Motion) -> list[tuple[int, int]]:
    """Return half-open ranges of samples in which the trunk moves up and down, with a margin."""
    second, margin = round(motion.rate_hz), round(LIVELY_MARGIN_S * motion.rate_hz)
    active = moving_deviation(motion.vertical, second) >= LIVELY_FROM
    n = len(motion.vertical)
    runs = [(max(a - margin, 0), min(b + margin, n)) for a, b in true_runs(active)]
    return join_runs(runs, 0)


def motions(
    recording: Recording,
    windows: list[tuple[int, int]],
    compiled: bool = False,
    longest_gap_s: float = LONGEST_GAP_S,
) -> Iterator[Motion]:
    """Yield the unbroken stretches inside windows of sample places, one at a time.

    Args:
        recording: the capture; only the windows are read.
        windows: half-open ranges of sample places, in order.
        compiled: use compiled loops, which take a moment to load.
        longest_gap_s: longer holes between samples are not bridged.
    """
    channels = ACCELERATION + TURNING if recording.has(*TURNING) else ACCELERATION
    for start, stop in windows:
        seconds = recording.seconds(start, stop)
        values = recording.physical(channels, start, stop)
        for first, last in unbroken(seconds, longest_gap_s):
            if seconds[last - 1] - seconds[first] >= 1.0:
                yield _to_motion(seconds[first:last], values[first:last], compiled)
