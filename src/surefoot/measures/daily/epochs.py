"""A long recording as short epochs: how gravity lay and how much it changed, in flat memory."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import ACCELERATION
from surefoot.model.recording import TICK_S, Recording

Floats = NDArray[np.float64]

# Epochs of 5 s, as usual for whole days (GGIR; Migueles et al. 2019, J Meas Phys Behav 2:188).
EPOCH_S = 5
# Posture and stillness show at this rate as well; the samples between are passed over.
ENOUGH_HZ = 10.0
# Samples read at a time.
BLOCK = 1 << 18


@dataclass(frozen=True, slots=True)
class Epochs:
    """Sums over epochs of ``EPOCH_S`` seconds, in order; zeros where there are no samples.

    ``count`` (n,) is how many samples were looked at, ``total`` (n, 3) the sum of their
    acceleration in m/s2, ``square`` (n, 3) the sum of its squares.
    """

    count: Floats
    total: Floats
    square: Floats

    @property
    def middle_s(self) -> Floats:
        """Middle of each epoch (n,), in seconds from the start of the recording."""
        return np.asarray((np.arange(len(self.count)) + 0.5) * EPOCH_S, dtype=np.float64)

    def mean(self) -> Floats:
        """Return the mean acceleration of each epoch (n, 3), m/s2."""
        return np.asarray(self.total / np.maximum(self.count, 1.0)[:, None], dtype=np.float64)


def _add_block(epochs: Epochs, recording: Recording, start: int, hop: int) -> None:
    """Add one block of samples, every ``hop``-th of them."""
    stop = min(start + BLOCK, recording.n_samples)
    ticks = recording.samples.ticks(start, stop)[::hop] - recording.samples.ticks(0, 1)[0]
    place = np.minimum(ticks // round(EPOCH_S / TICK_S), len(epochs.count) - 1)
    first = np.flatnonzero(np.diff(place, prepend=-1))
    into = place[first]
    epochs.count[into] += np.diff(first, append=len(place))
    for axis, name in enumerate(ACCELERATION):
        channel = recording.names.index(name)
        scale = recording.header.channels[channel].scale
        values = recording.samples.counts(channel, start, stop)[::hop] * scale
        epochs.total[into, axis] += np.add.reduceat(values, first)
        epochs.square[into, axis] += np.add.reduceat(values * values, first)


def read_epochs(recording: Recording) -> Epochs:
    """Return the epochs of a recording, read once in blocks."""
    hop = max(1, int(recording.header.time_base.effective_rate_hz / ENOUGH_HZ))
    n = int(recording.header.time_base.duration_s // EPOCH_S) + 1
    epochs = Epochs(np.zeros(n), np.zeros((n, 3)), np.zeros((n, 3)))
    for start in range(0, recording.n_samples, BLOCK):
        _add_block(epochs, recording, start, hop)
    return epochs
