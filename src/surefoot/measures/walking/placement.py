"""What a sensor can measure where it was worn, and why not the rest."""

from dataclasses import dataclass

from surefoot.measures.motion import TURNING
from surefoot.model.codes import AbsenceReason, Placement
from surefoot.model.recording import Capture, Recording

# Fixed to the pelvis: rises and turns with it.
ON_PELVIS = frozenset({Placement.LOWER_BACK, Placement.BELT_FRONT})
# Swings with the thigh.
ON_THIGH = frozenset({Placement.POCKET, Placement.THIGH})
# Off the pelvis the pendulum that gives step length has never been compared with a reference, and
# no recording here has contact times fine enough to judge how steadily a pocket times strides.
LENGTH_UNTRIED = frozenset({Placement.POCKET, Placement.HAND, Placement.BAG, Placement.WRIST})
STEADINESS_UNTRIED = frozenset({Placement.POCKET})


@dataclass(frozen=True, slots=True)
class Can:
    """What can be measured; a reason stands where something cannot."""

    on_pelvis: bool
    on_thigh: bool
    sensor_height_m: float | None
    no_length: AbsenceReason | None
    no_feet: AbsenceReason | None
    no_variability: AbsenceReason | None

    @property
    def tell_feet(self) -> bool:
        """Whether left and right may be told apart."""
        return self.no_feet is None


def _off_pelvis(
    placement: Placement, untried: frozenset[Placement] = frozenset()
) -> AbsenceReason | None:
    """Return why something that the pelvis gives is not measured here, None on the pelvis."""
    if placement in ON_PELVIS:
        return None
    if placement is Placement.UNKNOWN:
        return AbsenceReason.PLACEMENT_UNKNOWN
    if placement in untried:
        return AbsenceReason.NOT_VALIDATED
    return AbsenceReason.PLACEMENT_UNSUITABLE


def what_can_be_measured(recording: Recording, capture: Capture, height_share: float) -> Can:
    """Return what this capture allows.

    Args:
        recording: for its channels.
        capture: placement, height of the person or of the sensor.
        height_share: height of the small of the back as a share of body height.
    """
    placement = capture.placement
    sensor_height = capture.sensor_height_m
    if sensor_height is None and capture.height_m is not None:
        sensor_height = height_share * capture.height_m
    no_length = _off_pelvis(placement, LENGTH_UNTRIED)
    if no_length is None and sensor_height is None:
        no_length = AbsenceReason.HEIGHT_UNKNOWN
    no_feet = _off_pelvis(placement)
    if no_feet is None and not recording.has(*TURNING):
        no_feet = AbsenceReason.NO_GYROSCOPE
    return Can(
        on_pelvis=placement in ON_PELVIS,
        on_thigh=placement in ON_THIGH,
        sensor_height_m=sensor_height if no_length is None else None,
        no_length=no_length,
        no_feet=no_feet,
        no_variability=_off_pelvis(placement, STEADINESS_UNTRIED),
    )
