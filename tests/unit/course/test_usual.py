"""The usual range rests on comparable values, and knows when it cannot say."""

from datetime import UTC, date, datetime, time, timedelta
from math import exp

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.app.messages import say
from surefoot.course.usual import Place, place_in_range, usual_range
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import (
    Aid,
    Eyes,
    Leg,
    Measure,
    Placement,
    Protocol,
    QualityLevel,
    Stance,
    Tier,
)
from surefoot.model.message import Message
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit
from surefoot.model.verdict import Verdict
from surefoot.simulate.year import simulate_year
from tests.unit.course.make import START, entry, timeline, walk

SPEEDS = [1.00, 1.05, 0.97, 1.10, 1.02, 0.99, 1.04, 1.01, 0.95, 1.03]


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def ask(life: Timeline, knowledge: Knowledge, measure: Measure = Measure.WALKING_SPEED) -> Verdict:
    return usual_range(life, measure, Leg.BOTH, knowledge)


def week_by_week(values: list[float]) -> Timeline:
    return timeline([walk(3.0 * i, value) for i, value in enumerate(values)])


class TestSpeed:
    def test_range_is_around_the_values_and_wider_than_the_level(
        self, knowledge: Knowledge
    ) -> None:
        verdict = ask(week_by_week(SPEEDS), knowledge)
        assert verdict.answer is Tier.SHOWN
        assert verdict.unit is Unit.METRE_PER_SECOND
        assert verdict.usual is not None
        assert verdict.size is not None
        assert verdict.low is not None
        assert verdict.high is not None
        assert verdict.size == pytest.approx(1.015, abs=0.02)
        assert verdict.usual.low < verdict.low < verdict.size < verdict.high < verdict.usual.high
        assert 0.80 < verdict.usual.low < 0.93
        assert 1.10 < verdict.usual.high < 1.30
        assert verdict.usual.n == 10
        assert len(verdict.rests_on) == 10

    def test_speed_is_compared_as_a_ratio(self, knowledge: Knowledge) -> None:
        usual = ask(week_by_week(SPEEDS), knowledge).usual
        tripled = ask(week_by_week([0.3 * v for v in SPEEDS]), knowledge).usual
        assert usual is not None
        assert tripled is not None
        assert tripled.low == pytest.approx(0.3 * usual.low)
        assert tripled.high == pytest.approx(0.3 * usual.high)

    def test_place(self, knowledge: Knowledge) -> None:
        verdict = ask(week_by_week(SPEEDS), knowledge)
        places = [place_in_range(value, verdict) for value in (0.5, 1.0, 1.9)]
        assert places == [Place.BELOW, Place.INSIDE, Place.ABOVE]

    def test_a_difference_between_legs_is_never_below_nothing(self, knowledge: Knowledge) -> None:
        life = timeline([walk(3.0 * i, 0.5, Measure.STEP_TIME_ASYMMETRY) for i in range(10)])
        usual = ask(life, knowledge, Measure.STEP_TIME_ASYMMETRY).usual
        assert usual is not None
        assert usual.low == 0.0

    def test_a_value_of_nothing_is_left_out_of_ratios(self, knowledge: Knowledge) -> None:
        life = timeline([*week_by_week(SPEEDS).measurements, walk(31.0, 0.0)])
        usual = ask(life, knowledge).usual
        assert usual is not None
        assert usual.n == 10


class TestHeaviness:
    def test_each_leg_has_its_own_range(self, knowledge: Knowledge) -> None:
        rng = np.random.default_rng(1)
        ratings = zip(rng.integers(1, 4, 30), rng.integers(5, 8, 30), strict=True)
        life = timeline(entries=[entry(i, int(a), int(b)) for i, (a, b) in enumerate(ratings)])
        left = usual_range(life, Measure.HEAVINESS, Leg.LEFT, knowledge)
        right = usual_range(life, Measure.HEAVINESS, Leg.RIGHT, knowledge)
        assert left.unit is Unit.RATING_0_10
        assert place_in_range(2, left) is Place.INSIDE
        assert place_in_range(8, left) is Place.ABOVE
        assert place_in_range(6, right) is Place.INSIDE
        assert place_in_range(1, right) is Place.BELOW

    def test_range_stays_between_nought_and_ten(self, knowledge: Knowledge) -> None:
        for level in (0, 10):
            life = timeline(entries=[entry(i, level) for i in range(20)])
            usual = usual_range(life, Measure.HEAVINESS, Leg.LEFT, knowledge).usual
            assert usual is not None
            assert 0.0 <= usual.low < usual.high <= 10.0

    def test_a_leg_that_was_not_rated_has_no_range(self, knowledge: Knowledge) -> None:
        life = timeline(entries=[entry(i, 3) for i in range(20)])
        verdict = usual_range(life, Measure.HEAVINESS, Leg.RIGHT, knowledge)
        assert verdict.answer is Tier.CANNOT_SAY


class TestCannotSay:
    def test_nothing_yet(self, knowledge: Knowledge) -> None:
        fewest = int(knowledge.number("usual_range_min_values").value)
        verdict = ask(timeline(), knowledge)
        assert verdict.answer is Tier.CANNOT_SAY
        assert verdict.needs == (Message("course.need-more", {"n": fewest}),)
        assert verdict.usual is None
        assert verdict.size is None
        assert place_in_range(1.0, verdict) is None

    def test_counts_what_is_missing(self, knowledge: Knowledge) -> None:
        fewest = int(knowledge.number("usual_range_min_values").value)
        needs = ask(week_by_week(SPEEDS[: fewest - 2]), knowledge).needs
        assert needs == (Message("course.need-more", {"n": 2}),)
        needs = ask(week_by_week(SPEEDS[: fewest - 1]), knowledge).needs
        assert needs == (Message("course.need-more-one"),)

    def test_many_values_of_one_day_are_not_weeks(self, knowledge: Knowledge) -> None:
        life = timeline([walk(i / 100, value) for i, value in enumerate(SPEEDS)])
        verdict = ask(life, knowledge)
        assert verdict.answer is Tier.CANNOT_SAY
        assert verdict.needs == (Message("course.need-days", {"days": 14}),)

    def test_what_is_missing_can_be_said_in_words(self, knowledge: Knowledge) -> None:
        life = timeline([walk(0.0, 1.0), walk(1.0, 1.1)])
        (need,) = ask(life, knowledge).needs
        assert need == Message("course.need-both", {"n": 6, "days": 13})
        for told in (need, *ONES, Message("course.need-more", {"n": 2})):
            assert "what is usual for you" in say(told)
            assert "{" not in say(told)

    def test_one_is_said_as_one(self, knowledge: Knowledge) -> None:
        almost = timeline([walk(13.5 * i / 9, SPEEDS[0]) for i in range(10)])
        assert ask(almost, knowledge).needs == (Message("course.need-days-one"),)

    @pytest.mark.parametrize("measure", list(Measure))
    def test_every_measure_has_an_answer(self, knowledge: Knowledge, measure: Measure) -> None:
        assert ask(timeline(), knowledge, measure).answer is Tier.CANNOT_SAY


ONES = (Message("course.need-more-one"), Message("course.need-days-one"))


class TestComparable:
    def added(self, knowledge: Knowledge, **other: object) -> int:
        """How many of ten old values count after eight newer ones that differ."""
        newer = [walk(40.0 + 3 * i, 0.5, **other) for i in range(8)]  # type: ignore[arg-type]
        verdict = ask(timeline([*week_by_week(SPEEDS).measurements, *newer]), knowledge)
        return len(verdict.rests_on) - 8

    @pytest.mark.parametrize(
        "other",
        [
            {"version": 2},
            {"placement": Placement.POCKET},
            {"protocol": Protocol.WALK_25FT},
            {"aid": Aid.TWO_STICKS},
            {"length_scale": 1.1},
            {"course_length_m": 15.0},
            {"stance": Stance.TANDEM},
            {"eyes": Eyes.CLOSED},
            {"leg": Leg.LEFT},
        ],
    )
    def test_what_differs_opens_a_new_series(
        self, knowledge: Knowledge, other: dict[str, object]
    ) -> None:
        assert self.added(knowledge, **other) == 0

    def test_what_is_the_same_does_not(self, knowledge: Knowledge) -> None:
        assert self.added(knowledge) == 10

    def test_segments_and_poor_values_do_not_count(self, knowledge: Knowledge) -> None:
        extra = [walk(40, 9.0, segment=0), walk(41, 9.0, quality=QualityLevel.POOR)]
        life = timeline([*week_by_week(SPEEDS).measurements, *extra])
        assert ask(life, knowledge) == ask(week_by_week(SPEEDS), knowledge)

    def test_a_value_is_compared_with_what_was_before_it_and_like_it(
        self, knowledge: Knowledge
    ) -> None:
        pocket = [walk(3.0 * i + 1, 0.7, placement=Placement.POCKET) for i in range(9)]
        life = timeline([*week_by_week(SPEEDS).measurements, *pocket])
        new = walk(29.0, 0.7, placement=Placement.POCKET)
        verdict = usual_range(
            life, Measure.WALKING_SPEED, Leg.BOTH, knowledge, before=new.when, like=new
        )
        assert place_in_range(new.value, verdict) is Place.INSIDE
        assert set(verdict.rests_on) == {str(one.id) for one in pocket}

    def test_later_values_do_not_count(self, knowledge: Knowledge) -> None:
        life = week_by_week([*SPEEDS, 0.3, 0.3])
        before = START + timedelta(days=29)
        asked = usual_range(life, Measure.WALKING_SPEED, Leg.BOTH, knowledge, before=before)
        assert asked == ask(week_by_week(SPEEDS), knowledge)

    def test_only_the_last_months_count(self, knowledge: Knowledge) -> None:
        old = [walk(-300.0 + i, 2.0) for i in range(20)]
        life = timeline([*old, *week_by_week(SPEEDS).measurements])
        assert ask(life, knowledge).usual == ask(week_by_week(SPEEDS), knowledge).usual


def test_coverage_of_a_new_value(knowledge: Knowledge) -> None:
    """Speed with 7.5 % spread, two thirds of it AR(1): 95 of 100 later values fall inside."""
    rng = np.random.default_rng(4)
    days = np.append(np.arange(0.0, 75.0, 3.0), 200.0)
    apart = np.abs(days[:, None] - days[None, :])
    covariance = 0.075**2 * (0.6 * 0.7**apart + 0.4 * np.eye(len(days)))
    factor = np.linalg.cholesky(covariance)
    hits, rounds = 0, 600
    for _ in range(rounds):
        speeds = np.exp(factor @ rng.standard_normal(len(days)))
        life = timeline([walk(d, float(v)) for d, v in zip(days[:-1], speeds[:-1], strict=True)])
        hits += place_in_range(float(speeds[-1]), ask(life, knowledge)) is Place.INSIDE
    assert 0.93 <= hits / rounds <= 0.975


@settings(max_examples=40, deadline=None)
@given(
    ratings=st.lists(
        st.tuples(st.floats(0, 400), st.integers(0, 10)), max_size=40, unique_by=lambda r: r[0]
    )
)
def test_any_diary_gets_an_answer(ratings: list[tuple[float, int]]) -> None:
    life = timeline(entries=[entry(day, value) for day, value in ratings])
    verdict = usual_range(life, Measure.HEAVINESS, Leg.LEFT, load_knowledge())
    assert (verdict.usual is None) == (verdict.answer is Tier.CANNOT_SAY)


def test_the_same_moment_twice(knowledge: Knowledge) -> None:
    life = timeline([walk(2.0 * (i // 2), exp(0.01 * i)) for i in range(20)])
    assert ask(life, knowledge).answer is Tier.SHOWN


def test_a_simulated_life_is_usual_until_it_changes(knowledge: Knowledge) -> None:
    year = simulate_year(1, date(2025, 11, 21))
    onset = datetime.combine(year.change_onset, time(), UTC)
    life = timeline(entries=year.entries)

    def places(first: datetime, days: int) -> list[Place | None]:
        verdict = usual_range(life, Measure.HEAVINESS, Leg.RIGHT, knowledge, before=first)
        inside = [e for e in year.entries if first <= e.lived < first + timedelta(days=days)]
        return [place_in_range(e.rating(Leg.RIGHT) or 0, verdict) for e in inside]

    before = places(onset - timedelta(days=30), 30)
    after = places(onset + timedelta(days=4), 10)
    assert before.count(Place.INSIDE) >= 0.85 * len(before)
    assert after.count(Place.ABOVE) >= 0.4 * len(after)
