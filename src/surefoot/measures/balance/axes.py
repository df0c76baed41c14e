"""Which way is to the side and which to the front, against gravity; or that it cannot be told."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import ACCELERATION
from surefoot.model.codes import AbsenceReason, Frame, Placement
from surefoot.model.recording import Capture, Recording

Floats = NDArray[np.float64]

# A phone that lies flat on the body stands upright: its face is at most this far from level, as a
# cosine to the vertical. Chosen: half way.
FLAT_ON_BODY = 0.7


# Axes said to be the body's may lean as far as this with the person, as the cosine; beyond it
# nobody stands, and the front cannot be told.
UPRIGHT = 0.9


@dataclass(frozen=True, slots=True)
class Axes:
    """Unit vectors (3,) in the sensor's axes; without a reason the first two are side and front."""

    side: Floats
    front: Floats
    up: Floats
    no_sides: AbsenceReason | None


def _level(vector: Floats, up: Floats) -> Floats:
    flat = vector - float(vector @ up) * up
    return np.asarray(flat / np.linalg.norm(flat), dtype=np.float64)


def _front_of(recording: Recording, capture: Capture, up: Floats) -> Floats | AbsenceReason:
    """Return what points to the front or back of the body, or why nothing does."""
    frames = {c.name: c.frame for c in recording.header.channels}
    face = np.array([0.0, 0.0, 1.0])
    if capture.placement is Placement.UNKNOWN:
        return AbsenceReason.PLACEMENT_UNKNOWN
    if capture.placement not in (Placement.LOWER_BACK, Placement.BELT_FRONT):
        return AbsenceReason.PLACEMENT_UNSUITABLE
    most = UPRIGHT if frames[ACCELERATION[2]] is Frame.BODY else FLAT_ON_BODY
    if abs(float(face @ up)) <= most:
        return face
    return AbsenceReason.SIDES_UNKNOWN


def find_axes(recording: Recording, capture: Capture, acceleration: Floats) -> Axes:
    """Return the axes of a stance from its acceleration (n, 3): gravity is its mean.

    At the belt and the small of the back, a phone's or sensor's face points to the front or back.
    Elsewhere only values that do not change with its heading can be given.
    """
    mean = acceleration.mean(axis=0)
    up = np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float64)
    found = _front_of(recording, capture, up)
    if isinstance(found, AbsenceReason):
        front = _level(np.eye(3)[int(np.argmin(np.abs(up)))], up)
        return Axes(np.cross(front, up), front, up, found)
    front = _level(found, up)
    return Axes(np.cross(front, up), front, up, None)
