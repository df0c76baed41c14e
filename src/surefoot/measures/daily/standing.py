"""Standing without walking, told by a thigh that points down as it does in walking."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.daily.epochs import Epochs
from surefoot.model.codes import Placement

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Span = tuple[float, float]

# A phone moves in its pocket over the day, so a walk tells how it lies only so long; the middle of
# a night is still told by the walks before and after it.
TELLS_FOR_S = 6.0 * 3600.0
# A trunk is as upright in sitting as in standing, an arm or a bag anything.
TELLS_STANDING = frozenset({Placement.THIGH, Placement.POCKET})


def inside(times: Floats, spans: Sequence[Span]) -> Flags:
    """Return for each time (n,), rising, whether it lies in one of the spans."""
    found = np.zeros(len(times), dtype=np.bool_)
    for start, end in spans:
        found[np.searchsorted(times, start) : np.searchsorted(times, end)] = True
    return found


def _nearest(times: Floats, walking: Flags) -> NDArray[np.int64]:
    """Return for each epoch the place of the walking epoch nearest in time (n,)."""
    places = np.flatnonzero(walking)
    right = np.clip(np.searchsorted(places, np.arange(len(times))), 0, len(places) - 1)
    left = np.maximum(right - 1, 0)
    closer = np.abs(places[left] - np.arange(len(times))) < np.abs(
        places[right] - np.arange(len(times))
    )
    return np.asarray(np.where(closer, places[left], places[right]), dtype=np.int64)


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float64)


def standing_epochs(
    epochs: Epochs, worn: Flags, walks: Sequence[Span], upright_deg: float
) -> Flags:
    """Return for each epoch whether the person stands without walking (n,).

    Args:
        epochs: the recording, worn on the thigh or in a trouser pocket.
        worn: whether the sensor was worn in each epoch (n,).
        walks: start and end of every walk; while walking, the thigh points down on average.
        upright_deg: a thigh this close to how it hangs in walking stands.
    """
    times, direction = epochs.middle_s, _unit(epochs.mean())
    walking = inside(times, walks) & worn
    if not walking.any():
        return np.zeros(len(times), dtype=np.bool_)
    nearest = _nearest(times, walking)
    alike = np.einsum("ij,ij->i", direction, direction[nearest])
    near = np.abs(times - times[nearest]) <= TELLS_FOR_S
    return np.asarray(
        worn & ~walking & near & (alike > np.cos(np.deg2rad(upright_deg))), dtype=np.bool_
    )
