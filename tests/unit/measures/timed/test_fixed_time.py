"""Walks of a fixed time: how far by what source, and when it cannot be said."""

import msgspec
import numpy as np
import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure, methods_for
from surefoot.measures.timed.distance import laps_way
from surefoot.measures.timed.facts import read_facts
from surefoot.model.codes import (
    AbsenceReason,
    Aid,
    DistanceSource,
    Measure,
    Placement,
    Protocol,
    QualityCode,
)
from surefoot.model.measurement import Analysis, Measurement
from surefoot.simulate.walk import RESEARCH_SENSOR, Course, Gait, SimulatedWalk
from tests.unit.measures.walks import walk

TO_AND_FRO = Course(bouts=1, bout_s=61.5, rest_s=4.0, turns=3)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def minute() -> SimulatedWalk:
    return walk(Gait(speed_mps=1.0), TO_AND_FRO)


def measured(knowledge: Knowledge, made: SimulatedWalk, **said: object) -> Analysis:
    said = {"protocol": Protocol.WALK_1MIN, **said}
    capture = msgspec.structs.replace(made.recording.header.capture, **said)
    return measure(made.recording, capture, knowledge)


def distance(analysis: Analysis) -> Measurement:
    (found,) = [m for m in analysis.measurements if m.measure is Measure.WALK_DISTANCE]
    return found


def missing(analysis: Analysis, wanted: Measure) -> AbsenceReason:
    return next(m.reason for m in analysis.not_measured if m.measure is wanted)


def truly_walked(made: SimulatedWalk) -> float:
    """Return the true metres of the first minute: each step lies in two strides."""
    start = made.truth.bouts[0].start_s
    inside = [s for s in made.truth.strides if s.start_s < start + 59.0]
    return sum(s.length_m or 0.0 for s in inside) / 2.0


@pytest.mark.parametrize(
    ("source", "method"),
    [(DistanceSource.WHEEL, "distance-wheel"), (DistanceSource.COURSE, "distance-course")],
)
def test_what_was_measured_is_taken(
    knowledge: Knowledge, minute: SimulatedWalk, source: DistanceSource, method: str
) -> None:
    found = distance(measured(knowledge, minute, distance_m=52.0, distance_source=source))
    assert (found.value, found.provenance.method.id) == (52.0, method)
    assert found.high - found.low < 3.0


def test_gps_on_a_short_way_loses_against_strides(
    knowledge: Knowledge, minute: SimulatedWalk
) -> None:
    said = {"distance_m": 52.0, "distance_source": DistanceSource.GPS}
    found = distance(measured(knowledge, minute, **said))
    assert found.provenance.method.id == "distance-strides"


def test_gps_is_marked_where_nothing_else_is_known(
    knowledge: Knowledge, minute: SimulatedWalk
) -> None:
    said = {"distance_m": 52.0, "distance_source": DistanceSource.GPS, "height_m": None}
    found = distance(measured(knowledge, minute, **said))
    assert found.provenance.method.id == "distance-gps"
    assert QualityCode.DISTANCE_BY_GPS in found.quality.reasons


def test_strides_hold_the_true_distance(knowledge: Knowledge, minute: SimulatedWalk) -> None:
    found = distance(measured(knowledge, minute))
    assert found.provenance.method.id == "distance-strides"
    assert found.low < truly_walked(minute) < found.high


def test_laps_count_the_course(knowledge: Knowledge, minute: SimulatedWalk) -> None:
    # Three turns, spread evenly: four lengths, the last cut off where the minute ends.
    course = truly_walked(minute) / 4.0
    found = distance(measured(knowledge, minute, course_length_m=course))
    assert found.provenance.method.id == "distance-laps"
    assert found.value == pytest.approx(4.0 * course, rel=0.06)
    assert found.low < 4.0 * course < found.high


def test_a_missed_turn_is_not_counted_over(knowledge: Knowledge) -> None:
    facts = read_facts(knowledge).distance
    turns = [(10.0, 12.0), (22.0, 24.0), (46.0, 48.0)]
    assert laps_way(15.0, turns, [10.0, 11.0, 10.0, 5.0], facts) is not None
    assert laps_way(15.0, turns, [10.0, 11.0, 22.0, 5.0], facts) is None
    assert laps_way(15.0, [], [20.0], facts) is None


def test_only_a_scaled_person_gets_a_narrow_distance(
    knowledge: Knowledge, minute: SimulatedWalk
) -> None:
    usual = distance(measured(knowledge, minute))
    own = distance(measured(knowledge, minute, length_scale=1.0, length_scale_sd=0.03))
    assert own.high - own.low < 0.5 * (usual.high - usual.low)


def test_a_recording_too_short_for_the_test_says_so(
    knowledge: Knowledge, minute: SimulatedWalk
) -> None:
    analysis = measured(knowledge, minute, protocol=Protocol.WALK_6MIN, distance_m=300.0)
    assert missing(analysis, Measure.WALK_DISTANCE) is AbsenceReason.RECORDING_TOO_SHORT
    assert missing(analysis, Measure.DISTANCE_WALKED_INDEX) is AbsenceReason.RECORDING_TOO_SHORT
    assert analysis.methods == methods_for(Protocol.WALK_6MIN)


def test_a_pocket_without_a_known_way_has_no_distance(knowledge: Knowledge) -> None:
    pocket = msgspec.structs.replace(RESEARCH_SENSOR, placement=Placement.POCKET)
    made = walk(Gait(speed_mps=1.0), TO_AND_FRO, pocket)
    analysis = measured(knowledge, made)
    assert missing(analysis, Measure.WALK_DISTANCE) is AbsenceReason.NO_DISTANCE


def test_a_minute_asks_nothing_about_slowing(knowledge: Knowledge, minute: SimulatedWalk) -> None:
    analysis = measured(knowledge, minute)
    named = {m.measure for m in analysis.measurements}
    named |= {m.measure for m in analysis.not_measured}
    assert Measure.DISTANCE_WALKED_INDEX not in named


def test_the_scale_is_what_was_walked_over_what_was_modelled(
    knowledge: Knowledge, minute: SimulatedWalk
) -> None:
    modelled = distance(measured(knowledge, minute)).value
    known = measured(knowledge, minute, distance_m=55.0, distance_source=DistanceSource.WHEEL)
    scale = next(m.value for m in known.measurements if m.measure is Measure.STEP_LENGTH_SCALE)
    assert scale == pytest.approx(55.0 / modelled, rel=1e-6)


def test_later_walks_step_as_long_as_the_person_does(
    knowledge: Knowledge, minute: SimulatedWalk
) -> None:
    def speed(**said: object) -> Measurement:
        analysis = measured(knowledge, minute, protocol=Protocol.FREE, **said)
        found = (m for m in analysis.measurements if m.measure is Measure.WALKING_SPEED)
        return next(m for m in found if m.segment is None)

    general, own = speed(), speed(length_scale=1.2, length_scale_sd=0.03)
    assert own.value > 1.1 * general.value
    assert own.high - own.low < 0.5 * (general.high - general.low)
    assert speed(length_scale=1.2).high - general.high > 0.1


def test_measuring_the_scale_again_gives_the_same(
    knowledge: Knowledge, minute: SimulatedWalk
) -> None:
    def scale(**said: object) -> float:
        known = {"distance_m": 55.0, "distance_source": DistanceSource.WHEEL, **said}
        analysis = measured(knowledge, minute, **known)
        found = (m for m in analysis.measurements if m.measure is Measure.STEP_LENGTH_SCALE)
        return next(found).value

    assert scale(length_scale=1.1, length_scale_sd=0.03) == pytest.approx(scale(), rel=0.02)


@pytest.mark.parametrize(
    "said",
    [{}, {"distance_m": 60.0, "distance_source": DistanceSource.GPS}],
    ids=["nothing", "GPS"],
)
def test_nothing_is_said_of_a_scale_where_no_sure_distance_was(
    knowledge: Knowledge, minute: SimulatedWalk, said: dict[str, object]
) -> None:
    analysis = measured(knowledge, minute, **said)
    named = {m.measure for m in analysis.measurements}
    assert Measure.WALK_DISTANCE in named
    named |= {m.measure for m in analysis.not_measured}
    assert Measure.STEP_LENGTH_SCALE not in named


@pytest.mark.parametrize("speed_mps", [0.25, 0.35])
def test_slow_walks_hold_the_truth(knowledge: Knowledge, speed_mps: float) -> None:
    gait = Gait(speed_mps=speed_mps, aid=Aid.WALKER, stride_time_cv=0.06)
    made = walk(gait, Course(bouts=1, bout_s=62.0, rest_s=4.0))
    analysis = measured(knowledge, made)
    whole = {m.measure: m for m in analysis.measurements if m.segment is None}
    strides = made.truth.strides
    true = {
        Measure.WALK_DISTANCE: truly_walked(made),
        Measure.STRIDE_LENGTH: float(np.mean([s.length_m for s in strides if s.length_m])),
        Measure.WALKING_SPEED: float(np.mean([s.speed_mps for s in strides if s.speed_mps])),
    }
    for wanted, value in true.items():
        # Well inside: these walkers are alike, people are not.
        room = 0.1 * (whole[wanted].high - whole[wanted].value)
        assert whole[wanted].low <= value <= whole[wanted].high - room, wanted
