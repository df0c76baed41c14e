"""What a connected phone may do in a browser, and that it ends when the phone is taken off."""

import pytest
from django.test import Client

from surefoot.app.workspace import Workspace
from surefoot.model.people import ActorId
from tests.pages.conftest import Anna, ClientOf, text_of

_DETAILS = {"name": "Mallory", "country": "DE"}


@pytest.fixture
def phone(anna: Anna, here: Workspace, client_of: ClientOf) -> Client:
    """The browser of a phone that is connected for Anna."""
    return client_of(here.store.pair_device(anna.access, "Anna's phone", "a" * 64).actor)


@pytest.mark.parametrize("where", ["/people/new/", "/people/new/check-in/", "/sample/"])
def test_a_phone_adds_nobody(where: str, here: Workspace, phone: Client) -> None:
    before = [p.id for p in here.store.people(ActorId("alice"))]
    refused = phone.post(where, _DETAILS)
    assert refused.status_code == 403
    assert "done on the computer at home" in text_of(refused)
    assert here.store.people(ActorId(phone.session["actor"]))[0].name == "Anna"
    assert [p.id for p in here.store.people(ActorId("alice"))] == before


def test_a_phone_changes_and_deletes_nobody_and_nothing(
    anna: Anna, here: Workspace, phone: Client
) -> None:
    entry, walk = f"entries/{anna.entry.id}/", f"walks/{anna.recording.id}/"
    for where in ("details/", "delete/", entry + "delete/", entry + "undo/", walk + "delete/"):
        assert phone.post(anna.url + where, _DETAILS).status_code == 403, where
    assert here.store.person(anna.access).name == "Anna"
    assert here.store.timeline(anna.access).entries == (anna.entry,)
    assert len(here.store.walks(anna.access)) == 1


def test_a_phone_is_shown_only_what_it_may_do(anna: Anna, phone: Client, alice: Client) -> None:
    for where in ("", f"entries/{anna.entry.id}/", f"walks/{anna.recording.id}/"):
        for client, wanted in ((alice, True), (phone, False)):
            page = client.get(anna.url + where)
            assert page.status_code == 200
            html = page.content.decode()
            found = any(part in html for part in ("/delete/", "/details/", "/undo/", "/new/"))
            assert found is wanted, where


def test_a_phone_checks_in_and_corrects(anna: Anna, here: Workspace, phone: Client) -> None:
    assert phone.post(f"{anna.url}check-in/", {"left": "4"}).status_code == 302
    changed = phone.post(f"{anna.url}entries/{anna.entry.id}/change/", {"left": "5"})
    assert changed.status_code == 302
    undone = phone.post(changed["Location"] + "undo/")
    assert undone.status_code == 302
    assert len(here.store.timeline(anna.access).entries) == 2


def test_a_phone_taken_off_finds_the_door_closed(
    anna: Anna, here: Workspace, phone: Client
) -> None:
    assert phone.get(anna.url).status_code == 200
    device = ActorId(phone.session["actor"])
    here.store.revoke_device(anna.access, device)
    for where in ("/", anna.url, "/people/new/"):
        assert phone.get(where).status_code == 403
    assert "actor" not in phone.session
    assert phone.get("/api/me").status_code == 401
