"""The sample person: made once beside the pages, awaited without a script, labelled everywhere."""

import threading
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from surefoot.app import sample_making
from surefoot.app.views import sample
from surefoot.app.workspace import Workspace
from surefoot.model.people import Access, ActorId, Person, PersonId
from surefoot.usecases.sample_person import Progress
from tests.pages.conftest import ALICE, NOW, make_entry, text_of

Work = list[Callable[[], None]]


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Work that was begun waits here until a test does it."""
    begun: Work = []
    monkeypatch.setattr(sample_making, "_begin", begun.append)
    monkeypatch.setattr(sample_making, "_MAKING", {})
    return begun


@pytest.fixture
def made(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the persons that were made."""
    names: list[str] = []

    def make(*_: object, name: str, progress: Progress) -> None:
        progress(7, 150)
        if not names:
            names.append(name)
            raise OSError
        names.append(name)
        person = Person(PersonId("sam"), name, "ZZ", NOW, simulated=True)
        here.store.add_person(person, ALICE)
        here.store.keep_entry(Access(person.id, ALICE), make_entry("e", 1, 2))

    monkeypatch.setattr(sample, "make_sample_person", make)
    return names


def test_the_sample_person_is_awaited_made_once_and_labelled_on_every_page(
    work: Work, made: list[str], alice: Client
) -> None:
    made.append("as if it had failed before")
    for _ in range(3):
        assert alice.post("/sample/")["Location"] == "/sample/"
    (only,) = work
    waiting = alice.get("/sample/")
    assert '<meta http-equiv="refresh" content="2">' in waiting.content.decode()
    assert "It has just begun." in text_of(waiting)
    making = sample_making.making_for(ALICE)
    assert making is not None
    making.tell(7, 150)
    assert "7 of 150 walks" in text_of(alice.get("/sample/"))
    only()
    for answer in (alice.get("/sample/"), alice.post("/sample/")):
        assert answer["Location"] == "/people/sam/"
    assert len(work) == 1
    for page in ("", "check-in/", "entries/e/", "walks/add/", "timeline/", "page/", "details/"):
        said = text_of(alice.get(f"/people/sam/{page}"))
        assert "SIMULATED Sample person is made up." in said
    assert "simulated" in text_of(alice.get("/"))


def test_a_failure_is_said_plainly_and_can_be_tried_again(
    work: Work, made: list[str], alice: Client
) -> None:
    alice.post("/sample/")
    work[0]()
    page = alice.get("/sample/")
    assert "The sample person could not be made" in text_of(page)
    assert "refresh" not in page.content.decode()
    alice.post("/sample/")
    work[1]()
    assert alice.get("/sample/")["Location"] == "/people/sam/"


def test_nobody_waits_who_did_not_ask(work: Work, here: Workspace, alice: Client) -> None:
    assert alice.get("/sample/")["Location"] == "/"
    assert work == []


def test_the_name_is_in_the_language_of_the_page(
    work: Work, made: list[str], alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "_", lambda text: f"<{translation.get_language()}> {text}")
    alice.post("/sample/")
    work[0]()
    assert made == ["<en> Sample person"]


def test_two_at_once_make_one_in_a_thread_that_leaves_nothing_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sample_making, "_MAKING", {})
    begun, go_on, closed = threading.Event(), threading.Event(), threading.Event()
    closed_in: list[str] = []

    def close() -> None:
        closed_in.append(threading.current_thread().name)
        closed.set()

    def make(progress: Progress) -> None:
        progress(1, 2)
        begun.set()
        assert go_on.wait(10)

    monkeypatch.setattr("surefoot.app.sample_making.connections.close_all", close)
    somebody = ActorId("somebody")
    for _ in range(2):
        sample_making.make_once(somebody, lambda: None, make)
    assert begun.wait(10)
    making = sample_making.making_for(somebody)
    assert making is not None
    assert (making.done, making.of) == (1, 2)
    go_on.set()
    assert closed.wait(10)
    assert closed_in == ["sample person"]
    assert sample_making.making_for(somebody) is None
