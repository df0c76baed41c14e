"""What goes with the legs: never called a cause, nothing too early, one thing to try."""

import re
from collections.abc import Iterator
from datetime import timedelta

import msgspec
import pytest
from django.test import Client

from surefoot.app.workspace import Workspace
from surefoot.model.codes import Before, Leg
from surefoot.model.entry import Entry, EntryId, GivenAnswer, LegRating
from tests.pages.conftest import ALICE, NOW, Anna, make_entry, text_of

_CAUSE = re.compile(r"\b(because|makes your legs|is the reason|triggers?)\b", re.I)
# Heat comes on every third day; beside it heaviness only hops a little.
_HOPS = (0, 1, 0, -1, 0, 0, 1, -1)


def days(count: int, effect: int, code: Before = Before.HEAT) -> Iterator[Entry]:
    for day in range(1, count + 1):
        there = day % 3 == 0
        left = 4 + _HOPS[day % 8] + effect * there
        entry = make_entry(f"day-{day}", left, 3 + _HOPS[day % 7], NOW - timedelta(days=day))
        before = (code,) if there else (Before.LONG_SITTING,) if day % 4 == 1 else ()
        yield msgspec.structs.replace(entry, before=before)


def keep(here: Workspace, anna: Anna, entries: Iterator[Entry]) -> None:
    with here.store.together():
        for entry in entries:
            here.store.keep_entry(anna.access, entry)


def test_what_goes_with_is_told_with_its_size(here: Workspace, anna: Anna, alice: Client) -> None:
    keep(here, anna, days(70, 3))
    text = text_of(alice.get(f"{anna.url}goes-with/"))
    assert "These go with your legs Heat." in text
    assert re.search(r"Heat\. Left leg: about [23]\.\d points heavier then, likely between", text)
    assert "To go with something is not to be caused by it." in text
    assert not _CAUSE.search(text)
    assert "%" not in text
    assert "Tested on made-up diaries, not yet in a study" in text
    besides = text[text.index("Nothing found yet") :]
    assert "Sitting a long time. Left leg: less than about" in besides
    assert "Nothing is taken out" in text


def test_the_best_one_is_offered_to_try_but_not_to_whom_it_may_harm(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    keep(here, anna, days(70, 3))
    assert "Something to try" in text_of(alice.get(f"{anna.url}goes-with/"))
    numb = make_entry("numb", 4, 3, NOW - timedelta(minutes=5))
    answers = (GivenAnswer("f_numb_feet", "yes"),)
    here.store.keep_entry(anna.access, msgspec.structs.replace(numb, answers=answers))
    assert "Something to try" not in text_of(alice.get(f"{anna.url}goes-with/"))


@pytest.mark.parametrize("code", [Before.MISSED_PILL, Before.INFECTION])
def test_nobody_is_asked_to_try_a_missed_pill_or_an_infection(
    here: Workspace, anna: Anna, alice: Client, code: Before
) -> None:
    keep(here, anna, days(70, 3, code))
    text = text_of(alice.get(f"{anna.url}goes-with/"))
    assert "Something to try" not in text


def test_before_42_days_only_the_day_is_shown_and_marked_early(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    keep(here, anna, days(20, 4))
    text = text_of(alice.get(f"{anna.url}goes-with/"))
    assert "We can look after check-ins on 21 more days." in text
    assert "Early look." in text
    assert "These go with your legs" not in text
    assert "Too early to say" not in text


def test_with_one_entry_there_is_no_picture_yet(anna: Anna, alice: Client) -> None:
    text = text_of(alice.get(f"{anna.url}goes-with/"))
    assert "Your legs by time of day" not in text
    assert "41 more days" in text


def test_nothing_at_all_leads_to_the_check_in(here: Workspace, anna: Anna, alice: Client) -> None:
    for one in here.store.timeline(anna.access).entries:
        here.store.delete_entry(anna.access, one.id)
    here.store.delete_walk(anna.access, anna.recording.id)
    page = alice.get(f"{anna.url}goes-with/")
    assert "There is nothing to look at yet." in text_of(page)


def test_the_picture_names_what_it_shows(here: Workspace, anna: Anna, alice: Client) -> None:
    keep(here, anna, days(20, 0))
    for look in ("light-narrow", "dark-wide", "print"):
        drawn = alice.get(f"{anna.url}goes-with/{look}.svg").content.decode()
        assert "Picture of your day" in drawn
        assert re.search(r"Left leg, \w+: \d\.\d of 10\.", drawn)
    assert alice.get(f"{anna.url}goes-with/huge.svg").status_code == 404


def test_own_factors_are_shown_by_their_name_and_safely(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    for day in range(1, 61):
        when = NOW - timedelta(days=day)
        ratings = (LegRating(Leg.LEFT, 4 + _HOPS[day % 8] + 3 * (day % 4 < 2)),)
        factors = ("<b>wine</b>",) if day % 4 == 1 else ()
        here.store.keep_entry(
            anna.access,
            Entry(EntryId(f"own-{day}"), when, "UTC", when, ALICE, ratings, factors=factors),
        )
    page = alice.get(f"{anna.url}goes-with/").content.decode()
    assert "&lt;b&gt;wine&lt;/b&gt;" in page
    assert "<b>wine" not in page


def test_own_names_are_kept_offered_again_and_spelt_alike(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = f"{anna.url}check-in/"
    first = alice.post(where, {"left": "4", "own_new": " Red  wine , late film", "air": "27,5"})
    kept = here.store.timeline(anna.access).entries[-1]
    assert kept.factors == ("Red wine", "late film")
    assert kept.air_temperature_c == 27.5
    said = text_of(alice.get(first.headers["Location"]))
    assert "And of your own Red wine, late film" in said
    assert "How warm it was 27.5" in said
    page = alice.get(where).content.decode()
    assert 'value="Red wine"' in page
    alice.post(where, {"left": "5", "own": ["late film"], "own_new": "red wine"})
    assert here.store.timeline(anna.access).entries[-1].factors == ("late film", "Red wine")


def test_own_names_alone_are_a_check_in_and_a_long_one_is_refused(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = f"{anna.url}check-in/"
    assert alice.post(where, {"own_new": "wine"}).status_code == 302
    page = alice.post(where, {"own_new": "w" * 61})
    assert "Give it a short name" in text_of(page)
    assert len(here.store.timeline(anna.access).entries) == 2


def test_a_correction_keeps_and_drops_own_names(here: Workspace, anna: Anna, alice: Client) -> None:
    alice.post(f"{anna.url}check-in/", {"left": "4", "own_new": "wine, film", "air": "80 F"})
    entry = here.store.timeline(anna.access).entries[-1]
    where = f"{anna.url}entries/{entry.id}/change/"
    assert 'value="26.67"' in alice.get(where).content.decode()
    alice.post(where, {"left": "5", "own": ["film"]})
    changed = here.store.timeline(anna.access).entries[-1]
    assert (changed.factors, changed.air_temperature_c) == (("film",), None)


@pytest.mark.parametrize("typed", ["warm", "200", "-80"])
def test_an_air_temperature_that_is_none_is_named(anna: Anna, alice: Client, typed: str) -> None:
    page = alice.post(f"{anna.url}check-in/", {"left": "3", "air": typed})
    assert "for example 27, or leave it empty" in text_of(page)
