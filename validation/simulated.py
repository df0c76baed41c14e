"""Walks with known truth from the simulator: a wide range of speeds, aids and sensors."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Aid
from surefoot.model.recording import Recording
from surefoot.model.segment import Segment, Stride
from surefoot.simulate.impaired import impaired_gait
from surefoot.simulate.settings import Sensor
from surefoot.simulate.walk import (
    RESEARCH_SENSOR,
    Course,
    Gait,
    SimulatedWalk,
    WalkSettings,
    simulate_walk,
)
from validation.cases import Score, TrueBout, TrueContact, Truth, score
from validation.document import feet_line, intervals_line, table
from validation.summary import STATISTICS

SPEEDS = (0.15, 0.25, 0.35, 0.5, 0.7, 1.0, 1.3, 1.6, 2.0)
# People who need an aid do not walk faster than this, in m/s.
FASTEST_WITH_AID = 1.0
VERY_SLOW = 0.4
SENSORS = {
    "research sensor": RESEARCH_SENSOR,
    "phone": Sensor(orientation_deg=(20.0, -35.0, 80.0), dropped=0.01),
}
AIDS = {"one stick": Aid.ONE_STICK, "two sticks": Aid.TWO_STICKS, "walker": Aid.WALKER}
FLOOR = Course(bouts=2, bout_s=30.0, rest_s=6.0, turns=1)
BELT = Course(bouts=2, bout_s=30.0, rest_s=6.0, treadmill=True)
SEEDS = range(2)

WORDS = """## Simulated walks

Two bouts of 30 s with a U-turn each, or on a treadmill without; two walks of each kind, and the
truth is exact. "Phone" is 60 Hz with jitter and 1 % of samples lost, rounded to 0.1 m/s² and 0.1
degrees a second, worn turned. With an aid, walking is uneven and the trunk unsteady; sticks are put
down between the steps; a walker below 0.45 m/s is a frame that is moved on while both feet stand.
Impaired means with an aid. How slow and impaired people move was set by hand from papers named in
the simulator, so these tables say how the methods do on such motion, not on real people. A
development set: the methods were chosen with it in view.
"""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of simulated walk: how fast, with what help, recorded by what."""

    speed_mps: float
    help: str
    sensor: str

    @property
    def impaired(self) -> bool:
        """Whether the person needs an aid."""
        return self.help in AIDS

    @property
    def settings(self) -> WalkSettings:
        """What the simulator is asked for."""
        aid = AIDS.get(self.help)
        gait = Gait(speed_mps=self.speed_mps) if aid is None else impaired_gait(self.speed_mps, aid)
        course = BELT if self.help == "treadmill" else FLOOR
        return WalkSettings(gait=gait, course=course, sensor=SENSORS[self.sensor])

    def __str__(self) -> str:
        """Return the kind in words; scores are grouped by it."""
        return f"{self.speed_mps:.2f} m/s, {self.help}, {self.sensor}"


KINDS = tuple(
    Kind(speed, helped, sensor)
    for sensor in SENSORS
    for speed in SPEEDS
    for helped in ("no aid", "treadmill", *AIDS)
    if helped not in AIDS or speed <= FASTEST_WITH_AID
)


def _bout(span: Segment, strides: tuple[Stride, ...]) -> TrueBout:
    inside = [s for s in strides if span.start_s <= (s.start_s + s.end_s) / 2 <= span.end_s]
    return TrueBout(
        span=(span.start_s, span.end_s),
        stride_length_m=fmean(s.length_m or 0.0 for s in inside),
        speed_mps=fmean(s.speed_mps or 0.0 for s in inside),
        cadence_spm=fmean(120.0 / (s.end_s - s.start_s) for s in inside),
    )


def truth_of(walk: SimulatedWalk) -> Truth:
    """Return what is known of a simulated walk, to score by."""
    return Truth(
        tuple(_bout(bout, walk.truth.strides) for bout in walk.truth.bouts),
        tuple(TrueContact(c.time_s, c.foot) for c in walk.truth.contacts),
    )


def simulated_case(kind: Kind, seed: int) -> tuple[Recording, Truth]:
    """Return one simulated walk of a kind with its truth."""
    walk = simulate_walk(kind.settings, seed)
    return walk.recording, truth_of(walk)


def simulated_cases(seeds: range) -> Iterator[tuple[str, str, Recording, Truth]]:
    """Yield name, group, recording and truth of each simulated walk."""
    for kind in KINDS:
        for seed in seeds:
            yield f"{kind}, {seed}", str(kind), *simulated_case(kind, seed)


@cache
def simulated_scores(knowledge: Knowledge) -> list[Score]:
    """Return the score of two simulated walks of each kind."""
    return [
        score(name, group, measure_walk(walk, walk.header.capture, knowledge), truth)
        for name, group, walk, truth in simulated_cases(SEEDS)
    ]


def _of(scores: Sequence[Score], wanted: Callable[[Kind], bool]) -> list[Score]:
    groups = {str(kind) for kind in KINDS if wanted(kind)}
    return [one for one in scores if one.group in groups]


def _sensor_part(scores: Sequence[Score], sensor: str) -> str:
    """Return the tables of one sensor: every kind, then not impaired and impaired together."""
    kinds = [kind for kind in KINDS if kind.sensor == sensor]
    rows = [
        (
            f"{kind.speed_mps:.2f} m/s, {kind.help}",
            [o for o in scores if o.group == str(kind)],
            False,
        )
        for kind in kinds
    ]
    slow = f"below {VERY_SLOW} m/s"
    sums: list[tuple[str, Callable[[Kind], bool]]] = [
        ("not impaired", lambda k: not k.impaired),
        (f"not impaired, {slow}", lambda k: not k.impaired and k.speed_mps < VERY_SLOW),
        ("impaired", lambda k: k.impaired),
        (f"impaired, {slow}", lambda k: k.impaired and k.speed_mps < VERY_SLOW),
    ]
    mine = _of(scores, lambda kind: kind.sensor == sensor)
    rows += [(f"**{name}**", _of(mine, wanted), True) for name, wanted in sums]
    return f"### {sensor.capitalize()}\n\n" + table(rows, list(STATISTICS))


def simulated_section(knowledge: Knowledge) -> str:
    """Return the part of the accuracy page about simulated walks."""
    scores = simulated_scores(knowledge)
    impaired = _of(scores, lambda kind: kind.impaired)
    parts = [_sensor_part(scores, sensor) for sensor in SENSORS]
    lines = [
        intervals_line(scores)
        + " In impaired gait: "
        + intervals_line(impaired).partition(": ")[2],
        feet_line(scores) + " In impaired gait: " + feet_line(impaired),
    ]
    return "\n\n".join([WORDS, *parts, *lines])
