"""The U-turn test: walk to and fro, and how fast each U-turn is (Cheng et al. 2021)."""

from collections.abc import Sequence

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.gate import LONGEST_WINDOW_S, windows_with_movement
from surefoot.measures.motion import TURNING, motions
from surefoot.measures.outcome import Finished, Place, Source, make_outcome
from surefoot.measures.quality import judge, signal_reasons
from surefoot.measures.turning.facts import TurnFacts, read_turn_facts
from surefoot.measures.turning.results import no_turns, turn_results
from surefoot.measures.turning.turns import Turn, TurnRules, find_turns
from surefoot.model.codes import AbsenceReason, Placement, QualityCode, SegmentKind
from surefoot.model.measurement import Analysis, Measurement, Method, NotMeasured
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality, Segment

TURNS = Method("turns", 1)
METHODS: tuple[Method, ...] = (TURNS,)


def _windows(recording: Recording) -> list[tuple[int, int]]:
    """Return all of a short recording, standing and its bias too; of a long one what moves."""
    if recording.header.time_base.duration_s <= LONGEST_WINDOW_S:
        return [(0, recording.n_samples)]
    return windows_with_movement(recording)


def turns_of(recording: Recording, rules: TurnRules) -> tuple[Turn, ...]:
    """Return every turn of a recording, in order of time; none without a gyroscope."""
    if not recording.has(*TURNING):
        return ()
    stretches = motions(recording, _windows(recording))
    return tuple(turn for motion in stretches for turn in find_turns(motion, rules))


def turn_segments(turns: Sequence[Turn], quality: Quality) -> tuple[Segment, ...]:
    """Return turns as segments with their angles."""
    return tuple(
        Segment(SegmentKind.TURN, turn.start_s, turn.end_s, quality, turn.angle_deg)
        for turn in turns
    )


def _results(
    recording: Recording, capture: Capture, found: Sequence[Turn], facts: TurnFacts
) -> list[Finished]:
    if not recording.has(*TURNING):
        return no_turns(AbsenceReason.NO_GYROSCOPE)
    if recording.header.time_base.duration_s < facts.shortest_s:
        return no_turns(AbsenceReason.RECORDING_TOO_SHORT)
    return turn_results(found, capture.placement, facts)


def _quality(recording: Recording, capture: Capture, count: int, facts: TurnFacts) -> Quality:
    said = {
        QualityCode.FEW_TURNS: count < facts.least,
        QualityCode.PLACEMENT_UNKNOWN: capture.placement is Placement.UNKNOWN,
    }
    reasons = {code for code, is_so in said.items() if is_so}
    return judge(signal_reasons(recording, facts.limits) | reasons)


def measure_u_turns(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return the turns of a recording, and the medians over its U-turns.

    Raises:
        KeyError: a fact is missing.
    """
    facts = read_turn_facts(knowledge)
    turns = turns_of(recording, facts.rules)
    around_once = [turn for turn in turns if facts.is_u_turn(turn.angle_deg)]
    quality = _quality(recording, capture, len(around_once), facts)
    place = Place(turns[0].start_s if turns else 0.0, quality)
    outcomes = [
        make_outcome(Source(recording, capture), done, place, TURNS)
        for done in _results(recording, capture, around_once, facts)
    ]
    return Analysis(
        recording=recording.id,
        segments=turn_segments(turns, quality),
        initial_contacts=(),
        strides=(),
        measurements=tuple(o for o in outcomes if isinstance(o, Measurement)),
        not_measured=tuple(o for o in outcomes if isinstance(o, NotMeasured)),
        methods=METHODS,
    )
