"""Numbers written down: kept on their scale, shown, changed, taken back; and reminders."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from surefoot.app.forms.numbers import KINDS, read_girth, read_minutes
from surefoot.app.workspace import Workspace
from surefoot.model.codes import Leg, Measure
from surefoot.model.entry import Entry
from surefoot.model.score import SCALES
from tests.pages.conftest import Anna, text_of

SLUGS = {kind.measure: kind.slug for kind in KINDS.values()}


def _entries(here: Workspace, anna: Anna) -> list[Entry]:
    return [e for e in here.store.timeline(anna.access).entries if e.scores]


def _write(client: Client, anna: Anna, measure: Measure, **said: str) -> str:
    where = f"{anna.url}numbers/{SLUGS[measure]}/"
    return text_of(client.post(where, said, follow=True))


def test_every_number_can_be_written_down() -> None:
    assert set(SLUGS) == set(SCALES)


@pytest.mark.parametrize(
    ("measure", "said", "shown"),
    [
        (Measure.FATIGUE, {"both": "7"}, "Tiredness 7 of 10"),
        (Measure.PAIN, {"left": "2", "right": "5"}, "Pain, Right leg 5 of 10"),
        (Measure.CALF_GIRTH, {"left": "37,5", "right": "14.8 in"}, "Right leg 37.6 cm"),
        (Measure.URINE_COLOUR, {"both": "6"}, "Colour of urine 6"),
        (Measure.LONGEST_SITTING, {"both": "1:30"}, "Longest time sitting 90 min"),
        (Measure.EDSS, {"both": "4.5"}, "4.5 points"),
        (Measure.MSWS_12, {"both": "35"}, "MSWS-12 score 35 points"),
    ],
)
def test_a_number_is_kept_and_shown(
    measure: Measure, said: dict[str, str], shown: str, here: Workspace, anna: Anna, alice: Client
) -> None:
    page = _write(alice, anna, measure, **said)
    assert "Thank you. It is saved." in page
    assert shown in page
    (entry,) = _entries(here, anna)
    assert {score.measure for score in entry.scores} == {measure}
    assert shown.rsplit(", ", maxsplit=1)[-1].split()[-2] in text_of(alice.get(anna.url))


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        (Measure.EDSS, {"both": "4.2"}),
        (Measure.PHQ_9, {"both": "28"}),
        (Measure.PHQ_9, {"both": "many"}),
        (Measure.CALF_GIRTH, {"left": "375"}),
        (Measure.FATIGUE, {"both": "11"}),
        (Measure.FATIGUE, {}),
        (Measure.FATIGUE, {"both": "5", "on_day": "1800-01-01"}),
    ],
)
def test_what_is_not_on_the_scale_is_refused_and_nothing_is_kept(
    measure: Measure, said: dict[str, str], here: Workspace, anna: Anna, alice: Client
) -> None:
    assert "Not saved yet" in _write(alice, anna, measure, **said)
    assert _entries(here, anna) == []


def test_the_same_page_sent_twice_is_one_entry(here: Workspace, anna: Anna, alice: Client) -> None:
    for number in ("4", "4", "6"):
        _write(alice, anna, Measure.FATIGUE, both=number, entry="0" * 32)
    (entry,) = _entries(here, anna)
    assert entry.score(Measure.FATIGUE) == 6
    assert len(here.store.entry_history(anna.access, entry.id)) == 2


def test_a_number_is_changed_and_taken_back(here: Workspace, anna: Anna, alice: Client) -> None:
    _write(alice, anna, Measure.CALF_GIRTH, left="37", right="38")
    (entry,) = _entries(here, anna)
    where = f"{anna.url}entries/{entry.id}/"
    assert 'value="38"' in alice.get(f"{where}change/").content.decode()
    alice.post(f"{where}change/", {"left": "37.5"})
    (changed,) = _entries(here, anna)
    assert changed.score(Measure.CALF_GIRTH, Leg.LEFT) == 37.5
    assert changed.score(Measure.CALF_GIRTH, Leg.RIGHT) is None
    alice.post(f"{anna.url}entries/{changed.id}/undo/")
    (restored,) = _entries(here, anna)
    assert restored.scores == entry.scores
    alice.post(f"{anna.url}entries/{restored.id}/undo/")


def test_a_newly_thick_calf_is_asked_about_and_then_alarms(anna: Anna, alice: Client) -> None:
    page = _write(alice, anna, Measure.CALF_GIRTH, left="41", right="37")
    assert "Is this new for you?" in page
    assert "can be a clot" not in page
    where = alice.get(anna.url).content.decode().split("new-or-not/")[0].rsplit('"', 1)[1]
    said = alice.post(f"{where}new-or-not/", {"is_new": "yes"}, follow=True)
    assert "can be a clot" in text_of(said)


def test_a_score_about_mood_always_leads_to_help(anna: Anna, alice: Client) -> None:
    for number in ("0", "27"):
        assert "get help now" in _write(alice, anna, Measure.PHQ_9, both=number)
    assert "get help now" not in _write(alice, anna, Measure.MFIS_5, both="9")


def test_an_unknown_kind_is_not_there(anna: Anna, alice: Client) -> None:
    assert alice.get(f"{anna.url}numbers/zz/").status_code == 404


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("90", 90), ("90 min", 90), ("1:30", 90), ("2 h", 120), ("1 h 5 min", 65), ("long", None)],
)
def test_times_are_read_as_people_write_them(text: str, minutes: float | None) -> None:
    assert read_minutes(text) == minutes


def test_girths_are_read_in_centimetres_and_inches() -> None:
    assert (read_girth("37,5 cm"), read_girth('14.8"'), read_girth("x")) == (37.5, 37.6, None)


def test_a_reminder_is_a_file_that_says_nothing_about_health(anna: Anna, alice: Client) -> None:
    said = {"first": "08:00", "second": "20:00", "every": "1"}
    answer = alice.post(f"{anna.url}reminder/", said)
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "surefoot.ics" in answer.headers["Content-Disposition"]
    events = list(Calendar.from_ical(answer.content).walk("VEVENT"))
    assert [event["DTSTART"].dt.hour for event in events] == [8, 20]
    assert events[0]["DTSTART"].dt.date() - timezone.localdate() <= timedelta(days=1)
    assert b"Anna" not in answer.content


def test_a_reminder_without_a_time_asks_again(anna: Anna, alice: Client) -> None:
    answer = alice.post(f"{anna.url}reminder/", {"every": "1"})
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Not saved yet" in text_of(answer)
