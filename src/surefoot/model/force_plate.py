"""Where a standing person presses on a force plate, moment by moment."""

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.model.check import require
from surefoot.model.codes import QualityCode
from surefoot.model.recording import Capture, Channel, Device, RecordingId, TimeBase

NO_DEVICE = Device()


@dataclass(frozen=True, slots=True)
class PlateHeader:
    """Everything about a force plate's recording except its points; it has no channels."""

    time_base: TimeBase
    capture: Capture
    device: Device = NO_DEVICE
    notes: tuple[QualityCode, ...] = ()

    @property
    def channels(self) -> tuple[Channel, ...]:
        """No channel: a plate holds a centre of pressure instead."""
        return ()


@dataclass(frozen=True, slots=True, eq=False)
class CentreOfPressure:
    """The centre of pressure of a stance: times (n,) in s from the start, points (n, 2) in cm.

    ``sides_known`` says that the first column of points is to the side, the second to the front;
    otherwise they are the plate's own x and y, and which is which is not known.
    """

    id: RecordingId
    header: PlateHeader
    times: NDArray[np.float64]
    points_cm: NDArray[np.float64]
    sides_known: bool

    def __post_init__(self) -> None:
        require(self.points_cm.shape == (len(self.times), 2), "a point has two coordinates")
        require(len(self.times) >= 2, "a plate has at least two samples")
        require(bool(np.all(np.diff(self.times) > 0)), "times of a plate rise")
        require(bool(np.all(np.isfinite(self.points_cm))), "points are numbers")
        self.times.setflags(write=False)
        self.points_cm.setflags(write=False)


def plate_id(times: NDArray[np.float64], points_cm: NDArray[np.float64]) -> RecordingId:
    """Return the SHA-256 of times (n,) and points (n, 2)."""
    digest = hashlib.sha256(b"centre-of-pressure;cm;")
    for part in (times, points_cm):
        digest.update(np.ascontiguousarray(part, dtype="<f8").tobytes())
    return RecordingId(digest.hexdigest())
