"""From estimates to measurements: who, when, where from, how good; or why not."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from surefoot.measures.intervals import Estimate
from surefoot.model.codec import encode
from surefoot.model.codes import AbsenceReason, Leg, Measure
from surefoot.model.force_plate import CentreOfPressure
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.measurement import (
    Analysis,
    Context,
    Measurement,
    MeasurementId,
    Method,
    NotMeasured,
    Provenance,
)
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality

# Names of measurements are drawn in this space, so that the same walk gives the same ids.
NAMES = uuid.UUID("6f1f4d0e-8d0b-5c7e-9a43-5b1d5e2a7c10")


@dataclass(frozen=True, slots=True)
class Source:
    """What a number is measured from: a recording, and what is said of it now."""

    recording: Recording
    capture: Capture


@dataclass(frozen=True, slots=True)
class PlateSource:
    """What a number is measured from: a stance on a force plate, and what is said of it now."""

    recording: CentreOfPressure
    capture: Capture


@dataclass(frozen=True, slots=True)
class Place:
    """Which part of the recording a number is about; no segment means all of it."""

    start_s: float
    quality: Quality
    segment: int | None = None


@dataclass(frozen=True, slots=True)
class Finished:
    """One thing that was to be measured: its estimate, or the reason there is none."""

    measure: Measure
    result: Estimate | AbsenceReason
    leg: Leg = Leg.BOTH


def _id(
    source: Source | PlateSource, done: Finished, place: Place, method: Method
) -> MeasurementId:
    parts = (
        source.recording.id,
        done.measure,
        done.leg,
        place.segment,
        method.id,
        method.version,
        encode(source.capture).decode(),
    )
    return MeasurementId(str(uuid.uuid5(NAMES, "|".join(map(str, parts)))))


def make_outcome(
    source: Source | PlateSource, done: Finished, place: Place, method: Method
) -> Measurement | NotMeasured:
    """Return the measurement, or its absence with the reason."""
    if isinstance(done.result, AbsenceReason):
        return NotMeasured(done.measure, done.result, done.leg, place.segment)
    header = source.recording.header
    return Measurement(
        id=_id(source, done, place, method),
        measure=done.measure,
        value=done.result.value,
        low=done.result.low,
        high=done.result.high,
        unit=UNIT_OF[done.measure],
        leg=done.leg,
        when=(source.capture.started or header.time_base.start) + timedelta(seconds=place.start_s),
        quality=place.quality,
        context=Context(source.capture, header.device),
        provenance=Provenance((source.recording.id,), method),
        segment=place.segment,
    )


def nothing_measured(
    recording: Recording,
    wanted: Iterable[tuple[Measure, Leg]],
    reason: AbsenceReason,
    methods: tuple[Method, ...],
) -> Analysis:
    """Return the analysis of a recording that gave nothing, each measure absent for one reason."""
    none = tuple(NotMeasured(measure, reason, leg) for measure, leg in wanted)
    return Analysis(recording.id, (), (), (), (), none, methods)
