"""Timelines for the tests of this room."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from surefoot.model.codes import (
    Aid,
    Leg,
    Measure,
    Placement,
    Protocol,
    QualityLevel,
)
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.measurement import Context, Measurement, MeasurementId, Method, Provenance
from surefoot.model.people import ActorId, PersonId
from surefoot.model.recording import Capture, Device, RecordingId
from surefoot.model.segment import Quality
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit

START = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)


def entry(day: float, left: int | None, right: int | None = None) -> Entry:
    legs = {Leg.LEFT: left, Leg.RIGHT: right}
    ratings = tuple(LegRating(leg, value) for leg, value in legs.items() if value is not None)
    when = START + timedelta(days=day)
    name = EntryId(f"entry-{day}")
    return Entry(name, when, "Europe/Berlin", when, ActorId("a"), ratings, note="day")


def walk(  # noqa: PLR0917
    day: float,
    value: float,
    measure: Measure = Measure.WALKING_SPEED,
    version: int = 1,
    placement: Placement = Placement.LOWER_BACK,
    protocol: Protocol = Protocol.FREE,
    aid: Aid | None = None,
    quality: QualityLevel = QualityLevel.GOOD,
    segment: int | None = None,
    **said: object,
) -> Measurement:
    """Return a measurement; ``said`` are more fields of the capture."""
    capture = Capture(placement=placement, protocol=protocol, aid=aid)
    capture = msgspec.structs.replace(capture, **said)
    return Measurement(
        MeasurementId(f"walk-{day}-{segment}"),
        measure,
        value,
        value,
        value,
        Unit.METRE_PER_SECOND,
        Leg.BOTH,
        START + timedelta(days=day),
        Quality(quality),
        Context(capture, Device()),
        Provenance((RecordingId("r"),), Method("walk-speed", version)),
        segment,
    )


def timeline(measurements: Sequence[Measurement] = (), entries: Sequence[Entry] = ()) -> Timeline:
    return Timeline(
        PersonId("p"),
        tuple(sorted(measurements, key=lambda one: one.when)),
        tuple(sorted(entries, key=lambda one: one.lived)),
    )
