"""Where a sensor probably was: said only when sure, never against the person lightly."""

import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.carried import likely
from surefoot.measures.carried.features import (
    FEATURES,
    Carried,
    WalkPart,
    describe_carried,
)
from surefoot.measures.carried.likely import (
    RULE,
    alike,
    alike_places,
    judge_placement,
    most_likely,
    probabilities,
    speaks_against,
)
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import Placement, QualityCode
from surefoot.model.recording import Capture, Recording
from surefoot.simulate.walk import Gait, Sensor
from tests.unit.measures.walks import turned, walk

FACTS = load_knowledge()
WHOLE = WalkPart(8.0, 40.0, 0.55)
# A phone held in front of a walker: screen up, little swing, soft.
HELD = Carried(np.array([-2.1, -0.1, -0.7, -1.8, -0.9, 0.88, -2.5]), None)
# A watch: the arm swings once a stride.
WATCH = Carried(np.array([-1.0, 1.8, 1.1, -2.6, -3.8, 0.1, -1.8]), -1.9)


@pytest.fixture(scope="module")
def back() -> Recording:
    return walk(gait=Gait(speed_mps=1.1), sensor=Sensor(placement=Placement.LOWER_BACK)).recording


def test_chances_add_up() -> None:
    for carried in (HELD, WATCH):
        assert sum(probabilities(carried).values()) == pytest.approx(1.0)


def test_typical_places_are_told() -> None:
    for carried, place in ((HELD, Placement.HAND), (WATCH, Placement.WRIST)):
        found = most_likely(carried, 0.8)
        assert found is not None
        assert found.placement is place


def test_what_is_between_places_is_not_told() -> None:
    between = Carried((HELD.values + WATCH.values) / 2.0, None)
    assert most_likely(between, 0.95) is None


def test_what_was_never_seen_is_not_told() -> None:
    strange = Carried(RULE.mean + 5.0 * RULE.spread, None)
    assert max(probabilities(strange).values()) > 0.8
    assert most_likely(strange, 0.8) is None


def test_how_the_phone_was_turned_contradicts_nobody() -> None:
    screen = FEATURES.index("screen up")
    for up in (-1.0, 0.0, 1.0):
        values = WATCH.values.copy()
        values[screen] = up
        assert speaks_against(Carried(values, WATCH.swing), Placement.LOWER_BACK, 0.95)
    assert not speaks_against(HELD, Placement.LOWER_BACK, 0.95)


@pytest.mark.parametrize("said", [Placement.UNKNOWN, Placement.SHOE, Placement.THIGH], ids=str)
def test_what_the_rule_does_not_know_is_not_contradicted(said: Placement) -> None:
    assert not speaks_against(WATCH, said, 0.95)


def test_places_that_samples_cannot_part_are_alike() -> None:
    assert alike(Placement.BELT_FRONT, Placement.LOWER_BACK)
    assert alike_places(Placement.WRIST) == (Placement.HAND, Placement.WRIST)
    assert alike_places(Placement.POCKET) == (Placement.POCKET,)
    assert not alike(Placement.POCKET, Placement.BAG)


def test_a_walk_on_the_back_is_told_and_believed(back: Recording) -> None:
    judged = judge_placement(back, WHOLE, Placement.LOWER_BACK, FACTS)
    assert judged.likely is not None
    assert judged.likely.placement is Placement.LOWER_BACK
    assert not judged.differs


def test_turned_in_the_belt_it_is_not_contradicted(back: Recording) -> None:
    rng = np.random.default_rng(4)
    for _ in range(6):
        turn, _ = np.linalg.qr(rng.standard_normal((3, 3)))
        other = turned(back, turn * np.sign(np.linalg.det(turn)))
        assert not judge_placement(other, WHOLE, Placement.LOWER_BACK, FACTS).differs


def test_a_short_walk_contradicts_nobody(back: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(likely, "describe_carried", lambda *_: WATCH)
    short = WalkPart(8.0, 15.0, 0.55)
    assert judge_placement(back, WHOLE, Placement.LOWER_BACK, FACTS).differs
    assert not judge_placement(back, short, Placement.LOWER_BACK, FACTS).differs


def test_too_short_a_walk_is_not_described(back: Recording) -> None:
    assert describe_carried(back, WalkPart(10.0, 11.0, 0.55)) is None


def test_the_analysis_says_it_and_keeps_what_was_said(
    back: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(likely, "describe_carried", lambda *_: WATCH)
    for said, doubted in ((Placement.LOWER_BACK, True), (Placement.UNKNOWN, False)):
        analysis = measure_walk(back, Capture(placement=said, height_m=1.7), FACTS)
        assert analysis.likely_placement is not None
        assert analysis.likely_placement.placement is Placement.WRIST
        for measured in analysis.measurements:
            assert measured.context.capture.placement is said
            assert (QualityCode.PLACEMENT_DIFFERS in measured.quality.reasons) is doubted
