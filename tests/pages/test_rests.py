"""Stop and see on the pages: every rating is kept as it is given, and nothing is lost."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from django.test import Client

from surefoot.app.views import rests
from surefoot.app.workspace import Workspace
from surefoot.model.check import utc_now
from surefoot.model.codes import Leg, Posture, Protocol
from surefoot.model.entry import Entry
from surefoot.usecases.correct_walk import correct_walk
from tests.pages.conftest import Anna, text_of


class Clock:
    """The present moment, as the pages ask for it; a test may move it on."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> Any:
        return self.now

    def after(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(rests, "utc_now", clock)
    return clock


def _rest(here: Workspace, anna: Anna) -> Entry:
    (entry,) = [e for e in here.store.timeline(anna.access).entries if e.rest]
    return entry


def _begin(client: Client, anna: Anna, **said: str) -> Any:
    before = {"left": "2", "right": "1", "posture": "stand", **said}
    return client.post(f"{anna.url}rests/", before, follow=True)


def _rate(client: Client, here: Workspace, anna: Anna, minute: int, left: int, **said: str) -> Any:
    where = f"{anna.url}rests/{_rest(here, anna).id}/"
    answers = {"minute": str(minute), "left": str(left), "right": str(left), **said}
    return client.post(where, answers, follow=True)


def test_the_whole_test_is_kept_step_by_step(
    here: Workspace, anna: Anna, alice: Client, clock: Clock
) -> None:
    assert "Walk until your legs are heavy" in text_of(_begin(alice, anna))
    stopped = _rate(alice, here, anna, 0, 8, walked="6", distance="300", distance_source="wheel")
    assert "After 2 minutes" in text_of(stopped)
    for minute, wait, left in ((2, 2, 7), (5, 3, 4), (10, 5, 3)):
        clock.after(wait)
        last = _rate(alice, here, anna, minute, left)
        assert _rest(here, anna).rest.course_of(Leg.LEFT)[-1].heaviness == left  # type: ignore[union-attr]
    page = text_of(last)
    assert "Thank you. It is saved." in page
    assert "Time until it eased, Left leg 4 min" in page
    assert "6 min 0 s" in page
    fits = "It eased while you stood still. That is worth telling your team."
    assert fits in page
    assert fits not in text_of(stopped)
    rest = _rest(here, anna).rest
    assert rest is not None
    assert (rest.posture, rest.walked_s, rest.walked_m) == (Posture.STAND, 360.0, 300.0)
    assert [rating.minute for rating in rest.course_of(Leg.RIGHT)] == [0, 2, 5, 10]


def test_a_locked_phone_goes_on_where_it_was(
    here: Workspace, anna: Anna, alice: Client, clock: Clock
) -> None:
    _begin(alice, anna)
    first = _rest(here, anna).id
    _rate(alice, here, anna, 0, 8)
    assert "Stop and see: go on" in text_of(alice.get(anna.url))
    # An address from before a rating was kept still goes on with what stands now.
    assert "After 2 minutes" in text_of(alice.get(f"{anna.url}rests/{first}/"))
    clock.after(6)
    late = alice.get(f"{anna.url}rests/{first}/")
    assert "After 5 minutes" in text_of(late)
    _rate(alice, here, anna, 5, 5)
    rest = _rest(here, anna).rest
    assert rest is not None
    assert [rating.minute for rating in rest.course_of(Leg.LEFT)] == [0, 5]


def test_a_page_sent_twice_keeps_what_was_said_of_the_walk(
    here: Workspace, anna: Anna, alice: Client, clock: Clock
) -> None:
    _begin(alice, anna)
    _rate(alice, here, anna, 0, 8, walked="6")
    _rate(alice, here, anna, 0, 8, walked="6")
    rest = _rest(here, anna).rest
    assert rest is not None
    assert rest.walked_s == 360.0
    assert [rating.minute for rating in rest.course_of(Leg.LEFT)] == [0]


def test_one_leg_is_enough_and_only_that_is_asked_for_later(
    here: Workspace, anna: Anna, alice: Client, clock: Clock
) -> None:
    page = alice.post(f"{anna.url}rests/", {"left": "2", "posture": "sit"}, follow=True)
    assert 'name="right"' not in page.content.decode()


@pytest.mark.parametrize(
    "said", [{"posture": "stand"}, {"left": "2"}, {"left": "2", "posture": "x"}]
)
def test_what_is_missing_is_asked_for(
    said: dict[str, str], here: Workspace, anna: Anna, alice: Client
) -> None:
    assert "Not saved yet" in text_of(alice.post(f"{anna.url}rests/", said))
    assert not [e for e in here.store.timeline(anna.access).entries if e.rest]


def test_the_walk_is_one_that_the_phone_recorded(
    here: Workspace, anna: Anna, alice: Client, clock: Clock
) -> None:
    capture = here.store.walk(anna.access, anna.recording.id).capture
    told = msgspec.structs.replace(capture, protocol=Protocol.STOP_AND_SEE)
    correct_walk(here.store, here.knowledge, anna.access, anna.recording.id, told)
    assert anna.recording.id in _begin(alice, anna).content.decode()
    _rate(alice, here, anna, 0, 8, recording=anna.recording.id)
    entry = _rest(here, anna)
    assert entry.rest is not None
    assert entry.rest.recording == anna.recording.id
    page = text_of(alice.get(f"{anna.url}entries/{entry.id}/"))
    assert "Time until your legs were heavy" in page


def test_only_those_with_access_see_it(
    here: Workspace, anna: Anna, alice: Client, bob: Client, charlie: Client, stranger: Client
) -> None:
    _begin(alice, anna)
    where = f"{anna.url}rests/{_rest(here, anna).id}/"
    assert (alice.get(where).status_code, bob.get(where).status_code) == (200, 200)
    assert (charlie.get(where).status_code, stranger.get(where).status_code) == (404, 403)
    assert charlie.post(where, {"minute": "0", "left": "8"}).status_code == 404


def test_it_can_be_undone_and_is_not_changed_as_a_check_in(
    here: Workspace, anna: Anna, alice: Client, clock: Clock
) -> None:
    _begin(alice, anna)
    _rate(alice, here, anna, 0, 8)
    entry = _rest(here, anna)
    assert alice.get(f"{anna.url}entries/{entry.id}/change/").status_code == 302
    alice.post(f"{anna.url}entries/{entry.id}/undo/")
    rest = _rest(here, anna).rest
    assert rest is not None
    assert rest.ratings == ()
