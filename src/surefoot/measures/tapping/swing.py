"""How the phone moves while a foot taps, as even samples."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import ACCELERATION, TURNING
from surefoot.measures.one_piece import longest_piece, place_of
from surefoot.model.recording import Recording
from surefoot.signals.filters import band_pass, integrate
from surefoot.signals.resample import to_even

Floats = NDArray[np.float64]

# Chosen on simulated taps: phones give 50 to 200 Hz, taps are slower than 8 Hz.
RATE_HZ = 100.0
# Slower is handling the phone, faster is the shaking after a tap. Chosen on simulated taps.
LOW_HZ, HIGH_HZ = 0.5, 10.0
# A test lasts 10 s; what is recorded after so long is no longer part of it. Chosen.
LOOK_AT_S = 300.0


@dataclass(frozen=True, slots=True)
class Swing:
    """How the phone moves (n, 3), without what is slower or faster than any tap; and its noise.

    Turning rates in rad/s where there is a gyroscope, else speeds in m/s. ``quiet`` is the size,
    from a peak to a trough, below which a movement cannot be told from what the sensor makes up.
    """

    start_s: float
    rate_hz: float
    values: Floats
    quiet: float


# A phone held still makes up this much, from peak to trough: rad/s, and m/s from accelerations
# rounded to 0.1 m/s2. Chosen on simulated rest at 60 Hz.
QUIET_TURNING, QUIET_SPEED = 0.012, 0.012


def swing(recording: Recording) -> Swing | None:
    """Return the swing of the longest stretch without gaps, or None when there is none.

    Only the first minutes are read.
    """
    stop = min(recording.n_samples, place_of(recording, LOOK_AT_S))
    seconds = recording.seconds(0, stop)
    turning = recording.has(*TURNING)
    piece = longest_piece(seconds)
    if piece is None:
        return None
    first, last = piece
    if seconds[last - 1] - seconds[first] < 1.0:
        return None
    names = TURNING if turning else ACCELERATION
    even = to_even(seconds[first:last], recording.physical(names, first, last), RATE_HZ)
    moving = even.values if turning else integrate(even.values, RATE_HZ, 1, LOW_HZ)
    filtered = band_pass(moving, RATE_HZ, LOW_HZ, HIGH_HZ)
    quiet = QUIET_TURNING if turning else QUIET_SPEED
    return Swing(even.start_s, RATE_HZ, filtered, quiet)
