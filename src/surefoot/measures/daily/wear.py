"""When the sensor was worn: whoever wears it moves, at least a little, at least once an hour."""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.daily.epochs import EPOCH_S, Epochs

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Van Hees et al. 2011 and 2013 (PLoS ONE 6:e22922, 8:e61691): for an hour at least two of three
# axes stay within a standard deviation of 13 mg. Turned by 2 degrees, a sensor shows more, so this
# also asks that it lies the same way throughout. Shorter times not worn are not seen.
WINDOW_S = 3600
STILL_MPS2 = 0.013 * 9.80665
STILL_AXES = 2
# Windows begin every minute rather than every quarter of an hour, so that edges are told closer.
HOP_S = 60


def _window_sums(values: Floats, starts: NDArray[np.int64], length: int) -> Floats:
    """Return sums of rows of ``values`` (n, k) over windows of ``length`` rows: (windows, k)."""
    before = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    return np.asarray(before[starts + length] - before[starts], dtype=np.float64)


def _still_windows(epochs: Epochs, starts: NDArray[np.int64], length: int) -> Flags:
    count = np.maximum(_window_sums(epochs.count[:, None], starts, length), 1.0)
    mean = _window_sums(epochs.total, starts, length) / count
    variance = _window_sums(epochs.square, starts, length) / count - mean * mean
    return np.asarray((variance < STILL_MPS2**2).sum(axis=1) >= STILL_AXES, dtype=np.bool_)


def worn_epochs(epochs: Epochs) -> Flags:
    """Return for each epoch whether the sensor was worn (n,).

    An epoch without samples counts as not worn: nothing is known of it.
    """
    recorded = epochs.count > 0
    length = WINDOW_S // EPOCH_S
    if len(recorded) < length:
        return np.asarray(recorded, dtype=np.bool_)
    starts = np.arange(0, len(recorded) - length + 1, HOP_S // EPOCH_S)
    starts = np.append(starts, len(recorded) - length)
    still = starts[_still_windows(epochs, starts, length)]
    change = np.zeros(len(recorded) + 1)
    np.add.at(change, still, 1.0)
    np.add.at(change, still + length, -1.0)
    return np.asarray(recorded & (np.cumsum(change[:-1]) < 0.5), dtype=np.bool_)
