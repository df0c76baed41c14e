"""The usual range of every day, the line that stands still, and what a slow change could hide."""

from datetime import timedelta

import numpy as np
import pytest
from msgspec.structs import replace

from surefoot.course.change.detectable import slowest_drift
from surefoot.course.change.facts import Scale, read_facts
from surefoot.course.change.shown import Shown, show_change
from surefoot.knowledge.load import load_knowledge
from surefoot.model.change import FollowedSeries
from surefoot.model.measurement import Measurement
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit
from tests.unit.course.make import START, entry, timeline, walk

KNOWLEDGE = load_knowledge()


def walks(n_days: int, seed: int = 1, slope: float = 0.0, warm: bool = False) -> list[Measurement]:
    """Return daily walks; ``slope`` is the change of log speed in a year."""
    rng = np.random.default_rng(seed)
    level, found = 0.0, []
    for day in range(n_days):
        level = 0.7 * level + 0.03 * rng.standard_normal()
        heat = 34.0 if warm and day % 9 < 2 else 15.0
        value = level + 0.05 * rng.standard_normal() + slope * day / 365.0
        value -= 0.012 * max(heat - 20.0, 0.0)
        found.append(walk(float(day), 1.2 * float(np.exp(value)), temperature_c=heat))
    return found


def shown(told: Timeline) -> Shown:
    found = show_change(told, KNOWLEDGE)
    assert found is not None
    return found


def one_series(measurements: list[Measurement]) -> FollowedSeries:
    (series,) = shown(timeline(measurements)).series
    return series


def test_nothing_shows_nothing() -> None:
    assert show_change(timeline(), KNOWLEDGE) is None


def test_the_range_holds_what_it_promises() -> None:
    days = [day for seed in range(6) for day in one_series(walks(150, seed)).days]
    inside = np.mean([day.low <= day.value <= day.high for day in days])
    assert 0.92 <= inside <= 0.985


def test_the_range_follows_heat() -> None:
    days = one_series(walks(200, warm=True)).days
    hot = [day.middle for place, day in enumerate(days) if place % 9 < 2]
    mild = [day.middle for place, day in enumerate(days) if place % 9 >= 2]
    assert np.mean(hot) < 0.93 * np.mean(mild)


def test_a_slow_decline_leaves_the_line_behind() -> None:
    series = one_series(walks(360, seed=2, slope=-0.2))
    assert series.fixed is not None
    assert series.fixed.first == (START + timedelta(days=14)).date()
    assert series.fixed.value == pytest.approx(1.2, rel=0.05)
    assert np.mean([day.value for day in series.days[-30:]]) < 0.9 * series.fixed.value


def test_a_step_does_not_widen_the_range_before_it() -> None:
    dropped = [
        replace(one, value=0.7 * one.value, low=0.0, high=9.0) if place >= 90 else one
        for place, one in enumerate(walks(120, seed=3))
    ]
    days = one_series(dropped).days
    assert all(day.value < day.low for day in days[-20:])
    assert days[-1].high / days[-1].low == pytest.approx(days[50].high / days[50].low, rel=0.15)


def test_ratings_have_a_range_within_their_scale() -> None:
    rng = np.random.default_rng(4)
    told = [entry(float(day), int(np.clip(1 + rng.integers(-1, 3), 0, 10))) for day in range(60)]
    found = shown(timeline(entries=told))
    (series,) = found.series
    assert series.unit is Unit.RATING_0_10
    assert all(0.0 <= day.low <= day.high <= 10.0 for day in series.days)
    assert not found.change.measured


def test_more_months_show_slower_changes() -> None:
    slowest = [shown(timeline(walks(n))).change.slowest for n in (40, 160, 220, 365)]
    assert slowest[0] is None
    values = [one.value for one in slowest[1:] if one is not None]
    assert len(values) == 3
    assert values == sorted(values, reverse=True)
    assert 8.0 < values[-1] < 20.0


def test_what_would_show_does_show() -> None:
    """Of people who decline as fast as is said to show, most are told of it."""
    said = shown(timeline(walks(365))).change.slowest
    assert said is not None
    slope = float(np.log1p(-said.value / 100.0))
    told = [shown(timeline(walks(365, seed, slope=slope))).change for seed in range(10, 22)]
    assert sum(one.tier2 or bool(one.known) for one in told) >= 7


def test_nothing_told_shows_nothing() -> None:
    assert slowest_drift(0.0, 1.0, read_facts(KNOWLEDGE, Scale.LOG)) is None


def test_months_are_held_against_the_first_settled_one() -> None:
    dropped = [
        replace(one, value=0.7 * one.value, low=0.0, high=9.0) if place >= 104 else one
        for place, one in enumerate(walks(240, seed=5))
    ]
    (monthly,) = shown(timeline(dropped)).monthly
    assert monthly.change_percent == pytest.approx(-30.0, abs=6.0)
    assert 3.0 < monthly.detectable_percent < 15.0
    assert monthly.crossed == (START + timedelta(days=104)).date()
    assert monthly.held_days >= 120
    (calm,) = shown(timeline(walks(240, seed=5))).monthly
    assert calm.crossed is None
    assert abs(calm.change_percent) < calm.detectable_percent
    assert shown(timeline(walks(40))).monthly == ()
