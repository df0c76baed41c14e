"""A recording too short for any turn has no count of turns, not a count of none."""

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from surefoot.model.codes import AbsenceReason, Measure, Protocol
from tests.unit.measures.suitable import remade, suitable, values_of

FACTS = load_knowledge()


def test_a_moment_is_too_short_for_turns() -> None:
    recording = suitable(Protocol.U_TURN)
    times, values = values_of(recording)
    moment = remade(recording, times[:100], values[:100])
    analysis = measure(moment, recording.header.capture, FACTS)
    assert analysis.measurements == ()
    assert {a.reason for a in analysis.not_measured} == {AbsenceReason.RECORDING_TOO_SHORT}


def test_a_count_may_be_one_off() -> None:
    recording = suitable(Protocol.U_TURN)
    analysis = measure(recording, recording.header.capture, FACTS)
    count = next(m for m in analysis.measurements if m.measure is Measure.TURN_COUNT)
    assert count.high - count.value >= 0.9
