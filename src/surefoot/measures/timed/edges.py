"""When a walk really begins and ends: the first and the last movement of the feet.

A walk's first contact comes a step after the first movement, and its last steps are short and
soft, so contacts alone end too early. At the end the movement of the sensor decides.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion, motions
from surefoot.model.recording import Recording
from surefoot.signals.filters import smooth

Floats = NDArray[np.float64]

# Chosen on persons 1 to 5 of voisard_ipol2023 (docs/validation.md): the first foot leaves the
# ground this part of a step before the first contact.
FIRST_STEP = 0.85
# Chosen on the same persons: stillness is this part of the walk's middle movement, and lasts.
STILL_PART, STILL_S = 0.35, 0.3
SMOOTH_S = 0.2
# So many steps at either end may have been missed (chosen).
MISSED_STEPS = 3.0
# Stillness of this part of a step at a walk's end is no walking (chosen on simulated walkers).
STILL_STEP = 0.75
# Samples are read this far around a walk, in seconds (chosen; more than any missed steps).
AROUND_S = 5.0


@dataclass(frozen=True, slots=True)
class Rough:
    """A walk as its contacts tell it: first and last contact, and a usual step, in seconds."""

    first_s: float
    last_s: float
    step_s: float


def _place(recording: Recording, time_s: float) -> int:
    """Return the first sample at or after a time, by halving: a week is never read for it."""
    low, high = 0, recording.n_samples
    while low < high:
        half = (low + high) // 2
        if recording.seconds(half, half + 1)[0] < time_s:
            low = half + 1
        else:
            high = half
    return low


def _read(recording: Recording, rough: Rough) -> Motion | None:
    """Return the unbroken samples around a walk; None when there are too few."""
    edges = (rough.first_s - AROUND_S, rough.last_s + AROUND_S)
    first, last = (_place(recording, edge) for edge in edges)
    if last - first < 2:
        return None
    found = motions(recording, [(first, last)])
    return max(found, key=lambda motion: len(motion.vertical), default=None)


def _movement(motion: Motion) -> Floats:
    """Return the smoothed size of the acceleration without gravity (n,), m/s2."""
    power = motion.vertical**2 + np.sum(motion.level**2, axis=1)
    return np.sqrt(np.maximum(smooth(power, motion.rate_hz, SMOOTH_S), 0.0))


def _first_still(still: NDArray[np.bool_], run: int) -> int:
    """Return where a run of stillness begins, at most the number of samples (n,)."""
    sums = np.convolve(still, np.ones(run), mode="valid")
    runs = np.flatnonzero(sums >= run - 0.5)
    return int(runs[0]) if len(runs) else len(still)


def _still(motion: Motion, rough: Rough) -> tuple[NDArray[np.bool_], int, int]:
    """Return stillness of each sample (n,), and the places of the first and last contact."""
    movement = _movement(motion)
    places = (int(motion.place(rough.first_s)), int(motion.place(rough.last_s)))
    first, last = np.clip(places, 0, len(movement) - 1).tolist()
    usual = float(np.median(movement[first : last + 1]))
    return movement < STILL_PART * usual, first, last


def _outer_stillness(still: NDArray[np.bool_], step: int) -> int:
    """Return how many samples from the outside in are still; none for less than most of a step.

    A wavelet finds steps before slow walking where nobody moves yet.
    """
    run = int(np.argmin(still)) if not still.all() else len(still)
    return run if run >= STILL_STEP * step else 0


def movement_edges(recording: Recording, rough: Rough) -> tuple[float, float]:
    """Return when the first foot left the ground and when the last foot came to rest, in seconds.

    Args:
        recording: with acceleration.
        rough: one walk as its contacts tell it.
    """
    start, most = rough.first_s - FIRST_STEP * rough.step_s, MISSED_STEPS * rough.step_s
    motion = _read(recording, rough)
    if motion is None:
        return max(start, 0.0), rough.last_s
    still, first, last = _still(motion, rough)
    run = max(int(STILL_S * motion.rate_hz), 1)
    before = _first_still(still[first::-1], run) / motion.rate_hz
    after = _first_still(still[last:], run) / motion.rate_hz
    step = int(rough.step_s * motion.rate_hz)
    late = _outer_stillness(still[first : last + 1], step) / motion.rate_hz
    early = _outer_stillness(still[first : last + 1][::-1], step) / motion.rate_hz
    # Contacts time the start more sharply, unless a whole step before them was missed.
    if late > 0.0:
        start = rough.first_s + min(late, most)
    elif before > (1.0 + FIRST_STEP) * rough.step_s:
        start = rough.first_s - min(before, most)
    end = rough.last_s - min(early, most) if early > 0.0 else rough.last_s + min(after, most)
    return max(start, 0.0), end
