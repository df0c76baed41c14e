"""A hole in a test is bridged or said, never passed over with a smaller number."""

import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from surefoot.model.codes import AbsenceReason, Protocol, QualityCode
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Recording
from tests.unit.measures.suitable import remade, suitable, values_of

FACTS = load_knowledge()
TESTS = [
    Protocol.BALANCE,
    Protocol.CHAIR_STAND_5,
    Protocol.CHAIR_STAND_30S,
    Protocol.TUG,
    Protocol.FOOT_TAPPING,
]


def with_hole(recording: Recording, lasts_s: float) -> Analysis:
    times, values = values_of(recording)
    middle = (times[0] + times[-1]) / 2
    kept = (times < middle) | (times > middle + lasts_s)
    capture = recording.header.capture
    return measure(remade(recording, times[kept], values[kept]), capture, FACTS)


@pytest.mark.parametrize("protocol", TESTS)
def test_a_short_hole_is_bridged_and_said(protocol: Protocol) -> None:
    recording = suitable(protocol)
    whole = measure(recording, recording.header.capture, FACTS)
    holed = {(m.measure, m.leg): m for m in with_hole(recording, 0.3).measurements}
    main = whole.measurements[0]
    found = holed[main.measure, main.leg]
    assert found.value == pytest.approx(main.value, rel=0.15, abs=1.01)
    assert QualityCode.GAP in found.quality.reasons


@pytest.mark.parametrize("protocol", TESTS)
def test_a_long_hole_gives_no_number_for_a_part(protocol: Protocol) -> None:
    analysis = with_hole(suitable(protocol), 1.5)
    assert analysis.measurements == ()
    assert {a.reason for a in analysis.not_measured} == {AbsenceReason.QUALITY_TOO_LOW}
    assert np.all([a.segment is None for a in analysis.not_measured])
