"""The part of a recording in which the person stands still, without handling the phone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.balance.facts import StanceRules
from surefoot.measures.motion import ACCELERATION, RATE_HZ, TURNING
from surefoot.measures.one_piece import longest_piece, place_of
from surefoot.model.recording import Recording
from surefoot.signals.filters import moving_deviation, moving_mean
from surefoot.signals.peaks import true_runs
from surefoot.signals.resample import to_even

Floats = NDArray[np.float64]

# Looked over for movement; a step lasts about as long. Chosen on dispel's and simulated stances.
LOOK_S = 0.5
# A body sways within this, a table does not: a slow sway cycle. Chosen on the same.
SWAY_S = 2.0
# Left out of the sway where movement lies before or after it; chosen on the same.
SETTLE_S = 1.0


@dataclass(frozen=True, slots=True)
class Stance:
    """Standing still, in seconds from the start of the recording.

    ``broken`` says that the person moved and stayed on; ``acceleration`` (n, 3), m/s2, and
    ``turning`` (n, 3), rad/s or None, are what to take the sway from, even samples.
    """

    start_s: float
    end_s: float
    broken: bool
    acceleration: Floats
    turning: Floats | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    start_s: float
    acceleration: Floats
    turning: Floats | None


def _stretch(recording: Recording, longest_s: float) -> _Stretch | None:
    """Return the longest part without a gap, resampled."""
    stop = place_of(recording, longest_s)
    channels = ACCELERATION + TURNING if recording.has(*TURNING) else ACCELERATION
    seconds = recording.seconds(0, stop)
    piece = longest_piece(seconds)
    if piece is None:
        return None
    first, last = piece
    if seconds[last - 1] - seconds[first] < 2 * LOOK_S:
        return None
    even = to_even(seconds[first:last], recording.physical(channels, first, last), RATE_HZ)
    turning = even.values[:, 3:] if even.values.shape[1] == 6 else None
    return _Stretch(even.start_s, even.values[:, :3], turning)


def _rate(turning: Floats, width: int) -> Floats:
    """Return the effective turning rate around each sample, deg/s, (n,)."""
    return np.asarray(np.degrees(np.sqrt(moving_mean((turning**2).sum(axis=1), width))))


def _quiet_runs(stretch: _Stretch, rules: StanceRules) -> list[tuple[int, int]]:
    """Return where the person stands: neither moves much nor has laid the phone down."""
    width = round(LOOK_S * RATE_HZ)
    shaking = np.linalg.norm(moving_deviation(stretch.acceleration, width), axis=1)
    quiet = shaking <= rules.moving_mps2
    if stretch.turning is None:
        return true_runs(quiet)
    runs = true_runs(quiet & (_rate(stretch.turning, width) <= rules.moving_deg_s))
    # Its spread, not its size: a gyroscope that lies still may show a steady turning.
    spread = moving_deviation(stretch.turning, round(SWAY_S * RATE_HZ))
    swaying = np.degrees(np.linalg.norm(spread, axis=1))
    return [(a, b) for a, b in runs if float(np.median(swaying[a:b])) >= rules.lying_deg_s]


def _choose(
    runs: list[tuple[int, int]], rules: StanceRules, breakable: bool
) -> tuple[int, int] | None:
    """Return the longest run; of a stance that is easily lost the first that is surely one."""
    longest = max(runs, key=lambda run: run[1] - run[0], default=None)
    if longest is None or longest[1] - longest[0] < rules.shortest_s * RATE_HZ:
        return None
    sure = (run for run in runs if run[1] - run[0] >= rules.sure_s * RATE_HZ)
    return next(sure, longest) if breakable else longest


def find_stance(recording: Recording, rules: StanceRules, breakable: bool) -> Stance | None:
    """Return the stance of a recording, or None when there is none.

    Movement before it is handling. Movement after it is handling when the recording ends soon;
    else the person put a foot down, and the stance ends there.

    Args:
        recording: acceleration with gravity, turning rates if there are any.
        rules: what standing still is.
        breakable: a stance on one leg or one foot before the other: people stand on after losing
            it, often for longer, so the first counts.
    """
    stretch = _stretch(recording, rules.longest_read_s)
    run = None if stretch is None else _choose(_quiet_runs(stretch, rules), rules, breakable)
    if stretch is None or run is None:
        return None
    n = len(stretch.acceleration)
    settle = round(SETTLE_S * RATE_HZ)
    first = run[0] + (settle if run[0] > 0 else 0)
    last = max(run[1] - (settle if run[1] < n else 0), first + 1)
    return Stance(
        start_s=stretch.start_s + run[0] / RATE_HZ,
        end_s=stretch.start_s + run[1] / RATE_HZ,
        broken=n - run[1] > rules.handling_s * RATE_HZ,
        acceleration=stretch.acceleration[first:last],
        turning=None if stretch.turning is None else stretch.turning[first:last],
    )
