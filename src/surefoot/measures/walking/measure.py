"""What any recording of walking gives; which test is measured by what: measures/measure.py."""

from collections.abc import Sequence
from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.carried.likely import PLACED
from surefoot.measures.intervals import Estimate
from surefoot.measures.outcome import Finished, Place, Source, make_outcome, nothing_measured
from surefoot.measures.quality import judge, recording_reasons
from surefoot.measures.turning.measure import TURNS, turn_segments
from surefoot.measures.turning.turns import Turn
from surefoot.measures.walking import parameters
from surefoot.measures.walking.facts import WalkFacts, for_person, read_facts
from surefoot.measures.walking.placement import Can, what_can_be_measured
from surefoot.measures.walking.quality import bout_reasons, common_reasons
from surefoot.measures.walking.regularity import trunk_results
from surefoot.measures.walking.trunk import Stretch, stretches, why_no_trunk
from surefoot.measures.walking.turns import turns_in_walks
from surefoot.measures.walking.walk import Bout, find_walks
from surefoot.measures.walking.where import where_worn
from surefoot.model.codes import AbsenceReason, Foot, Leg, Measure, QualityCode, SegmentKind
from surefoot.model.measurement import (
    Analysis,
    LikelyPlacement,
    Measurement,
    Method,
    NotMeasured,
)
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import InitialContact, Quality, Segment, Stride

MEASURES = (
    (Measure.WALKING_TIME, Leg.BOTH),
    (Measure.STEP_COUNT, Leg.BOTH),
    (Measure.CADENCE, Leg.BOTH),
    (Measure.STRIDE_TIME, Leg.BOTH),
    (Measure.STRIDE_LENGTH, Leg.BOTH),
    (Measure.WALKING_SPEED, Leg.BOTH),
    (Measure.STRIDE_TIME_CV, Leg.BOTH),
    (Measure.STEP_TIME, Leg.LEFT),
    (Measure.STEP_TIME, Leg.RIGHT),
    (Measure.STEP_TIME_ASYMMETRY, Leg.BOTH),
    (Measure.STEP_REGULARITY, Leg.BOTH),
    (Measure.STRIDE_REGULARITY, Leg.BOTH),
    (Measure.WALKING_INTENSITY, Leg.BOTH),
    (Measure.DOUBLE_SUPPORT, Leg.BOTH),
)
_BOUTS, _CONTACTS = Method("walk-bouts", 3), Method("walk-contacts", 3)
_STRIDES, _PENDULUM = Method("walk-strides", 3), Method("walk-pendulum", 3)
_FEET, _REGULARITY = Method("walk-feet", 3), Method("walk-regularity", 1)
_INTENSITY = Method("walk-intensity", 1)
# A new version of any of these opens a new series or recomputes all (design decision 9).
METHOD_OF: dict[Measure, Method] = {
    Measure.WALKING_TIME: _BOUTS,
    Measure.STEP_COUNT: _CONTACTS,
    Measure.CADENCE: _STRIDES,
    Measure.STRIDE_TIME: _STRIDES,
    Measure.STRIDE_LENGTH: _PENDULUM,
    Measure.WALKING_SPEED: _PENDULUM,
    Measure.STRIDE_TIME_CV: _STRIDES,
    Measure.STEP_TIME_ASYMMETRY: _FEET,
    Measure.STEP_TIME: _FEET,
    Measure.STEP_REGULARITY: _REGULARITY,
    Measure.STRIDE_REGULARITY: _REGULARITY,
    Measure.WALKING_INTENSITY: _INTENSITY,
    Measure.DOUBLE_SUPPORT: _CONTACTS,
}
METHODS: tuple[Method, ...] = (
    _BOUTS,
    _CONTACTS,
    _FEET,
    PLACED,
    _INTENSITY,
    _PENDULUM,
    _REGULARITY,
    _STRIDES,
    TURNS,
)
# When a foot leaves the ground, a lower-back sensor does not tell well enough: guessing the same
# share for everybody was as close (docs/validation.md).
_NO_DOUBLE_SUPPORT = Finished(Measure.DOUBLE_SUPPORT, AbsenceReason.NOT_VALIDATED)
OTHER_FOOT = {Foot.LEFT: Foot.RIGHT, Foot.RIGHT: Foot.LEFT, Foot.UNKNOWN: Foot.UNKNOWN}


@dataclass(frozen=True, slots=True)
class Found:
    """The walks of a recording, and what measuring them needs besides recording and capture."""

    bouts: tuple[Bout, ...]
    can: Can
    facts: WalkFacts
    everywhere: frozenset[QualityCode]
    likely: LikelyPlacement | None = None


def _pace(bouts: Sequence[Bout], can: Can, facts: WalkFacts) -> list[Finished]:
    """Return what strides alone give, for one bout or for all."""
    strides = [stride for bout in bouts for stride in bout.strides]
    if not strides:
        none = AbsenceReason.TOO_FEW_STRIDES
        return [Finished(measure, none) for measure, _ in MEASURES[2:6]]
    length: Estimate | AbsenceReason = can.no_length or parameters.stride_length(
        strides, facts.error
    )
    speed: Estimate | AbsenceReason = can.no_length or parameters.walking_speed(
        strides, facts.error
    )
    return [
        Finished(Measure.CADENCE, parameters.cadence(strides, facts.error)),
        Finished(Measure.STRIDE_TIME, parameters.stride_time(strides, facts.error)),
        Finished(Measure.STRIDE_LENGTH, length),
        Finished(Measure.WALKING_SPEED, speed),
    ]


def _amount(bouts: Sequence[Bout], facts: WalkFacts) -> list[Finished]:
    return [
        Finished(Measure.WALKING_TIME, parameters.walking_time(bouts, facts.error)),
        Finished(Measure.STEP_COUNT, parameters.step_count(bouts, facts.error)),
    ]


def _variability(bouts: Sequence[Bout], can: Can, facts: WalkFacts) -> Finished:
    if can.no_variability is not None:
        return Finished(Measure.STRIDE_TIME_CV, can.no_variability)
    deviations, mean, used = parameters.straight_deviations(bouts, facts.quality.few_strides)
    if len(deviations) < facts.min_strides_for_cv:
        return Finished(Measure.STRIDE_TIME_CV, AbsenceReason.TOO_FEW_STRIDES)
    return Finished(
        Measure.STRIDE_TIME_CV, parameters.stride_time_cv(deviations, mean, used, facts.error)
    )


def _sides(bouts: Sequence[Bout], can: Can, facts: WalkFacts) -> list[Finished]:
    """Return what needs the feet to be told apart."""
    told = [bout for bout in bouts if Foot.UNKNOWN not in bout.feet]
    left = parameters.step_times(told, Foot.LEFT)
    right = parameters.step_times(told, Foot.RIGHT)
    reason = can.no_feet
    if reason is None and not told:
        reason = AbsenceReason.FEET_UNCERTAIN
    if reason is None and min(len(left), len(right)) < facts.min_steps_for_asymmetry:
        reason = AbsenceReason.TOO_FEW_STRIDES
    if reason is not None:
        return [Finished(measure, reason, leg) for measure, leg in MEASURES[7:10]]
    asymmetry = parameters.step_time_asymmetry(left, right, facts.error)
    return [
        Finished(Measure.STEP_TIME, parameters.step_time(left, facts.error), Leg.LEFT),
        Finished(Measure.STEP_TIME, parameters.step_time(right, facts.error), Leg.RIGHT),
        Finished(Measure.STEP_TIME_ASYMMETRY, asymmetry),
    ]


def swap_feet(bout: Bout) -> Bout:
    """Return the bout with left and right exchanged, as the person corrected it."""
    strides = tuple(
        Stride(s.start_s, s.end_s, OTHER_FOOT[s.foot], s.length_m, s.speed_mps)
        for s in bout.strides
    )
    feet = tuple(OTHER_FOOT[foot] for foot in bout.feet)
    return Bout(bout.times, feet, strides, bout.turned, bout.regularity)


def _turns(bouts: Sequence[Bout]) -> list[Turn]:
    """Return each turn once, in order of time; one may overlap two bouts."""
    found = {turn for bout in bouts for turn in bout.turned}
    return sorted(found, key=lambda turn: turn.start_s)


def _turn_segments(bouts: Sequence[Bout]) -> list[Segment]:
    return list(turn_segments(_turns(bouts), judge(())))


def _walk_segment(bout: Bout, quality: Quality) -> Segment:
    return Segment(SegmentKind.WALK, bout.start_s, bout.end_s, quality)


def _contacts(bouts: Sequence[Bout]) -> tuple[InitialContact, ...]:
    return tuple(
        InitialContact(float(time), foot)
        for bout in bouts
        for time, foot in zip(bout.times, bout.feet, strict=True)
    )


def measure_walk(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return bouts, contacts, strides and measurements of one recording.

    Pure: the same recording, capture and facts give the same analysis with the same ids. Segments
    stand in order of time; a measurement without segment is about all walks together.

    Args:
        recording: acceleration with gravity and, for feet and turns, turning rates.
        capture: what is said about the recording now; it may differ from its header.
        knowledge: facts: minimum counts, thresholds, the error model.

    Raises:
        KeyError: a fact is missing.
    """
    facts = for_person(read_facts(knowledge), capture)
    if recording.header.time_base.duration_s < facts.shortest_recording_s:
        return nothing_measured(recording, MEASURES, AbsenceReason.RECORDING_TOO_SHORT, METHODS)
    can = what_can_be_measured(recording, capture, facts.sensor_height_share)
    bouts = find_walks(recording, can, facts)
    if not bouts:
        return nothing_measured(recording, MEASURES, AbsenceReason.NO_WALKING_FOUND, METHODS)
    if capture.swap_feet:
        bouts = tuple(swap_feet(bout) for bout in bouts)
    worn = where_worn(recording, bouts, capture.placement, knowledge)
    everywhere = recording_reasons(recording, capture, facts.limits)
    if worn.differs:
        everywhere |= {QualityCode.PLACEMENT_DIFFERS}
    return _assemble(recording, capture, Found(bouts, can, facts, everywhere, worn.likely))


def _whole_place(found: Found) -> Place:
    reasons = found.everywhere | common_reasons(found.bouts, found.facts.quality)
    return Place(found.bouts[0].start_s, judge(reasons))


def whole_walk(source: Source, found: Found) -> list[Measurement | NotMeasured]:
    """Return what all walks of a recording give together; at least one walk was found."""
    bouts, can, facts = found.bouts, found.can, found.facts
    place = _whole_place(found)
    results = _amount(bouts, facts) + _pace(bouts, can, facts)
    results += [_variability(bouts, can, facts), *_sides(bouts, can, facts)]
    return [make_outcome(source, done, place, METHOD_OF[done.measure]) for done in results]


def _trunk(
    source: Source, found: Found, places: Sequence[Place]
) -> list[Measurement | NotMeasured]:
    """Return what the trunk gives: of all walks together, then of each at its place."""
    facts, nowhere = found.facts, why_no_trunk(source.capture.placement)
    straight: Sequence[Sequence[Stretch]] = ((),) * len(found.bouts)
    if nowhere is None:
        straight = stretches(source.recording, found.bouts, facts.min_strides_for_regularity)
    everything = [one for part in straight for one in part]
    whole = _whole_place(found)
    jobs = [(d, whole) for d in trunk_results(everything, found.bouts, nowhere, facts)]
    jobs.append((_NO_DOUBLE_SUPPORT, whole))
    for bout, part, place in zip(found.bouts, straight, places, strict=True):
        jobs += [(d, place) for d in trunk_results(part, [bout], nowhere, facts)]
    return [make_outcome(source, done, place, METHOD_OF[done.measure]) for done, place in jobs]


def _assemble(recording: Recording, capture: Capture, inputs: Found) -> Analysis:
    bouts, can, facts = inputs.bouts, inputs.can, inputs.facts
    qualities = [judge(inputs.everywhere | bout_reasons(b, facts.quality)) for b in bouts]
    walks = [_walk_segment(b, q) for b, q in zip(bouts, qualities, strict=True)]
    segments = sorted([*walks, *_turn_segments(bouts)], key=lambda s: (s.start_s, s.end_s))
    source, jobs = Source(recording, capture), []
    places = [Place(w.start_s, w.quality, segments.index(w)) for w in walks]
    for bout, place in zip(bouts, places, strict=True):
        jobs += [(d, place) for d in _amount([bout], facts) + _pace([bout], can, facts)]
    outcomes = whole_walk(source, inputs) + [
        make_outcome(source, done, place, METHOD_OF[done.measure]) for done, place in jobs
    ]
    outcomes += _trunk(source, inputs, places)
    turning = turns_in_walks(_turns(bouts), capture.placement, facts.turning)
    outcomes += [make_outcome(source, done, _whole_place(inputs), TURNS) for done in turning]
    return Analysis(
        recording=recording.id,
        segments=tuple(segments),
        initial_contacts=_contacts(bouts),
        strides=tuple(stride for bout in bouts for stride in bout.strides),
        measurements=tuple(o for o in outcomes if isinstance(o, Measurement)),
        not_measured=tuple(o for o in outcomes if isinstance(o, NotMeasured)),
        methods=METHODS,
        likely_placement=inputs.likely,
    )
