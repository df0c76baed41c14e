"""Measurements with uncertainty, and their absence with a reason."""

from datetime import datetime
from typing import NewType

import msgspec

from surefoot.model.check import require, require_finite, require_utc
from surefoot.model.codes import AbsenceReason, Leg, Measure, Placement
from surefoot.model.recording import Capture, Device, RecordingId
from surefoot.model.segment import InitialContact, Quality, Segment, Stride
from surefoot.model.units import Unit

MeasurementId = NewType("MeasurementId", str)


class Method(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which method, in which version. A new version opens a new series or recomputes all."""

    id: str
    version: int

    def __post_init__(self) -> None:
        require(bool(self.id) and self.version >= 1, "a method has an id and a version from 1")


class Provenance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a measurement rests on and what it replaces."""

    recordings: tuple[RecordingId, ...]
    method: Method
    supersedes: tuple[MeasurementId, ...] = ()


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Circumstances that may shift a measurement: a change of any is a free step when following."""

    capture: Capture
    device: Device


class Measurement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One number about a person with its 95 % interval ``[low, high]``.

    ``segment`` is the place of the segment in the analysis it came from; None means all of it.
    """

    id: MeasurementId
    measure: Measure
    value: float
    low: float
    high: float
    unit: Unit
    leg: Leg
    when: datetime
    quality: Quality
    context: Context
    provenance: Provenance
    segment: int | None = None

    def __post_init__(self) -> None:
        require_finite(str(self.measure), self.value, self.low, self.high)
        require(self.low <= self.value <= self.high, "a value lies inside its interval")
        require_utc("when", self.when)


class NotMeasured(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Absence, said with a reason."""

    measure: Measure
    reason: AbsenceReason
    leg: Leg = Leg.BOTH
    segment: int | None = None


class LikelyPlacement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where the sensor seems to have been, and how probable that is, 0 to 1."""

    placement: Placement
    probability: float

    def __post_init__(self) -> None:
        require_finite("probability", self.probability)
        require(0.0 <= self.probability <= 1.0, "a probability is between 0 and 1")


class Analysis(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything one recording gave.

    ``likely_placement`` is what the samples say; the person confirms it, it is never assumed.
    ``methods`` are all that were tried, also those that found nothing to measure; empty in an
    analysis made before that was noted.
    """

    recording: RecordingId
    segments: tuple[Segment, ...]
    initial_contacts: tuple[InitialContact, ...]
    strides: tuple[Stride, ...]
    measurements: tuple[Measurement, ...]
    not_measured: tuple[NotMeasured, ...]
    methods: tuple[Method, ...] = ()
    likely_placement: LikelyPlacement | None = None

    def __post_init__(self) -> None:
        times = [contact.time_s for contact in self.initial_contacts]
        require(times == sorted(times), "initial contacts stand in order of time")
        places = range(len(self.segments))
        require(
            all(m.segment is None or m.segment in places for m in self.measurements),
            "a measurement names a segment of its own analysis",
        )
