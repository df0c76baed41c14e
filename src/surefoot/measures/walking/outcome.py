"""From estimates to measurements: who, when, where from, how good; or why not."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from surefoot.measures.walking.intervals import Estimate
from surefoot.model.codec import encode
from surefoot.model.codes import AbsenceReason, Leg, Measure
from surefoot.model.measurement import (
    Context,
    Measurement,
    MeasurementId,
    Method,
    NotMeasured,
    Provenance,
)
from surefoot.model.recording import Capture, Recording, start_of
from surefoot.model.segment import Quality
from surefoot.model.units import Unit

# Names of measurements are drawn in this space, so that the same walk gives the same ids.
_SPACE = uuid.UUID("6f1f4d0e-8d0b-5c7e-9a43-5b1d5e2a7c10")

UNITS: dict[Measure, Unit] = {
    Measure.WALKING_TIME: Unit.SECOND,
    Measure.STEP_COUNT: Unit.STEPS,
    Measure.CADENCE: Unit.STEPS_PER_MINUTE,
    Measure.STRIDE_TIME: Unit.SECOND,
    Measure.STRIDE_LENGTH: Unit.METRE,
    Measure.WALKING_SPEED: Unit.METRE_PER_SECOND,
    Measure.STRIDE_TIME_CV: Unit.PERCENT,
    Measure.STEP_TIME_ASYMMETRY: Unit.PERCENT,
    Measure.STEP_TIME: Unit.SECOND,
}

# A new version of any of these opens a new series or recomputes all (design decision 9).
METHODS: dict[Measure, Method] = {
    Measure.WALKING_TIME: Method("walk-bouts", 1),
    Measure.STEP_COUNT: Method("walk-contacts", 1),
    Measure.CADENCE: Method("walk-strides", 1),
    Measure.STRIDE_TIME: Method("walk-strides", 1),
    Measure.STRIDE_LENGTH: Method("walk-pendulum", 1),
    Measure.WALKING_SPEED: Method("walk-pendulum", 1),
    Measure.STRIDE_TIME_CV: Method("walk-strides", 1),
    Measure.STEP_TIME_ASYMMETRY: Method("walk-feet", 1),
    Measure.STEP_TIME: Method("walk-feet", 1),
}
ALL_METHODS: tuple[Method, ...] = tuple(
    sorted(set(METHODS.values()), key=lambda method: (method.id, method.version))
)


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


def _id(recording: Recording, capture: Capture, done: Finished, place: Place) -> MeasurementId:
    method = METHODS[done.measure]
    parts = (
        recording.id,
        done.measure,
        done.leg,
        place.segment,
        method.id,
        method.version,
        encode(capture).decode(),
    )
    return MeasurementId(str(uuid.uuid5(_SPACE, "|".join(map(str, parts)))))


def _measurement(
    recording: Recording, capture: Capture, done: Finished, place: Place, estimate: Estimate
) -> Measurement:
    start = start_of(recording.header, capture)
    return Measurement(
        id=_id(recording, capture, done, place),
        measure=done.measure,
        value=estimate.value,
        low=estimate.low,
        high=estimate.high,
        unit=UNITS[done.measure],
        leg=done.leg,
        when=start + timedelta(seconds=place.start_s),
        quality=place.quality,
        context=Context(capture, recording.header.device),
        provenance=Provenance((recording.id,), METHODS[done.measure]),
        segment=place.segment,
    )


def make_outcome(
    recording: Recording, capture: Capture, done: Finished, place: Place
) -> Measurement | NotMeasured:
    """Return the measurement, or its absence with the reason."""
    if isinstance(done.result, AbsenceReason):
        return NotMeasured(done.measure, done.result, done.leg, place.segment)
    return _measurement(recording, capture, done, place, done.result)
