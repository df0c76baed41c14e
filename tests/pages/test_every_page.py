"""What holds for every page: who may see it, and what stands around it."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from surefoot.app.views.asked import slug_of
from surefoot.app.workspace import Workspace, workspace
from surefoot.model.check import utc_now
from surefoot.usecases.look_up import key_of
from surefoot.usecases.try_out_day import stop_trial
from tests.pages.conftest import Anna
from tests.pages.test_tries import kept_trial, live

# Pages that are pictures or files rather than HTML.
_FILES = (
    "try-picture",
    "walk-picture",
    "timeline-picture",
    "goes-with-picture",
    "change-picture",
    "report-pdf",
)
# Only take a POST.
_ACTIONS = (
    "could-not-walk",
    "say-if-new",
    "undo-entry",
    "swap-feet",
    "confirm-placement",
    "measure-walk",
    "use-height",
    "try-day",
)
_PAGES = (
    "today",
    "change-person",
    "delete-person",
    "check-in",
    "entry",
    "change-entry",
    "delete-entry",
    "add-walk",
    "walk",
    "correct-walk",
    "delete-walk",
    "timeline",
    "goes-with",
    "change",
    "one-day",
    "save-legs",
    "report",
    "help-person",
    "numbers",
    "number",
    "begin-rest",
    "reminder",
    "questions",
    "question",
    "read-first",
    "for-the-crew",
    "answers",
    "change-answer",
    "results",
    "put-right",
    "why",
    "why-surer",
    "why-clinician",
    "show-someone",
    "show-work",
    "something-new",
    "tick-list",
    "checked",
    "been-seen",
    "our-book-home",
    "our-book-shelf",
    "our-book-fact",
    "our-book-found",
    "our-book-compare",
    "our-book-compared",
    "our-book-remedies",
    "our-book-societies",
    "tries",
    "design-try",
    "try",
    "try-pause",
    "try-stop",
    "try-reminder",
    "try-plan",
    "try-result",
    "try-team",
)
# Takes a POST and may find nothing: tests/pages/test_book.py.
_SEARCHES = ("our-book-search",)
# A link that leads out, which loads nothing until it is tapped.
_WAY_OUT = re.compile(r'<a class="(?:button )?out" href="https?://[^"]+" rel="noreferrer">')
# Only of lists that were ticked: tests/pages/test_something_new.py.
_OF_LISTS = ("more-questions", "each-question")
# Only of an entry that holds a stop and see: tests/pages/test_rests.py.
_OF_RESTS = ("rest",)
# Only lead on: tests/pages/test_questions.py.
_WAYS = ("next-question",)
_OF_OTHERS = ("record", "devices", "offer-pairing", "pairing-code", "remove-device")


def address(name: str, anna: Anna) -> str:
    """Return the address of a page about Anna."""
    known = {
        "person": anna.person.id,
        "entry": anna.entry.id,
        "recording": anna.recording.id,
        "look": "light-wide",
        "kind": "e",
        "asked": slug_of("f_ms"),
        "which": "a",
        "shelf": "causes",
        "key": key_of("s_stretch" if name == "design-try" else "ms_heat"),
        "keys": f"{key_of('ms_heat')}-{key_of('pad')}",
    }
    tries = workspace().store.trials(anna.access)
    known |= {"trial": tries[0].id} if tries else {}
    wanted = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    return reverse(name, kwargs={key: known[key] for key in wanted})


@pytest.fixture(autouse=True)
def ended_try(anna: Anna, here: Workspace) -> None:
    """A try that Anna has stopped, so that its result can be seen."""
    trial = kept_trial(here, anna, timezone.localdate() - timedelta(days=4))
    live(here, anna, trial, 3)
    stop_trial(here.store, anna.access, trial.id, utc_now())


def _names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _names(pattern.url_patterns, route)
        elif "<str:person>" in route:
            yield str(pattern.name)


def test_every_page_of_a_person_is_listed_here() -> None:
    listed = {*_FILES, *_ACTIONS, *_PAGES, *_SEARCHES, *_OF_RESTS, *_OF_LISTS, *_OF_OTHERS, *_WAYS}
    assert set(_names(get_resolver().url_patterns)) - listed == set()


@pytest.mark.parametrize("name", [*_PAGES, *_FILES])
def test_alice_and_bob_see_it_and_charlie_learns_nothing(
    name: str, anna: Anna, alice: Client, bob: Client, charlie: Client, stranger: Client
) -> None:
    where = address(name, anna)
    assert alice.get(where).status_code == 200
    assert bob.get(where).status_code == 200
    refused, nowhere = charlie.get(where), charlie.get("/people/nobody/")
    assert refused.status_code == nowhere.status_code == 404
    assert b"Anna" not in refused.content
    locked = stranger.get(where)
    assert locked.status_code == 403
    assert b"Anna" not in locked.content


@pytest.mark.parametrize("name", _ACTIONS)
def test_actions_take_only_a_post_from_those_with_access(
    name: str, anna: Anna, alice: Client, charlie: Client, stranger: Client
) -> None:
    where, said = address(name, anna), {"could_not_walk": "legs", "is_new": "no"}
    assert alice.get(where).status_code == 405
    assert charlie.post(where, said).status_code == 404
    assert stranger.post(where, said).status_code == 403
    assert alice.post(where, said).status_code == 302


@pytest.mark.parametrize("name", ["change-person", "delete-person", "delete-entry", "delete-walk"])
def test_charlie_changes_nothing(name: str, anna: Anna, charlie: Client, alice: Client) -> None:
    said = {"name": "Mallory", "country": "DE"}
    assert charlie.post(address(name, anna), said).status_code == 404
    assert "Anna" in alice.get(anna.url).content.decode()
    assert alice.get(address("walk", anna)).status_code == 200
    assert alice.get(address("entry", anna)).status_code == 200


@pytest.mark.parametrize("name", _PAGES)
def test_the_frame_is_whole(name: str, anna: Anna, alice: Client) -> None:
    page = alice.get(address(name, anna)).content.decode()
    assert page.count("<h1") == 1
    assert '<html lang="en">' in page
    assert re.search(r"<title>\s*\S.* · Surefoot</title>", page)
    assert 'href="#main"' in page
    assert 'id="main"' in page
    assert f'href="{anna.url}new-or-wrong/"' in page


@pytest.mark.parametrize("name", _PAGES)
def test_nothing_in_a_page_needs_an_exception_from_the_policy(
    name: str, anna: Anna, alice: Client
) -> None:
    response = alice.get(address(name, anna))
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = _WAY_OUT.sub("<a>", response.content.decode())
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<svg|https?://", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


@pytest.mark.parametrize("name", _PAGES)
def test_a_page_is_kept_nowhere_else(name: str, anna: Anna, alice: Client) -> None:
    headers = alice.get(address(name, anna)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("name", [*_PAGES, *_FILES, *_ACTIONS])
def test_no_address_says_anything_about_health(name: str, anna: Anna) -> None:
    where = address(name, anna).lower()
    assert "anna" not in where.replace(anna.person.id, "")
    assert not re.search(r"heav|pain|fell|ms|weak|[?&=]", where.replace("/timeline/", "/"))
