"""One entry: change it, take it back, delete it."""

import re

from django.test import Client

from surefoot.app.workspace import Workspace
from surefoot.model.codes import Answer, Before, Leg
from surefoot.model.entry import Entry
from tests.pages.conftest import Anna, text_of


def _only(here: Workspace, anna: Anna) -> Entry:
    (entry,) = here.store.timeline(anna.access).entries
    return entry


def test_a_change_starts_from_what_was_said(anna: Anna, alice: Client) -> None:
    html = alice.get(f"{anna.url}entries/{anna.entry.id}/change/").content.decode()
    assert re.search(r'name="left" value="3"[^>]* checked', html)
    assert re.search(r'name="right" value="6"[^>]* checked', html)
    assert html.count(" checked") == 2
    assert "after lunch" in html


def test_a_change_takes_the_place_of_the_entry_and_can_be_undone(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    said = {"left": "5", "right": "6", "before": "heat", "note": "after lunch"}
    page = alice.post(f"{anna.url}entries/{anna.entry.id}/change/", said, follow=True)
    changed = _only(here, anna)
    assert (changed.rating(Leg.LEFT), changed.before) == (5, (Before.HEAT,))
    assert changed.supersedes == (anna.entry.id,)
    assert "Undo the change" in text_of(page)
    alice.post(f"{anna.url}entries/{changed.id}/undo/")
    restored = _only(here, anna)
    assert (restored.rating(Leg.LEFT), restored.before) == (3, ())
    assert restored.lived == anna.entry.lived
    assert len(here.store.entry_history(anna.access, restored.id)) == 3


def test_a_change_of_something_else_keeps_the_moment_to_the_minute(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = f"{anna.url}entries/{anna.entry.id}/change/"
    html = alice.get(where).content.decode()
    day = re.search(r'name="on_day" value="([\d-]+)"', html)
    at = re.search(r'name="at_time" value="([\d:]+)"', html)
    assert day
    assert at
    alice.post(where, {"left": "4", "on_day": day[1], "at_time": at[1]})
    assert abs((_only(here, anna).lived - anna.entry.lived).total_seconds()) < 60


def test_undo_of_a_new_entry_leaves_nothing(here: Workspace, anna: Anna, alice: Client) -> None:
    alice.post(f"{anna.url}entries/{anna.entry.id}/undo/")
    assert here.store.timeline(anna.access).entries == ()


def test_delete_says_what_it_does_and_asks_first(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = f"{anna.url}entries/{anna.entry.id}/delete/"
    page = alice.get(where)
    assert "cannot be taken back" in text_of(page)
    assert _only(here, anna) == anna.entry
    done = alice.post(where, follow=True)
    assert "The check-in is deleted." in text_of(done)
    assert here.store.timeline(anna.access).entries == ()
    (left,) = here.store.tombstones(anna.access)
    assert left.id == anna.entry.id


def test_undoing_the_answer_brings_back_the_question_unanswered(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    alice.post(f"{anna.url}entries/{anna.entry.id}/new-or-not/", {"is_new": "yes"})
    answered = _only(here, anna)
    assert answered.is_new is Answer.YES
    alice.post(f"{anna.url}entries/{answered.id}/undo/")
    assert _only(here, anna).is_new is None
