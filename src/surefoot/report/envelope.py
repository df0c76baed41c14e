"""The outline of a long signal: lowest and highest value for each stretch of the picture."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import ChannelName
from surefoot.model.recording import Recording

_ACCELERATION = (ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z)
# A picture of a week must cost no more than one of a minute: at most this many samples are read
# from the start of each stretch.
_MOST_PER_STRETCH = 2048


@dataclass(frozen=True, slots=True)
class Envelope:
    """Times (n,) in seconds; lowest and highest acceleration norm (n,) in m/s2. NaN parts gaps."""

    times: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


def acceleration_envelope(recording: Recording, stretches: int) -> Envelope:
    """Return the outline of the acceleration norm in at most ``stretches`` stretches."""
    edges = np.linspace(0, recording.n_samples, min(stretches, recording.n_samples) + 1)
    starts = np.unique(edges.astype(np.int64))
    rows = [
        _one_stretch(recording, int(a), min(int(b), int(a) + _MOST_PER_STRETCH))
        for a, b in pairwise(starts)
    ]
    return _parted_at_gaps(np.array(rows), recording.header.time_base.duration_s / len(rows))


def _one_stretch(recording: Recording, start: int, stop: int) -> tuple[float, float, float]:
    norm = np.linalg.norm(recording.physical(_ACCELERATION, start, stop), axis=1)
    time = float(recording.seconds(start, start + 1)[0])
    return time, float(norm.min()), float(norm.max())


def _parted_at_gaps(rows: NDArray[np.float64], usual_step_s: float) -> Envelope:
    gaps = np.flatnonzero(np.diff(rows[:, 0]) > 3 * usual_step_s) + 1
    rows = np.insert(rows, gaps, np.nan, axis=0)
    return Envelope(times=rows[:, 0], low=rows[:, 1], high=rows[:, 2])
