"""Following a made-up series: what was known when, and what is taken as known."""

from dataclasses import replace

import numpy as np
import pytest

from surefoot.course.change.facts import ChangeFacts, Scale, read_facts
from surefoot.course.change.followed import Diary, Followed
from surefoot.course.change.several import Part
from surefoot.course.change.shapes import Kind
from surefoot.course.change.track import track_history, track_today
from surefoot.knowledge.load import load_knowledge


@pytest.fixture(scope="module")
def facts() -> ChangeFacts:
    return read_facts(load_knowledge(), Scale.LOG)


def made_up(seed: int, drop: float = 0.0, onset: float = 120.0, n_days: int = 240) -> Followed:
    """Return daily logarithms of speed that fall by ``drop`` from a day on."""
    rng = np.random.default_rng(seed)
    days = np.flatnonzero(rng.random(n_days) < 0.7).astype(np.float64)
    n = len(days)
    wander = np.zeros(n)
    for row in range(1, n):
        kept = 0.7 ** (days[row] - days[row - 1])
        wander[row] = kept * wander[row - 1] + 0.05 * np.sqrt(1 - kept**2) * rng.standard_normal()
    values = wander + 0.055 * rng.standard_normal(n)
    values += np.where(days >= onset, np.log1p(-drop) * np.minimum(1.0, (days - onset + 1) / 4), 0)
    none = np.zeros(n, dtype=bool)
    return Followed(
        scale=Scale.LOG,
        days=days,
        values=values,
        trials=np.ones(n),
        hour=np.full(n, 10.0),
        temperature_c=np.full(n, np.nan),
        weekend=days % 7 >= 5,
        infected=none,
        condition=np.zeros(n, dtype=np.int64),
    )


def test_each_day_rests_on_what_was_known_that_day(facts: ChangeFacts) -> None:
    whole = made_up(1, drop=0.3)
    history = track_history([Part(whole, facts)])
    for n in (30, 90, 110):
        start = track_history([Part(whole.pick(np.arange(n)), facts)])
        np.testing.assert_allclose(
            start.moments[-1].kinds, history.moments[n - 1].kinds, atol=1e-12
        )


def test_a_long_history_goes_on_where_it_was(facts: ChangeFacts) -> None:
    whole = made_up(16, drop=0.3, onset=300.0, n_days=900)
    weekly = whole.pick(np.arange(0, len(whole), 5))
    history = track_history([Part(weekly, facts)])
    np.testing.assert_array_equal([moment.day for moment in history.moments], weekly.days)
    assert history.moments[-1].accepted == pytest.approx((300.0,), abs=15.0)
    for n in (70, 100):
        start = track_history([Part(weekly.pick(np.arange(n)), facts)])
        np.testing.assert_allclose(
            start.moments[-1].kinds, history.moments[n - 1].kinds, atol=1e-12
        )
        assert start.moments[-1].accepted == history.moments[n - 1].accepted


def test_a_sudden_change_is_found_and_then_known(facts: ChangeFacts) -> None:
    history = track_history([Part(made_up(2, drop=0.3), facts)])
    real = [moment.day for moment in history.moments if moment.real > facts.rules.real]
    assert 120.0 <= real[0] <= 150.0
    (known,) = history.moments[-1].accepted
    assert known == pytest.approx(120.0, abs=6.0)
    size = history.parts[0].accepted[0]
    assert size.mean == pytest.approx(np.log(0.7), abs=0.08)
    assert size.shape.kind is Kind.STEP


def test_nothing_is_found_where_nothing_is(facts: ChangeFacts) -> None:
    for seed in range(3, 9):
        history = track_history([Part(made_up(seed), facts)])
        assert max(moment.real for moment in history.moments) < facts.rules.real
        assert not history.moments[-1].accepted


def test_today_says_what_the_history_says(facts: ChangeFacts) -> None:
    for seed, drop in ((10, 0.0), (11, 0.2)):
        part = Part(made_up(seed, drop=drop, n_days=150), facts)
        today, history = track_today([part]).moments[-1], track_history([part]).moments[-1]
        # A short bad spell that is over is usual as well; a coarser grid may hit or miss its day.
        usual = [one.kinds[Kind.NOTHING] + one.kinds[Kind.PASSED] for one in (today, history)]
        assert usual[0] == pytest.approx(usual[1], abs=0.05)
        np.testing.assert_allclose(today.kinds[1:5], history.kinds[1:5], atol=0.05)


def test_a_new_phone_is_no_change(facts: ChangeFacts) -> None:
    whole, later = made_up(12), made_up(12).days >= 120
    lower = whole.values - 0.3 * later
    new_phone = replace(whole, values=lower, condition=later.astype(np.int64))
    unsaid = track_history([Part(replace(whole, values=lower), facts)])
    assert max(moment.real for moment in unsaid.moments) > facts.rules.real
    history = track_history([Part(new_phone, facts)])
    assert max(moment.different for moment in history.moments) < facts.rules.different


def test_a_fever_that_was_noted_explains_a_bad_week(facts: ChangeFacts) -> None:
    whole = made_up(13)
    ill = (whole.days >= 120) & (whole.days < 128)
    bad = replace(whole, values=np.where(ill, whole.values - 0.2, whole.values))
    noted = replace(bad, infected=ill, diary=Diary(flagged=whole.days[ill]))

    def most(of: Followed) -> float:
        return max(moment.different for moment in track_history([Part(of, facts)]).moments)

    assert most(noted) < 0.8 * most(bad)


def test_a_change_seen_by_two_outcomes_is_surer_than_by_one(facts: ChangeFacts) -> None:
    one, other = made_up(14, drop=0.15), made_up(15, drop=0.15)

    def at_150(parts: list[Followed]) -> float:
        history = track_history([Part(part, facts) for part in parts])
        return max(moment.real for moment in history.moments if moment.day <= 150)

    assert at_150([one, other]) > max(at_150([one]), at_150([other]))
    assert at_150([one, one]) < at_150([one, other])


def test_a_very_long_history_is_followed_piece_by_piece() -> None:
    rng = np.random.default_rng(9)
    days = np.arange(0.0, 1100.0, 4.0)
    whole = made_up(1).pick(np.zeros(len(days), dtype=np.int64))
    values = 0.05 * rng.standard_normal(len(days)) - 0.3 * (days >= 700.0)
    whole = replace(whole, days=days, values=values, trials=np.ones(len(days)))
    facts = read_facts(load_knowledge(), Scale.LOG)
    history = track_history([Part(whole, facts)])
    assert [moment.day for moment in history.moments] == days.tolist()
    assert history.moments[-1].accepted
    assert abs(history.moments[-1].accepted[0] - 700.0) <= 14.0
    earlier = track_history([Part(whole.pick(np.arange(230)), facts)])
    for one, other in zip(earlier.moments, history.moments, strict=False):
        np.testing.assert_allclose(one.kinds, other.kinds, atol=1e-9)
