"""Public JSON documents: what leaves Surefoot for other programs. Schemas stand in ``contract/``.

Every ``low`` and ``high`` is an end of a 95 % interval; every code is from a closed list.
"""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.model.codes import (
    AbsenceReason,
    ChannelName,
    Foot,
    Frame,
    Leg,
    Measure,
    Placement,
    QualityCode,
    QualityLevel,
    SegmentKind,
)
from surefoot.model.force_plate import CentreOfPressure, PlateHeader
from surefoot.model.measurement import Analysis, LikelyPlacement, Measurement, NotMeasured
from surefoot.model.recording import Capture, Device, Header, Recording
from surefoot.model.segment import InitialContact, Quality, Segment, Stride
from surefoot.model.units import Unit

Seconds = Annotated[float, Meta(description="Seconds from the start of the recording.")]
Low = Annotated[float, Meta(description="Lower end of the 95 % interval of value, in unit.")]
High = Annotated[float, Meta(description="Upper end of the 95 % interval of value, in unit.")]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class ChannelDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One channel: physical value = count x scale, in unit and frame."""

    name: ChannelName
    unit: Unit
    frame: Frame
    scale: Annotated[float, Meta(gt=0)]


class RecordingDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was recorded, without the samples."""

    id: Annotated[Sha256, Meta(description="SHA-256 of channels and samples.")]
    start: Annotated[datetime, Meta(tz=True, description="When it began, in UTC.")]
    start_known: Annotated[
        bool, Meta(description="False when the file did not say; start is then a guess.")
    ]
    zone: Annotated[str, Meta(description="IANA name of the time zone of the person.")]
    duration_s: Annotated[float, Meta(gt=0)]
    n_samples: Annotated[int, Meta(ge=2)]
    effective_rate_hz: Annotated[float, Meta(gt=0)]
    nominal_rate_hz: float | None
    jitter_s: Annotated[float, Meta(ge=0, description="Standard deviation of the time step.")]
    longest_gap_s: Annotated[float, Meta(ge=0)]
    channels: tuple[ChannelDocument, ...]
    device: Device
    capture: Annotated[Capture, Meta(description="What the person says of the recording.")]
    notes: tuple[QualityCode, ...]


class QualityDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How good a part is, and what lowers it."""

    level: QualityLevel
    reasons: tuple[QualityCode, ...]


class SegmentDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A half-open part [start_s, end_s) of the recording."""

    kind: SegmentKind
    start_s: Seconds
    end_s: Seconds
    quality: QualityDocument
    angle_deg: Annotated[
        float | None, Meta(description="How far the body turned in a turn, to the left positive.")
    ]


class ContactDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The moment a foot meets the ground."""

    time_s: Seconds
    foot: Foot


class StrideDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From one initial contact to the next of the same foot; null where not measured."""

    start_s: Seconds
    end_s: Seconds
    foot: Foot
    length_m: float | None
    speed_mps: float | None


class MethodDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which method in which version."""

    id: str
    version: Annotated[int, Meta(ge=1)]


class MeasurementDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One number with its 95 % interval."""

    measure: Measure
    value: float
    low: Low
    high: High
    unit: Unit
    leg: Leg
    segment: Annotated[
        int | None, Meta(description="Place in segments, from 0; null means the whole recording.")
    ]
    method: MethodDocument
    quality: QualityDocument


class LikelyPlacementDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the samples say the sensor was; to be confirmed by the person."""

    placement: Placement
    probability: Annotated[float, Meta(ge=0, le=1)]


class NotMeasuredDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What could not be measured, and why."""

    measure: Measure
    reason: AbsenceReason


class WalkDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything one recording of walking gave: the answer of ``surefoot measure --json``."""

    recording: RecordingDocument
    segments: tuple[SegmentDocument, ...]
    initial_contacts: tuple[ContactDocument, ...]
    strides: tuple[StrideDocument, ...]
    measurements: tuple[MeasurementDocument, ...]
    not_measured: tuple[NotMeasuredDocument, ...]
    likely_placement: LikelyPlacementDocument | None


def walk_document(recording: Recording | CentreOfPressure, analysis: Analysis) -> WalkDocument:
    """Return the public document of a recording and what was measured on it."""
    return WalkDocument(
        recording=recording_document(recording),
        segments=tuple(_segment(segment) for segment in analysis.segments),
        initial_contacts=tuple(_contact(contact) for contact in analysis.initial_contacts),
        strides=tuple(_stride(stride) for stride in analysis.strides),
        measurements=tuple(_measurement(item) for item in analysis.measurements),
        not_measured=_not_measured(analysis.not_measured),
        likely_placement=_likely(analysis.likely_placement),
    )


def recording_document(recording: Recording | CentreOfPressure) -> RecordingDocument:
    """Return the public document of a recording, without its samples."""
    header = recording.header
    base = header.time_base
    return RecordingDocument(
        id=recording.id,
        start=base.start,
        start_known=base.start_known,
        zone=base.zone,
        duration_s=base.duration_s,
        n_samples=base.n_samples,
        effective_rate_hz=base.effective_rate_hz,
        nominal_rate_hz=base.nominal_rate_hz,
        jitter_s=base.jitter_s,
        longest_gap_s=base.longest_gap_s,
        channels=_channels(header),
        device=header.device,
        capture=header.capture,
        notes=header.notes,
    )


def _channels(header: Header | PlateHeader) -> tuple[ChannelDocument, ...]:
    return tuple(ChannelDocument(c.name, c.unit, c.frame, c.scale) for c in header.channels)


def _tick(seconds: float) -> float:
    """Recorded times are whole ticks of 10 microseconds; more digits say nothing."""
    return round(seconds, 5)


def _segment(segment: Segment) -> SegmentDocument:
    return SegmentDocument(
        segment.kind,
        _tick(segment.start_s),
        _tick(segment.end_s),
        _quality(segment.quality),
        segment.angle_deg,
    )


def _quality(quality: Quality) -> QualityDocument:
    return QualityDocument(quality.level, quality.reasons)


def _likely(likely: LikelyPlacement | None) -> LikelyPlacementDocument | None:
    if likely is None:
        return None
    return LikelyPlacementDocument(likely.placement, round(likely.probability, 3))


def _contact(contact: InitialContact) -> ContactDocument:
    return ContactDocument(_tick(contact.time_s), contact.foot)


def _stride(stride: Stride) -> StrideDocument:
    return StrideDocument(
        _tick(stride.start_s),
        _tick(stride.end_s),
        stride.foot,
        stride.length_m,
        stride.speed_mps,
    )


def _measurement(item: Measurement) -> MeasurementDocument:
    method = item.provenance.method
    return MeasurementDocument(
        measure=item.measure,
        value=item.value,
        low=item.low,
        high=item.high,
        unit=item.unit,
        leg=item.leg,
        segment=item.segment,
        method=MethodDocument(method.id, method.version),
        quality=_quality(item.quality),
    )


def _not_measured(items: tuple[NotMeasured, ...]) -> tuple[NotMeasuredDocument, ...]:
    """Return each measure and reason once, in the order first said."""
    pairs = dict.fromkeys((item.measure, item.reason) for item in items)
    return tuple(NotMeasuredDocument(measure, reason) for measure, reason in pairs)
