"""A test is measured as a whole: short holes between samples are bridged, long ones are not hidden.

A part of a test gives fewer rises, taps or seconds than there were, and looks as sure as all of it.
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.model.recording import TICK_S, Recording
from surefoot.signals.resample import unbroken

# In standing, rising and tapping a straight line over so short a hole, s, changes little; in
# walking it would hide half a step.
BRIDGED_GAP_S = 0.5
# A test is whole when its longest piece is this part of the recording: holes while the phone is
# handled at the ends do no harm.
WHOLE_SHARE = 0.9
# A longer recording holds more than one test; which part of it is looked at is not decided here.
LONGEST_TEST_S = 3600.0


def longest_piece(seconds: NDArray[np.float64]) -> tuple[int, int] | None:
    """Return the half-open range of samples of the longest piece; None when there is none."""
    pieces = unbroken(seconds, BRIDGED_GAP_S)
    return max(
        pieces, key=lambda piece: float(seconds[piece[1] - 1] - seconds[piece[0]]), default=None
    )


def place_of(recording: Recording, second: float) -> int:
    """Return about how many samples come before a second, from the mean rate, at most all."""
    base = recording.header.time_base
    share = min(1.0, second / max(base.duration_s, TICK_S))
    return min(recording.n_samples, max(2, int(base.n_samples * share)))


def is_torn(recording: Recording) -> bool:
    """Whether a hole leaves much less than the whole test in one piece."""
    base = recording.header.time_base
    if base.longest_gap_s <= BRIDGED_GAP_S or base.duration_s > LONGEST_TEST_S:
        return False
    seconds = recording.seconds()
    piece = longest_piece(seconds)
    if piece is None:
        return True
    lasts = float(seconds[piece[1] - 1] - seconds[piece[0]])
    return lasts < WHOLE_SHARE * base.duration_s
