"""A home with three named people at the door: Alice has access, Bob shares it, Charlie lacks it."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from surefoot.app import workspace as workspace_module
from surefoot.app.workspace import Workspace, workspace
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Leg
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.model.recording import Recording
from surefoot.readers.phone_capture import encode_capture, read_capture
from surefoot.simulate.settings import WalkSettings
from surefoot.simulate.walk import simulate_walk
from surefoot.usecases.bring_in import bring_in

NOW = datetime.now(UTC)
ALICE, BOB, CHARLIE = ActorId("alice"), ActorId("bob"), ActorId("charlie")
ClientOf = Callable[[ActorId], Client]


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def capture_bytes() -> bytes:
    """A walk as the phone sends it."""
    return encode_capture(simulate_walk(WalkSettings(), 7).recording)


@pytest.fixture(autouse=True)
def home(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge
) -> Iterator[Path]:
    """A data folder of our own for each test, so that none touches the real one."""
    settings.HOME = tmp_path
    settings.SECRET_KEY = "only-for-tests"
    monkeypatch.setattr(workspace_module, "load_knowledge", lambda: knowledge)
    workspace.cache_clear()
    yield tmp_path
    workspace.cache_clear()


@pytest.fixture
def here(home: Path, db: None) -> Workspace:
    return workspace()


@pytest.fixture
def client_of(db: None) -> ClientOf:
    """Make browsers whose door is open for an actor."""

    def make(actor: ActorId) -> Client:
        client = Client(enforce_csrf_checks=False)
        session = import_module(django_settings.SESSION_ENGINE).SessionStore()
        session["actor"] = actor
        session.create()
        client.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return make


@pytest.fixture
def alice(client_of: ClientOf) -> Client:
    return client_of(ALICE)


@pytest.fixture
def bob(client_of: ClientOf) -> Client:
    return client_of(BOB)


@pytest.fixture
def charlie(client_of: ClientOf) -> Client:
    return client_of(CHARLIE)


@pytest.fixture
def stranger(db: None) -> Client:
    """A browser whose door is closed."""
    return Client()


@dataclass(frozen=True)
class Anna:
    """A person with one entry and one walk, whom Alice added and shares with Bob."""

    person: Person
    access: Access
    entry: Entry
    recording: Recording

    @property
    def url(self) -> str:
        return f"/people/{self.person.id}/"


def make_entry(entry_id: str, left: int, right: int, lived: datetime = NOW) -> Entry:
    ratings = (LegRating(Leg.LEFT, left), LegRating(Leg.RIGHT, right))
    return Entry(
        EntryId(entry_id), lived, "Europe/Berlin", lived, ALICE, ratings=ratings, note="after lunch"
    )


@pytest.fixture
def anna(here: Workspace, capture_bytes: bytes) -> Anna:
    person = Person(PersonId("anna"), "Anna", "DE", NOW - timedelta(days=90), height_m=1.68)
    access = Access(person.id, ALICE)
    here.store.add_person(person, ALICE)
    here.store.grant(access, BOB)
    entry = make_entry("entry-1", 3, 6)
    here.store.keep_entry(access, entry)
    recording = read_capture(capture_bytes)
    bring_in(here.store, here.knowledge, access, recording, recording.header.capture)
    return Anna(person, access, entry, recording)


def text_of(response: Any) -> str:
    """Return what a page says, entities read and white space put to single spaces."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
