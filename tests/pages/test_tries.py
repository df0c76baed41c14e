"""Trying what helps: planned and fixed, one day at a time, paused, stopped, and what it showed."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils import timezone

from surefoot.app.workspace import Workspace
from surefoot.model.codes import DayEvent, Leg, Measure
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.trial import Assignment, MarkKind, Trial, TrialMark
from surefoot.trials.design import freeze
from surefoot.trials.propose import Wish, propose
from surefoot.usecases.look_up import key_of
from tests.pages.conftest import ALICE, NOW, Anna, make_entry, text_of

ZONE = "Europe/Berlin"


def kept_trial(
    here: Workspace, anna: Anna, first: date, strategy: str = "s_stretch", days: int | None = 24
) -> Trial:
    """Keep a trial as if it had been fixed the day before ``first``."""
    wish = Wish(strategy, Measure.HEAVINESS, Leg.BOTH, first, 7, days)
    proposal = propose(wish, None, None, here.knowledge)
    frozen = datetime.combine(first - timedelta(days=1), datetime.min.time(), UTC)
    trial = freeze(proposal.draft, here.knowledge, frozen)
    here.store.keep_trial(anna.access, trial)
    return trial


def live(here: Workspace, anna: Anna, trial: Trial, days: int, by: float = 3.0) -> None:
    """Rate every day so far; a day with it is lighter by so much."""
    for place, day in enumerate(trial.schedule[:days]):
        noon = datetime.combine(day.day, datetime.min.time(), UTC) + timedelta(hours=12)
        rating = round(6 - by * (day.assignment is Assignment.ON) + (place % 3 - 1))
        ratings = (LegRating(Leg.LEFT, rating), LegRating(Leg.RIGHT, rating))
        said = Entry(EntryId(f"lived-{place}"), noon, ZONE, noon, ALICE, ratings=ratings)
        here.store.keep_entry(anna.access, said)
        mark = TrialMark(trial.id, MarkKind.DONE, day.day)
        done = Entry(EntryId(f"done-{place}"), noon, ZONE, noon, ALICE, trial=mark)
        here.store.keep_entry(anna.access, done)


def design_url(anna: Anna, strategy: str) -> str:
    return f"{anna.url}tries/new/{key_of(strategy)}/"


def _today() -> date:
    return timezone.localdate(NOW)


def test_all_that_can_be_tried_is_listed(anna: Anna, alice: Client) -> None:
    said = text_of(alice.get(f"{anna.url}tries/"))
    assert "Cooling down" in said
    assert "Strength training" in said
    assert "Medicine for tight muscles" not in said


@pytest.mark.parametrize("strategy", ["s_cooling", "s_stretch", "s_afo", "s_strength"])
def test_a_design_says_what_it_asks_and_can_show(strategy: str, anna: Anna, alice: Client) -> None:
    said = text_of(alice.get(design_url(anna, strategy)))
    assert "How it goes" in said
    assert "Stop, and tell your team, if" in said
    assert "Start this try" in said


def test_every_strategy_has_a_page_or_a_reason(anna: Anna, alice: Client, here: Workspace) -> None:
    for strategy in here.knowledge.strategies():
        page = alice.get(design_url(anna, strategy.id))
        assert page.status_code == 200, strategy.id
        said = text_of(page)
        refused = 'id="not-now-h"' in page.content.decode()
        assert ("Start this try" in said) != refused, strategy.id


def _form(first: date, days: int = 24, **more: Any) -> dict[str, Any]:
    return {"days": str(days), "first_day": first.isoformat(), "look": "a", **more}


def _fixed(here: Workspace, anna: Anna) -> Trial:
    (trial,) = here.store.trials(anna.access)
    return trial


def _lengths(page: Any) -> list[int]:
    return [int(n) for n in re.findall(r'name="days" value="(\d+)"', page.content.decode())]


def test_a_try_is_fixed_and_its_plan_tells_no_coming_day(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    url = design_url(anna, "s_stretch")
    longest = _lengths(alice.get(url))[-1]
    tomorrow = _today() + timedelta(days=1)
    assert alice.post(url, _form(tomorrow, longest)).status_code == 302
    trial = _fixed(here, anna)
    assert len(trial.schedule) == longest
    said = text_of(alice.get(f"{anna.url}tries/{trial.id}/plan/"))
    assert trial.id[:16] in said
    assert str(trial.seed) not in said
    assert "Which days are with it is kept from you" in said


@pytest.mark.parametrize("first", [0, -1, 31])
def test_a_first_day_that_cannot_be_is_refused(
    first: int, anna: Anna, alice: Client, here: Workspace
) -> None:
    url = design_url(anna, "s_stretch")
    day = _today() + timedelta(days=first)
    page = alice.post(url, _form(day, _lengths(alice.get(url))[0]))
    assert "Choose a day from tomorrow on" in text_of(page)
    assert here.store.trials(anna.access) == ()


def test_an_open_red_flag_lets_no_try_begin(anna: Anna, alice: Client, here: Workspace) -> None:
    from surefoot.usecases.check_in import check_in

    fever = make_entry("hot", 9, 9)
    fever = msgspec.structs.replace(fever, body_temperature_c=40.6, events=(DayEvent.GAVE_WAY,))
    assert check_in(here.store, here.knowledge, anna.access, fever)
    page = alice.get(design_url(anna, "s_stretch"))
    assert "needs to be seen first" in text_of(page)
    assert "Start this try" not in text_of(page)


@pytest.mark.parametrize(
    ("fell", "relies", "says"),
    [
        ("yes", "no", "You fell, nearly fell"),
        ("unknown", "no", "You fell, nearly fell"),
        ("no", "yes", "is never taken away"),
        ("no", "unknown", "is never taken away"),
    ],
)
def test_an_aid_is_tried_only_by_who_does_not_need_it_and_did_not_fall(
    fell: str, relies: str, says: str, anna: Anna, alice: Client, here: Workspace
) -> None:
    url = design_url(anna, "s_afo")
    page = alice.get(url)
    said = _form(_today() + timedelta(days=1), _lengths(page)[0])
    assert "Choose one" in text_of(alice.post(url, said))
    assert says in text_of(alice.post(url, {**said, "fell": fell, "relies": relies}))
    assert here.store.trials(anna.access) == ()
    assert alice.post(url, {**said, "fell": "no", "relies": "no"}).status_code == 302


def test_a_medicine_needs_the_doctor_who_agreed(anna: Anna, alice: Client, here: Workspace) -> None:
    url = design_url(anna, "s_fampridine")
    page = alice.get(url)
    if 'id="not-now-h"' in page.content.decode():
        pytest.skip("the answers speak against it")
    said = _form(_today() + timedelta(days=1), _lengths(page)[0])
    assert "Only with the doctor" in text_of(alice.post(url, said))
    assert here.store.trials(anna.access) == ()
    signed = {**said, "signed_by": "Dr Weber", "signed_on": _today().isoformat()}
    assert alice.post(url, signed).status_code == 302
    plan = text_of(alice.get(f"{anna.url}tries/{_fixed(here, anna).id}/plan/"))
    assert "Dr Weber" in plan


def test_today_asks_one_day_and_keeps_the_answer(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    trial = kept_trial(here, anna, _today() - timedelta(days=1))
    rule = here.knowledge.strategy("s_stretch").trial_design
    assert rule is not None
    asked = {Assignment.ON: rule.asks_on, Assignment.OFF: rule.asks_off}
    said = text_of(alice.get(anna.url))
    assert asked[trial.schedule[1].assignment] in said
    where, day = f"{anna.url}tries/{trial.id}/day/", _today().isoformat()
    back = alice.post(where, {"mark": "partly", "day": day, "back": "today"})
    assert back.headers["Location"] == anna.url
    assert "Done in part" in text_of(alice.get(anna.url))
    alice.post(where, {"mark": "done", "day": day})
    assert "Done as asked" in text_of(alice.get(f"{anna.url}tries/{trial.id}/"))
    (first, last) = [e.trial for e in here.store.timeline(anna.access).entries if e.trial]
    assert (first.kind, last.kind) == (MarkKind.PARTLY, MarkKind.DONE)


def test_nothing_is_kept_of_a_day_that_has_not_come(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    trial = kept_trial(here, anna, _today())
    coming = (_today() + timedelta(days=2)).isoformat()
    page = alice.post(
        f"{anna.url}tries/{trial.id}/day/", {"mark": "done", "day": coming}, follow=True
    )
    assert "is not a day of this trial" in text_of(page)
    alice.post(f"{anna.url}tries/{trial.id}/day/", {"mark": "nonsense"})
    assert all(e.trial is None for e in here.store.timeline(anna.access).entries)


def test_whether_a_day_is_warm_is_asked_before_it_is_told(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    trial = kept_trial(here, anna, _today(), "s_cooling")
    rule = here.knowledge.strategy("s_cooling").trial_design
    assert rule is not None
    said = text_of(alice.get(anna.url))
    assert "Is it warm today" in said
    assert rule.asks_on not in said
    assert rule.asks_off not in said
    where, day = f"{anna.url}tries/{trial.id}/day/", _today().isoformat()
    alice.post(where, {"mark": "fits", "day": day})
    asked = rule.asks_on if trial.schedule[0].assignment is Assignment.ON else rule.asks_off
    assert asked in text_of(alice.get(anna.url))
    twice = alice.post(where, {"mark": "fits-not", "day": day}, follow=True)
    assert "You have said this of today already" in text_of(twice)


def test_a_pause_and_going_on(anna: Anna, alice: Client, here: Workspace) -> None:
    trial = kept_trial(here, anna, _today())
    where = f"{anna.url}tries/{trial.id}/"
    assert "Choose a day from today on" in text_of(
        alice.post(f"{where}pause/", {"until": "2020-01-01"})
    )
    assert alice.post(f"{where}pause/", {"until": ""}).status_code == 302
    paused = text_of(alice.get(where))
    assert "It pauses. Rest well." in paused
    assert "Did it go as it says?" not in paused
    alice.post(f"{where}day/", {"mark": "resumed"})
    assert "Did it go as it says?" in text_of(alice.get(where))


def test_a_reminder_says_nothing_and_ends_with_the_try(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    trial = kept_trial(here, anna, _today())
    where = f"{anna.url}tries/{trial.id}/reminder/"
    assert "Choose a time of day" in text_of(alice.post(where, {"at": "soon"}))
    file = alice.post(where, {"at": "08:30"})
    assert file.headers["Content-Type"].startswith("text/calendar")
    said = file.content.decode()
    last = trial.schedule[-1].day
    assert f"UNTIL={last:%Y%m%d}" in said
    assert "tretch" not in said.lower()
    assert trial.id not in said


def test_nothing_is_shown_before_the_last_day(anna: Anna, alice: Client, here: Workspace) -> None:
    trial = kept_trial(here, anna, _today() - timedelta(days=5))
    live(here, anna, trial, 5)
    where = f"{anna.url}tries/{trial.id}/"
    for page in ("shown/", "shown/team/"):
        assert alice.get(where + page).headers["Location"] == where
    assert alice.get(f"{where}light-wide.svg").status_code == 404


def test_a_try_that_helped_says_so_with_its_limits(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    trial = kept_trial(here, anna, _today() - timedelta(days=24))
    live(here, anna, trial, 24)
    where = f"{anna.url}tries/{trial.id}/"
    said = text_of(alice.get(f"{where}shown/"))
    assert re.search(r"It helped by about \d\.\d points, expecting it to help included\.", said)
    assert "You knew what you did" in said
    assert "12 days with it and 12 days without it." in said
    assert "24 of 24 days went as asked." in said
    team = text_of(alice.get(f"{where}shown/team/"))
    for item in ("Randomisation test, p", str(trial.seed), trial.id, "None (open label)"):
        assert item in team
    plan = text_of(alice.get(f"{where}plan/"))
    assert str(trial.seed) in plan
    assert alice.get(f"{where}light-narrow.svg").status_code == 200
    listed = text_of(alice.get(f"{anna.url}tries/"))
    assert "What you have tried" in listed


def test_a_try_that_ends_early_says_little_and_why(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    trial = kept_trial(here, anna, _today() - timedelta(days=3))
    live(here, anna, trial, 3)
    where = f"{anna.url}tries/{trial.id}/"
    assert "You may stop for any reason" in text_of(alice.get(f"{where}stop/"))
    done = alice.post(f"{where}stop/")
    said = text_of(alice.get(done.headers["Location"]))
    assert "This trial cannot say if it helps you." in said
    assert "stopped early" in said
    assert len([e for e in here.store.timeline(anna.access).entries if e.trial]) == 4
    alice.post(f"{where}stop/")
    assert len([e for e in here.store.timeline(anna.access).entries if e.trial]) == 4


def test_a_programme_hides_its_start_and_then_counts(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    trial = kept_trial(here, anna, _today() - timedelta(days=60), "s_strength", None)
    begun = next(one.day for one in trial.schedule if one.assignment is Assignment.ON)
    said = text_of(alice.get(f"{anna.url}tries/{trial.id}/"))
    assert f"Week {(_today() - begun).days // 7 + 1} of your plan" in said
    assert "6 weeks" in said
    assert "Be prepared for it to take time." in said
    assert "Keep to your plan." in said
    where = f"{anna.url}tries/{trial.id}/day/"
    alice.post(where, {"mark": "session", "day": _today().isoformat()})
    after = text_of(alice.get(f"{anna.url}tries/{trial.id}/"))
    assert re.search(r"Sessions done 1\b", after)


def test_a_programme_that_waits_tells_no_day(anna: Anna, alice: Client, here: Workspace) -> None:
    trial = kept_trial(here, anna, _today(), "s_strength", None)
    said = text_of(alice.get(f"{anna.url}tries/{trial.id}/"))
    assert "Not begun yet" in said
    assert "6 weeks" not in said


def test_the_book_and_the_help_lead_to_the_try(anna: Anna, alice: Client) -> None:
    page = alice.get(f"{anna.url}knowledge/page/{key_of('s_stretch')}/").content.decode()
    assert design_url(anna, "s_stretch") in page
    house = alice.get(f"/knowledge/page/{key_of('s_stretch')}/").content.decode()
    assert "/tries/" not in house
    medicine = alice.get(f"{anna.url}knowledge/page/{key_of('s_antispastic')}/").content.decode()
    assert "/tries/" not in medicine


def test_an_ended_try_is_a_line_on_the_page_for_the_team(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    running = kept_trial(here, anna, _today(), "s_cooling")
    assert "N-of-1" not in text_of(alice.get(f"{anna.url}page/?for=clinician"))
    here.store.delete_trial(anna.access, running.id)
    trial = kept_trial(here, anna, _today() - timedelta(days=24))
    live(here, anna, trial, 24)
    said = text_of(alice.get(f"{anna.url}page/?for=clinician"))
    assert re.search(r"Gentle stretch.* N-of-1, 12 days on and 12 off", said)
    assert "N-of-1" not in text_of(alice.get(f"{anna.url}page/"))
    pdf = alice.get(f"{anna.url}page/surefoot.pdf?for=clinician").content
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1


def test_lengths_are_weeks_or_sessions_and_longer_ones_show_less(anna: Anna, alice: Client) -> None:
    days = _lengths(alice.get(design_url(anna, "s_stretch")))
    sessions = _lengths(alice.get(design_url(anna, "s_afo")))
    assert {28, 56} <= set(days)
    assert max(sessions) <= 12
    said = text_of(alice.get(design_url(anna, "s_stretch")))
    sizes = [float(size) for size in re.findall(r"will show a drop of (\d\.\d) points", said)]
    assert len(sizes) == len(days)
    assert sizes == sorted(sizes, reverse=True)


def test_what_should_get_better_can_be_chosen(anna: Anna, alice: Client, here: Workspace) -> None:
    url = design_url(anna, "s_stretch")
    page = alice.get(f"{url}?look=b")
    assert "will show a rise of" in text_of(page)
    said = _form(_today() + timedelta(days=1), _lengths(page)[-1], look="b")
    assert alice.post(url, said).status_code == 302
    assert _fixed(here, anna).outcome is Measure.WALKING_SPEED


def test_a_programme_is_said_as_before_and_after(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    trial = kept_trial(here, anna, _today() - timedelta(days=30), "s_strength", None)
    past = timedelta(days=len(trial.schedule) - 30)
    here.store.delete_trial(anna.access, trial.id)
    first = trial.schedule[0].day - past
    trial = kept_trial(here, anna, first, "s_strength", None)
    live(here, anna, trial, len(trial.schedule))
    said = text_of(alice.get(f"{anna.url}tries/{trial.id}/shown/"))
    assert re.search(r"Since you began it is better by about \d\.\d points\.", said)
    assert "Before and after are compared" in said
    assert "It helped by about" not in said
