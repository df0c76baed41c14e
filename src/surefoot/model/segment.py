"""Parts of a recording, and how good they are."""

import msgspec

from surefoot.model.check import require, require_finite
from surefoot.model.codes import Foot, QualityCode, QualityLevel, SegmentKind


class Quality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verdict on quality with its reasons; good has none that lower it."""

    level: QualityLevel
    reasons: tuple[QualityCode, ...] = ()


class Segment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Half-open ``[start_s, end_s)`` of one recording, in seconds from its start.

    ``angle_deg`` is how far the body turned in a turn, to the left positive; None elsewhere.
    """

    kind: SegmentKind
    start_s: float
    end_s: float
    quality: Quality
    angle_deg: float | None = None

    def __post_init__(self) -> None:
        require_finite("segment", self.start_s, self.end_s, self.angle_deg)
        require(self.end_s > self.start_s, "a segment ends after it starts")

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s


class InitialContact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The moment a foot meets the ground, in seconds from the start of the recording."""

    time_s: float
    foot: Foot

    def __post_init__(self) -> None:
        require_finite("initial contact", self.time_s)


class Stride(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From one initial contact to the next of the same foot; length and speed may be unknown."""

    start_s: float
    end_s: float
    foot: Foot
    length_m: float | None = None
    speed_mps: float | None = None

    def __post_init__(self) -> None:
        require_finite("stride", self.start_s, self.end_s, self.length_m, self.speed_mps)
        require(self.end_s > self.start_s, "a stride ends after it starts")
