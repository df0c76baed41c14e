"""The JSON API: what phones and programs may ask, and what they are told."""

import hashlib
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest
from django.test import Client

from surefoot.app.api import recordings
from surefoot.app.api.documents import API_DOCUMENTS
from surefoot.app.serve.pairing import hash_token, issue_pairing
from surefoot.app.workspace import Workspace
from surefoot.model.codec import json_schema
from surefoot.model.message import InputProblem
from surefoot.model.people import Access, PersonId
from surefoot.readers.phone_capture import MEDIA_TYPE, encode_capture
from surefoot.simulate.settings import WalkSettings
from surefoot.simulate.walk import simulate_walk
from surefoot.usecases.bring_in import NotAnalysed
from tests.pages.conftest import ALICE, CHARLIE, Anna, ClientOf

TOKEN = "a token that only this test knows"


@pytest.fixture(scope="session")
def new_walk() -> bytes:
    """A walk that nobody has sent yet."""
    return encode_capture(simulate_walk(WalkSettings(), 11).recording)


@pytest.fixture
def phone(anna: Anna, here: Workspace) -> Client:
    """A connected phone of Anna's: no cookie, only a token."""
    here.store.pair_device(anna.access, "Anna's phone", hash_token(TOKEN))
    return Client(headers={"Authorization": f"Bearer {TOKEN}"}, enforce_csrf_checks=True)


def send(client: Client, body: bytes, **headers: str) -> Any:
    named = {"X-Content-SHA256": hashlib.sha256(body).hexdigest(), **headers}
    # The test client says neither type nor length of an empty body; a browser does.
    said: Any = {"CONTENT_TYPE": MEDIA_TYPE, "CONTENT_LENGTH": str(len(body))}
    return client.post("/api/recordings", body, MEDIA_TYPE, headers=named, **said)


def fits(answer: Any, name: str) -> Any:
    """Return the JSON of an answer that keeps its contract."""
    said = answer.json()
    jsonschema.validate(said, json_schema(API_DOCUMENTS[name]))
    return said


def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, fits(answer, "api-error")["error"]["id"]


# --- walks come in -------------------------------------------------------------------------------


def test_a_new_walk_is_kept_and_measured(
    phone: Client, new_walk: bytes, here: Workspace, anna: Anna
) -> None:
    answer = send(phone, new_walk)
    said = fits(answer, "api-kept")
    assert answer.status_code == 201
    assert said["new"] is True
    assert said["sha256"] == hashlib.sha256(new_walk).hexdigest()
    walk = here.store.walk(anna.access, said["recording"])
    assert walk.analysis is not None
    measured = phone.get(f"/api/recordings/{said['recording']}").json()
    assert measured["recording"]["id"] == said["recording"]
    assert len(measured["initial_contacts"]) == len(walk.analysis.initial_contacts) > 5


def test_sending_again_changes_nothing(
    phone: Client, new_walk: bytes, here: Workspace, anna: Anna
) -> None:
    first = send(phone, new_walk).json()
    before = here.store.timeline(anna.access)
    again = send(phone, new_walk)
    assert again.status_code == 200
    assert again.json() == {**first, "new": False}
    assert here.store.timeline(anna.access) == before
    assert len(here.store.walks(anna.access)) == 2


def test_a_walk_that_cannot_be_measured_is_kept_all_the_same(
    phone: Client, new_walk: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise NotAnalysed(_[3].id)  # type: ignore[attr-defined]

    monkeypatch.setattr(recordings, "bring_in", fail)
    assert send(phone, new_walk).status_code == 201


def test_a_kept_walk_without_an_analysis_says_so(
    phone: Client, anna: Anna, here: Workspace
) -> None:
    recording = simulate_walk(WalkSettings(), 12).recording
    here.store.keep_recording(anna.access, recording, recording.header.capture)
    assert refusal(phone.get(f"/api/recordings/{recording.id}")) == (409, "api.not-measured")


def test_nothing_is_kept_of_a_damaged_body(phone: Client, new_walk: bytes, here: Workspace) -> None:
    damaged = bytes([*new_walk[:-1], new_walk[-1] ^ 1])
    answer = send(phone, damaged, **{"X-Content-SHA256": hashlib.sha256(new_walk).hexdigest()})
    assert refusal(answer) == (400, "api.hash")
    assert refusal(send(phone, new_walk, **{"X-Content-SHA256": ""})) == (400, "api.hash")
    assert len(list((here.home / "recordings").glob("*"))) == 1, "only Anna's first walk"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "input.capture.damaged"),
        (b"not json\n", "input.capture.damaged"),
        (b'{"format":"other"}\n', "input.capture.header"),
    ],
)
def test_what_is_no_walk_is_refused_in_words(phone: Client, body: bytes, said: str) -> None:
    answer = send(phone, body)
    assert refusal(answer) == (422, said)
    assert len(answer.json()["error"]["message"]) > 20


def test_a_truncated_walk_is_refused(phone: Client, new_walk: bytes) -> None:
    assert refusal(send(phone, new_walk[:-40])) == (422, "input.capture.truncated")


def test_no_room_is_something_to_try_again(
    phone: Client, new_walk: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise InputProblem("store.disk-full", needed_mb=1)

    monkeypatch.setattr(recordings, "bring_in", full)
    monkeypatch.setattr("surefoot.app.api.answers.words", lambda message: message.id)
    assert refusal(send(phone, new_walk)) == (507, "store.disk-full")


def test_a_mistake_of_ours_tells_nothing(
    phone: Client,
    new_walk: bytes,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("7 of 10 in the left leg")

    monkeypatch.setattr(recordings, "bring_in", broken)
    answer = send(phone, new_walk)
    assert refusal(answer) == (500, "api.mistake")
    told = answer.content.decode() + "".join(capsys.readouterr())
    assert "left leg" not in told
    assert "Traceback" not in answer.content.decode()


def test_limits(phone: Client, new_walk: bytes, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = len(new_walk) - 1
    assert refusal(send(phone, new_walk)) == (413, "api.too-large")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = len(new_walk)
    assert send(phone, new_walk).status_code == 201


def test_only_captures_and_only_by_post(phone: Client, new_walk: bytes) -> None:
    answer = phone.post("/api/recordings", new_walk, content_type="text/csv")
    assert refusal(answer) == (415, "api.media-type")
    answer = phone.get("/api/recordings")
    assert refusal(answer) == (405, "api.method")
    assert answer.headers["Allow"] == "POST"


# --- who may -------------------------------------------------------------------------------------


def test_a_browser_behind_the_door_sends_for_whom_it_names(
    alice: Client, anna: Anna, new_walk: bytes
) -> None:
    assert send(alice, new_walk, **{"X-Surefoot-Person": anna.person.id}).status_code == 201
    assert refusal(send(alice, new_walk)) == (400, "api.no-person")


def test_a_browser_needs_the_csrf_token(client_of: ClientOf, anna: Anna, new_walk: bytes) -> None:
    browser = client_of(ALICE)
    browser.handler.enforce_csrf_checks = True
    for_anna = {"X-Surefoot-Person": anna.person.id}
    assert refusal(send(browser, new_walk, **for_anna)) == (403, "api.from-elsewhere")
    me = fits(browser.get("/api/me"), "api-me")
    assert send(browser, new_walk, **for_anna, **{"X-CSRFToken": me["csrf"]}).status_code == 201


def test_another_site_gets_nothing_in(phone: Client, new_walk: bytes) -> None:
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert send(phone, new_walk, **elsewhere).status_code == 403


@pytest.mark.parametrize("token", ["", "x", "Bearer", hash_token(TOKEN)])
def test_unknown_phones_are_told_so(phone: Client, new_walk: bytes, token: str) -> None:
    answer = send(phone, new_walk, Authorization=f"Bearer {token}")
    assert refusal(answer) == (401, "api.phone-unknown")


def test_a_phone_that_was_taken_off_sends_nothing(
    phone: Client, anna: Anna, here: Workspace, new_walk: bytes
) -> None:
    (device,) = here.store.devices(anna.access)
    here.store.revoke_device(anna.access, device.actor)
    assert refusal(send(phone, new_walk)) == (401, "api.phone-unknown")
    assert refusal(phone.get(f"/api/recordings/{anna.recording.id}"))[0] == 401


def test_strangers_are_told_that_the_door_is_closed(
    stranger: Client, anna: Anna, new_walk: bytes
) -> None:
    asked = [
        send(stranger, new_walk),
        stranger.get(f"/api/recordings/{anna.recording.id}"),
        stranger.get("/api/me"),
    ]
    assert {refusal(answer) for answer in asked} == {(401, "api.door-closed")}


def test_charlie_cannot_tell_annas_walk_from_none(
    charlie: Client, anna: Anna, new_walk: bytes
) -> None:
    for_anna = {"X-Surefoot-Person": anna.person.id}
    asked = [
        send(charlie, new_walk, **for_anna),
        charlie.get(f"/api/recordings/{anna.recording.id}", headers=for_anna),
        charlie.get(f"/api/recordings/{'0' * 64}", headers=for_anna),
        charlie.get("/api/recordings/nonsense", headers=for_anna),
    ]
    assert {answer.content for answer in asked} == {asked[0].content}
    assert refusal(asked[0]) == (404, "api.not-found")


def test_a_phone_acts_for_its_own_person_only(
    phone: Client, here: Workspace, new_walk: bytes, anna: Anna
) -> None:
    answer = send(phone, new_walk, **{"X-Surefoot-Person": "somebody"})
    assert refusal(answer) == (404, "api.not-found")
    assert fits(phone.get("/api/me"), "api-me") == {
        "people": [{"id": "anna", "name": "Anna"}],
        "csrf": None,
    }


# --- connecting a phone --------------------------------------------------------------------------

Connect = Callable[..., Any]


@pytest.fixture
def connect() -> Connect:
    def ask(client: Client, token: str, person: str = "anna", name: str = "My phone") -> Any:
        wish = {"token": token, "person": person, "name": name}
        return client.post("/api/devices", wish, content_type="application/json")

    return ask


def test_a_code_connects_one_phone(
    anna: Anna, here: Workspace, connect: Connect, new_walk: bytes
) -> None:
    token, new = issue_pairing(here.home, ALICE), Client()
    looked = new.post("/api/pairing", {"token": token}, content_type="application/json")
    assert fits(looked, "api-pairing") == {"people": [{"id": "anna", "name": "Anna"}]}
    answer = connect(new, token)
    assert answer.status_code == 201
    said = fits(answer, "api-device")
    assert send(Client(), new_walk, Authorization=f"Bearer {said['token']}").status_code == 201
    assert new.get(f"{anna.url}walks/{anna.recording.id}/").status_code == 200, "the door is open"
    assert refusal(connect(Client(), token)) == (403, "api.pairing-over")


def test_the_token_of_a_phone_is_not_kept(anna: Anna, here: Workspace, connect: Connect) -> None:
    said = connect(Client(), issue_pairing(here.home, ALICE)).json()
    (device,) = here.store.devices(anna.access)
    assert device.actor == said["device"]
    assert said["token"] not in repr(device)
    assert here.store.device(hash_token(said["token"])) == device


def test_a_phone_may_not_let_others_in(anna: Anna, here: Workspace, connect: Connect) -> None:
    phone = Client()
    connect(phone, issue_pairing(here.home, ALICE))
    assert phone.post(f"{anna.url}devices/connect/").status_code == 404


@pytest.mark.parametrize("person", ["somebody", ""])
def test_a_code_is_good_for_known_people_only(
    anna: Anna, here: Workspace, connect: Connect, person: str
) -> None:
    token = issue_pairing(here.home, ALICE)
    assert refusal(connect(Client(), token, person)) == (404, "api.not-found")
    assert connect(Client(), token).status_code == 201, "a wrong name spends nothing"


def test_charlies_code_does_not_reach_anna(anna: Anna, here: Workspace, connect: Connect) -> None:
    for owner in (None, PersonId("anna")):
        token = issue_pairing(here.home, CHARLIE, owner)
        assert refusal(connect(Client(), token)) == (404, "api.not-found")
    assert here.store.devices(Access(anna.person.id, ALICE)) == ()


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"token": 1}', b"\xff", b'{"token":"x"}'])
def test_unreadable_wishes_are_refused(db: None, body: bytes) -> None:
    answer = Client().post("/api/devices", body, content_type="application/json")
    assert refusal(answer) == (400, "api.unreadable")
