"""Walks with known truth from the simulator: a wide range of speeds, aids and sensors."""

from collections.abc import Iterator
from statistics import fmean

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Aid
from surefoot.model.recording import Recording
from surefoot.model.segment import Segment, Stride
from surefoot.simulate.settings import Sensor
from surefoot.simulate.walk import RESEARCH_SENSOR, Course, Gait, WalkSettings, simulate_walk
from validation.cases import Score, TrueBout, TrueContact, Truth, score

GAITS = {
    "brisk": Gait(speed_mps=1.4),
    "usual": Gait(speed_mps=1.1, step_time_asymmetry=0.05),
    "slow": Gait(speed_mps=0.7, step_time_asymmetry=0.1, stride_time_cv=0.04),
    "stick": Gait(speed_mps=0.5, step_time_asymmetry=0.15, stride_time_cv=0.06, aid=Aid.ONE_STICK),
    "walker": Gait(speed_mps=0.35, stride_time_cv=0.08, aid=Aid.WALKER),
}
SENSORS = {"research sensor": RESEARCH_SENSOR, "phone": Sensor(orientation_deg=(20.0, -35.0, 80.0))}
COURSE = Course(bouts=3, bout_s=20.0, rest_s=6.0, turns=1)


def _bout(span: Segment, strides: tuple[Stride, ...]) -> TrueBout:
    inside = [s for s in strides if span.start_s <= (s.start_s + s.end_s) / 2 <= span.end_s]
    return TrueBout(
        span=(span.start_s, span.end_s),
        stride_length_m=fmean(s.length_m or 0.0 for s in inside),
        speed_mps=fmean(s.speed_mps or 0.0 for s in inside),
        cadence_spm=fmean(120.0 / (s.end_s - s.start_s) for s in inside),
    )


def simulated_cases(seeds: range) -> Iterator[tuple[str, str, Recording, Truth]]:
    """Yield name, group, recording and truth of each simulated walk."""
    for sensor_name, sensor in SENSORS.items():
        for gait_name, gait in GAITS.items():
            settings = WalkSettings(gait=gait, course=COURSE, sensor=sensor)
            for seed in seeds:
                walk = simulate_walk(settings, seed)
                truth = Truth(
                    tuple(_bout(bout, walk.truth.strides) for bout in walk.truth.bouts),
                    tuple(TrueContact(c.time_s, c.foot) for c in walk.truth.contacts),
                )
                yield f"{gait_name} {seed}", f"{gait_name}, {sensor_name}", walk.recording, truth


def simulated_scores(knowledge: Knowledge) -> list[Score]:
    """Return the score of two simulated walks of each kind."""
    return [
        score(name, group, measure_walk(walk, walk.header.capture, knowledge), truth)
        for name, group, walk, truth in simulated_cases(range(2))
    ]
