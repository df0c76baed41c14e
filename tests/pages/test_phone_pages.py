"""Pages of the phone: record, phones, connect, and the worker that keeps the first at hand."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from surefoot.app.serve.pairing import issue_pairing
from surefoot.app.views.statics import FOLDER
from surefoot.app.workspace import Workspace
from tests.pages.conftest import ALICE, CHARLIE, Anna, text_of

PHONE_ADDRESS = "https://192.168.1.20:8766"


@pytest.fixture
def open_to_phones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUREFOOT_PHONE_ADDRESS", PHONE_ADDRESS)
    monkeypatch.setenv("SUREFOOT_TRUST_ADDRESS", "http://192.168.1.20:8767")


def _block(page: Any, name: str) -> Any:
    found = re.search(rf'<script id="{name}" type="application/json">(.*?)</script>', page)
    assert found is not None
    return json.loads(found.group(1))


@pytest.mark.parametrize("name", ["record", "devices"])
def test_who_sees_what(
    name: str, anna: Anna, alice: Client, bob: Client, charlie: Client, stranger: Client
) -> None:
    where = f"{anna.url}{name}/"
    assert alice.get(where).status_code == bob.get(where).status_code == 200
    assert charlie.get(where).status_code == 404
    locked = stranger.get(where)
    assert locked.status_code == 403
    assert b"Anna" not in locked.content


def test_the_record_page_knows_whose_walk_it_is(anna: Anna, alice: Client) -> None:
    page = alice.get(f"{anna.url}record/").content.decode()
    assert _block(page, "settings")["person"] == anna.person.id
    assert page.count('name="placement"') == 8
    assert not re.search(r'name="placement"[^>]*checked', page), "where it is is never guessed"


def test_the_shell_holds_nothing_of_anyone(anna: Anna, alice: Client, stranger: Client) -> None:
    shell = stranger.get("/record/").content.decode()
    assert _block(shell, "settings")["person"] == ""
    assert "csrf" not in shell
    assert "Anna" not in alice.get("/record/").content.decode()


def test_every_word_the_scripts_say_is_there(stranger: Client) -> None:
    for path, scripts in {
        "/record/": ("page", "waiting", "whose", "words"),
        "/pair/": ("pair",),
    }.items():
        words = _block(stranger.get(path).content.decode(), "words")
        said = {
            word
            for script in scripts
            for word in re.findall(
                r'\bsay\("([a-z-]+)"', (FOLDER / "capture" / f"{script}.js").read_text("utf-8")
            )
        }
        assert said == set(words), path


def test_the_worker_names_files_that_are_there(stranger: Client) -> None:
    answer = stranger.get("/record-worker.js")
    shell = json.loads(answer.content.decode().split(" = ", 1)[1].split(";\n", 1)[0])
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert shell["page"] == "/record/"
    assert "/static/surefoot.css" in shell["files"]
    assert "/static/capture/page.js" in shell["files"]
    for file in [shell["page"], *shell["files"]]:
        answer = stranger.get(file)
        answer.close()
        assert answer.status_code == 200, file


def test_the_worker_is_new_when_a_file_is(
    stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = stranger.get("/record-worker.js").content
    assert stranger.get("/record-worker.js").content == before
    monkeypatch.setattr("surefoot.app.views.record._shell_page", lambda: "another page")
    assert stranger.get("/record-worker.js").content != before


def test_without_the_network_the_page_says_how(anna: Anna, alice: Client) -> None:
    page = alice.get(f"{anna.url}devices/")
    assert "surefoot serve --lan" in text_of(page)
    assert "No phone is connected" in text_of(page)


def test_a_code_is_shown_and_drawn(open_to_phones: None, anna: Anna, alice: Client) -> None:
    page = alice.post(f"{anna.url}devices/connect/")
    link = re.search(rf"{PHONE_ADDRESS}/pair/#([\w-]+)", text_of(page))
    assert link is not None
    drawn = alice.get(f"{anna.url}devices/{link.group(1)}.svg")
    assert drawn.status_code == 200
    assert drawn.content.startswith(b"<?xml")


def test_a_code_is_drawn_for_its_own_person_only(
    open_to_phones: None, anna: Anna, alice: Client, charlie: Client, here: Workspace
) -> None:
    own = issue_pairing(here.home, ALICE, anna.person.id)
    other = issue_pairing(here.home, CHARLIE)
    assert alice.get(f"{anna.url}devices/{own}.svg").status_code == 200
    assert charlie.get(f"{anna.url}devices/{own}.svg").status_code == 404
    assert alice.get(f"{anna.url}devices/{other}.svg").status_code == 404
    assert alice.get(f"{anna.url}devices/nonsense.svg").status_code == 404


def test_charlie_connects_and_removes_nothing(anna: Anna, charlie: Client, here: Workspace) -> None:
    device = here.store.pair_device(anna.access, "Anna's phone", "a" * 64)
    assert charlie.post(f"{anna.url}devices/connect/").status_code == 404
    assert charlie.post(f"{anna.url}devices/{device.actor}/remove/").status_code == 404
    assert here.store.devices(anna.access) == (device,)


def test_a_phone_is_listed_and_removed(anna: Anna, alice: Client, here: Workspace) -> None:
    device = here.store.pair_device(anna.access, "Anna's phone", "a" * 64)
    assert "Anna's phone" in text_of(alice.get(f"{anna.url}devices/"))
    assert alice.get(f"{anna.url}devices/{device.actor}/remove/").status_code == 405
    page = alice.post(f"{anna.url}devices/{device.actor}/remove/", follow=True)
    assert "no longer connected" in text_of(page)
    assert here.store.devices(anna.access) == ()
