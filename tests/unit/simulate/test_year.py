"""A simulated year holds what it says it holds."""

from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.model.codes import Before, Leg, Placement, QualityCode
from surefoot.simulate.days import SimulatedDay, change_shape
from surefoot.simulate.diary import AUTHOR
from surefoot.simulate.year import SimulatedYear, simulate_year

START = date(2025, 11, 21)


@pytest.fixture(scope="module")
def year() -> SimulatedYear:
    return simulate_year(1, START)


def test_the_same_seed_gives_the_same_year(year: SimulatedYear) -> None:
    again = simulate_year(1, START)
    assert again == year
    assert again.walk(0).recording.id == year.walk(0).recording.id


def test_another_seed_gives_another_year(year: SimulatedYear) -> None:
    assert simulate_year(2, START).entries != year.entries


def test_days_follow_each_other(year: SimulatedYear) -> None:
    assert [d.day for d in year.days] == [START + timedelta(days=i) for i in range(365)]


def test_entries_are_in_order_made_by_nobody_and_sometimes_missing(year: SimulatedYear) -> None:
    lived = [entry.lived for entry in year.entries]
    assert lived == sorted(lived)
    assert len({entry.id for entry in year.entries}) == len(year.entries)
    assert {entry.author for entry in year.entries} == {AUTHOR}
    assert 260 <= len(year.entries) <= 335


def test_walks_come_about_twice_a_week_and_last_under_two_minutes(year: SimulatedYear) -> None:
    assert 75 <= len(year.walks) <= 104
    starts = [walk.settings.start for walk in year.walks]
    assert starts == sorted(starts)
    assert all(30.0 <= walk.settings.course.bout_s <= 60.0 for walk in year.walks)


def test_a_walk_is_labelled_and_follows_the_day(year: SimulatedYear) -> None:
    planned = year.walks[5]
    walk = year.walk(5)
    assert QualityCode.SIMULATED in walk.recording.header.notes
    assert walk.recording.header.capture.placement is Placement.LOWER_BACK
    assert walk.recording.header.time_base.start == planned.settings.start
    straight = [s.speed_mps for s in walk.truth.strides if s.speed_mps is not None]
    assert np.percentile(straight, 75) == pytest.approx(planned.settings.gait.speed_mps, rel=0.15)


def test_speed_of_walks_follows_speed_of_days() -> None:
    ratios = []
    for seed in range(5):
        year = simulate_year(seed, START)
        by_day = {day.day: day.speed_mps for day in year.days}
        for walk in year.walks:
            ratios.append(walk.settings.gait.speed_mps / by_day[walk.settings.start.date()])
    assert np.mean(np.log(ratios)) == pytest.approx(0.0, abs=0.01)


def mean_between(year: SimulatedYear, first: int, last: int) -> NDArray[np.float64]:
    onset = (year.change_onset - START).days
    days = year.days[max(0, onset + first) : onset + last]
    rows = [(d.heaviness_left, d.heaviness_right, d.speed_mps) for d in days]
    return np.asarray(np.mean(rows, axis=0))


def test_the_change_is_sudden_lasting_and_partly_recovers() -> None:
    change = [
        [mean_between(simulate_year(seed, START), *span) for seed in range(20)]
        for span in ((-60, 0), (5, 20), (110, 130))
    ]
    before, during, after = (np.mean(rows, axis=0) for rows in change)
    assert during[1] - before[1] > 2.0
    assert during[1] - before[1] > 2.0 * (during[0] - before[0]) > 0.5
    assert during[2] < 0.88 * before[2]
    assert before[1] + 0.4 < after[1] < during[1]


def test_shape_of_the_change() -> None:
    shape = change_shape(np.array([-5.0, 3.0, 14.0, 1000.0]))
    assert shape == pytest.approx([0.0, 1.0, 1.0, 0.35])


def test_the_right_leg_is_the_heavier_one(year: SimulatedYear) -> None:
    left = [entry.rating(Leg.LEFT) for entry in year.entries]
    right = [entry.rating(Leg.RIGHT) for entry in year.entries]
    assert np.mean([r for r in right if r is not None]) > np.mean(
        [r for r in left if r is not None]
    )


def test_summer_is_warmer_and_heat_makes_legs_heavier() -> None:
    warm: list[SimulatedDay] = []
    cool: list[SimulatedDay] = []
    for seed in range(10):
        for day in simulate_year(seed, START).days:
            if day.change == 0.0 and not day.infection:
                (warm if day.temperature_c > 26 else cool).append(day)
    assert {day.day.month for day in warm} <= {5, 6, 7, 8, 9}
    heavy = [np.mean([d.heaviness_left for d in days]) for days in (warm, cool)]
    assert heavy[0] - heavy[1] > 0.5
    speed = [np.mean([d.speed_mps for d in days]) for days in (warm, cool)]
    assert speed[0] < speed[1]


def test_what_went_before_is_written_down(year: SimulatedYear) -> None:
    days = {day.day: day for day in year.days}
    for entry in year.entries:
        day = days[entry.lived.date()]
        assert (Before.INFECTION in entry.before) == day.infection
        assert (Before.POOR_SLEEP in entry.before) == day.poor_sleep


def test_a_life_needs_some_days() -> None:
    with pytest.raises(ValueError, match="60 days"):
        simulate_year(1, START, n_days=10)


@pytest.mark.parametrize("n_days", [60, 200, 800])
def test_lives_of_other_lengths(n_days: int) -> None:
    assert len(simulate_year(3, START, n_days).days) == n_days
