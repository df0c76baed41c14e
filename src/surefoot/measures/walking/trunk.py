"""What the trunk does in the straight parts of a walk: how alike its steps are, how it is shaken.

Regularity is the unbiased autocorrelation of trunk acceleration at one step and at one stride
(Moe-Nilssen & Helbostad 2004, J Biomech 37:121). A turn is walked otherwise than what is before and
after it, so it ends a stretch.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion, motions
from surefoot.measures.walking.placement import ON_PELVIS
from surefoot.measures.walking.walk import Bout
from surefoot.model.codes import AbsenceReason, Placement
from surefoot.model.recording import Recording
from surefoot.signals.spectrum import autocorrelation

Floats = NDArray[np.float64]

# Peaks are looked for this far around one step and one stride, in steps: a limp moves the one at a
# step, uneven walking both (set by hand, never tuned).
STEP_LAGS, STRIDE_LAGS = (0.75, 1.25), (1.6, 2.4)
# So much around a bout is read, for gravity to settle.
AROUND_S = 5.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Straight walking: correlations at one step and one stride, each at most 1.

    ``squares`` (n,) is the mean square of body acceleration in each of its n strides, (m/s2)^2.
    """

    step: float
    stride: float
    squares: Floats

    @property
    def strides(self) -> int:
        """How many strides the stretch holds, both feet counted."""
        return len(self.squares)


def why_no_trunk(placement: Placement) -> AbsenceReason | None:
    """Return why the trunk cannot be judged from where the sensor was, or None if it can."""
    if placement in ON_PELVIS:
        return None
    if placement is Placement.UNKNOWN:
        return AbsenceReason.PLACEMENT_UNKNOWN
    return AbsenceReason.NOT_VALIDATED


def straight_runs(bout: Bout, least_strides: int) -> list[Floats]:
    """Return the contact times of each part of a bout without a turn, long enough."""
    steps = zip(bout.times[:-1], bout.times[1:], strict=True)
    turning = [any(a < end and start < b for start, end in bout.turns) for a, b in steps]
    breaks = np.flatnonzero(turning) + 1
    return [run for run in np.split(bout.times, breaks) if len(run) - 2 >= least_strides]


def _peak(correlation: Floats, step: float, lags: tuple[float, float]) -> float:
    first, last = int(lags[0] * step), int(lags[1] * step)
    return float(np.clip(correlation[first : last + 1].max(), -1.0, 1.0))


def _squares(motion: Motion, places: NDArray[np.int64]) -> Floats:
    """Return the mean square of body acceleration from each place to the one after next."""
    square = motion.vertical**2 + np.einsum("ij,ij->i", motion.level, motion.level)
    sums = np.concatenate([[0.0], np.cumsum(square)])[places]
    return np.asarray((sums[2:] - sums[:-2]) / (places[2:] - places[:-2]), dtype=np.float64)


def _stretch(motion: Motion, times: Floats) -> Stretch:
    ends = np.rint((times - motion.start_s) * motion.rate_hz).astype(np.int64)
    places = np.clip(ends, 0, len(motion.vertical))
    step = float(np.median(np.diff(places)))
    longest = int(STRIDE_LAGS[1] * step) + 1
    correlation = autocorrelation(motion.vertical[places[0] : places[-1]], longest)
    return Stretch(
        step=_peak(correlation, step, STEP_LAGS),
        stride=_peak(correlation, step, STRIDE_LAGS),
        squares=_squares(motion, places),
    )


def _place(recording: Recording, time_s: float) -> int:
    return bisect_left(
        range(recording.n_samples), time_s, key=lambda i: float(recording.seconds(i, i + 1)[0])
    )


def _window(recording: Recording, start_s: float, end_s: float) -> tuple[int, int]:
    """Return sample places around a bout; looked up only where the mean rate misleads."""
    rate, n = recording.header.time_base.effective_rate_hz, recording.n_samples
    first = min(max(0, int((start_s - AROUND_S) * rate)), n - 1)
    last = max(1, min(n, int((end_s + AROUND_S) * rate) + 1))
    begins = float(recording.seconds(first, first + 1)[0])
    ends = float(recording.seconds(last - 1, last)[0])
    if (first == 0 or begins <= start_s - 1.0) and (last == n or ends >= end_s + 1.0):
        return first, last
    first, last = _place(recording, start_s - AROUND_S), _place(recording, end_s + AROUND_S)
    return first, min(n, last + 1)


def stretches(
    recording: Recording, bouts: Sequence[Bout], least_strides: int
) -> tuple[tuple[Stretch, ...], ...]:
    """Return the straight stretches of each bout, in order of time.

    Args:
        recording: read again around each bout only.
        bouts: walks found in it.
        least_strides: shorter stretches are left out.
    """
    return tuple(_of_bout(recording, bout, least_strides) for bout in bouts)


def _of_bout(recording: Recording, bout: Bout, least_strides: int) -> tuple[Stretch, ...]:
    runs = straight_runs(bout, least_strides)
    if not runs:
        return ()
    window = _window(recording, bout.start_s, bout.end_s)
    return tuple(
        _stretch(motion, run)
        for motion in motions(recording, [window])
        for run in runs
        if motion.start_s <= run[0] and run[-1] <= motion.end_s
    )
