"""One recording of a Timed Up and Go in, its time and the times of its phases out.

The time runs from the first movement of the rise to the end of sitting down (Podsiadlo and
Richardson 1991, J Am Geriatr Soc 39:142, from "go" to seated; no sensor knows when "go" was said).
"""

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.gate import windows_with_movement
from surefoot.measures.intervals import Estimate, around
from surefoot.measures.motion import Motion, motions
from surefoot.measures.one_piece import BRIDGED_GAP_S, is_torn
from surefoot.measures.outcome import Finished, Place, Source, make_outcome, nothing_measured
from surefoot.measures.quality import judge, signal_reasons
from surefoot.measures.tug.facts import TugFacts, read_facts
from surefoot.measures.tug.phases import LEADS, ON_LIMB, Phases, Span
from surefoot.measures.tug.search import find_test
from surefoot.model.codes import AbsenceReason, Leg, Measure, Placement, QualityCode, SegmentKind
from surefoot.model.measurement import Analysis, Measurement, Method, NotMeasured
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality, Segment

TUG_PHASES = Method("tug-phases", 1)
METHODS: tuple[Method, ...] = (TUG_PHASES,)
MEASURES = (
    Measure.TUG_TIME,
    Measure.TUG_RISE_TIME,
    Measure.TUG_WALK_TIME,
    Measure.TUG_TURN_TIME,
    Measure.TUG_SIT_TIME,
)
# A longer recording is searched for its longest stretch of movement first.
LONGEST_S = 240.0


def _why_not(recording: Recording, capture: Capture, facts: TugFacts) -> AbsenceReason | None:
    if recording.header.time_base.duration_s < facts.shortest_recording_s:
        return AbsenceReason.RECORDING_TOO_SHORT
    if capture.placement is Placement.UNKNOWN:
        return AbsenceReason.PLACEMENT_UNKNOWN
    if capture.placement not in LEADS:
        return AbsenceReason.PLACEMENT_UNSUITABLE
    return AbsenceReason.QUALITY_TOO_LOW if is_torn(recording) else None


def _stretch(recording: Recording) -> Motion | None:
    """Return the longest unbroken stretch that can hold the test."""
    windows = [(0, recording.n_samples)]
    if recording.header.time_base.duration_s > LONGEST_S:
        windows = windows_with_movement(recording)
    found = list(motions(recording, windows, longest_gap_s=BRIDGED_GAP_S))
    return max(found, key=lambda motion: motion.end_s - motion.start_s, default=None)


def _seconds(spans: tuple[Span | None, ...]) -> float | AbsenceReason:
    """Return how long spans last together, or why that is not known."""
    known = [span for span in spans if span is not None]
    if len(known) < len(spans):
        return AbsenceReason.NO_CHAIR_FOUND
    return float(sum(stop - start for start, stop in known))


def _whole(phases: Phases) -> Span | None:
    if phases.rise is None or phases.sit is None:
        return None
    return phases.rise[0], phases.sit[1]


def _estimate(seconds: float, error_s: float, share: float) -> Estimate:
    return around(seconds, 0.0, max(error_s, share * seconds))


def _error(measure: Measure, placement: Placement, facts: TugFacts) -> tuple[float, float]:
    """Return the standard deviation of one result in seconds and as a share."""
    factor = 1.0 if placement in ON_LIMB else facts.trunk_factor
    if measure is Measure.TUG_TIME:
        return factor * facts.time_error_s, factor * facts.time_error_share
    if measure is Measure.TUG_WALK_TIME:
        # Two ways have twice as many ends as any other part.
        factor *= 2.0**0.5
    return factor * facts.phase_error_s, factor * facts.phase_error_share


def _finished(phases: Phases, placement: Placement, facts: TugFacts) -> list[Finished]:
    parts = (
        (_whole(phases),),
        (phases.rise,),
        phases.walks,
        (phases.turns[0],),
        (phases.turns[1], phases.sit),
    )
    done = []
    for measure, spans in zip(MEASURES, parts, strict=True):
        result: Estimate | AbsenceReason | float = _seconds(spans)
        if isinstance(result, float):
            result = _estimate(result, *_error(measure, placement, facts))
        done.append(Finished(measure, result))
    return done


def _segments(phases: Phases, quality: Quality) -> tuple[Segment, ...]:
    there, back = phases.walks
    (one, two), (angle, other) = phases.turns, phases.angles_deg
    parts = (
        (SegmentKind.RISE, phases.rise, None),
        (SegmentKind.WALK, there, None),
        (SegmentKind.TURN, one, angle),
        (SegmentKind.WALK, back, None),
        (SegmentKind.TURN, two, other),
        (SegmentKind.SIT_DOWN, phases.sit, None),
    )
    return tuple(
        Segment(kind, span[0], span[1], quality, turned)
        for kind, span, turned in parts
        if span is not None and span[1] > span[0]
    )


def _cut_short(phases: Phases, motion: Motion, facts: TugFacts) -> bool:
    """Whether there is too little stillness around the test to be sure of its ends."""
    whole = _whole(phases)
    if whole is None:
        return True
    return min(whole[0] - motion.start_s, motion.end_s - whole[1]) < facts.rest_s


def _absent(recording: Recording, reason: AbsenceReason) -> Analysis:
    wanted = ((measure, Leg.BOTH) for measure in MEASURES)
    return nothing_measured(recording, wanted, reason, METHODS)


def _analysis(source: Source, phases: Phases, facts: TugFacts, quality: Quality) -> Analysis:
    segments = _segments(phases, quality)
    place = Place(segments[0].start_s, quality)
    results = [
        make_outcome(source, done, place, TUG_PHASES)
        for done in _finished(phases, source.capture.placement, facts)
    ]
    measured = tuple(one for one in results if isinstance(one, Measurement))
    absent = tuple(one for one in results if isinstance(one, NotMeasured))
    return Analysis(source.recording.id, segments, (), (), measured, absent, METHODS)


def measure_tug(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return phases and times of one Timed Up and Go.

    Pure: the same recording, capture and facts give the same analysis with the same ids. Segments
    are rise, walk, turn, walk, turn, sitting down, as far as they were found.

    Args:
        recording: acceleration with gravity and turning rates.
        capture: what is said about the recording now; it may differ from its header.
        knowledge: facts: shortest recording, error model.

    Raises:
        KeyError: a fact is missing.
    """
    facts = read_facts(knowledge)
    reason = _why_not(recording, capture, facts)
    motion = None if reason else _stretch(recording)
    if motion is None:
        return _absent(recording, reason or AbsenceReason.RECORDING_TOO_SHORT)
    phases = find_test(motion, capture.placement)
    if isinstance(phases, AbsenceReason):
        return _absent(recording, phases)
    codes = set(signal_reasons(recording, facts.limits))
    if _cut_short(phases, motion, facts):
        codes.add(QualityCode.SHORT)
    return _analysis(Source(recording, capture), phases, facts, judge(codes))
