"""Small nouns to keep."""

import hashlib
from datetime import UTC, datetime, timedelta

import numpy as np

from surefoot.model.codes import (
    AbsenceReason,
    ChannelName,
    Foot,
    Frame,
    Leg,
    Measure,
    Placement,
    QualityLevel,
    SegmentKind,
)
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.measurement import (
    Analysis,
    Context,
    Measurement,
    MeasurementId,
    Method,
    NotMeasured,
    Provenance,
)
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.recording import (
    Capture,
    Channel,
    Device,
    Header,
    MemorySamples,
    Recording,
    content_id,
    describe_times,
)
from surefoot.model.segment import InitialContact, Quality, Segment, Stride
from surefoot.model.units import Unit

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ANNA, BEN, EVE = ActorId("anna"), ActorId("ben"), ActorId("eve")
MINE = Access(PersonId("person-anna"), ANNA)
OTHERS = Access(PersonId("person-ben"), BEN)


def make_person(access: Access = MINE, name: str = "Anna") -> Person:
    return Person(access.owner, name, "DE", START)


def make_recording(seed: int = 1, n_samples: int = 300, day: int = 0) -> Recording:
    random = np.random.default_rng(seed)
    times = np.cumsum(random.integers(900, 1100, n_samples)).astype(np.int64)
    times -= times[0]
    values = random.integers(-(10**6), 10**6, (3, n_samples)).astype(np.int32)
    samples = MemorySamples(times, values)
    channels = tuple(
        Channel(name, Unit.METRE_PER_SECOND_SQUARED, Frame.DEVICE, 1e-5)
        for name in (ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z)
    )
    start = START + timedelta(days=day)
    header = Header(
        channels, describe_times(times, start, "Europe/Berlin", 100.0), Device("Maker"), Capture()
    )
    return Recording(content_id(channels, samples, n_samples), header, samples)


def make_analysis(recording: Recording, version: int = 1, value: float = 1.1) -> Analysis:
    speed = Measurement(
        MeasurementId(f"{recording.id[:12]}-speed-{version}"),
        Measure.WALKING_SPEED,
        value,
        value - 0.1,
        value + 0.1,
        Unit.METRE_PER_SECOND,
        Leg.BOTH,
        recording.header.time_base.start,
        Quality(QualityLevel.GOOD),
        Context(recording.header.capture, recording.header.device),
        Provenance((recording.id,), Method("test.speed", version)),
    )
    return Analysis(
        recording.id,
        (Segment(SegmentKind.WALK, 0.0, 2.0, Quality(QualityLevel.GOOD)),),
        (InitialContact(0.5, Foot.LEFT), InitialContact(1.0, Foot.RIGHT)),
        (Stride(0.5, 1.5, Foot.LEFT, 1.1, 1.1),),
        (speed,),
        (NotMeasured(Measure.STRIDE_TIME_CV, AbsenceReason.TOO_FEW_STRIDES),),
    )


def make_entry(
    name: str = "e1", heaviness: int = 4, day: int = 0, supersedes: tuple[str, ...] = ()
) -> Entry:
    return Entry(
        EntryId(name),
        START + timedelta(days=day),
        "Europe/Berlin",
        START + timedelta(days=day, hours=1),
        ANNA,
        ratings=(LegRating(Leg.LEFT, heaviness),),
        supersedes=tuple(EntryId(i) for i in supersedes),
    )


def make_token(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


POCKET = Capture(placement=Placement.POCKET, height_m=1.7)
SWAPPED = Capture(placement=Placement.POCKET, height_m=1.7, swap_feet=True)
