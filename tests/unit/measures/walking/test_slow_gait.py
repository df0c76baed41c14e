"""Whom this is for: 0.15 m/s and 35 steps a minute, with two sticks or a walking frame."""

import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Aid, Measure, SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.simulate.impaired import impaired_gait
from surefoot.simulate.walk import RESEARCH_SENSOR, Course, Sensor, SimulatedWalk
from tests.unit.measures.walks import walk
from validation.matching import common, count_events, length

FACTS = load_knowledge()
COURSE = Course(bouts=2, bout_s=40.0, rest_s=8.0)
PHONE = Sensor(orientation_deg=(20.0, -35.0, 80.0), dropped=0.01)
SENSORS = {"research": RESEARCH_SENSOR, "phone": PHONE}
#: (speed in m/s, steps a minute)
PACES = [(0.15, 35.0), (0.20, 40.0), (0.30, 52.0)]

# A frame is moved on between pairs of steps, which are then uneven; sway shows them less exactly.
LEAST_F1 = {Aid.TWO_STICKS: 0.9, Aid.WALKER: 0.5}

every_slow_walk = pytest.mark.parametrize(
    ("pace", "aid", "sensor"),
    [
        pytest.param(pace, aid, sensor, id=f"{pace[0]}-{aid}-{sensor}")
        for pace in PACES
        for aid in (Aid.TWO_STICKS, Aid.WALKER)
        for sensor in SENSORS
    ],
)


def slow_walk(pace: tuple[float, float], aid: Aid, sensor: str, seed: int = 4) -> SimulatedWalk:
    return walk(impaired_gait(pace[0], aid, pace[1]), COURSE, SENSORS[sensor], seed)


def analysis_of(simulated: SimulatedWalk) -> Analysis:
    return measure_walk(simulated.recording, simulated.recording.header.capture, FACTS)


def walks_of(analysis: Analysis) -> list[tuple[float, float]]:
    return [(s.start_s, s.end_s) for s in analysis.segments if s.kind is SegmentKind.WALK]


@every_slow_walk
def test_slow_walks_are_found(pace: tuple[float, float], aid: Aid, sensor: str) -> None:
    simulated = slow_walk(pace, aid, sensor)
    true = [(bout.start_s, bout.end_s) for bout in simulated.truth.bouts]
    found = walks_of(analysis_of(simulated))
    assert common(found, true) >= 0.85 * length(true)
    assert length(found) <= 1.15 * length(true)


@every_slow_walk
def test_slow_steps_are_found(pace: tuple[float, float], aid: Aid, sensor: str) -> None:
    simulated = slow_walk(pace, aid, sensor)
    found = [contact.time_s for contact in analysis_of(simulated).initial_contacts]
    true = [contact.time_s for contact in simulated.truth.contacts]
    assert count_events(found, true, 0.25).f1 >= LEAST_F1[aid]


@every_slow_walk
def test_slow_cadence_is_right(pace: tuple[float, float], aid: Aid, sensor: str) -> None:
    simulated = slow_walk(pace, aid, sensor)
    found = [
        m.value
        for m in analysis_of(simulated).measurements
        if m.measure is Measure.CADENCE and m.segment is None
    ]
    strides = simulated.truth.strides
    true = sum(120.0 / (s.end_s - s.start_s) for s in strides) / len(strides)
    assert found == [pytest.approx(true, rel=0.1)]


@pytest.mark.parametrize("sensor", SENSORS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_standing_restlessly_is_no_slow_walk(sensor: str, seed: int) -> None:
    course = Course(bouts=0, rest_s=60.0, fidgets_per_min=20.0)
    restless = walk(impaired_gait(0.15, Aid.TWO_STICKS), course, SENSORS[sensor], seed)
    assert walks_of(analysis_of(restless)) == []
