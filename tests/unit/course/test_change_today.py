"""From a timeline to what a person is told: states, onset, sizes, and what is missing."""

from datetime import timedelta

import numpy as np
import pytest
from msgspec.structs import replace

from surefoot.course.change.outcomes import outcomes_of
from surefoot.course.change.today import change_history, change_today
from surefoot.knowledge.load import load_knowledge
from surefoot.model.change import ChangeState
from surefoot.model.codes import Before, CouldNotWalk, Leg, Measure, Placement
from surefoot.model.entry import Entry
from surefoot.model.measurement import Measurement
from surefoot.model.units import Unit
from tests.unit.course.make import START, entry, timeline, walk

KNOWLEDGE = load_knowledge()


def walks(
    seed: int, n_days: int = 150, drop: float = 0.0, onset: float = 90.0
) -> list[Measurement]:
    rng = np.random.default_rng(seed)
    level, found = 0.0, []
    for day in range(n_days):
        level = 0.7 * level + 0.035 * rng.standard_normal()
        value = np.log(1.2) + level + 0.05 * rng.standard_normal()
        if day >= onset:
            value += np.log1p(-drop) * min(1.0, (day - onset + 1) / 4)
        if rng.random() < 0.7:
            found.append(walk(float(day), float(np.exp(value))))
    return found


def test_nothing_at_all_gives_nothing() -> None:
    assert change_today(timeline(), KNOWLEDGE) is None
    assert change_history(timeline(), KNOWLEDGE) == ()


def test_one_walk_says_what_is_missing() -> None:
    change = change_today(timeline([walk(0.0, 1.2)]), KNOWLEDGE)
    assert change is not None
    assert change.state is ChangeState.CANNOT_SAY
    assert [need.params for need in change.needs] == [{"n": 9, "days": 28}]
    assert not change.tier1
    assert change.onset is None


def test_usual_walks_are_usual() -> None:
    change = change_today(timeline(walks(1)), KNOWLEDGE)
    assert change is not None
    assert change.state is ChangeState.USUAL
    assert change.probabilities.usual > 0.6
    assert change.rests_on == len(walks(1))


def test_a_lasting_drop_is_told_with_its_day_and_size() -> None:
    change = change_today(timeline(walks(2, n_days=116, drop=0.3)), KNOWLEDGE)
    assert change is not None
    assert change.state is ChangeState.STEP
    assert change.tier1
    assert change.tier2
    assert change.onset is not None
    assert change.onset_low is not None
    assert change.onset_high is not None
    truth = (START + timedelta(days=90)).date()
    assert change.onset_low <= truth + timedelta(days=3)
    assert abs((change.onset - truth).days) <= 7
    (size,) = change.sizes
    assert size.unit is Unit.PERCENT
    assert size.low <= -30.0 + 8.0
    assert size.high >= -30.0 - 8.0
    assert size.high < 0.0


def test_a_change_that_lasts_is_known_and_part_of_the_level() -> None:
    change = change_today(timeline(walks(3, n_days=200, drop=0.3)), KNOWLEDGE)
    assert change is not None
    assert change.state is ChangeState.USUAL
    (known,) = change.known
    assert known.state is ChangeState.STEP
    assert abs((known.onset - (START + timedelta(days=90)).date()).days) <= 7
    assert known.sizes[0].value == pytest.approx(-30.0, abs=8.0)


def test_history_ends_with_today() -> None:
    told = timeline(walks(4, n_days=100, drop=0.25, onset=70.0))
    history, today = change_history(told, KNOWLEDGE), change_today(told, KNOWLEDGE)
    assert today is not None
    assert history[-1].day == today.day
    assert history[-1].state is today.state
    assert [change.day for change in history] == sorted(change.day for change in history)
    assert not history[0].tier1


def test_heavier_legs_are_worse_and_told_in_points() -> None:
    rng = np.random.default_rng(5)
    entries: list[Entry] = []
    for day in range(130):
        extra = 3.0 if day >= 90 else 0.0
        left = int(np.clip(round(3 + extra + 0.8 * rng.standard_normal()), 0, 10))
        entries.append(entry(float(day), left))
    change = change_today(timeline(entries=entries[:118]), KNOWLEDGE)
    assert change is not None
    assert change.state is ChangeState.STEP
    (size,) = change.sizes
    assert (size.measure, size.leg, size.unit) == (
        Measure.HEAVINESS,
        Leg.LEFT,
        Unit.RATING_0_10,
    )
    assert -4.5 < size.value < -1.5


def test_a_day_the_legs_did_not_let_walk_counts_as_low_not_as_a_gap() -> None:
    told = walks(6, n_days=60)
    lost = [replace(entry(day, 8), could_not_walk=CouldNotWalk.LEGS) for day in (58.5, 59.5, 60.5)]
    (speed,) = (
        one
        for one in outcomes_of(timeline(told, lost), KNOWLEDGE)
        if one.measure is Measure.WALKING_SPEED
    )
    plain = outcomes_of(timeline(told), KNOWLEDGE)[0].followed
    assert len(speed.followed) == len(plain) + 3 - len(
        {round(m.when.timestamp() // 86400) for m in told if m.when >= START + timedelta(days=58)}
    )
    assert speed.followed.values[-1] == pytest.approx(plain.values[-28:].min(), abs=0.1)


def test_a_new_place_of_the_phone_is_a_new_condition() -> None:
    old = walks(7, n_days=60)
    new = [walk(60.0 + day, 1.0, placement=Placement.POCKET) for day in range(20)]
    (speed,) = outcomes_of(timeline([*old, *new]), KNOWLEDGE)
    assert speed.followed.condition[-1] != speed.followed.condition[0]
    change = change_today(timeline([*old, *new]), KNOWLEDGE)
    assert change is not None
    assert change.state is ChangeState.USUAL


def test_fever_is_noted_for_the_days_around() -> None:
    sick = [replace(entry(float(day), 6), before=(Before.FEVER,)) for day in (30, 31)]
    well = [entry(float(day), 3) for day in (10, 40)]
    outcomes = outcomes_of(timeline(walks(8, n_days=50), [*well, *sick]), KNOWLEDGE)
    diary = outcomes[0].followed.diary
    assert diary.flagged.tolist() == [30.0, 31.0]
    assert diary.clear.tolist() == [10.0, 40.0]


def test_many_values_of_one_day_are_one_row() -> None:
    many = [walk(1.0 + i / 1000.0, 1.0 + 0.001 * (i % 7)) for i in range(50)]
    many = [replace(one, id=f"w{i}") for i, one in enumerate(many)]
    (speed,) = outcomes_of(timeline(many), KNOWLEDGE)
    assert len(speed.followed) == 1
    assert speed.followed.trials.tolist() == [50.0]
