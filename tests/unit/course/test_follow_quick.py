"""A few made-up years, followed day by day: the musts hold here, too, and proofs can fail."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from surefoot.course.change.facts import Scale
from surefoot.course.change.posterior import noise_grid
from surefoot.knowledge.load import load_knowledge
from validation.follow.exactness import CHI_SQUARE_99, rank_chi_squares, worst_difference
from validation.follow.results import CHOICE_SEED, Share, facts_for, fingerprint
from validation.follow.rows import ROWS, Truth, row_named
from validation.follow.rules import RULES, standardised
from validation.follow.watch import (
    SAME_ALARM_D,
    Tally,
    Watched,
    alarms,
    count,
    generator,
    nobody,
    place_of,
    tally,
    watch,
)

FACTS = facts_for(load_knowledge())
RULE = FACTS[Scale.LOG].rules
# Other people than those of the long runs and of the choice.
SEED = 4


def spoke(name: str, truth: Truth, people: Sequence[int]) -> Tally:
    return tally(row_named(name, truth), FACTS, SEED, people)


def test_years_in_which_nothing_changes_raise_no_alarm_of_a_real_change() -> None:
    quiet = spoke("as the model has it", Truth.STABLE, range(4))
    assert quiet.spoke[1, 0, place_of(RULE.real)] == 0
    season = spoke("a season of 3 %", Truth.STABLE, range(2))
    assert season.spoke[1, 0, place_of(RULE.real)] <= 1


def test_a_sudden_change_is_found_within_three_months() -> None:
    found = spoke("−20 %", Truth.STEP, range(4))
    assert found.spoke[1, 2, place_of(RULE.real)] >= 3
    assert found.spoke[0, 0, place_of(RULE.different)] >= 2


def test_a_steep_slow_change_is_found_within_a_year() -> None:
    found = spoke("−20 % a year", Truth.DRIFT, range(2))
    assert found.spoke[1, 1, place_of(RULE.real)] == 2


def test_a_test_that_changes_is_no_change_of_the_person() -> None:
    row = row_named("a new hallway, 12 % slower", Truth.CHANGED_TEST)
    drawn = row.draw(generator(SEED, row, 0))
    unsaid = [replace(one, condition=np.zeros_like(one.condition)) for one in drawn.parts]
    told, untold = watch(drawn, FACTS), watch(replace(drawn, parts=tuple(unsaid)), FACTS)
    assert told.real.max() < RULE.real < untold.real.max()


def test_the_arithmetic_is_that_of_one_normal_distribution() -> None:
    assert worst_difference(5) < 1e-9


def test_the_truth_ranks_evenly_among_what_is_thought_possible() -> None:
    grid = noise_grid(FACTS[Scale.LOG].noise, Scale.LOG)
    assert max(rank_chi_squares(grid, grid, 200)) < CHI_SQUARE_99
    larger = replace(grid, sizes=grid.sizes * [1.3, 1.3, 1.0])
    assert max(rank_chi_squares(larger, grid, 200)) > CHI_SQUARE_99


def test_alarms_close_together_are_one() -> None:
    days = np.array([30.0, 31.0, 40.0, 40.0 + SAME_ALARM_D + 1])
    likely = np.array([0.99, 0.2, 0.97, 0.96])
    found = alarms(Watched(days, likely, np.zeros(4)))
    assert found[0, -1] == 2
    assert found[1].sum() == 0


def test_only_what_is_said_within_the_horizon_counts() -> None:
    days = np.array([90.0, 101.0, 120.0, 300.0])
    watched = Watched(days, np.array([0.99, 0.0, 0.92, 0.99]), np.array([0.99, 0.0, 0.0, 0.99]))
    found = count(watched, Truth.STEP, 100.0)
    assert found[0, :, place_of(0.9)].tolist() == [0, 1, 1]
    assert found[1].sum() == 0


def test_shares_have_wilson_intervals() -> None:
    low, high = Share(0, 100).interval
    assert low == pytest.approx(0.0, abs=1e-12)
    assert high == pytest.approx(0.037, abs=0.0005)
    assert Share(50, 100).interval == pytest.approx((0.404, 0.596), abs=0.001)


def test_the_same_person_is_drawn_whoever_asks() -> None:
    for row in ROWS[:2]:
        one, other = (row.draw(generator(CHOICE_SEED, row, 3)) for _ in range(2))
        np.testing.assert_array_equal(one.parts[0].values, other.parts[0].values)
        assert nobody(row).years == 0


def test_every_row_draws_people_with_values() -> None:
    for row in ROWS:
        drawn = row.draw(generator(SEED, row, 1))
        assert all(len(part) > 20 for part in drawn.parts)


def test_kept_results_stand_for_the_facts_they_were_made_with() -> None:
    rules = replace(RULE, real=0.5, different=0.5)
    same = {scale: replace(one, rules=rules) for scale, one in FACTS.items()}
    other = {
        scale: replace(one, causes=replace(one.causes, heat_from=1.0))
        for scale, one in FACTS.items()
    }
    assert fingerprint(same) == fingerprint({k: replace(v, rules=RULE) for k, v in FACTS.items()})
    assert fingerprint(other) != fingerprint(FACTS)


def test_simple_rules_speak_of_a_large_drop_and_not_of_a_flat_line() -> None:
    flat, drop = np.zeros(60), np.where(np.arange(60) >= 30, -0.4, 0.0)
    for name, rule in RULES.items():
        spread = np.full(60, 0.08)
        assert not rule(flat, spread).any(), name
        assert rule(drop, spread)[30:].any(), name
        assert not rule(drop, spread)[:30].any(), name
    row = row_named("−20 %", Truth.STEP)
    days, below, spread_of = standardised(row.draw(generator(SEED, row, 0)))
    assert len(days) == len(below)
    assert 0.02 < spread_of < 0.2
