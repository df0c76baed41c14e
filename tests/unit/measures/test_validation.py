"""How measured intervals are compared with a reference."""

import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Measure, SegmentKind
from surefoot.model.measurement import Analysis, Measurement
from surefoot.simulate.walk import Course
from tests.unit.measures.walks import walk
from validation.cases import Held, TrueBout, Truth, score
from validation.document import intervals_line


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    recording = walk(course=Course(bouts=2, bout_s=15.0, rest_s=7.0)).recording
    return measure_walk(recording, recording.header.capture, load_knowledge())


def second_bout(analysis: Analysis) -> tuple[tuple[float, float], dict[Measure, Measurement]]:
    """Return start and end of the second walk found, and what was measured in it."""
    walks = [i for i, s in enumerate(analysis.segments) if s.kind is SegmentKind.WALK]
    segment = analysis.segments[walks[1]]
    found = {m.measure: m for m in analysis.measurements if m.segment == walks[1]}
    return (segment.start_s, segment.end_s), found


def test_an_interval_holds_the_reference_up_to_its_ends(analysis: Analysis) -> None:
    span, found = second_bout(analysis)
    speed, length = found[Measure.WALKING_SPEED], found[Measure.STRIDE_LENGTH]
    truth = Truth((TrueBout(span, length.high + 0.01, speed.high, None),), ())
    scored = score("one", "one", analysis, truth)
    assert set(scored.held) == {
        Held(Measure.STRIDE_LENGTH, False),
        Held(Measure.WALKING_SPEED, True),
    }
    line = intervals_line([scored])
    assert "stride length in 0 of 1 (0 %), speed in 1 of 1 (100 %), cadence in 0 of 0." in line


def test_a_reference_bout_that_was_not_found_is_not_counted(analysis: Analysis) -> None:
    after = analysis.segments[-1].end_s + 1.0
    truth = Truth((TrueBout((after, after + 5.0), 1.0, 1.0, 100.0),), ())
    assert score("one", "one", analysis, truth).held == ()
