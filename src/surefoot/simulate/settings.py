"""What a simulated walk is asked to be, and the truth that comes with it."""

from datetime import UTC, datetime

import msgspec

from surefoot.model.check import require, require_finite, require_utc
from surefoot.model.codes import Aid, Foot, Frame, Placement, Protocol
from surefoot.model.recording import Recording
from surefoot.model.segment import InitialContact, Segment, Stride

#: Step length divided by cadence stays near this in adults, in m/(steps/min): Sekiya & Nagasaki,
#: Gait & Posture 1998;7:225.
WALK_RATIO = 0.0065
#: Leg length over body height: Winter, Biomechanics and Motor Control of Human Movement, 2009.
LEG_PER_HEIGHT = 0.53


class Gait(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the person walks.

    ``speed_mps`` is the steady speed on the straight; ``cadence_spm`` follows it by the walk ratio
    unless given. ``step_time_asymmetry`` is (left - right) / mean of the mean times of the steps
    that end on that foot. ``stride_time_cv`` is a fraction. ``slowing`` is the fraction of speed
    lost from the first to the last second of a bout.

    Very impaired gait: ``frame_pause_s`` is how long both feet stand before the first step of each
    stride while a walking frame is moved on; the cadence stays as asked. ``hesitations_per_min``
    are longer stops between two steps. ``unsteadiness`` is the root mean square of irregular trunk
    acceleration and ``stick_knock`` the peak with which a stick shakes the trunk, both in m/s2.
    """

    speed_mps: float = 1.1
    cadence_spm: float | None = None
    height_m: float = 1.70
    step_time_asymmetry: float = 0.0
    step_length_asymmetry: float = 0.0
    stride_time_cv: float = 0.025
    slowing: float = 0.0
    aid: Aid = Aid.NONE
    first_foot: Foot = Foot.LEFT
    frame_pause_s: float = 0.0
    hesitations_per_min: float = 0.0
    unsteadiness: float = 0.0
    stick_knock: float = 0.0

    def __post_init__(self) -> None:
        require_finite("gait", self.speed_mps, self.cadence_spm, self.height_m)
        require(0.05 <= self.speed_mps <= 2.5, "speed is between 0.05 and 2.5 m/s")
        require(-0.8 <= self.step_time_asymmetry <= 0.8, "step-time asymmetry is within 0.8")
        require(0 <= self.stride_time_cv <= 0.3, "stride-time CV is between 0 and 0.3")
        require(0 <= self.slowing < 0.9, "slowing is a fraction below 0.9")
        require(self.first_foot is not Foot.UNKNOWN, "the first foot is left or right")
        require(
            0 <= self.frame_pause_s <= 60.0 / self.steady_cadence_spm,
            "moving the frame takes no longer than a mean step",
        )
        require(0 <= self.hesitations_per_min <= 10, "there are 0 to 10 hesitations a minute")
        require(0 <= self.unsteadiness <= 1, "unsteadiness is between 0 and 1 m/s2")
        require(0 <= self.stick_knock <= 2, "a stick shakes the trunk by 0 to 2 m/s2")
        require(
            self.step_length_m < 1.1 * self.leg_length_m, "steps are shorter than the leg allows"
        )

    @property
    def steady_cadence_spm(self) -> float:
        """Steps a minute on the straight."""
        if self.cadence_spm is not None:
            return self.cadence_spm
        return float((60.0 * self.speed_mps / WALK_RATIO) ** 0.5)

    @property
    def step_length_m(self) -> float:
        """Mean step length on the straight."""
        return self.speed_mps * 60.0 / self.steady_cadence_spm

    @property
    def leg_length_m(self) -> float:
        """Leg length that goes with the height."""
        return LEG_PER_HEIGHT * self.height_m


class Course(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where and how long: bouts of walking with standing before, between and after.

    ``turns`` U-turns of ``turn_deg`` are spread evenly over each bout. On a ``treadmill`` the belt
    carries the person back as fast as they walk, starting and stopping with them.
    """

    bouts: int = 1
    bout_s: float = 30.0
    rest_s: float = 4.0
    turns: int = 0
    turn_deg: float = 180.0
    fidgets_per_min: float = 3.0
    treadmill: bool = False

    def __post_init__(self) -> None:
        require(self.bouts >= 0 and self.turns >= 0, "bouts and turns are not negative")
        require(self.bout_s >= 3.0, "a bout lasts at least 3 s")
        require(self.rest_s >= 1.5, "standing around a bout lasts at least 1.5 s")
        require(not (self.treadmill and self.turns), "nobody turns on a treadmill")


class Sensor(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What records. Defaults are a phone's browser: about 60 Hz, 0.1 m/s2 and 0.1 deg/s.

    ``orientation_deg`` turns the device about its own x, y, z away from the usual way of wearing
    it. With ``frame`` BODY the device has body axes and ``orientation_deg`` is a misalignment.
    ``acc_step`` and ``gyr_step`` (m/s2, deg/s) are the rounding; 0 means none.
    """

    placement: Placement = Placement.LOWER_BACK
    frame: Frame = Frame.DEVICE
    rate_hz: float = 60.0
    acc_step: float = 0.1
    gyr_step: float = 0.1
    jitter_s: float = 0.0015
    dropped: float = 0.0
    acc_noise: float = 0.03
    gyr_noise_dps: float = 0.1
    gyr_bias_dps: float = 0.3
    orientation_deg: tuple[float, float, float] = (0.0, 0.0, 0.0)
    gyroscope: bool = True

    def __post_init__(self) -> None:
        require(10.0 <= self.rate_hz <= 400.0, "the rate is between 10 and 400 Hz")
        require(0 <= self.dropped < 0.9, "dropped is a fraction below 0.9")
        require(
            self.placement not in (Placement.UNKNOWN, Placement.THIGH, Placement.SHOE),
            "a simulated sensor is worn where walks are recorded",
        )


#: A research sensor on the lower back: 100 Hz, body axes, no rounding, nearly no noise.
RESEARCH_SENSOR = Sensor(
    frame=Frame.BODY,
    rate_hz=100.0,
    acc_step=0.0,
    gyr_step=0.0,
    jitter_s=0.0,
    acc_noise=0.01,
    gyr_noise_dps=0.05,
    gyr_bias_dps=0.1,
)


class WalkSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One simulated walk: gait, course, sensor, and when it was."""

    gait: Gait = Gait()
    course: Course = Course()
    sensor: Sensor = Sensor()
    start: datetime = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    zone: str = "Europe/Berlin"
    protocol: Protocol = Protocol.FREE
    temperature_c: float | None = None

    def __post_init__(self) -> None:
        require_utc("start", self.start)


class FinalContact(msgspec.Struct, frozen=True):
    """The moment a foot leaves the ground, in seconds from the first sample: toe-off."""

    time_s: float
    foot: Foot


class WalkTruth(msgspec.Struct, frozen=True):
    """What really happened. A bout runs from its first to its last initial contact.

    ``step_rises_m`` is the vertical range of the pelvis in each step of the steady walk, and
    ``turn_angles_deg`` is positive to the left. ``final_contacts`` holds, for each initial contact,
    when the same foot had left the ground before it.
    """

    bouts: tuple[Segment, ...]
    contacts: tuple[InitialContact, ...]
    final_contacts: tuple[FinalContact, ...]
    strides: tuple[Stride, ...]
    turns: tuple[Segment, ...]
    turn_angles_deg: tuple[float, ...]
    step_rises_m: tuple[float, ...]


class SimulatedWalk(msgspec.Struct, frozen=True):
    """A recording with its truth."""

    recording: Recording
    truth: WalkTruth
