"""A trial from the wish to the answer; and everything that stands against beginning one."""

import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from surefoot.app.messages import say
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Before, DayEvent, Leg, Measure, Tier
from surefoot.model.entry import Entry, EntryId, GivenAnswer, LegRating
from surefoot.model.message import InputProblem
from surefoot.model.trial import Assignment, DesignKind, MarkKind, SignOff, Trial
from surefoot.model.trial_answer import TrialNote, TrialVerdict
from surefoot.store.protocol import Store
from surefoot.trials.propose import Wish
from surefoot.trials.running import DayStatus
from surefoot.usecases.export import export_all
from surefoot.usecases.try_out import Offer, offer_trial, running_trials, start_trial
from surefoot.usecases.try_out_day import (
    days_for_phone,
    mark_done,
    mark_fits,
    pause_trial,
    resume_trial,
    stop_trial,
    stops_met,
    trial_today,
)
from surefoot.usecases.try_out_result import (
    ended_trials,
    pooled_effect,
    trial_result,
    verdict_of,
)
from tests.unit.usecases.conftest import ACCESS

FIRST = date(2026, 6, 1)
NOW = datetime(2026, 5, 31, 18, tzinfo=UTC)


def wish(strategy: str = "s_elevation", **more: object) -> Wish:
    wanted = {"outcome": Measure.HEAVINESS, "leg": Leg.BOTH, "days": 28, **more}
    return Wish(strategy, first_day=FIRST, seed=7, **wanted)  # type: ignore[arg-type]


def at(day: date, hour: int = 18) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def note(store: Store, day: date, **more: object) -> None:
    name = EntryId(f"{day}-{len(store.timeline(ACCESS).entries)}")
    store.keep_entry(ACCESS, Entry(name, at(day), "UTC", at(day), ACCESS.actor, **more))  # type: ignore[arg-type]


def rate(store: Store, day: date, value: float) -> None:
    legs = (Leg.LEFT, Leg.RIGHT)
    rounded = int(np.clip(round(value), 0, 10))
    note(store, day, ratings=tuple(LegRating(leg, rounded) for leg in legs))


def offer(store: Store, knowledge: Knowledge, wanted: Wish, relies: bool | None = None) -> Offer:
    return offer_trial(store, knowledge, ACCESS, wanted, NOW, relies)


def refusals(store: Store, knowledge: Knowledge, wanted: Wish, relies: bool = False) -> set[str]:
    found = offer(store, knowledge, wanted, relies).refusals
    assert all(say(one) for one in found)
    return {one.id for one in found}


def live(store: Store, trial: Trial, size: float, seed: int = 1, days: int = 60) -> None:
    """Live through a trial: each day its assignment, a rating, and the word that it was done."""
    rng = np.random.default_rng(seed)
    for place in range(days):
        day = trial.schedule[0].day + timedelta(days=place)
        today = trial_today(store, ACCESS, trial.id, day)
        if today.status is not DayStatus.COUNTS:
            continue
        on = today.assignment is Assignment.ON
        rate(store, day, 6.0 + size * on + rng.normal())
        mark_done(store, ACCESS, trial.id, day, MarkKind.DONE, at(day, 20))


# --- beginning ---


def test_nothing_stands_against_a_trial_on_an_ordinary_day(
    store: Store, knowledge: Knowledge
) -> None:
    assert refusals(store, knowledge, wish()) == set()
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    assert store.trials(ACCESS) == (trial,)
    assert trial.design.kind is DesignKind.DAYS
    assert (len(trial.schedule), trial.frozen_at) == (28, NOW)


def test_one_thing_at_a_time(store: Store, knowledge: Knowledge) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    assert refusals(store, knowledge, wish("s_stretch")) == {"trials.one-at-a-time"}
    stop_trial(store, ACCESS, trial.id, at(FIRST))
    assert running_trials(store, ACCESS, FIRST) == ()
    assert refusals(store, knowledge, wish("s_stretch")) == set()


def test_not_with_an_open_red_flag(store: Store, knowledge: Knowledge) -> None:
    note(store, FIRST - timedelta(days=1), answers=(GivenAnswer("f_saddle", "yes"),))
    assert "trials.flag-open" in refusals(store, knowledge, wish())
    with pytest.raises(InputProblem):
        start_trial(store, knowledge, ACCESS, wish(), NOW)
    assert store.trials(ACCESS) == ()


def test_not_with_a_fever(store: Store, knowledge: Knowledge) -> None:
    note(store, FIRST - timedelta(days=1), before=(Before.FEVER,))
    assert "trials.must-wait" in refusals(store, knowledge, wish())


def test_not_while_a_real_change_is_under_way(store: Store, knowledge: Knowledge) -> None:
    rng = np.random.default_rng(3)
    for place in range(150):
        level = 2.0 if place < 100 else 7.0
        rate(store, FIRST - timedelta(days=150 - place), level + 0.7 * rng.normal())
    assert "trials.change-under-way" in refusals(store, knowledge, wish())


def test_a_caution_stands_against_it(store: Store, knowledge: Knowledge) -> None:
    note(store, FIRST - timedelta(days=1), answers=(GivenAnswer("f_cold", "yes"),))
    assert "trials.caution" in refusals(store, knowledge, wish("s_cooling"))


# --- aids ---


@pytest.mark.parametrize("event", [DayEvent.FELL, DayEvent.NEARLY_FELL, DayEvent.GAVE_WAY])
def test_no_aid_is_tried_after_a_fall(store: Store, knowledge: Knowledge, event: DayEvent) -> None:
    wanted = wish("s_afo", outcome=Measure.WALKING_SPEED, days=None)
    assert "trials.fall-lately" not in refusals(store, knowledge, wanted)
    note(store, FIRST - timedelta(days=80), events=(event,))
    assert "trials.fall-lately" in refusals(store, knowledge, wanted)


def test_what_is_relied_on_is_never_taken_away(store: Store, knowledge: Knowledge) -> None:
    wanted = wish("s_aid", outcome=Measure.WALKING_SPEED, days=None)
    assert "trials.relied-on" in refusals(store, knowledge, wanted, relies=True)
    asked = offer(store, knowledge, wanted)
    assert asked.asks_if_relied_on
    with pytest.raises(InputProblem) as problem:
        start_trial(store, knowledge, ACCESS, wanted, NOW)
    assert problem.value.message.id == "trials.say-if-relied-on"
    trial = start_trial(store, knowledge, ACCESS, wanted, NOW, relies_on_it=False)
    assert trial.design.kind is DesignKind.WITHIN_SESSION


def test_a_medicine_needs_a_signature(store: Store, knowledge: Knowledge) -> None:
    wanted = wish("s_fampridine", days=84)
    assert "trials.sign-off" in refusals(store, knowledge, wanted)
    with_sign = wish("s_fampridine", days=84, sign_off=SignOff("Dr Ito", FIRST))
    assert "trials.sign-off" not in refusals(store, knowledge, with_sign)
    with pytest.raises(InputProblem):
        offer(store, knowledge, wish("s_antispastic"))


# --- running ---


def test_no_day_is_told_before_it_comes(store: Store, knowledge: Knowledge) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    ahead = days_for_phone(store, knowledge, ACCESS, trial.id, FIRST)
    assert len(ahead) == 7
    assert [one.assignment for _, one in ahead] == [d.assignment for d in trial.schedule[:7]]
    store.delete_trial(ACCESS, trial.id)
    warm = start_trial(store, knowledge, ACCESS, wish("s_cooling"), NOW)
    ((_, only),) = days_for_phone(store, knowledge, ACCESS, warm.id, FIRST)
    assert (only.status, only.assignment) == (DayStatus.ASK_FIRST, None)


def test_whether_a_day_counts_is_said_once_and_only_of_today(
    store: Store, knowledge: Knowledge
) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish("s_cooling"), NOW)
    with pytest.raises(InputProblem):
        mark_fits(store, ACCESS, trial.id, FIRST, True, at(FIRST + timedelta(days=1)))
    mark_fits(store, ACCESS, trial.id, FIRST, True, at(FIRST))
    with pytest.raises(InputProblem):
        mark_fits(store, ACCESS, trial.id, FIRST, False, at(FIRST))
    assert trial_today(store, ACCESS, trial.id, FIRST).number == 1


def test_the_past_of_a_trial_stays(store: Store, knowledge: Knowledge) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    later = at(FIRST + timedelta(days=5))
    with pytest.raises(InputProblem):
        pause_trial(store, ACCESS, trial.id, FIRST, None, later)
    with pytest.raises(InputProblem):
        mark_done(store, ACCESS, trial.id, FIRST + timedelta(days=9), MarkKind.DONE, later)
    with pytest.raises(InputProblem):
        pause_trial(store, ACCESS, trial.id, FIRST + timedelta(days=9), FIRST, later)
    with pytest.raises(ValueError, match="in part"):
        mark_done(store, ACCESS, trial.id, FIRST, MarkKind.STOPPED, later)
    mark_done(store, ACCESS, trial.id, FIRST, MarkKind.PARTLY, later)
    pause_trial(store, ACCESS, trial.id, FIRST + timedelta(days=6), None, later)
    resume_trial(store, ACCESS, trial.id, at(FIRST + timedelta(days=8)))
    seen = trial_today(store, ACCESS, trial.id, FIRST + timedelta(days=8))
    assert seen.number == 7


def test_stop_rules_are_met_by_the_diary(store: Store, knowledge: Knowledge) -> None:
    for place in range(10):
        rate(store, FIRST - timedelta(days=10 - place), 3)
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    rate(store, FIRST, 6)
    second = FIRST + timedelta(days=1)
    assert stops_met(store, knowledge, ACCESS, trial.id, FIRST) == ()
    rate(store, second, 6)
    assert stops_met(store, knowledge, ACCESS, trial.id, second) == ("trial_stop_worse",)
    note(store, second, events=(DayEvent.FELL,))
    met = stops_met(store, knowledge, ACCESS, trial.id, second)
    assert met == ("trial_stop_fall", "trial_stop_worse")
    assert all(knowledge.statement(one).says for one in met)


# --- the answer ---


def test_a_trial_that_is_lived_through_is_answered(store: Store, knowledge: Knowledge) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    third = FIRST + timedelta(days=3)
    pause_trial(store, ACCESS, trial.id, third, third + timedelta(days=3), at(FIRST))
    live(store, trial, -2.5)
    end = FIRST + timedelta(days=40)
    found = trial_result(store, knowledge, ACCESS, trial.id, end)
    assert found.finished
    assert (found.days_done, found.days_said, len(found.points)) == (28, 28, 28)
    assert found.answer.verdict is TrialVerdict.HELPS_ENOUGH
    assert {TrialNote.OPEN_LABEL, TrialNote.PAUSED} <= set(found.answer.notes)
    assert found.points[3].day == third + timedelta(days=4)
    ((kept, verdict),) = ended_trials(store, knowledge, ACCESS, end)
    assert (kept, verdict.answer) == (trial, Tier.SHOWN)
    assert verdict.size is not None
    assert verdict.size < -1.0


def test_an_early_stop_is_analysed_honestly(store: Store, knowledge: Knowledge) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    live(store, trial, -3.0, days=6)
    stop_trial(store, ACCESS, trial.id, at(FIRST + timedelta(days=6)))
    found = trial_result(store, knowledge, ACCESS, trial.id, FIRST + timedelta(days=6))
    assert found.finished
    assert found.answer.verdict is TrialVerdict.CANNOT_SAY
    assert TrialNote.STOPPED_EARLY in found.answer.notes
    assert verdict_of(found).answer is Tier.CANNOT_SAY


def test_a_trial_without_a_value_says_so(store: Store, knowledge: Knowledge) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    found = trial_result(store, knowledge, ACCESS, trial.id, FIRST + timedelta(days=90))
    assert found.answer.verdict is TrialVerdict.CANNOT_SAY
    assert found.answer.effect is None


def test_several_trials_of_one_strategy_are_taken_together(
    store: Store, knowledge: Knowledge
) -> None:
    first = start_trial(store, knowledge, ACCESS, wish(), NOW)
    live(store, first, -2.0, seed=1)
    end = FIRST + timedelta(days=100)
    assert pooled_effect(store, knowledge, ACCESS, first.id, end) is None
    again = Wish("s_elevation", Measure.HEAVINESS, Leg.BOTH, FIRST + timedelta(days=40), 8, 28)
    second = start_trial(store, knowledge, ACCESS, again, at(FIRST + timedelta(days=39)))
    live(store, second, -2.0, seed=2)
    together = pooled_effect(store, knowledge, ACCESS, second.id, end)
    assert together is not None
    assert together.low < -2.0 < together.high + 0.5
    assert together.high < 0.0


def test_a_programme_is_compared_before_and_after(store: Store, knowledge: Knowledge) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish("s_strength", days=None), NOW)
    assert trial.design.kind is DesignKind.RANDOM_START
    live(store, trial, -2.5, days=130)
    found = trial_result(store, knowledge, ACCESS, trial.id, FIRST + timedelta(days=130))
    assert TrialNote.BEFORE_AFTER in found.answer.notes
    assert found.answer.effect is not None
    assert found.answer.effect < -1.0


def test_trials_are_exported(store: Store, knowledge: Knowledge) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    sink = io.BytesIO()
    export_all(store, ACCESS, sink)
    with zipfile.ZipFile(sink) as archive:
        person = json.loads(archive.read("person.json"))
    assert [one["id"] for one in person["trials"]] == [trial.id]
