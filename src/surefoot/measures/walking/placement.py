"""What a sensor can measure where it was worn, and why not the rest."""

from dataclasses import dataclass

from surefoot.measures.motion import TURNING
from surefoot.model.codes import AbsenceReason, Placement
from surefoot.model.recording import Capture, Recording

# Fixed to the pelvis: rises and turns with it.
ON_PELVIS = frozenset({Placement.LOWER_BACK, Placement.BELT_FRONT})
# Close enough to the legs that contacts are timed sharply.
SHARP = ON_PELVIS | {Placement.POCKET}


@dataclass(frozen=True, slots=True)
class Can:
    """What can be measured; a reason stands where something cannot."""

    on_pelvis: bool
    sensor_height_m: float | None
    no_length: AbsenceReason | None
    no_feet: AbsenceReason | None
    no_variability: AbsenceReason | None

    @property
    def tell_feet(self) -> bool:
        """Whether left and right may be told apart."""
        return self.no_feet is None


def _unless(fitting: bool, placement: Placement) -> AbsenceReason | None:
    if fitting:
        return None
    if placement is Placement.UNKNOWN:
        return AbsenceReason.PLACEMENT_UNKNOWN
    return AbsenceReason.PLACEMENT_UNSUITABLE


def what_can_be_measured(recording: Recording, capture: Capture, height_share: float) -> Can:
    """Return what this capture allows.

    Args:
        recording: for its channels.
        capture: placement, height of the person or of the sensor.
        height_share: height of the small of the back as a share of body height.
    """
    on_pelvis = capture.placement in ON_PELVIS
    sensor_height = capture.sensor_height_m
    if sensor_height is None and capture.height_m is not None:
        sensor_height = height_share * capture.height_m
    no_length = _unless(on_pelvis, capture.placement)
    if no_length is None and sensor_height is None:
        no_length = AbsenceReason.HEIGHT_UNKNOWN
    no_feet = _unless(on_pelvis, capture.placement)
    if no_feet is None and not recording.has(*TURNING):
        no_feet = AbsenceReason.NO_GYROSCOPE
    return Can(
        on_pelvis=on_pelvis,
        sensor_height_m=sensor_height if no_length is None else None,
        no_length=no_length,
        no_feet=no_feet,
        no_variability=_unless(capture.placement in SHARP, capture.placement),
    )
