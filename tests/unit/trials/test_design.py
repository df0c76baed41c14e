"""A trial is drawn fairly, reproducibly, and only when it can give an answer."""

from datetime import UTC, date, datetime, timedelta

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from surefoot.app.messages import say
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import InputProblem
from surefoot.model.trial import Assignment, Trial
from surefoot.trials.design import PairsPlan, assignment_on, design_pairs, draw_schedule

MONDAY = date(2026, 6, 1)
NOW = datetime(2026, 5, 30, 12, 0, tzinfo=UTC)


def plan(pairs: int = 14, block_days: int = 2, seed: int = 7) -> PairsPlan:
    return PairsPlan("s_cooling", Measure.HEAVINESS, Leg.RIGHT, MONDAY, block_days, pairs, seed)


def design(wanted: PairsPlan) -> Trial:
    return design_pairs(wanted, load_knowledge(), NOW)


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
    names.add(design(msgspec.structs.replace(plan(), leg=Leg.LEFT)).id)
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
def test_refused_with_a_remedy(wanted: PairsPlan, message: str) -> None:
    with pytest.raises(InputProblem) as problem:
        design(wanted)
    assert problem.value.message.id == message
    assert "Plan" in say(problem.value.message)


@pytest.mark.parametrize(("pairs", "block_days"), [(0, 1), (1, 0)])
def test_nothing_to_draw(pairs: int, block_days: int) -> None:
    with pytest.raises(ValueError, match=r"pairs|block"):
        plan(pairs, block_days)
