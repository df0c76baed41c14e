"""One recording of a chair stand test in, count, times and slowing of its rises out."""

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.chair.facts import ChairFacts, read_facts
from surefoot.measures.chair.results import (
    Stands,
    chair_stand_time,
    first_stands,
    rise_count,
    rise_slowing,
    rise_time,
    stands_within,
)
from surefoot.measures.chair.rises import Rise
from surefoot.measures.chair.stands import ON_THIGH, ON_TRUNK, find_stands
from surefoot.measures.motion import TURNING, Motion, motions
from surefoot.measures.one_piece import BRIDGED_GAP_S, is_torn
from surefoot.measures.outcome import Finished, Place, Source, make_outcome, nothing_measured
from surefoot.measures.quality import judge, signal_reasons
from surefoot.model.codes import (
    AbsenceReason,
    Leg,
    Measure,
    Placement,
    Protocol,
    QualityCode,
    SegmentKind,
)
from surefoot.model.measurement import Analysis, Measurement, Method, NotMeasured
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality, Segment

CHAIR_STANDS = Method("chair-stands", 1)
METHODS: tuple[Method, ...] = (CHAIR_STANDS,)
_RISING = (Measure.RISE_COUNT, Measure.RISE_TIME, Measure.RISE_SLOWING)


def measures_of(protocol: Protocol) -> tuple[Measure, ...]:
    """Return what a chair stand test of this protocol gives."""
    if protocol is Protocol.CHAIR_STAND_30S:
        return _RISING
    return (Measure.CHAIR_STAND_TIME, *_RISING)


def _why_not(recording: Recording, capture: Capture, facts: ChairFacts) -> AbsenceReason | None:
    if recording.header.time_base.duration_s < facts.shortest_recording_s:
        return AbsenceReason.RECORDING_TOO_SHORT
    if capture.placement is Placement.UNKNOWN:
        return AbsenceReason.PLACEMENT_UNKNOWN
    if capture.placement not in ON_THIGH | ON_TRUNK:
        return AbsenceReason.PLACEMENT_UNSUITABLE
    return AbsenceReason.QUALITY_TOO_LOW if is_torn(recording) else None


def _longest(recording: Recording) -> Motion | None:
    """Return the longest unbroken stretch: a test of a minute is looked at as a whole."""
    found = list(motions(recording, [(0, recording.n_samples)], longest_gap_s=BRIDGED_GAP_S))
    return max(found, key=lambda motion: motion.end_s - motion.start_s, default=None)


def _test(stands: Stands, protocol: Protocol, facts: ChairFacts) -> Stands | AbsenceReason:
    """Return the rises that belong to the test, or why there is no test."""
    if not stands.rises:
        return AbsenceReason.NO_RISE_FOUND
    if protocol is not Protocol.CHAIR_STAND_30S:
        return first_stands(stands, facts.stands_in_test)
    if stands.end_s - stands.rises[0].start_s < facts.shortest_test_s:
        return AbsenceReason.RECORDING_TOO_SHORT
    return stands_within(stands, facts.test_time_s)


def _finished(stands: Stands, measure: Measure, has_gyroscope: bool, facts: ChairFacts) -> Finished:
    """Return one result; without a gyroscope the start of a rise is not seen, only the rise."""
    if measure is Measure.RISE_COUNT:
        return Finished(measure, rise_count(stands, facts))
    if not has_gyroscope:
        return Finished(measure, AbsenceReason.NO_GYROSCOPE)
    if measure is Measure.CHAIR_STAND_TIME:
        return Finished(measure, chair_stand_time(stands, facts))
    if measure is Measure.RISE_TIME:
        return Finished(measure, rise_time(stands, facts))
    return Finished(measure, rise_slowing(stands, facts))


def _segment(rise: Rise, quality: Quality) -> Segment:
    kind = SegmentKind.RISE if rise.is_rise else SegmentKind.SIT_DOWN
    return Segment(kind, rise.start_s, rise.end_s, quality)


def _quality(source: Source, stands: Stands, facts: ChairFacts) -> Quality:
    codes = set(signal_reasons(source.recording, facts.limits))
    if source.capture.protocol is Protocol.CHAIR_STAND_30S:
        if stands.end_s - stands.rises[0].start_s < facts.test_time_s:
            codes.add(QualityCode.SHORT)
    elif len(stands.rises) < facts.stands_in_test:
        codes.add(QualityCode.FEW_RISES)
    return judge(codes)


def _absent(source: Source, reason: AbsenceReason) -> Analysis:
    wanted = ((measure, Leg.BOTH) for measure in measures_of(source.capture.protocol))
    return nothing_measured(source.recording, wanted, reason, METHODS)


def _analysis(
    source: Source, moves: tuple[Rise, ...], stands: Stands, facts: ChairFacts
) -> Analysis:
    quality = _quality(source, stands, facts)
    last_s, place = stands.rises[-1].end_s, Place(stands.rises[0].start_s, quality)
    shown = [move for move in moves if place.start_s <= move.start_s <= last_s]
    has_gyroscope = source.recording.has(*TURNING)
    results = [
        make_outcome(source, _finished(stands, measure, has_gyroscope, facts), place, CHAIR_STANDS)
        for measure in measures_of(source.capture.protocol)
    ]
    return Analysis(
        recording=source.recording.id,
        segments=tuple(_segment(move, quality) for move in shown),
        initial_contacts=(),
        strides=(),
        measurements=tuple(one for one in results if isinstance(one, Measurement)),
        not_measured=tuple(one for one in results if isinstance(one, NotMeasured)),
        methods=METHODS,
    )


def measure_chair_stands(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return the rises of a chair stand test and what follows from them.

    Pure: the same recording, capture and facts give the same analysis with the same ids.

    Args:
        recording: acceleration with gravity and turning rates.
        capture: what is said about the recording now; it may differ from its header.
        knowledge: facts: number of stands, length of the test, error model.

    Raises:
        KeyError: a fact is missing.
    """
    facts, source = read_facts(knowledge), Source(recording, capture)
    reason = _why_not(recording, capture, facts)
    motion = None if reason else _longest(recording)
    if motion is None:
        return _absent(source, reason or AbsenceReason.RECORDING_TOO_SHORT)
    moves = find_stands(motion, capture.placement, facts.lean_at_most)
    found = Stands(tuple(move for move in moves if move.is_rise), motion.end_s)
    test = _test(found, capture.protocol, facts)
    if isinstance(test, AbsenceReason):
        return _absent(source, test)
    return _analysis(source, moves, test, facts)
