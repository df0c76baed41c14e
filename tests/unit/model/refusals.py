"""For each check of a noun one noun that it must refuse."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import partial
from typing import Any

import msgspec
import numpy as np

from surefoot.model.change import (
    Change,
    ChangeProbabilities,
    ChangeSize,
    ChangeState,
    FixedLine,
    FollowedDay,
    FollowedSeries,
    MonthlyChange,
    SlowestShown,
)
from surefoot.model.codes import (
    Audience,
    ChannelName,
    Foot,
    Frame,
    Leg,
    Measure,
    Placement,
    Posture,
    QualityLevel,
    SegmentKind,
    Tier,
    Urgency,
    VerdictKind,
)
from surefoot.model.codes import FindingOrigin as Origin
from surefoot.model.codes import FindingState as State
from surefoot.model.entry import Entry, EntryId, GivenAnswer, LegRating, Seen
from surefoot.model.force_plate import CentreOfPressure, PlateHeader
from surefoot.model.measurement import (
    Analysis,
    Context,
    LikelyPlacement,
    Measurement,
    MeasurementId,
    Method,
    Provenance,
)
from surefoot.model.message import Message
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.reasoning import (
    About,
    Evidence,
    Explanation,
    Finding,
    FittingCause,
    MsStatus,
    NextStep,
    StepKind,
)
from surefoot.model.reasoning import Tier as CauseTier
from surefoot.model.recording import (
    Capture,
    Channel,
    Device,
    Header,
    MemorySamples,
    RecordingId,
    TimeBase,
)
from surefoot.model.report import Report as Document
from surefoot.model.report import (
    ReportMarks,
    ReportNorm,
    ReportNumber,
    ReportSeries,
    SeriesPoint,
)
from surefoot.model.rest import Rest, RestRating
from surefoot.model.score import Score
from surefoot.model.segment import InitialContact, Quality, Segment, Stride
from surefoot.model.timeline import Timeline, Tombstone
from surefoot.model.trial import (
    AnalysisPlan,
    Assignment,
    Better,
    DesignKind,
    MarkKind,
    SignOff,
    Trial,
    TrialDay,
    TrialDesign,
    TrialId,
    TrialMark,
)
from surefoot.model.trial_answer import TrialAnswer, TrialPoint, TrialResult, TrialVerdict
from surefoot.model.units import Unit
from surefoot.model.verdict import UsualRange, Verdict

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
BERLIN_NOON = datetime(2026, 11, 21, 12, tzinfo=timezone(timedelta(hours=1)))
TODAY = date(2026, 11, 21)
NAN = float("nan")
GOOD = Quality(QualityLevel.GOOD)


@dataclass(frozen=True)
class Refusal:
    """A noun that must not be made: where its check stands, what it says, how to try."""

    sentence: str
    match: str
    make: Callable[[], object]

    @property
    def name(self) -> str:
        """A readable name for the test."""
        return self.sentence


REFUSALS: list[Refusal] = []


def refuse(sentence: str, noun: msgspec.Struct, **changes: Any) -> None:
    """Note that ``noun`` with these changes is refused with ``sentence``."""
    REFUSALS.append(Refusal(sentence, sentence, lambda: msgspec.structs.replace(noun, **changes)))


def refuse_nan(place: str, name: str, noun: msgspec.Struct, **changes: Any) -> None:
    """Note that ``noun`` with a NaN is refused by the check that stands at ``place``."""
    REFUSALS.append(
        Refusal(
            f"require_finite:{place}",
            f"{name} must be a finite number",
            lambda: msgspec.structs.replace(noun, **changes),
        )
    )


def refuse_zone(place: str, noun: msgspec.Struct, field: str) -> None:
    """Note that a moment outside UTC, or without a zone, is refused."""
    for moment in (BERLIN_NOON, NOON.replace(tzinfo=None)):
        make = partial(msgspec.structs.replace, noun, **{field: moment})
        REFUSALS.append(Refusal(f"require_utc:{place}", f"{field} must be in UTC", make))


RATING = LegRating(Leg.LEFT, 4)
refuse("a rating is of the left or the right leg", RATING, leg=Leg.BOTH)
refuse("heaviness is between 0 and 10", RATING, heaviness=11)
refuse("heaviness is between 0 and 10", RATING, heaviness=-1)

ENTRY = Entry(EntryId("e"), NOON, "UTC", NOON, ActorId("a"), ratings=(RATING,))
refuse_zone("entry:'lived'", ENTRY, "lived")
refuse_zone("entry:'written'", ENTRY, "written")
refuse_nan("entry:'temperature'", "temperature", ENTRY, body_temperature_c=NAN)
refuse_nan("entry:'temperature'", "temperature", ENTRY, air_temperature_c=NAN)
refuse("each leg is rated once in an entry", ENTRY, ratings=(RATING, RATING))
refuse("an entry says at least one thing", ENTRY, ratings=(), note="  ")

refuse(
    "each measure of a leg has one score in an entry",
    ENTRY,
    scores=(Score(Measure.FATIGUE, 3), Score(Measure.FATIGUE, 4)),
)

ANSWER = GivenAnswer("f", "yes")
refuse("an answer names its question and its value", ANSWER, finding="")
refuse("an answer names its question and its value", ANSWER, value="")
refuse("an answer stands once in an entry", ENTRY, answers=(ANSWER, ANSWER))
refuse("a question is answered or skipped", ENTRY, answers=(ANSWER, GivenAnswer("f", "skipped")))

SEEN = Seen(("rf",), TODAY)
refuse("being seen names a red flag", SEEN, rules=())
refuse("being seen names a red flag", SEEN, rules=("",))
refuse("being seen names a red flag once", SEEN, rules=("rf", "rf"))

SCORE = Score(Measure.PHQ_9, 9)
refuse_nan("score:str(self.measure)", "phq_9", SCORE, value=NAN)
refuse("a score is of a measure that people write down", SCORE, measure=Measure.CADENCE)
refuse("a score names a leg where its measure has sides", SCORE, leg=Leg.LEFT)
refuse("a score stands on the scale of its measure", SCORE, value=28)
refuse("a score stands on the scale of its measure", SCORE, value=9.5)

EASED = RestRating(2, Leg.LEFT, 3)
refuse_nan("rest:'minute'", "minute", EASED, minute=NAN)
refuse("a rest is rated within a day", EASED, minute=-1)
refuse("a rating is of the left or the right leg", EASED, leg=Leg.BOTH)
refuse("heaviness is between 0 and 10", EASED, heaviness=11)
REST = Rest(Posture.STAND, (RATING,), NOON, (RestRating(0, Leg.LEFT, 7), EASED))
refuse_nan("rest:'walk'", "walk", REST, walked_s=NAN)
refuse_nan("rest:'walk'", "walk", REST, walked_m=NAN)
refuse("a walk lasts longer than nothing", REST, walked_s=0.0)
refuse("a distance is above zero", REST, walked_m=0.0)
refuse_zone("rest:'stopped'", REST, "stopped")
refuse("a leg or two are rated once before the walk", REST, before=())
refuse("a rest begins with stopping", REST, stopped=None)
refuse("each leg is rated once at each minute", REST, ratings=(EASED, EASED))
refuse("ratings stand in order", REST, ratings=(EASED, RestRating(0, Leg.LEFT, 7)))
refuse("only a leg rated before is rated after", REST, ratings=(RestRating(0, Leg.RIGHT, 7),))

METHOD = Method("walk", 1)
refuse("a method has an id and a version from 1", METHOD, id="")
refuse("a method has an id and a version from 1", METHOD, version=0)

MEASURED = Measurement(
    id=MeasurementId("m"),
    measure=Measure.CADENCE,
    value=100.0,
    low=95.0,
    high=105.0,
    unit=Unit.STEPS_PER_MINUTE,
    leg=Leg.BOTH,
    when=NOON,
    quality=GOOD,
    context=Context(Capture(), Device()),
    provenance=Provenance((RecordingId("r"),), METHOD),
)
refuse_nan("measurement:str(self.measure)", "cadence", MEASURED, value=NAN)
refuse_nan("measurement:str(self.measure)", "cadence", MEASURED, low=-float("inf"))
refuse("a value lies inside its interval", MEASURED, low=101.0)
refuse("a value lies inside its interval", MEASURED, high=99.0)
refuse_zone("measurement:'when'", MEASURED, "when")

LIKELY = LikelyPlacement(Placement.POCKET, 0.8)
refuse("a probability is between 0 and 1", LIKELY, probability=1.2)
refuse_nan("measurement:'probability'", "probability", LIKELY, probability=NAN)

WALK = Segment(SegmentKind.WALK, 1.0, 2.0, GOOD)
ANALYSIS = Analysis(RecordingId("r"), (WALK,), (), (), (), ())
refuse(
    "initial contacts stand in order of time",
    ANALYSIS,
    initial_contacts=(InitialContact(2.0, Foot.LEFT), InitialContact(1.0, Foot.RIGHT)),
)
refuse(
    "a measurement names a segment of its own analysis",
    ANALYSIS,
    measurements=(msgspec.structs.replace(MEASURED, segment=1),),
)

refuse("a message has an id", Message("x"), id="")
refuse_nan("message:name", "n", Message("x"), params={"n": NAN})

ACCESS = Access(PersonId("p"), ActorId("a"))
refuse("owner and actor must both be named", ACCESS, owner="")
refuse("owner and actor must both be named", ACCESS, actor="")

ANNA = Person(PersonId("p"), "Anna", "DE", NOON)
refuse("a person needs a name", ANNA, name=" ")
refuse("country is a two-letter ISO 3166 code", ANNA, country="de")
refuse("country is a two-letter ISO 3166 code", ANNA, country="DEU")
refuse_zone("people:'created'", ANNA, "created")
refuse("height is between 0.5 and 2.6 metres", ANNA, height_m=168.0)

FINDING = Finding("f", State.PRESENT, Origin.ANSWERED)
refuse("only a present finding has a code", FINDING, state=State.ABSENT, code="x")
ABOUT = About(MsStatus.YES, 52, "F")
refuse("sex is F, M or not said", ABOUT, sex="female")
refuse("age is between 0 and 120", ABOUT, age=1974)
EVIDENCE = Evidence("f", None, State.ABSENT, 0.5, 0.6, Origin.ANSWERED)
refuse_nan("reasoning:'likelihood ratio'", "likelihood ratio", EVIDENCE, used=NAN)
refuse("a likelihood ratio is above zero", EVIDENCE, ratio=0.0)
CAUSE = FittingCause("c", 0.5, 0.4, 0.6, 0.3, 2.0, CauseTier.FITS_WELL, 0)
refuse_nan("reasoning:'lift'", "lift", CAUSE, lift=NAN)
refuse("a lift is not below zero", CAUSE, lift=-1.0)
refuse("a prior is a probability", CAUSE, prior=1.5)
refuse("a probability lies inside its range", CAUSE, probability=0.7)
refuse("a probability lies inside its range", CAUSE, high=1.1)
STEP = NextStep(StepKind.QUESTION, "f", 0.1, 0.5)
refuse_nan("reasoning:'next step'", "next step", STEP, gain_bits=NAN)
refuse("a gain is not below zero", STEP, gain_bits=-0.1)
refuse("a step takes some time", STEP, minutes=0.0)
EXPLAINED = Explanation(ABOUT, Urgency.ROUTINE, ratios_used=2, ratios_unreviewed=1)
refuse("unreviewed ratios are among those used", EXPLAINED, ratios_unreviewed=3)

UP = Channel(ChannelName.ACC_X, Unit.METRE_PER_SECOND_SQUARED, Frame.BODY, 0.01)
refuse_nan("recording:'scale'", "scale", UP, scale=NAN)
refuse("the scale of a channel is above zero", UP, scale=0.0)
refuse("recordings hold m/s2 and rad/s; a reader converts everything else", UP, unit=Unit.METRE)

TIMES = TimeBase(NOON, "UTC", 2, 1.0, 100.0, 0.0, 0.01)
refuse_zone("recording:'start'", TIMES, "start")
refuse("a recording has at least two samples", TIMES, n_samples=1)
refuse_nan("recording:'time base'", "time base", TIMES, jitter_s=NAN)
refuse_nan("recording:'time base'", "time base", TIMES, longest_gap_s=NAN)
refuse_nan("recording:'time base'", "time base", TIMES, nominal_rate_hz=NAN)
refuse("a recording lasts longer than zero seconds", TIMES, duration_s=0.0)

refuse_nan("recording:'capture'", "capture", Capture(), temperature_c=NAN)
refuse_nan("recording:'capture'", "capture", Capture(), length_scale=NAN)
refuse_nan("recording:'capture'", "capture", Capture(), length_scale_speed_mps=NAN)
refuse("height is between 0.5 and 2.6 metres", Capture(), height_m=0.3)
refuse("a course is between 4 and 1000 metres long", Capture(), course_length_m=3.0)
refuse("a scale is above zero", Capture(), length_scale=0.0)
refuse("a distance is above zero", Capture(), distance_m=0.0)
refuse_zone("recording:'started'", Capture(), "started")

ALL_UP = tuple(
    msgspec.structs.replace(UP, name=name)
    for name in (ChannelName.ACC_X, ChannelName.ACC_Y, ChannelName.ACC_Z)
)
HEADER = Header(ALL_UP, TIMES, Device(), Capture())
refuse("each channel name stands once", HEADER, channels=(*ALL_UP, UP))
refuse("a recording has three acceleration channels", HEADER, channels=ALL_UP[:2])


def samples(times: list[int], shape: tuple[int, ...]) -> Callable[[], object]:
    """Return a maker of samples with these times and this shape of counts."""
    return lambda: MemorySamples(np.array(times, dtype=np.int64), np.zeros(shape, dtype=np.int32))


for sentence, make in (
    ("counts have shape (channels, samples)", samples([0, 1], (2,))),
    ("every channel has one count a sample", samples([0, 1], (3, 3))),
    ("times rise from sample to sample", samples([1, 1], (3, 2))),
):
    REFUSALS.append(Refusal(sentence, sentence, make))


def pressure(times: list[float], points: list[list[float]]) -> Callable[[], object]:
    """Return a maker of a centre of pressure with these times and points."""
    header = PlateHeader(TIMES, Capture())
    return lambda: CentreOfPressure(
        RecordingId("p"), header, np.array(times), np.array(points), sides_known=True
    )


for sentence, make in (
    ("a point has two coordinates", pressure([0.0, 1.0], [[1.0], [2.0]])),
    ("a plate has at least two samples", pressure([0.0], [[1.0, 2.0]])),
    ("times of a plate rise", pressure([1.0, 1.0], [[1.0, 2.0], [1.0, 2.0]])),
    ("points are numbers", pressure([0.0, 1.0], [[1.0, 2.0], [1.0, NAN]])),
):
    REFUSALS.append(Refusal(sentence, sentence, make))

CADENCE = Message("measure.cadence")
NUMBER = ReportNumber(CADENCE, 100.0, 95.0, 105.0, Unit.STEPS_PER_MINUTE, ("m",))
refuse("every number of a report points at a measurement or an entry", NUMBER, rests_on=())
refuse_nan("report:'report number'", "report number", NUMBER, value=NAN)
refuse("a value lies inside its interval", NUMBER, low=101.0)
refuse("a usual range has both ends", NUMBER, usual_low=1.0)
refuse("a range runs from low to high", NUMBER, usual_low=2.0, usual_high=1.0)
refuse_nan("report:'usual range'", "usual range", NUMBER, usual_low=NAN, usual_high=1.0)

NORM = ReportNorm(CADENCE, "f", 1.0, Unit.ONE, "adults", ("s",), "seen", reviewed=False)
refuse("a norm points at a fact with a source", NORM, sources=())
refuse_nan("report:'norm'", "norm", NORM, value=NAN)

POINT = SeriesPoint(TODAY, 1.0)
refuse_nan("report:'point'", "point", POINT, value=NAN)
refuse("a value lies inside its interval", POINT, low=2.0)
refuse(
    "points stand in order of time",
    ReportSeries(CADENCE, Unit.ONE, (POINT,)),
    points=(POINT, SeriesPoint(TODAY - timedelta(days=1), 1.0)),
)
MARKS = ReportMarks(CADENCE, "mark.fell", (TODAY,), ("e",))
refuse("a mark names its days and its entries", MARKS, rests_on=())
refuse("marked days stand once, in order", MARKS, days=(TODAY, TODAY))
refuse_zone(
    "report:'made'", Document(audience=Audience.PERSON, person="A", made=NOON, sections=()), "made"
)

refuse_nan("segment:'segment'", "segment", WALK, end_s=NAN)
refuse("a segment ends after it starts", WALK, end_s=1.0)
refuse_nan(
    "segment:'initial contact'", "initial contact", InitialContact(1.0, Foot.LEFT), time_s=NAN
)
STRIDE = Stride(1.0, 2.0, Foot.LEFT)
refuse_nan("segment:'stride'", "stride", STRIDE, length_m=NAN)
refuse("a stride ends after it starts", STRIDE, end_s=0.5)

refuse_zone("timeline:'deleted'", Tombstone("t", "walk", NOON, ActorId("a")), "deleted")
TIMELINE = Timeline(PersonId("p"))
LATER = NOON + timedelta(days=1)
refuse(
    "measurements stand in order of time",
    TIMELINE,
    measurements=(msgspec.structs.replace(MEASURED, when=LATER), MEASURED),
)
refuse(
    "entries stand in order of time",
    TIMELINE,
    entries=(msgspec.structs.replace(ENTRY, lived=LATER), ENTRY),
)

ON = TrialDay(TODAY, Assignment.ON, 0)
DESIGN = TrialDesign(DesignKind.BLOCKS, 3, 6, 0.5)
refuse_nan("trial:'half-life'", "half-life", DESIGN, half_life_d=NAN)
refuse("a trial has blocks in pairs", DESIGN, pairs=0)
refuse("a half-life is not below zero", DESIGN, half_life_d=-1.0)
refuse("a trial has a design that is possible", DESIGN, kind=DesignKind.NOT_POSSIBLE)
PLAN = AnalysisPlan(1, 1.0, Better.LOWER, (0.0,))
refuse_nan("trial:'plan'", "plan", PLAN, matters=NAN)
refuse("a difference that matters is above zero", PLAN, matters=0.0)
refuse("a plan names the carry-over it tries", PLAN, half_lives_d=())
refuse("a sign-off names who signed", SignOff("Dr Ito", TODAY), by=" ")
TRIAL = Trial(TrialId("t"), "cooling", Measure.HEAVINESS, Leg.LEFT, DESIGN, PLAN, 1, NOON, (ON,))
refuse(
    "a prescriber-run trial is signed",
    TRIAL,
    design=TrialDesign(DesignKind.PRESCRIBER, 7, 6),
)
MARK = TrialMark(TrialId("t"), MarkKind.PAUSED, TODAY)
refuse("a mark names its trial", MARK, trial="")
refuse("only a pause has a last day, not before its first", MARK, until=date(2026, 11, 20))
ANSWER = TrialAnswer(TrialVerdict.HELPS, effect=-1.0, low=-2.0, high=0.0)
refuse_nan("trial_answer:'trial'", "trial", ANSWER, effect=NAN)
refuse("an effect lies inside its interval", ANSWER, effect=1.0)
refuse("a verdict has an effect", ANSWER, effect=None)
POINT = TrialPoint(TODAY, Assignment.ON)
refuse_nan("trial_answer:'outcome'", "outcome", POINT, value=NAN)
RESULT = TrialResult(TRIAL, ANSWER, Unit.RATING_0_10, (POINT,), True, 1, 1)
refuse("days done are among those told of", RESULT, days_done=2)
refuse_zone("trial:'frozen_at'", TRIAL, "frozen_at")
refuse("a schedule names each day once, in order", TRIAL, schedule=(ON, ON))
refuse("a schedule names each day once, in order", TRIAL, schedule=())

RANGE = UsualRange(1.0, 2.0, 9)
refuse_nan("verdict:'usual range'", "usual range", RANGE, low=NAN)
refuse("a range runs from low to high", RANGE, low=3.0)
VERDICT = Verdict(Tier.SHOWN, VerdictKind.STEP, Measure.CADENCE, Leg.BOTH, Unit.STEPS_PER_MINUTE)
refuse_nan("verdict:'verdict'", "verdict", VERDICT, size=NAN)
refuse("cannot-say names what is missing", VERDICT, answer=Tier.CANNOT_SAY)
refuse("cannot-say gives no size", VERDICT, answer=Tier.CANNOT_SAY, needs=(CADENCE,), size=1.0)
refuse("a size lies inside its interval", VERDICT, size=3.0, low=1.0, high=2.0)
refuse("a size lies inside its interval", VERDICT, size=0.0, low=1.0, high=2.0)
refuse("a probability is between 0 and 1", VERDICT, probability=1.2)

SHARES = ChangeProbabilities(1.0, 0.0, 0.0, 0.0, 0.0)
refuse("a probability is 0 to 1", SHARES, usual=1.5, step=-0.5)
refuse("probabilities add up to one", SHARES, usual=0.5)
refuse_nan("change:'probabilities'", "probabilities", SHARES, usual=NAN)
MOVED = ChangeSize(Measure.WALKING_SPEED, Leg.BOTH, Unit.PERCENT, -10.0, -20.0, -1.0)
refuse_nan("change:'size'", "size", MOVED, value=NAN)
refuse("a size lies inside its interval", MOVED, value=5.0)
DAY = date(2026, 3, 1)
CHANGE = Change(DAY, ChangeState.STEP, True, True, SHARES, 30, DAY, DAY, DAY)
refuse("cannot-say names what is missing", CHANGE, state=ChangeState.CANNOT_SAY)
refuse("an onset lies in its interval", CHANGE, onset_high=date(2026, 2, 1))
SLOWEST = SlowestShown(Measure.WALKING_SPEED, Leg.BOTH, Unit.PERCENT, 12.0)
refuse_nan("change:'slowest'", "slowest", SLOWEST, value=NAN)
refuse("a change that would show is above zero", SLOWEST, value=0.0)
FOLLOWED = FollowedDay(DAY, 1.2, 1.0, 1.1, 1.3)
refuse_nan("change:'followed'", "followed", FOLLOWED, value=NAN)
refuse("a range runs from low to high", FOLLOWED, middle=2.0)
MONTHLY = MonthlyChange(Measure.WALKING_SPEED, Leg.BOTH, -20.0, 8.0, 3)
refuse_nan("change:'monthly change'", "monthly change", MONTHLY, change_percent=NAN)
refuse("a monthly change compares two months", MONTHLY, months=1)
LINE = FixedLine(1.2, DAY, DAY)
refuse_nan("change:'fixed line'", "fixed line", LINE, value=NAN)
refuse("a month runs forwards", LINE, last=date(2026, 2, 1))
SERIES_OF = FollowedSeries(Measure.WALKING_SPEED, Leg.BOTH, Unit.METRE_PER_SECOND, (FOLLOWED,))
EARLIER = FollowedDay(date(2026, 2, 1), 1.2, 1.0, 1.1, 1.3)
refuse("days stand in order", SERIES_OF, days=(FOLLOWED, EARLIER))
