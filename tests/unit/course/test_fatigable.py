"""Getting slower within a walk is said only from several tests, with its probability."""

import numpy as np
import pytest

from surefoot.app.messages import say
from surefoot.course.fatigable import fatigable
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Measure, Placement, Protocol, Tier, VerdictKind
from surefoot.model.timeline import Timeline
from tests.unit.course.make import timeline, walk


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def index_tests(
    indices: list[float], start: float = 0.0, placement: Placement = Placement.LOWER_BACK
) -> Timeline:
    made = [
        walk(
            start + 3.0 * i,
            index,
            measure=Measure.DISTANCE_WALKED_INDEX,
            protocol=Protocol.WALK_6MIN,
            placement=placement,
        )
        for i, index in enumerate(indices)
    ]
    return timeline(made)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_below_three_tests_it_says_how_many_more(knowledge: Knowledge, count: int) -> None:
    verdict = fatigable(index_tests([-40.0] * count), knowledge)
    assert verdict.answer is Tier.CANNOT_SAY
    assert verdict.kind is VerdictKind.FATIGABLE
    assert verdict.probability is None
    words = say(verdict.needs[0])
    assert str(3 - count) in words or "one more" in words


def test_clear_slowing_is_shown_with_size_and_probability(knowledge: Knowledge) -> None:
    verdict = fatigable(index_tests([-28.0, -31.0, -26.0, -30.0]), knowledge)
    assert verdict.answer is Tier.SHOWN
    assert verdict.probability is not None
    assert verdict.probability > 0.9
    assert verdict.low is not None
    assert verdict.high is not None
    assert verdict.low < -28.7 < verdict.high < -15.0


def test_steady_walking_is_not_called_slowing(knowledge: Knowledge) -> None:
    verdict = fatigable(index_tests([-1.0, 2.0, -3.0, 0.5]), knowledge)
    assert verdict.answer is Tier.NOT_SHOWN
    assert verdict.probability is not None
    assert verdict.probability < 0.1


def test_at_the_limit_it_stays_open_and_says_so(knowledge: Knowledge) -> None:
    verdict = fatigable(index_tests([-14.0, -16.0, -15.0]), knowledge)
    assert verdict.answer is Tier.CANNOT_SAY
    assert verdict.size is None
    assert verdict.probability == pytest.approx(0.5, abs=0.15)
    assert "More walks will help" in say(verdict.needs[0])


def test_tests_with_the_phone_elsewhere_do_not_count(knowledge: Knowledge) -> None:
    pocket = index_tests([-30.0, -30.0], 30.0, Placement.POCKET).measurements
    verdict = fatigable(timeline([*index_tests([-30.0] * 3).measurements, *pocket]), knowledge)
    assert verdict.answer is Tier.CANNOT_SAY
    assert len(verdict.rests_on) == 2


def test_steady_people_are_rarely_called_fatigable(knowledge: Knowledge) -> None:
    rng = np.random.default_rng(1)
    found = [
        fatigable(index_tests(rng.normal(-5.0, 5.4, 4).tolist()), knowledge).answer
        for _ in range(60)
    ]
    assert found.count(Tier.SHOWN) == 0


def test_fatigable_people_are_mostly_found(knowledge: Knowledge) -> None:
    rng = np.random.default_rng(2)
    found = [
        fatigable(index_tests(rng.normal(-28.0, 5.4, 5).tolist()), knowledge).answer
        for _ in range(60)
    ]
    assert found.count(Tier.SHOWN) >= 45
    assert found.count(Tier.NOT_SHOWN) == 0
