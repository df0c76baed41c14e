"""The people of a home: country first, more than one person, change, delete, the sample person."""

import msgspec
import pytest
from django.test import Client

from surefoot.app.forms.person import read_height
from surefoot.app.views import people
from surefoot.app.workspace import Workspace
from surefoot.model.people import Person
from surefoot.usecases.correct_walk import correct_walk
from tests.pages.conftest import ALICE, NOW, Anna, text_of

_EVA = {"name": "Eva", "country": "AT", "height": ""}


def test_the_first_page_has_three_ways_in(alice: Client) -> None:
    said = text_of(alice.get("/"))
    for way in (
        "Tell us about your legs",
        "Record or upload a walk or a test",
        "Look around with a sample person",
    ):
        assert way in said


@pytest.mark.parametrize("way", ["check-in", "add-walk"])
def test_country_is_asked_before_anything_about_health(
    way: str, here: Workspace, alice: Client
) -> None:
    asked = alice.get(f"/for/{way}/", follow=True)
    assert "Country you are in" in text_of(asked)
    where = asked.request["PATH_INFO"]
    refused = alice.post(where, {**_EVA, "country": ""})
    assert "Pick a country" in text_of(refused)
    assert 'value="Eva"' in refused.content.decode()
    assert here.store.people(ALICE) == ()
    led = alice.post(where, _EVA)
    (eva,) = here.store.people(ALICE)
    assert eva.country == "AT"
    assert led["Location"].startswith(f"/people/{eva.id}/")
    assert alice.get(led["Location"]).status_code == 200


def test_the_only_person_needs_no_asking(anna: Anna, alice: Client) -> None:
    assert alice.get("/for/check-in/")["Location"] == f"{anna.url}check-in/"


def test_among_more_than_one_the_page_asks(anna: Anna, alice: Client) -> None:
    alice.post("/people/new/", _EVA)
    page = alice.get("/for/check-in/")
    assert "Who is this for?" in text_of(page)
    assert {"Anna", "Eva"} <= set(text_of(page).split())
    assert "Switch to Eva" in text_of(alice.get(anna.url))


def test_a_way_on_that_does_not_exist_leads_home(here: Workspace, alice: Client) -> None:
    led = alice.post("/people/new/delete-person/", _EVA)
    (eva,) = here.store.people(ALICE)
    assert led["Location"] == f"/people/{eva.id}/"
    assert alice.get("/for/delete-person/").status_code == 404


def test_charlie_does_not_see_that_anna_is_here(anna: Anna, charlie: Client) -> None:
    assert "Anna" not in text_of(charlie.get("/"))


def test_details_can_be_changed(here: Workspace, anna: Anna, alice: Client) -> None:
    html = alice.get(f"{anna.url}details/").content.decode()
    assert 'value="168"' in html
    said = {"name": "Anna B.", "country": "FR", "height": "1,70"}
    alice.post(f"{anna.url}details/", said)
    changed = here.store.person(anna.access)
    assert (changed.name, changed.country, changed.height_m) == ("Anna B.", "FR", 1.7)


def test_a_height_told_later_measures_earlier_walks_again(
    here: Workspace, anna: Anna, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    details, said = f"{anna.url}details/", {"name": "Anna", "country": "DE", "height": ""}
    alice.post(details, said)
    walk = here.store.walk(anna.access, anna.recording.id)
    without = msgspec.structs.replace(walk.capture, height_m=None)
    correct_walk(here.store, here.knowledge, anna.access, walk.recording, without)
    assert "measured without your height" not in text_of(alice.get(details))
    monkeypatch.setattr(people, "_AT_ONCE", 0)
    asked = alice.post(details, {**said, "height": "170"}, follow=True)
    assert "1 walk was measured without your height" in text_of(asked)
    assert here.store.walk(anna.access, walk.recording).capture.height_m is None
    monkeypatch.undo()
    page = alice.post(details, {**said, "height": "170"}, follow=True)
    assert "1 walk is measured again with this height." in text_of(page)
    assert here.store.walk(anna.access, walk.recording).capture.height_m == 1.7
    again = alice.post(f"{anna.url}details/use-height/", follow=True)
    assert "0 walks are measured again" in text_of(again)


@pytest.mark.parametrize(
    ("typed", "metres"),
    [
        ("168", 1.68),
        (" 168 cm ", 1.68),
        ("1.68", 1.68),
        ("1,68 m", 1.68),
        ("5'6", 1.676),
        ("5 ft 6 in", 1.676),
        ("5’6”", 1.676),
        ("17", None),
        ("1680", None),
        ("tall", None),
        ("-168", None),
        ("1e9", None),
    ],
)
def test_a_height_is_read_as_it_is_meant(typed: str, metres: float | None) -> None:
    assert read_height(typed) == metres


def test_a_height_that_is_none_is_named(anna: Anna, alice: Client) -> None:
    page = alice.post(f"{anna.url}details/", {"name": "Anna", "country": "DE", "height": "tall"})
    assert "for example 170" in text_of(page)
    assert 'value="tall"' in page.content.decode()


def test_deleting_a_person_asks_and_says_what_goes(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    page = alice.get(f"{anna.url}delete/")
    assert "All walks, all check-ins" in text_of(page)
    assert here.store.people(ALICE)
    alice.post(f"{anna.url}delete/")
    assert here.store.people(ALICE) == ()
    assert alice.get(anna.url).status_code == 404


def test_the_sample_person_is_not_who_the_start_page_means(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    from surefoot.model.people import PersonId

    sam = Person(PersonId("sam"), "Sam", "ZZ", NOW, simulated=True)
    here.store.add_person(sam, ALICE)
    assert alice.get("/for/check-in/")["Location"] == f"{anna.url}check-in/"


def test_whom_to_call_is_of_the_country(anna: Anna, alice: Client) -> None:
    page = alice.get(f"{anna.url}new-or-wrong/")
    assert 'href="tel:112"' in page.content.decode()
    assert "Germany" in text_of(page)
    assert "Not reviewed by a clinician" in text_of(page)
