"""How long and how far until the legs were heavy, on simulated walks of known length."""

import msgspec
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure, methods_for
from surefoot.model.codes import AbsenceReason, DistanceSource, Measure, Protocol, QualityCode
from surefoot.model.measurement import Analysis, Measurement
from surefoot.simulate.settings import SimulatedWalk
from surefoot.simulate.walk import Course
from tests.unit.measures.walks import walk

KNOWLEDGE = load_knowledge()


@pytest.fixture(scope="module")
def made() -> SimulatedWalk:
    """Two bouts with a short pause between them, then a rest to the end."""
    return walk(course=Course(bouts=2, bout_s=40.0, rest_s=10.0))


def analysed(made: SimulatedWalk, **said: object) -> Analysis:
    said = {"protocol": Protocol.STOP_AND_SEE, **said}
    capture = msgspec.structs.replace(made.recording.header.capture, **said)
    return measure(made.recording, capture, KNOWLEDGE)


def of(analysis: Analysis) -> dict[Measure, Measurement]:
    return {m.measure: m for m in analysis.measurements if m.segment is None}


def test_a_short_pause_is_part_of_the_walk(made: SimulatedWalk) -> None:
    analysis = analysed(made)
    true = made.truth.bouts[1].end_s - made.truth.bouts[0].start_s
    assert of(analysis)[Measure.TIME_UNTIL_HEAVY].value == pytest.approx(true, abs=2.0)
    assert analysis.methods == methods_for(Protocol.STOP_AND_SEE)


def test_distance_comes_from_the_steps_or_from_the_person(made: SimulatedWalk) -> None:
    true = sum(stride.length_m or 0.0 for stride in made.truth.strides) / 2.0
    found = of(analysed(made))[Measure.DISTANCE_UNTIL_HEAVY]
    assert found.low < true < found.high
    said = of(analysed(made, distance_m=77.0))[Measure.DISTANCE_UNTIL_HEAVY]
    assert said.value == 77.0
    gps = analysed(made, distance_m=77.0, distance_source=DistanceSource.GPS)
    rough = of(gps)[Measure.DISTANCE_UNTIL_HEAVY]
    assert rough.high - rough.low > said.high - said.low
    assert QualityCode.DISTANCE_BY_GPS in rough.quality.reasons
    assert QualityCode.DISTANCE_BY_GPS not in of(gps)[Measure.TIME_UNTIL_HEAVY].quality.reasons


def test_without_a_height_there_is_no_distance(made: SimulatedWalk) -> None:
    analysis = analysed(made, height_m=None)
    absent = {a.measure: a.reason for a in analysis.not_measured if a.segment is None}
    assert absent[Measure.DISTANCE_UNTIL_HEAVY] is AbsenceReason.HEIGHT_UNKNOWN
    assert Measure.TIME_UNTIL_HEAVY in of(analysis)


def test_a_long_pause_ends_the_walk() -> None:
    made = walk(course=Course(bouts=2, bout_s=30.0, rest_s=45.0))
    lasts = of(analysed(made))[Measure.TIME_UNTIL_HEAVY].value
    assert lasts == pytest.approx(30.0, abs=3.0)


def test_no_walk_no_time() -> None:
    made = walk(course=Course(bouts=0, rest_s=20.0))
    analysis = analysed(made)
    absent = {a.measure: a.reason for a in analysis.not_measured}
    assert absent[Measure.TIME_UNTIL_HEAVY] is AbsenceReason.NO_WALKING_FOUND
