"""Timelines, verdicts and walks for the tests of the report room."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np

from surefoot.app.messages import say
from surefoot.model.codes import (
    ChannelName,
    Foot,
    Frame,
    Leg,
    Measure,
    Placement,
    Protocol,
    QualityCode,
    QualityLevel,
    SegmentKind,
    Tier,
    VerdictKind,
)
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.measurement import (
    Analysis,
    Context,
    Measurement,
    MeasurementId,
    Method,
    Provenance,
)
from surefoot.model.message import Message
from surefoot.model.people import ActorId, Person, PersonId
from surefoot.model.recording import (
    Capture,
    Channel,
    Device,
    Header,
    MemorySamples,
    Recording,
    RecordingId,
    content_id,
    describe_times,
)
from surefoot.model.segment import InitialContact, Quality, Segment, Stride
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit
from surefoot.model.verdict import UsualRange, Verdict

MADE = datetime(2026, 11, 21, 9, tzinfo=UTC)
TODAY = date(2026, 11, 21)
ANNA = Person(PersonId("p"), "Anna", "DE", MADE)
GOOD = Quality(QualityLevel.GOOD)

#: Value, half width of the interval and unit of what a walk gives.
VALUES: dict[Measure, tuple[float, float, Unit]] = {
    Measure.WALKING_SPEED: (0.95, 0.06, Unit.METRE_PER_SECOND),
    Measure.STRIDE_LENGTH: (1.1, 0.05, Unit.METRE),
    Measure.CADENCE: (104.0, 2.0, Unit.STEPS_PER_MINUTE),
    Measure.STRIDE_TIME_CV: (3.4, 0.6, Unit.PERCENT),
    Measure.STEP_TIME_ASYMMETRY: (6.2, 1.5, Unit.PERCENT),
}


def words(message: Message) -> str:
    """Return a message in English; raises on an id without a sentence."""
    return say(message)


def entry(day: int, left: int | None = 3, right: int | None = 5, **more: Any) -> Entry:
    """Return the check-in of noon so many days before the report is made."""
    lived = MADE - timedelta(days=day, hours=1)
    sides = ((Leg.LEFT, left), (Leg.RIGHT, right))
    ratings = tuple(LegRating(leg, value) for leg, value in sides if value is not None)
    zone = more.pop("zone", "Europe/Berlin")
    return Entry(EntryId(f"e{day}"), lived, zone, lived, ActorId("a"), ratings, **more)


def measured(
    day: int,
    measure: Measure = Measure.WALKING_SPEED,
    value: float | None = None,
    quality: Quality = GOOD,
    protocol: Protocol = Protocol.FREE,
) -> Measurement:
    """Return a measurement of a whole walk so many days before the report is made."""
    usual, half, unit = VALUES[measure]
    value = usual if value is None else value
    return Measurement(
        id=MeasurementId(f"m{day}-{measure}"),
        measure=measure,
        value=value,
        low=value - half,
        high=value + half,
        unit=unit,
        leg=Leg.BOTH,
        when=MADE - timedelta(days=day),
        quality=quality,
        context=Context(Capture(placement=Placement.LOWER_BACK, protocol=protocol), Device()),
        provenance=Provenance((RecordingId("r"),), Method(f"walk-{measure}", 2)),
    )


def walk(day: int, quality: Quality = GOOD) -> list[Measurement]:
    """Return everything one walk gives."""
    return [measured(day, measure, quality=quality) for measure in VALUES]


def timeline(entries: list[Entry], measurements: list[Measurement]) -> Timeline:
    """Return them in order."""
    return Timeline(
        PersonId("p"),
        tuple(sorted(measurements, key=lambda m: m.when)),
        tuple(sorted(entries, key=lambda e: e.lived)),
    )


def usual(measure: Measure, leg: Leg, low: float, high: float) -> Verdict:
    """Return the verdict that holds a usual range."""
    unit = Unit.RATING_0_10 if measure is Measure.HEAVINESS else VALUES[measure][2]
    ends = UsualRange(low, high, 30)
    return Verdict(Tier.SHOWN, VerdictKind.USUAL, measure, leg, unit, usual=ends)


FEW = Quality(QualityLevel.USABLE, (QualityCode.FEW_STRIDES, QualityCode.ROUNDED))
FULL = timeline(
    [entry(day, 3 + day % 3, 5 + day % 2) for day in range(60)],
    [m for day in range(0, 60, 4) for m in walk(day, FEW)],
)
USUAL = (
    usual(Measure.HEAVINESS, Leg.LEFT, 2, 6),
    usual(Measure.HEAVINESS, Leg.RIGHT, 4, 7),
    usual(Measure.WALKING_SPEED, Leg.BOTH, 0.8, 1.1),
    usual(Measure.CADENCE, Leg.BOTH, 98, 110),
    usual(Measure.STRIDE_LENGTH, Leg.BOTH, 1.0, 1.2),
    usual(Measure.STRIDE_TIME_CV, Leg.BOTH, 2.0, 5.0),
    usual(Measure.STEP_TIME_ASYMMETRY, Leg.BOTH, 3.0, 9.0),
)


def recording(seconds: float = 20.0, gap_s: float = 0.0) -> Recording:
    """Return a recording at 100 Hz, with a hole in its middle if wanted."""
    n = int(seconds * 100)
    times = np.arange(n, dtype=np.int64) * 1000
    times[n // 2 :] += int(gap_s * 1e5)
    sway = np.sin(np.arange(n) / 8.0)
    counts = np.stack([980 + 200 * sway, 20 * sway, 10 * sway]).astype(np.int32)
    channels = tuple(
        Channel(name, Unit.METRE_PER_SECOND_SQUARED, Frame.BODY, 0.01)
        for name in (ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z)
    )
    samples = MemorySamples(times, counts)
    header = Header(
        channels, describe_times(times, MADE, "Europe/Berlin", 100.0), Device(), Capture()
    )
    return Recording(content_id(channels, samples, n), header, samples)


def analysis(feet: tuple[Foot, ...] = (Foot.LEFT, Foot.RIGHT), speed: bool = True) -> Analysis:
    """Return a walk of 15 seconds with a turn, its steps by the feet in turn."""
    times = np.arange(2.0, 17.0, 0.6)
    steps = tuple(InitialContact(float(t), feet[i % len(feet)]) for i, t in enumerate(times))
    strides = tuple(
        Stride(a.time_s, b.time_s, a.foot, 1.1 if speed else None, 0.9 if speed else None)
        for a, b in zip(steps, steps[2:], strict=False)
    )
    segments = (
        Segment(SegmentKind.WALK, 2.0, 17.0, GOOD),
        Segment(SegmentKind.TURN, 8.0, 9.5, GOOD),
    )
    return Analysis(RecordingId("r"), segments, steps, strides, (), ())
