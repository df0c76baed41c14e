"""Why the legs may be heavy, from all that is kept: trials count, and what a doctor has seen."""

from datetime import UTC, datetime, timedelta

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingOrigin, FindingState, Urgency
from surefoot.model.entry import Entry, EntryId, GivenAnswer, Seen
from surefoot.model.reasoning import Alarm
from surefoot.reasoning.open_flags import RaisedFlag
from surefoot.store.protocol import Store
from surefoot.usecases.explain import explain_person, findings_now, seen_about
from surefoot.usecases.red_flags import flags_of
from surefoot.usecases.try_out import start_trial
from tests.unit.usecases.conftest import ACCESS
from tests.unit.usecases.test_try_out import FIRST, NOW, live, wish

TRIED = "m_trial_elevation"


def test_a_trial_that_is_over_is_evidence(store: Store, knowledge: Knowledge) -> None:
    trial = start_trial(store, knowledge, ACCESS, wish(), NOW)
    live(store, trial, -2.5)
    days = [timedelta(days=10), timedelta(days=40)]
    during, after = (datetime(FIRST.year, FIRST.month, FIRST.day, 18, tzinfo=UTC) + d for d in days)
    assert TRIED not in {one.id for one in findings_now(store, knowledge, ACCESS, during)}
    found = {one.id: one for one in findings_now(store, knowledge, ACCESS, after)}[TRIED]
    assert (found.state, found.origin) == (FindingState.PRESENT, FindingOrigin.MEASURED)
    assert trial.id in found.sources
    supporting = [
        one.finding
        for cause in explain_person(store, knowledge, ACCESS, after).causes
        for one in cause.supporting
    ]
    assert TRIED in supporting


def flag(level: Urgency, *because: str, seen: Seen | None = None) -> RaisedFlag:
    return RaisedFlag(Alarm("rf01_stroke", level, because), EntryId("e"), NOW, NOW, seen)


def test_what_a_closed_flag_rested_on_was_seen_unless_it_raises_one_again() -> None:
    seen = Seen(("rf01_stroke",), NOW.date())
    closed = flag(Urgency.EMERGENCY, "f_onset", "f_cannot_do", seen=seen)
    again = flag(Urgency.SAME_DAY, "f_cannot_do")
    assert seen_about([closed]) == {"f_onset", "f_cannot_do"}
    assert seen_about([closed, again]) == {"f_onset"}
    assert seen_about([again]) == set()


def test_who_was_seen_about_it_is_not_sent_again(store: Store, knowledge: Knowledge) -> None:
    said = {
        "f_ms": "no",
        "f_onset": "seconds-minutes",
        "f_side": "one",
        "f_cannot_do": "yes",
        "f_cv_risk": "yes",
    }
    answers = tuple(GivenAnswer(name, code) for name, code in said.items())
    store.keep_entry(ACCESS, Entry(EntryId("e1"), NOW, "UTC", NOW, ACCESS.actor, answers=answers))
    before = explain_person(store, knowledge, ACCESS, NOW)
    assert before.urgency is Urgency.EMERGENCY
    rules = tuple(sorted({one.alarm.rule for one in flags_of(store, knowledge, ACCESS)}))
    assert rules
    later = NOW + timedelta(hours=3)
    seen = Seen(rules, later.date())
    store.keep_entry(ACCESS, Entry(EntryId("e2"), later, "UTC", later, ACCESS.actor, seen=seen))
    after = explain_person(store, knowledge, ACCESS, later)
    assert after.alarms == ()
    assert after.urgency not in (Urgency.EMERGENCY, Urgency.SAME_DAY)
