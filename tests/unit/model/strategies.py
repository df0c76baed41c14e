"""One hypothesis strategy for every noun; each makes only nouns that pass their checks."""

from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from surefoot.model import codes
from surefoot.model.entry import Entry, EntryId, GivenAnswer, LegRating, Seen
from surefoot.model.measurement import (
    Analysis,
    Context,
    LikelyPlacement,
    Measurement,
    MeasurementId,
    Method,
    NotMeasured,
    Provenance,
)
from surefoot.model.message import Message
from surefoot.model.people import Access, Person
from surefoot.model.reasoning import (
    About,
    Alarm,
    Evidence,
    Explanation,
    Finding,
    FittingCause,
    Help,
    HelpSlot,
    MsStatus,
    NextStep,
    StepKind,
)
from surefoot.model.reasoning import Tier as CauseTier
from surefoot.model.recording import Capture, Channel, Device, Header, TimeBase
from surefoot.model.rest import Rest, RestRating
from surefoot.model.score import SCALES, Score
from surefoot.model.segment import InitialContact, Quality, Segment, Stride
from surefoot.model.timeline import Timeline, Tombstone
from surefoot.model.units import Unit
from surefoot.model.verdict import UsualRange, Verdict
from tests.unit.model.trial_strategies import TRIAL_NOUNS, trial_marks
from tests.unit.model.value_strategies import (
    actor_id,
    around,
    code,
    day,
    height,
    made,
    moment,
    name,
    number,
    ordered,
    person_id,
    positive,
    recording_id,
    some,
    text,
)

messages = st.builds(
    Message,
    name,
    st.dictionaries(name, st.one_of(text, st.integers(-(2**53), 2**53), number), max_size=3),
)
channels = st.builds(
    Channel,
    code(codes.ChannelName),
    st.sampled_from([Unit.METRE_PER_SECOND_SQUARED, Unit.RADIAN_PER_SECOND]),
    code(codes.Frame),
    positive,
)
time_bases = st.builds(
    TimeBase,
    start=moment,
    zone=name,
    n_samples=st.integers(2, 10**9),
    duration_s=positive,
    effective_rate_hz=positive,
    jitter_s=positive,
    longest_gap_s=positive,
    nominal_rate_hz=st.none() | positive,
    start_known=st.booleans(),
)
devices = st.builds(Device, text, text, text)
captures = st.builds(
    Capture,
    placement=code(codes.Placement),
    protocol=code(codes.Protocol),
    height_m=height,
    sensor_height_m=st.none() | number,
    aid=st.none() | code(codes.Aid),
    shoes=st.none() | code(codes.Shoes),
    surface=st.none() | code(codes.Surface),
    course=text,
    temperature_c=st.none() | number,
    swap_feet=st.booleans(),
    started=st.none() | moment,
    stance=st.none() | code(codes.Stance),
    eyes=st.none() | code(codes.Eyes),
    leg=st.none() | code(codes.Leg),
    course_length_m=st.none() | st.floats(4.0, 1000.0),
    distance_m=st.none() | positive,
    distance_source=st.none() | code(codes.DistanceSource),
    length_scale=st.none() | positive,
    length_scale_sd=st.none() | positive,
    length_scale_speed_mps=st.none() | positive,
)
_ACCELERATION = (codes.ChannelName.ACC_X, codes.ChannelName.ACC_Y, codes.ChannelName.ACC_Z)


@st.composite
def headers(draw: st.DrawFn) -> Header:
    """Return headers with the three acceleration channels, and perhaps turning rates."""
    names = [*_ACCELERATION, *draw(st.sampled_from([(), (codes.ChannelName.GYR_X,)]))]
    return Header(
        channels=tuple(
            Channel(n, Unit.METRE_PER_SECOND_SQUARED, draw(code(codes.Frame)), draw(positive))
            for n in names
        ),
        time_base=draw(time_bases),
        device=draw(devices),
        capture=draw(captures),
        notes=draw(some(code(codes.QualityCode))),
    )


qualities = st.builds(Quality, code(codes.QualityLevel), some(code(codes.QualityCode)))
segments = ordered(2, distinct=True).flatmap(
    lambda ends: st.builds(
        Segment,
        code(codes.SegmentKind),
        st.just(ends[0]),
        st.just(ends[1]),
        qualities,
        st.none() | number,
    )
)
contacts = st.builds(InitialContact, number, code(codes.Foot))
strides = ordered(2, distinct=True).flatmap(
    lambda ends: st.builds(
        Stride,
        st.just(ends[0]),
        st.just(ends[1]),
        code(codes.Foot),
        st.none() | number,
        st.none() | number,
    )
)
methods = st.builds(Method, name, st.integers(1, 1000))
provenances = st.builds(Provenance, some(recording_id), methods, some(name.map(MeasurementId)))
contexts = st.builds(Context, captures, devices)


def measurements_in(places: SearchStrategy[int | None]) -> SearchStrategy[Measurement]:
    """Return measurements of segments from ``places``."""
    return made(
        Measurement,
        around(
            id=name.map(MeasurementId),
            measure=code(codes.Measure),
            unit=code(Unit),
            leg=code(codes.Leg),
            when=moment,
            quality=qualities,
            context=contexts,
            provenance=provenances,
            segment=places,
        ),
    )


measurements = measurements_in(st.none() | st.integers(0, 10))
absences = st.builds(
    NotMeasured,
    code(codes.Measure),
    code(codes.AbsenceReason),
    code(codes.Leg),
    st.none() | st.integers(0, 10),
)


likely_placements = st.builds(LikelyPlacement, code(codes.Placement), st.floats(0.0, 1.0))


@st.composite
def analyses(draw: st.DrawFn) -> Analysis:
    """Return analyses whose contacts rise and whose measurements name their own segments."""
    found = draw(some(segments))
    places = st.none() | (st.integers(0, len(found) - 1) if found else st.none())
    return Analysis(
        recording=draw(recording_id),
        segments=found,
        initial_contacts=tuple(sorted(draw(some(contacts)), key=lambda c: c.time_s)),
        strides=draw(some(strides)),
        measurements=draw(some(measurements_in(places), most=2)),
        not_measured=draw(some(absences)),
        methods=draw(some(methods, most=2)),
        likely_placement=draw(st.none() | likely_placements),
    )


ratings = st.builds(
    LegRating, st.sampled_from([codes.Leg.LEFT, codes.Leg.RIGHT]), st.integers(0, 10)
)


@st.composite
def scores(draw: st.DrawFn) -> Score:
    """Return numbers that stand on the scale of their measure."""
    measure = draw(st.sampled_from(list(SCALES)))
    scale = SCALES[measure]
    steps = draw(st.integers(0, round((scale.high - scale.low) / scale.step)))
    leg = draw(st.sampled_from(sorted(scale.legs)))
    return Score(measure, scale.low + steps * scale.step, leg)


@st.composite
def rest_ratings(draw: st.DrawFn) -> RestRating:
    """Return single ratings at rest."""
    leg = draw(st.sampled_from([codes.Leg.LEFT, codes.Leg.RIGHT]))
    return RestRating(draw(st.floats(0, 60)), leg, draw(st.integers(0, 10)))


@st.composite
def rests(draw: st.DrawFn) -> Rest:
    """Return rests of one leg, with ratings only after stopping."""
    leg = draw(st.sampled_from([codes.Leg.LEFT, codes.Leg.RIGHT]))
    stopped = draw(st.none() | moment)
    minutes = sorted(draw(st.sets(st.integers(0, 20), max_size=4))) if stopped else []
    return Rest(
        posture=draw(code(codes.Posture)),
        before=(LegRating(leg, draw(st.integers(0, 10))),),
        stopped=stopped,
        ratings=tuple(RestRating(m, leg, draw(st.integers(0, 10))) for m in minutes),
        walked_s=draw(st.none() | positive),
        walked_m=draw(st.none() | positive),
        distance_source=draw(st.none() | code(codes.DistanceSource)),
        recording=draw(st.none() | recording_id),
    )


given_answers = st.builds(GivenAnswer, name, name)
sightings = st.builds(
    Seen,
    rules=st.lists(name, min_size=1, max_size=3, unique=True).map(tuple),
    when=day,
    said=text,
)
factor_names = st.text("abcdefgh", min_size=1, max_size=12)
entries = st.builds(
    Entry,
    id=name.map(EntryId),
    lived=moment,
    zone=name,
    written=moment,
    author=actor_id,
    ratings=st.lists(ratings, min_size=1, max_size=2, unique_by=lambda r: r.leg).map(tuple),
    felt=some(code(codes.Felt)),
    where=some(code(codes.BodyPart)),
    before=some(code(codes.Before)),
    events=some(code(codes.DayEvent)),
    could_not_walk=st.none() | code(codes.CouldNotWalk),
    is_new=st.none() | code(codes.Answer),
    body_temperature_c=st.none() | number,
    air_temperature_c=st.none() | number,
    treatments=some(text),
    note=text,
    scores=st.lists(scores(), max_size=3, unique_by=lambda s: (s.measure, s.leg)).map(tuple),
    rest=st.none() | rests(),
    answers=st.lists(given_answers, max_size=3, unique_by=lambda a: a.finding).map(tuple),
    seen=st.none() | sightings,
    factors=st.lists(factor_names, max_size=2, unique=True).map(tuple),
    trial=st.none() | trial_marks,
    supersedes=some(name.map(EntryId)),
)
people = st.builds(
    Person,
    id=person_id,
    name=name,
    country=st.sampled_from(["DE", "GB", "US"]),
    created=moment,
    height_m=height,
    simulated=st.booleans(),
)
tombstones = st.builds(Tombstone, name, name, moment, actor_id)
timelines = st.builds(
    Timeline,
    person_id,
    some(measurements).map(lambda found: tuple(sorted(found, key=lambda m: m.when))),
    some(entries).map(lambda found: tuple(sorted(found, key=lambda e: e.lived))),
)
states = code(codes.FindingState)
findings = states.flatmap(
    lambda state: st.builds(
        Finding,
        name,
        st.just(state),
        code(codes.FindingOrigin),
        st.none() | name if state is codes.FindingState.PRESENT else st.none(),
        some(name),
    )
)
alarms = st.builds(Alarm, name, code(codes.Urgency), some(name))
abouts = st.builds(
    About,
    code(MsStatus),
    st.none() | st.integers(0, 120),
    st.none() | st.sampled_from(["F", "M"]),
)
evidence = st.builds(
    Evidence,
    name,
    st.none() | name,
    states,
    positive,
    positive,
    code(codes.FindingOrigin),
)
causes = st.lists(st.floats(0, 1), min_size=3, max_size=3).flatmap(
    lambda drawn: st.builds(
        FittingCause,
        name,
        st.just(sorted(drawn)[1]),
        st.just(sorted(drawn)[0]),
        st.just(sorted(drawn)[2]),
        st.floats(0, 1),
        positive,
        code(CauseTier),
        st.integers(0, 100),
        some(evidence),
        some(evidence),
    )
)
next_steps = st.builds(NextStep, code(StepKind), name, st.floats(0, 10), positive)
helps = st.builds(Help, name, some(name), some(name), code(HelpSlot), st.booleans())
explanations = st.builds(
    Explanation,
    abouts,
    code(codes.Urgency),
    some(alarms),
    some(name),
    some(causes, most=2),
    some(next_steps, most=2),
    some(helps, most=2),
    st.integers(50, 100),
    st.integers(0, 50),
)
usual_ranges = ordered(2).flatmap(
    lambda ends: st.builds(UsualRange, st.just(ends[0]), st.just(ends[1]), st.integers(0, 1000))
)


@st.composite
def verdicts(draw: st.DrawFn) -> Verdict:
    """Return verdicts with a size inside its interval, or without one and what is missing."""
    tier = draw(code(codes.Tier))
    open_ = tier is codes.Tier.CANNOT_SAY
    low, size, high = draw(st.just((None, None, None)) if open_ else ordered(3).map(tuple))
    return Verdict(
        answer=tier,
        kind=draw(code(codes.VerdictKind)),
        measure=draw(code(codes.Measure)),
        leg=draw(code(codes.Leg)),
        unit=draw(code(Unit)),
        size=size,
        low=low,
        high=high,
        usual=draw(st.none() | usual_ranges),
        rests_on=draw(some(name)),
        needs=draw(some(messages, least=int(open_))),
        probability=draw(st.none() | st.floats(0.0, 1.0)),
    )


#: Every noun but those of reports, with what makes it.
PLAIN_NOUNS: dict[type[msgspec.Struct], SearchStrategy[Any]] = {
    About: abouts,
    Access: st.builds(Access, person_id, actor_id),
    Alarm: alarms,
    Capture: captures,
    Channel: channels,
    Context: contexts,
    Device: devices,
    Entry: entries,
    Evidence: evidence,
    Explanation: explanations,
    Finding: findings,
    FittingCause: causes,
    GivenAnswer: given_answers,
    Header: headers(),
    Help: helps,
    InitialContact: contacts,
    LegRating: ratings,
    Rest: rests(),
    RestRating: rest_ratings(),
    Score: scores(),
    Seen: sightings,
    Measurement: measurements,
    Message: messages,
    LikelyPlacement: likely_placements,
    Method: methods,
    NextStep: next_steps,
    NotMeasured: absences,
    Person: people,
    Provenance: provenances,
    Quality: qualities,
    Segment: segments,
    Stride: strides,
    TimeBase: time_bases,
    Timeline: timelines,
    Tombstone: tombstones,
    **TRIAL_NOUNS,
    UsualRange: usual_ranges,
    Verdict: verdicts(),
    Analysis: analyses(),
}
