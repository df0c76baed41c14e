"""A trial is drawn fairly, reproducibly, and only when it can give an answer."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.app.messages import say
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Leg
from surefoot.model.message import InputProblem
from surefoot.model.trial import Assignment, DesignKind, SignOff
from surefoot.trials.data import scheme_of
from surefoot.trials.design import Draft, assignment_on, draw_schedule, freeze, hash_of
from tests.unit.trials.drafts import MONDAY, NOW, draft, frozen

plan, design = draft, frozen


@given(pairs=st.integers(1, 30), block_days=st.integers(1, 7), seed=st.integers(-(2**63), 2**63))
def test_each_pair_has_as_many_days_on_as_off(pairs: int, block_days: int, seed: int) -> None:
    days = draw_schedule(plan(pairs, block_days, seed))
    assert [one.day for one in days] == [MONDAY + timedelta(days=i) for i in range(len(days))]
    for pair in range(pairs):
        block = [one.assignment for one in days if one.pair == pair]
        assert block[:block_days] == [block[0]] * block_days
        assert block.count(Assignment.ON) == block.count(Assignment.OFF) == block_days


def test_the_draw_is_pinned() -> None:
    """The same seed must give this schedule for ever, on every machine."""
    firsts = [one.assignment for one in draw_schedule(plan(pairs=12, block_days=1))[::2]]
    drawn = "".join("+" if first is Assignment.ON else "-" for first in firsts)
    assert drawn == "+--+---+++-+"


def test_order_within_pairs_is_fair() -> None:
    on_first = [
        draw_schedule(plan(pairs=20, block_days=1, seed=seed))[2 * pair].assignment is Assignment.ON
        for seed in range(200)
        for pair in range(20)
    ]
    assert np.mean(on_first) == pytest.approx(0.5, abs=0.03)


def test_design_is_reproducible_and_frozen() -> None:
    trial = design(plan())
    assert trial == design(plan())
    assert trial.frozen_at == NOW
    assert len(trial.schedule) == plan().days == 56
    with pytest.raises(AttributeError):
        trial.seed = 8  # type: ignore[misc]


def test_any_change_of_the_plan_is_another_trial() -> None:
    names = {design(plan()).id, design(plan(seed=8)).id, design(plan(pairs=13)).id}
    names.add(design(replace(plan(), leg=Leg.LEFT)).id)
    assert len(names) == 4


def test_what_a_day_asks_for() -> None:
    trial = design(plan())
    assert assignment_on(trial, MONDAY) is trial.schedule[0].assignment
    assert assignment_on(trial, MONDAY - timedelta(days=1)) is None
    assert assignment_on(trial, MONDAY + timedelta(days=56)) is None


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (plan(pairs=5), "trials.too-few-pairs"),
        (plan(pairs=6, block_days=15), "trials.block-too-long"),
        (plan(pairs=40, block_days=2), "trials.too-long"),
    ],
)
def test_refused_with_a_remedy(wanted: Draft, message: str) -> None:
    with pytest.raises(InputProblem) as problem:
        design(wanted)
    assert problem.value.message.id == message
    assert "Plan" in say(problem.value.message)


@pytest.mark.parametrize(("pairs", "block_days"), [(0, 1), (1, 0)])
def test_nothing_to_draw(pairs: int, block_days: int) -> None:
    with pytest.raises(ValueError, match=r"pairs|block"):
        plan(pairs, block_days)


def test_the_id_is_a_hash_of_everything() -> None:
    trial = design(plan())
    assert trial.id == hash_of(trial)
    changed = msgspec.structs.replace(trial, schedule=trial.schedule[:-1])
    assert hash_of(changed) != trial.id
    assert trial.stop_rules


@pytest.mark.parametrize("kind", [DesignKind.BLOCKS, DesignKind.RANDOM_START])
def test_the_scheme_could_have_drawn_it(kind: DesignKind) -> None:
    for seed in range(20):
        trial = design(plan(pairs=14, seed=seed, kind=kind))
        on = np.array([day.assignment is Assignment.ON for day in trial.schedule])
        assert scheme_of(trial).admits(on)


def test_each_day_of_the_window_is_drawn() -> None:
    starts = []
    for seed in range(400):
        days = draw_schedule(plan(pairs=14, block_days=21, seed=seed, kind=DesignKind.RANDOM_START))
        starts.append(next(i for i, day in enumerate(days) if day.assignment is Assignment.ON))
    assert set(starts) == set(range(21, 35))
    assert np.bincount(starts)[21:].min() > 12


def test_a_prescriber_signs_or_there_is_no_trial() -> None:
    wanted = plan(pairs=6, block_days=7, kind=DesignKind.PRESCRIBER)
    with pytest.raises(InputProblem) as problem:
        design(wanted)
    assert problem.value.message.id == "trials.sign-off"
    signed = replace(wanted, sign_off=SignOff("Dr Ito", date(2026, 5, 1)))
    assert freeze(signed, load_knowledge(), NOW).sign_off is not None
