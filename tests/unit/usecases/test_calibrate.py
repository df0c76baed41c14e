"""A walk of known length tells later walks how long this person steps."""

from datetime import UTC, datetime

import msgspec
import pytest

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Aid, DistanceSource, Measure, Placement, Protocol
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.recording import Capture, Recording
from surefoot.simulate.walk import RESEARCH_SENSOR, Course, Gait, WalkSettings, simulate_walk
from surefoot.store.protocol import Store
from surefoot.usecases.bring_in import bring_in
from surefoot.usecases.calibrate import Asked, own_scale
from surefoot.usecases.correct_walk import correct_walk
from surefoot.usecases.recompute import recompute
from tests.unit.usecases.conftest import ACCESS

SAID = Capture(
    placement=Placement.LOWER_BACK,
    protocol=Protocol.WALK_30S,
    distance_m=40.0,
    distance_source=DistanceSource.WHEEL,
    aid=Aid.NONE,
)
LATER = Capture(placement=Placement.LOWER_BACK, aid=Aid.NONE)


def made(day: int, speed_mps: float = 1.1) -> Recording:
    settings = WalkSettings(
        gait=Gait(height_m=1.62, speed_mps=speed_mps),
        course=Course(bout_s=32.0),
        sensor=RESEARCH_SENSOR,
        start=datetime(2026, 6, day, 9, 0, tzinfo=UTC),
    )
    return simulate_walk(settings, seed=day).recording


@pytest.fixture(scope="module")
def known() -> Recording:
    return made(1)


@pytest.fixture(scope="module")
def second() -> Recording:
    return made(2)


@pytest.fixture(scope="module")
def later() -> Recording:
    return made(5)


def scale_of(store: Store, recording: Recording) -> float | None:
    return store.walk(ACCESS, recording.id).capture.length_scale


def measured(store: Store, wanted: Measure) -> list[Measurement]:
    found = store.timeline(ACCESS).measurements
    return [m for m in found if m.measure is wanted and m.segment is None]


def learn(store: Store, knowledge: Knowledge, *walks: Recording) -> None:
    for walk in walks:
        bring_in(store, knowledge, ACCESS, walk, SAID)


def test_a_later_walk_takes_the_scale(
    store: Store, knowledge: Knowledge, known: Recording, second: Recording, later: Recording
) -> None:
    learn(store, knowledge, known, second)
    assert scale_of(store, known) is None
    bring_in(store, knowledge, ACCESS, later, LATER)
    one, other = (m.value for m in measured(store, Measure.STEP_LENGTH_SCALE))
    found = scale_of(store, later)
    assert found is not None
    assert min(one, other) <= found <= max(one, other)
    sd = store.walk(ACCESS, later.id).capture.length_scale_sd
    assert sd is not None
    assert 0.03 < sd < 0.15


def test_one_walk_alone_tells_no_scale(
    store: Store, knowledge: Knowledge, known: Recording, later: Recording
) -> None:
    learn(store, knowledge, known)
    bring_in(store, knowledge, ACCESS, later, LATER)
    assert scale_of(store, later) is None


@pytest.mark.parametrize("speed_mps", [0.4, 0.7, 1.6])
def test_a_scale_holds_only_near_the_speed_it_was_learnt_at(
    store: Store, knowledge: Knowledge, known: Recording, second: Recording, speed_mps: float
) -> None:
    learn(store, knowledge, known, second)
    otherwise = made(6, speed_mps)
    bring_in(store, knowledge, ACCESS, otherwise, LATER)
    assert scale_of(store, otherwise) is None


def test_the_speed_it_was_learnt_at_is_kept(
    store: Store, knowledge: Knowledge, known: Recording, second: Recording, later: Recording
) -> None:
    learn(store, knowledge, known, second)
    speeds = [m.value for m in measured(store, Measure.WALKING_SPEED)]
    bring_in(store, knowledge, ACCESS, later, LATER)
    kept = store.walk(ACCESS, later.id).capture.length_scale_speed_mps
    assert kept == pytest.approx(sum(speeds) / 2.0, rel=0.05)


def of_another_version(analysis: Analysis, wanted: Measure) -> Analysis:
    """Return an analysis whose numbers of one kind come from a version that is no more."""
    old = [
        msgspec.structs.replace(
            m,
            provenance=msgspec.structs.replace(
                m.provenance, method=msgspec.structs.replace(m.provenance.method, version=99)
            ),
        )
        if m.measure is wanted
        else m
        for m in analysis.measurements
    ]
    return msgspec.structs.replace(analysis, measurements=tuple(old), methods=())


@pytest.mark.parametrize("wanted", [Measure.WALKING_SPEED, Measure.STEP_LENGTH_SCALE])
def test_a_scale_of_another_version_is_let_go(
    store: Store,
    knowledge: Knowledge,
    known: Recording,
    second: Recording,
    later: Recording,
    wanted: Measure,
) -> None:
    learn(store, knowledge, known, second)
    bring_in(store, knowledge, ACCESS, later, LATER)
    assert scale_of(store, later) is not None
    for walk in store.walks(ACCESS):
        assert walk.analysis is not None
        old = of_another_version(walk.analysis, wanted)
        store.keep_analysis(ACCESS, old, walk.capture)
    recompute(store, knowledge, ACCESS)
    assert scale_of(store, later) is None
    correct_walk(store, knowledge, ACCESS, later.id, store.walk(ACCESS, later.id).capture)
    assert scale_of(store, later) is not None


def test_an_earlier_walk_does_not(
    store: Store, knowledge: Knowledge, known: Recording, later: Recording
) -> None:
    bring_in(store, knowledge, ACCESS, later, SAID)
    bring_in(store, knowledge, ACCESS, known, LATER)
    assert scale_of(store, known) is None


@pytest.mark.parametrize(
    "other", [{"placement": Placement.BELT_FRONT}, {"aid": Aid.WALKER}, {"height_m": 1.8}]
)
def test_what_the_model_sees_otherwise_takes_none(
    store: Store,
    knowledge: Knowledge,
    known: Recording,
    second: Recording,
    later: Recording,
    other: dict[str, object],
) -> None:
    learn(store, knowledge, known, second)
    bring_in(store, knowledge, ACCESS, later, msgspec.structs.replace(LATER, **other))
    assert scale_of(store, later) is None


def test_correcting_the_placement_lets_go_of_the_scale(
    store: Store, knowledge: Knowledge, known: Recording, second: Recording, later: Recording
) -> None:
    learn(store, knowledge, known, second)
    bring_in(store, knowledge, ACCESS, later, LATER)
    now = store.walk(ACCESS, later.id).capture
    moved = msgspec.structs.replace(now, placement=Placement.POCKET)
    correct_walk(store, knowledge, ACCESS, later.id, moved)
    assert scale_of(store, later) is None
    correct_walk(store, knowledge, ACCESS, later.id, now)
    assert scale_of(store, later) is not None


def test_a_scale_that_was_said_stays(
    store: Store, knowledge: Knowledge, known: Recording, second: Recording, later: Recording
) -> None:
    learn(store, knowledge, known, second)
    own = msgspec.structs.replace(LATER, length_scale=1.3, length_scale_sd=0.02)
    bring_in(store, knowledge, ACCESS, later, own)
    assert scale_of(store, later) == 1.3


def test_the_surer_walk_weighs_more(store: Store, knowledge: Knowledge, known: Recording) -> None:
    analysis = bring_in(store, knowledge, ACCESS, known, SAID)
    one = next(m for m in analysis.measurements if m.measure is Measure.STEP_LENGTH_SCALE)
    sure = msgspec.structs.replace(one, value=1.0, low=0.99, high=1.01)
    unsure = msgspec.structs.replace(one, value=1.4, low=1.0, high=1.8)
    speed = next(m for m in analysis.measurements if m.measure is Measure.WALKING_SPEED)
    asked = Asked(one.context.capture, datetime(2026, 7, 1, tzinfo=UTC), speed.value)
    own = own_scale([sure, unsure, speed], asked, knowledge)
    assert own is not None
    assert 1.0 < own.scale < 1.05
    assert own.walks == 2
