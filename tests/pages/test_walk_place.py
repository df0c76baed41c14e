"""The page asks where the phone was, and takes the answer; it never assumes one."""

from collections.abc import Callable

import msgspec
import pytest
from django.test import Client

from surefoot.app.workspace import Workspace
from surefoot.measures.carried.likely import Judged
from surefoot.measures.walking import measure as walking
from surefoot.model.codes import Placement
from surefoot.model.measurement import LikelyPlacement
from surefoot.usecases.correct_walk import correct_walk
from tests.pages.conftest import Anna, text_of

Walked = Callable[[Placement, Placement | None, bool], str]
RIGHT = "Yes, that is right"


@pytest.fixture
def walked(here: Workspace, anna: Anna, monkeypatch: pytest.MonkeyPatch) -> Walked:
    """Measure Anna's walk with what was said and what the samples suggest; return its address."""

    def make(said: Placement, likely: Placement | None, differs: bool) -> str:
        found = None if likely is None else LikelyPlacement(likely, 0.97)
        monkeypatch.setattr(walking, "where_worn", lambda *_: Judged(found, differs))
        capture = here.store.walk(anna.access, anna.recording.id).capture
        capture = msgspec.structs.replace(capture, placement=said)
        correct_walk(here.store, here.knowledge, anna.access, anna.recording.id, capture)
        return f"{anna.url}walks/{anna.recording.id}/"

    return make


def said(here: Workspace, anna: Anna) -> Placement:
    return here.store.walk(anna.access, anna.recording.id).capture.placement


def test_what_was_not_said_is_asked_and_not_assumed(
    here: Workspace, anna: Anna, walked: Walked, alice: Client
) -> None:
    address = walked(Placement.UNKNOWN, Placement.POCKET, False)
    text = text_of(alice.get(address))
    assert "It looks as if the phone was in your trouser pocket. Is that right?" in text
    assert RIGHT in text
    assert "No, it was somewhere else" in text
    assert said(here, anna) is Placement.UNKNOWN


def test_a_yes_measures_again_and_is_asked_once(
    here: Workspace, anna: Anna, walked: Walked, alice: Client
) -> None:
    address = walked(Placement.UNKNOWN, Placement.POCKET, False)
    page = alice.post(address + "place/", {"placement": "pocket"}, follow=True)
    assert "Thank you." in text_of(page)
    assert RIGHT not in text_of(page)
    assert said(here, anna) is Placement.POCKET


@pytest.mark.parametrize("answer", ["wrist", "unknown", "nonsense", ""])
def test_only_what_was_asked_can_be_confirmed(
    here: Workspace, anna: Anna, walked: Walked, alice: Client, answer: str
) -> None:
    address = walked(Placement.UNKNOWN, Placement.POCKET, False)
    alice.post(address + "place/", {"placement": answer})
    assert said(here, anna) is Placement.UNKNOWN


def test_both_sides_of_the_pelvis_are_offered(walked: Walked, alice: Client) -> None:
    text = text_of(alice.get(walked(Placement.UNKNOWN, Placement.LOWER_BACK, False)))
    assert "Yes: On my lower back" in text
    assert "Yes: On my belt, in front" in text


def test_what_speaks_against_the_person_is_asked(walked: Walked, alice: Client) -> None:
    text = text_of(alice.get(walked(Placement.LOWER_BACK, Placement.POCKET, True)))
    assert RIGHT in text


@pytest.mark.parametrize("likely", [None, Placement.POCKET])
def test_what_was_said_is_believed_otherwise(
    walked: Walked, alice: Client, likely: Placement | None
) -> None:
    assert RIGHT not in text_of(alice.get(walked(Placement.LOWER_BACK, likely, False)))


def test_who_lacks_access_confirms_nothing(
    here: Workspace, anna: Anna, walked: Walked, charlie: Client
) -> None:
    address = walked(Placement.UNKNOWN, Placement.POCKET, False)
    assert charlie.post(address + "place/", {"placement": "pocket"}).status_code == 404
    assert said(here, anna) is Placement.UNKNOWN
