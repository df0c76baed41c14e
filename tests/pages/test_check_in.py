"""The check-in: what is kept, what is refused, and red flags before anything else.

How many taps it takes is counted in a browser: tests/browser/test_taps.py.
"""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from surefoot.app.workspace import Workspace
from surefoot.model.codes import Before, CouldNotWalk, DayEvent, Felt, Leg
from surefoot.model.entry import Entry
from tests.pages.conftest import Anna, make_entry, text_of


class _Controls(HTMLParser):
    """Gathers the controls of a page's check-in form."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inputs: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("input", "textarea", "select"):
            self.inputs.append(dict(attrs))


def _last(here: Workspace, anna: Anna) -> Entry:
    entries = here.store.timeline(anna.access).entries
    return max(entries, key=lambda entry: entry.written)


def test_nothing_is_filled_in_beforehand(anna: Anna, alice: Client) -> None:
    controls = _Controls(alice.get(f"{anna.url}check-in/").content.decode()).inputs
    left = [control for control in controls if control.get("name") == "left"]
    assert [control["value"] for control in left] == [str(n) for n in range(11)]
    assert not [control for control in controls if "checked" in control]
    assert not [control for control in controls if "required" in control]


def test_a_usual_day_is_kept(here: Workspace, anna: Anna, alice: Client) -> None:
    said = {"left": "3", "right": "6", "felt": "stiff", "before": "poor-sleep"}
    saved = alice.post(f"{anna.url}check-in/", said, follow=True)
    assert "Thank you. It is saved." in text_of(saved)
    entry = _last(here, anna)
    assert (entry.rating(Leg.LEFT), entry.rating(Leg.RIGHT)) == (3, 6)
    assert (entry.felt, entry.before) == ((Felt.STIFF,), (Before.POOR_SLEEP,))


@pytest.mark.parametrize("why", list(CouldNotWalk))
def test_could_not_walk_is_one_tap(
    why: CouldNotWalk, here: Workspace, anna: Anna, alice: Client
) -> None:
    for page in (anna.url, f"{anna.url}check-in/"):
        assert f'name="could_not_walk" value="{why}"' in alice.get(page).content.decode()
    alice.post(f"{anna.url}could-not-walk/", {"could_not_walk": why}, follow=True)
    entry = _last(here, anna)
    assert (entry.could_not_walk, entry.ratings) == (why, ())


def test_could_not_walk_keeps_all_that_was_said(here: Workspace, anna: Anna, alice: Client) -> None:
    form = _form_of(alice.get(f"{anna.url}check-in/").content.decode(), f"{anna.url}check-in/")
    # Enter in a field presses the first button of a form: it must be one that only saves.
    assert re.findall(r"<button[^>]*>", form)[0].count("name=") == 0
    assert form.index('name="right"') < form.index('name="could_not_walk"')
    said = {"left": "8", "events": "fell", "note": "in bed", "could_not_walk": "legs"}
    alice.post(f"{anna.url}check-in/", said)
    entry = _last(here, anna)
    assert (entry.rating(Leg.LEFT), entry.note) == (8, "in bed")
    assert (entry.events, entry.could_not_walk) == ((DayEvent.FELL,), CouldNotWalk.LEGS)


def test_could_not_walk_is_not_lost_by_a_mistake(anna: Anna, alice: Client) -> None:
    said = {"could_not_walk": "other", "temperature": "hot"}
    page = alice.post(f"{anna.url}check-in/", said).content.decode()
    assert re.search(r'name="could_not_walk" value="other"[^>]* checked', page)


def _form_of(page: str, action: str) -> str:
    found = re.search(rf'<form[^>]* action="{action}".*?</form>', page, re.S)
    assert found
    return found[0]


def test_an_entry_can_be_of_an_earlier_day(here: Workspace, anna: Anna, alice: Client) -> None:
    alice.cookies["surefoot-zone"] = "America/New_York"
    day = (timezone.now() - timedelta(days=3)).date()
    said = {"left": "2", "on_day": day.isoformat(), "at_time": "21:15"}
    alice.post(f"{anna.url}check-in/", said)
    entry = _last(here, anna)
    assert entry.zone == "America/New_York"
    local = entry.lived.astimezone(ZoneInfo(entry.zone))
    assert (local.date(), local.hour, local.minute) == (day, 21, 15)
    assert entry.written - entry.lived > timedelta(days=1)


def test_a_zone_that_does_not_exist_changes_nothing(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    alice.cookies["surefoot-zone"] = "../../etc/passwd"
    assert alice.post(f"{anna.url}check-in/", {"left": "2"}).status_code == 302
    assert "/etc" not in _last(here, anna).zone


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"left": "11"}, "Left leg"),
        ({"left": "-1"}, "Left leg"),
        ({"left": "3", "felt": "purple"}, "What does it feel like?"),
        ({"left": "3", "on_day": "2999-01-01"}, "has not come yet"),
        ({"left": "3", "on_day": "yesterday"}, "Which day"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(
    said: dict[str, str], problem: str, here: Workspace, anna: Anna, alice: Client
) -> None:
    typed = {"right": "7", "before": "heat", "note": "so tired", **said}
    page = alice.post(f"{anna.url}check-in/", typed)
    html = page.content.decode()
    assert page.status_code == 200
    assert 'role="alert"' in html
    assert "<title>Not saved yet" in html
    assert problem in text_of(page)
    assert "so tired" in html
    assert re.search(r'name="right" value="7"[^>]* checked', html)
    assert re.search(r'name="before" value="heat"[^>]* checked', html)
    assert here.store.timeline(anna.access).entries == (anna.entry,)


@pytest.mark.parametrize("said", [{}, {"where": "knee"}, {"note": "   "}])
def test_an_empty_check_in_says_what_to_do(
    said: dict[str, str], here: Workspace, anna: Anna, alice: Client
) -> None:
    page = alice.post(f"{anna.url}check-in/", said)
    assert "Nothing is filled in yet. Tap one number" in text_of(page)
    assert here.store.timeline(anna.access).entries == (anna.entry,)


def test_red_flags_come_first_with_the_number_of_the_country(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    said = {"left": "9", "before": ["fever", "hot-bath"], "events": "gave-way"}
    page = alice.post(f"{anna.url}check-in/", said, follow=True)
    asked = re.search(r'action="([^"]+new-or-not/)"', page.content.decode())
    assert asked, "a leg that gave way is worth asking whether that is new"
    page = alice.post(asked[1], {"is_new": "yes"}, follow=True)
    html = page.content.decode()
    assert "Please read this first" in html
    assert html.index("Please read this first") < html.index("saved")
    assert "Not reviewed by a clinician" in text_of(page)


def test_the_answer_to_is_this_new_takes_the_place_of_the_entry(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    alice.post(f"{anna.url}check-in/", {"left": "3", "events": "gave-way"})
    first = _last(here, anna)
    alice.post(f"{anna.url}entries/{first.id}/new-or-not/", {"is_new": "no"})
    second = _last(here, anna)
    assert second.supersedes == (first.id,)
    assert (second.lived, second.events) == (first.lived, (DayEvent.GAVE_WAY,))
    page = alice.get(f"{anna.url}entries/{second.id}/")
    assert "new-or-not" not in page.content.decode()
    assert alice.get(f"{anna.url}entries/{first.id}/").status_code == 404


def test_an_answer_that_is_none_is_refused(anna: Anna, alice: Client) -> None:
    where = f"{anna.url}entries/{anna.entry.id}/new-or-not/"
    assert alice.post(where, {"is_new": "perhaps"}).status_code == 400


def test_a_calm_day_is_not_asked_about(anna: Anna, alice: Client) -> None:
    page = alice.post(f"{anna.url}check-in/", {"left": "3", "right": "6"}, follow=True)
    assert "Is this new for you?" not in text_of(page)
    assert "Please read this first" not in text_of(page)


@pytest.mark.parametrize(
    "said",
    [
        {"left": "3", "note": "my speech is odd"},
        {"left": "3", "events": "fell"},
        {"left": "3", "before": "fever"},
        {"temperature": "37.1"},
        {"could_not_walk": "other"},
    ],
)
def test_whether_it_is_new_is_asked_first_and_all_day(
    said: dict[str, str], anna: Anna, alice: Client, here: Workspace
) -> None:
    here.store.delete_entry(anna.access, anna.entry.id)
    text = text_of(alice.post(f"{anna.url}check-in/", said, follow=True))
    assert text.index("Is this new for you?") < text.index("It is saved.")
    assert ("Call 112 if any of this is true" in text) is ("note" in said)
    today = alice.get(anna.url).content.decode()
    asked = re.search(r'action="([^"]+new-or-not/)"', today)
    assert asked
    alice.post(asked[1], {"is_new": "no"})
    assert "Is this new for you?" not in text_of(alice.get(anna.url))


def test_what_was_not_answered_yesterday_is_asked_no_more(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    here.store.delete_entry(anna.access, anna.entry.id)
    yesterday = make_entry("yesterday", 3, 3, datetime.now(UTC) - timedelta(days=1, minutes=1))
    here.store.keep_entry(anna.access, yesterday)
    assert "Is this new for you?" not in text_of(alice.get(anna.url))
    assert "Is this new for you?" in text_of(alice.get(f"{anna.url}entries/yesterday/"))


def test_a_heavier_leg_than_usual_is_asked_about(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    start = datetime.now(UTC) - timedelta(days=40)
    for day in range(40):
        entry = make_entry(f"day-{day}", 2 + day % 2, 3, start + timedelta(days=day))
        here.store.keep_entry(anna.access, entry)
    page = alice.post(f"{anna.url}check-in/", {"left": "9", "right": "3"}, follow=True)
    assert "Is this new for you?" in text_of(page)
    assert "Above your usual range" in text_of(page)
    assert "Within your usual range" in text_of(page)


def test_what_is_typed_is_never_markup(here: Workspace, anna: Anna, alice: Client) -> None:
    nasty = "<script>alert(1)</script>"
    page = alice.post(f"{anna.url}check-in/", {"left": "3", "note": nasty}, follow=True)
    assert nasty not in page.content.decode()
    assert nasty in text_of(page)


@pytest.mark.parametrize(
    ("typed", "degrees"),
    [("37.5", 37.5), ("37,5 °C", 37.5), ("99.5", 37.5), ("99.5 F", 37.5), ("38c", 38.0)],
)
def test_a_temperature_is_read_as_it_is_meant(
    typed: str, degrees: float, here: Workspace, anna: Anna, alice: Client
) -> None:
    alice.post(f"{anna.url}check-in/", {"temperature": typed})
    assert _last(here, anna).body_temperature_c == degrees


@pytest.mark.parametrize("typed", ["hot", "7", "500", "-38", "38 39", "37 F"])
def test_a_temperature_that_is_none_is_named(
    typed: str, here: Workspace, anna: Anna, alice: Client
) -> None:
    page = alice.post(f"{anna.url}check-in/", {"left": "3", "temperature": typed})
    assert "for example 37.5, or leave it empty" in text_of(page)
    assert f'value="{typed}"' in page.content.decode()


@pytest.mark.parametrize(("country", "number"), [("DE", "112"), ("US", "911"), ("GB", "999")])
def test_an_emergency_is_said_word_for_word_and_can_be_dialled(
    country: str, number: str, here: Workspace, anna: Anna, alice: Client
) -> None:
    alice.post(f"{anna.url}details/", {"name": "Anna", "country": country})
    said = {"left": "9", "before": "heat", "temperature": "40.5"}
    page = alice.post(f"{anna.url}check-in/", said, follow=True)
    rule = here.knowledge.red_flag("rf14_heat_emergency")
    called = here.knowledge.country(country).emergency_number
    words = rule.says.replace("**", "").replace("{emergency_number}", called)
    text = text_of(page)
    assert " ".join(words.split()) in text.replace(" .", ".").replace(" ,", ",")
    assert text.index("Please read this first") < text.index("Your check-in is saved")
    assert f'class="button danger" href="tel:{number}"' in page.content.decode()


def test_what_needs_help_stays_in_sight_all_day(anna: Anna, alice: Client) -> None:
    assert "read this first" not in text_of(alice.get(anna.url))
    alice.post(f"{anna.url}check-in/", {"before": "heat", "temperature": "40.5"})
    today = text_of(alice.get(anna.url))
    assert "Please read this first" in today
    assert today.index("Get out of the heat") < today.index("Check in")


def _page_id(page: str) -> str:
    found = re.search(r'name="entry" value="([0-9a-f]{32})"', page)
    assert found
    return found[1]


def test_the_same_page_sent_twice_is_one_entry(here: Workspace, anna: Anna, alice: Client) -> None:
    page = alice.get(f"{anna.url}check-in/").content.decode()
    said = {"entry": _page_id(page), "left": "4", "note": "slow network"}
    first, second = (alice.post(f"{anna.url}check-in/", said) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert len(here.store.timeline(anna.access).entries) == 2


def test_the_same_page_with_other_answers_is_a_correction(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    said = {"entry": _page_id(alice.get(f"{anna.url}check-in/").content.decode()), "left": "4"}
    alice.post(f"{anna.url}check-in/", said)
    alice.post(f"{anna.url}check-in/", {**said, "left": "5"})
    last = _last(here, anna)
    assert (last.rating(Leg.LEFT), last.supersedes) == (5, (said["entry"],))
    assert len(here.store.timeline(anna.access).entries) == 2


def test_a_page_whose_entry_was_taken_back_makes_a_new_one(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    said = {"entry": _page_id(alice.get(anna.url).content.decode()), "could_not_walk": "legs"}
    alice.post(f"{anna.url}could-not-walk/", said)
    alice.post(f"{anna.url}entries/{said['entry']}/undo/")
    assert here.store.timeline(anna.access).entries == (anna.entry,)
    again = alice.post(f"{anna.url}could-not-walk/", said, follow=True)
    assert again.status_code == 200
    assert _last(here, anna).could_not_walk is CouldNotWalk.LEGS


_HERE = ("UTC", "Pacific/Kiritimati", "America/New_York")


@pytest.mark.parametrize("zone", _HERE)
@pytest.mark.parametrize(
    "day", ["0001-01-01", "0001-12-31", "1899-12-31", "2999-01-01", "9999-12-31"]
)
@pytest.mark.parametrize("at", ["", "00:00", "23:59"])
def test_a_day_nobody_can_mean_is_named(
    zone: str, day: str, at: str, here: Workspace, anna: Anna, alice: Client
) -> None:
    alice.cookies["surefoot-zone"] = zone
    said = {"left": "3", "on_day": day, "at_time": at}
    for where in ("check-in/", f"entries/{anna.entry.id}/change/"):
        page = alice.post(anna.url + where, said)
        assert page.status_code == 200
        assert re.search("too long ago|has not come yet", text_of(page))
        assert f'value="{day}"' in page.content.decode()
    assert here.store.timeline(anna.access).entries == (anna.entry,)


def test_an_id_that_is_none_is_refused(here: Workspace, anna: Anna, alice: Client) -> None:
    page = alice.post(f"{anna.url}check-in/", {"entry": "../x", "left": "4"})
    assert page.status_code == 200
    assert here.store.timeline(anna.access).entries == (anna.entry,)
