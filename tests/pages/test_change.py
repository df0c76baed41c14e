"""Whether something changed: on today's page, on its own, in pictures, and one day at a time."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from django.test import Client

from surefoot.app.workspace import Workspace
from surefoot.model.codes import Leg
from surefoot.model.entry import Entry, EntryId, GivenAnswer, LegRating
from surefoot.model.people import Access, Person, PersonId
from tests.pages.conftest import ALICE, Anna, text_of

FRIGHTENING = ("relapse", "progression", "attack", "probab", "diagnosis:")


def live(here: Workspace, person: str, n_days: int, heavier: float) -> str:
    """Keep daily ratings until today that rise by so many points for the last four weeks."""
    access = Access(PersonId(person), ALICE)
    now = datetime.now(UTC)
    here.store.add_person(Person(access.owner, "Dora", "DE", now), ALICE)
    rng = np.random.default_rng(3)
    for day in range(n_days):
        extra = heavier if day >= n_days - 28 else 0.0
        heavy = int(np.clip(round(3.0 + 0.8 * rng.standard_normal() + extra), 0, 10))
        when = now - timedelta(days=n_days - 1 - day)
        ratings = (LegRating(Leg.LEFT, heavy), LegRating(Leg.RIGHT, 2 + day % 2))
        entry = Entry(EntryId(f"{person}-{day}"), when, "UTC", when, ALICE, ratings=ratings)
        here.store.keep_entry(access, entry)
    return f"/people/{person}/"


@pytest.fixture
def changed(here: Workspace) -> str:
    return live(here, "dora", 100, heavier=4.0)


@pytest.fixture
def usual(here: Workspace) -> str:
    return live(here, "emil", 60, heavier=0.0)


def test_todays_page_never_waits_and_knows_afterwards(alice: Client, usual: str) -> None:
    first = alice.get(usual)
    assert "data-later" in first.content.decode()
    assert "See if something changed" in text_of(first)
    alice.get(f"{usual}state/")
    again = text_of(alice.get(usual))
    assert "Your legs look like your usual so far." in again
    assert "If something feels new, trust that." in again


def test_usual_says_what_a_slow_change_could_hide(alice: Client, usual: str) -> None:
    said = text_of(alice.get(f"{usual}state/"))
    assert "A slow change" in said
    assert "would not show yet" in said
    assert "Tested on simulated people, not yet in a clinical study." in said
    assert "Answer the questions" not in said


def test_a_change_is_asked_about_first_and_leads_to_the_team(alice: Client, changed: str) -> None:
    said = text_of(alice.get(f"{changed}state/"))
    assert "Something changed, and it has stayed." in said
    assert said.index("First, a few questions") < said.index("tell your MS team")
    assert f'href="{changed}what-is-new/"' in alice.get(f"{changed}state/").content.decode()
    assert "Heaviness, Left leg: about" in said
    assert not any(word in said.lower() for word in FRIGHTENING)
    today = alice.get(changed).content.decode()
    # What changed stands above what can be done.
    assert today.index('id="state"') < today.index('class="choices"')


def test_after_the_questions_there_is_advice_for_what_was_said(
    alice: Client, here: Workspace, changed: str
) -> None:
    now = datetime.now(UTC)
    answers = (GivenAnswer("f_fever", "yes"), GivenAnswer("f_infection_signs", "no"))
    entry = Entry(EntryId("asked"), now, "UTC", now, ALICE, answers=answers)
    here.store.keep_entry(Access(PersonId("dora"), ALICE), entry)
    said = text_of(alice.get(f"{changed}state/"))
    assert "First, a few questions" not in said
    assert said.index("Call your doctor about it today") < said.index("your MS team")


def test_the_picture_describes_itself(alice: Client, changed: str) -> None:
    for look in ("light-wide", "dark-narrow"):
        drawn = alice.get(f"{changed}state/{look}.svg")
        assert drawn["Content-Type"] == "image/svg+xml"
        assert "Something most likely began on" in drawn.content.decode()
    assert alice.get(f"{changed}state/pink.svg").status_code == 404


def test_the_timeline_leads_to_its_days(alice: Client, changed: str) -> None:
    page = alice.get(f"{changed}timeline/").content.decode()
    assert f'data-day-url="{changed}timeline/day/"' in page
    assert '<input type="date"' in page
    day = (datetime.now(UTC) - timedelta(days=3)).date()
    shown = text_of(alice.get(f"{changed}timeline/day/?day={day}"))
    assert "Heaviness, Left leg:" in shown
    assert "usual that day" in shown
    assert "Day before" in shown


@pytest.mark.parametrize("day", ["never", "2199-01-01", "2026-13-01"])
def test_a_day_that_cannot_be_leads_to_the_timeline(alice: Client, anna: Anna, day: str) -> None:
    answer = alice.get(f"{anna.url}timeline/day/?day={day}")
    assert (answer.status_code, answer["Location"]) == (302, f"{anna.url}timeline/")


def test_a_day_without_anything_says_so(alice: Client, anna: Anna) -> None:
    shown = text_of(alice.get(f"{anna.url}timeline/day/?day=2020-02-02"))
    assert "Nothing was written down or measured on this day." in shown


def test_nobody_new_is_told_of_changes(alice: Client, here: Workspace) -> None:
    here.store.add_person(Person(PersonId("nils"), "Nils", "DE", datetime.now(UTC)), ALICE)
    assert 'id="state"' not in alice.get("/people/nils/").content.decode()
    assert "After a few check-ins or walks" in text_of(alice.get("/people/nils/state/"))
