"""One walk: hand it in, read its result, correct it, delete it."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from surefoot.app.workspace import Workspace
from surefoot.model.codes import Aid, Foot, Placement, QualityLevel, Shoes, Surface
from surefoot.model.people import Person, PersonId
from surefoot.model.segment import InitialContact, Quality
from tests.pages.conftest import ALICE, BOB, NOW, Anna, text_of

_UPLOAD = "walks/add/"


def _file(data: bytes, name: str = "walk.sfcap") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "application/octet-stream")


@pytest.fixture
def eva(here: Workspace) -> str:
    here.store.add_person(Person(PersonId("eva"), "Eva", "AT", NOW, height_m=1.6), ALICE)
    return "/people/eva/"


def test_an_upload_leads_to_its_result(eva: str, capture_bytes: bytes, alice: Client) -> None:
    said = {"file": _file(capture_bytes), "placement": "lower-back", "height": "170"}
    page = alice.post(eva + _UPLOAD, said, follow=True)
    text = text_of(page)
    assert "Your walk" in text
    assert "Walking speed" in text
    assert "m/s" in text
    assert "Most likely" in text
    assert "How sure:" in text
    assert "On my lower back" in text


def test_the_same_file_twice_is_one_walk(
    here: Workspace, anna: Anna, capture_bytes: bytes, alice: Client
) -> None:
    alice.post(anna.url + _UPLOAD, {"file": _file(capture_bytes)})
    assert len(here.store.walks(anna.access)) == 1


def test_the_height_of_the_person_is_offered(eva: str, alice: Client) -> None:
    assert 'value="160"' in alice.get(eva + _UPLOAD).content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.sfcap", b""),
        ("broken.sfcap", b'{"format":"surefoot-capture","version":1'),
        ("table.csv", b"time,colour\n1,red\n2,blue\n"),
        ("picture.png", b"\x89PNG\r\n\x1a\n0000"),
        ("../../etc/passwd", b"root:x:0:0\n"),
    ],
)
def test_a_bad_file_is_named_with_a_remedy_and_nothing_is_kept(
    name: str, data: bytes, here: Workspace, eva: str, alice: Client
) -> None:
    said = {"file": _file(data, name), "aid": "one-stick", "height": "171"}
    page = alice.post(eva + _UPLOAD, said)
    html = page.content.decode()
    assert page.status_code == 200
    assert 'role="alert"' in html
    assert name.rsplit("/", 1)[-1] in text_of(page)
    assert 'value="171"' in html
    assert 'value="one-stick" id="id_aid_1" checked' in html
    from surefoot.model.people import Access

    assert here.store.walks(Access(PersonId("eva"), ALICE)) == ()


def test_no_file_at_all_is_said(eva: str, alice: Client) -> None:
    assert "Pick the file with the recording first." in text_of(alice.post(eva + _UPLOAD, {}))


def test_a_walk_that_cannot_be_measured_is_kept_and_says_so(
    eva: str, capture_bytes: bytes, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from surefoot.usecases import bring_in, correct_walk

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bring_in, "analyse_kept", fail)
    page = alice.post(eva + _UPLOAD, {"file": _file(capture_bytes)}, follow=True)
    assert "kept, but not measured yet" in text_of(page)
    where = page.request["PATH_INFO"]
    with monkeypatch.context() as still:
        still.setattr(correct_walk, "analyse_kept", fail)
        again = alice.post(f"{where}measure/", follow=True)
        assert "could not be measured this time either" in text_of(again)
    again = alice.post(f"{where}measure/", follow=True)
    assert "The recording is measured now." in text_of(again)
    assert "Walking speed" in text_of(again)


@pytest.mark.parametrize("look", ["light-narrow", "light-wide", "dark-narrow", "dark-wide"])
def test_the_picture_is_a_file_that_can_run_nothing(look: str, anna: Anna, alice: Client) -> None:
    picture = alice.get(f"{anna.url}walks/{anna.recording.id}/{look}.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture["Content-Security-Policy"].startswith("default-src 'none'")
    assert b"<svg" in picture.content
    assert b"<script" not in picture.content


def test_there_is_no_other_look(anna: Anna, alice: Client) -> None:
    assert alice.get(f"{anna.url}walks/{anna.recording.id}/huge.svg").status_code == 404


def test_a_correction_measures_again(here: Workspace, anna: Anna, alice: Client) -> None:
    where = f"{anna.url}walks/{anna.recording.id}/correct/"
    assert 'value="lower-back" id="id_placement_0" checked' in alice.get(where).content.decode()
    said = {
        "placement": "pocket",
        "protocol": "free",
        "aid": "one-stick",
        "shoes": "other",
        "surface": "uneven",
        "height": "",
    }
    page = alice.post(where, said, follow=True)
    assert "Corrected, and measured again." in text_of(page)
    walk = here.store.walk(anna.access, anna.recording.id)
    capture = walk.capture
    assert (capture.placement, capture.aid) == (Placement.POCKET, Aid.ONE_STICK)
    assert (capture.shoes, capture.surface) == (Shoes.OTHER, Surface.UNEVEN)
    assert "What we could not measure" in text_of(page)
    assert len(here.store.analyses(anna.access, anna.recording.id)) == 2


def test_the_wrong_leg_can_be_put_right_and_back(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    def feet() -> list[Foot]:
        analysis = here.store.walk(anna.access, anna.recording.id).analysis
        assert analysis is not None
        return [contact.foot for contact in analysis.initial_contacts]

    other = {Foot.LEFT: Foot.RIGHT, Foot.RIGHT: Foot.LEFT, Foot.UNKNOWN: Foot.UNKNOWN}
    before = feet()
    assert Foot.LEFT in before
    where = f"{anna.url}walks/{anna.recording.id}/swap-feet/"
    page = alice.post(where, follow=True)
    assert feet() == [other[foot] for foot in before]
    assert "swapped by you" in text_of(page)
    assert "Left and right are swapped for this walk." in text_of(page)
    back = text_of(alice.post(where, follow=True))
    assert feet() == before
    assert "Left and right are back as they were measured." in back
    assert "are swapped" not in back


def test_where_no_foot_was_told_none_can_be_swapped(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = f"{anna.url}walks/{anna.recording.id}/"
    assert "swap-feet" in alice.get(where).content.decode()
    walk = here.store.walk(anna.access, anna.recording.id)
    assert walk.analysis is not None
    contacts = tuple(InitialContact(c.time_s, Foot.UNKNOWN) for c in walk.analysis.initial_contacts)
    untold = msgspec.structs.replace(walk.analysis, initial_contacts=contacts)
    here.store.keep_analysis(anna.access, untold, walk.capture)
    assert "swap-feet" not in alice.get(where).content.decode()


def _correct(walk: Anna, alice: Client, **said: str) -> str:
    where = f"{walk.url}walks/{walk.recording.id}/correct/"
    given = {"placement": "lower-back", "protocol": "free", "height": "168", **said}
    return text_of(alice.post(where, given, follow=True))


def test_when_a_walk_was_can_be_said(here: Workspace, anna: Anna, alice: Client) -> None:
    alice.cookies["surefoot-zone"] = "Europe/Berlin"
    said = _correct(anna, alice, on_day="2026-03-02", at_time="10:15")
    assert "2 March 2026, 10:15" in said
    walk = here.store.walk(anna.access, anna.recording.id)
    assert walk.capture.started == datetime(2026, 3, 2, 9, 15, tzinfo=UTC)
    assert here.store.timeline(anna.access).measurements[0].when.date() == date(2026, 3, 2)
    shown = alice.get(f"{anna.url}walks/{anna.recording.id}/correct/").content.decode()
    assert 'value="2026-03-02"' in shown
    assert 'value="10:15"' in shown


def test_a_time_sent_back_as_shown_says_nothing_new(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    start = timezone.localtime(anna.recording.header.time_base.start)
    _correct(anna, alice, on_day=f"{start:%Y-%m-%d}", at_time=f"{start:%H:%M}", aid="walker")
    assert here.store.walk(anna.access, anna.recording.id).capture.started is None


@pytest.mark.parametrize("day", ["0001-01-01", "2999-01-01"])
def test_a_walk_of_no_day_is_refused(day: str, here: Workspace, anna: Anna, alice: Client) -> None:
    assert "Not saved yet" in _correct(anna, alice, on_day=day)
    assert here.store.walk(anna.access, anna.recording.id).capture.started is None


def test_a_file_that_does_not_say_when_is_asked_about(
    here: Workspace, eva: str, capture_bytes: bytes, alice: Client
) -> None:
    head, _, rows = capture_bytes.partition(b"\n")
    header = {**json.loads(head), "started_known": False}
    file = _file(json.dumps(header).encode() + b"\n" + rows)
    page = alice.post(eva + _UPLOAD, {"file": file}, follow=True)
    where = page.request["PATH_INFO"]
    assert "When was this?" in text_of(page)
    assert f'href="{where}correct/#id_on_day"' in page.content.decode()
    assert 'id="id_on_day" value' not in alice.get(f"{where}correct/").content.decode()
    alice.post(f"{where}correct/", {"on_day": "2026-03-02", "at_time": "10:15"})
    told = text_of(alice.get(where))
    assert "2 March 2026" in told
    assert "When was this?" not in told


def test_a_file_that_is_here_already_is_shown(
    here: Workspace, anna: Anna, capture_bytes: bytes, alice: Client
) -> None:
    def hand_in(placement: str) -> str:
        said = {"file": _file(capture_bytes), "placement": placement}
        return text_of(alice.post(anna.url + _UPLOAD, said, follow=True))

    for same in ("", "unknown", "lower-back"):
        assert "You already have this recording. Here it is." in hand_in(same)
    assert len(here.store.analyses(anna.access, anna.recording.id)) == 1
    assert "It is measured again with what you said now." in hand_in("pocket")
    walk = here.store.walk(anna.access, anna.recording.id)
    assert (walk.capture.placement, walk.capture.height_m) == (Placement.POCKET, 1.7)
    assert "You already" not in text_of(alice.get(f"{anna.url}walks/{walk.recording}/"))


def test_a_phone_s_file_says_itself_where_the_phone_was(
    here: Workspace, eva: str, capture_bytes: bytes, alice: Client
) -> None:
    page = alice.post(eva + _UPLOAD, {"file": _file(capture_bytes)}, follow=True)
    assert "Phone or sensor On my lower back" in text_of(page)


def test_how_sure_is_said_once_when_all_is_alike(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = f"{anna.url}walks/{anna.recording.id}/"
    walk = here.store.walk(anna.access, anna.recording.id)
    assert walk.analysis is not None
    poor, good = (Quality(level) for level in (QualityLevel.POOR, QualityLevel.GOOD))
    alike = tuple(msgspec.structs.replace(m, quality=good) for m in walk.analysis.measurements)
    one = msgspec.structs.replace(alike[0], quality=poor)
    for measurements, often in ((alike, 1), ((one, *alike[1:]), None)):
        other = msgspec.structs.replace(walk.analysis, measurements=measurements)
        here.store.keep_analysis(anna.access, other, walk.capture)
        text = text_of(alice.get(where))
        whole = sum(m.segment is None for m in measurements)
        assert text.count("How sure:") == (often or whole)
    assert text.count("How sure: Poor.") == 1


def test_what_is_not_known_of_a_walk_can_be_told_at_once(anna: Anna, alice: Client) -> None:
    where = f"{anna.url}walks/{anna.recording.id}/"
    assert "Tell us" not in text_of(alice.get(where))
    unknown = _correct(anna, alice, placement="unknown")
    assert "Tell us where the phone was" in unknown
    missing = unknown[unknown.index("What we could not measure") :]
    assert missing.count("Step time,") == missing.count("left leg") == 0


def test_delete_says_what_it_does_and_asks_first(
    here: Workspace, anna: Anna, alice: Client, home: object
) -> None:
    where = f"{anna.url}walks/{anna.recording.id}/delete/"
    assert "everything measured on it are deleted" in text_of(alice.get(where))
    assert here.store.walks(anna.access)
    alice.post(where)
    assert here.store.walks(anna.access) == ()
    assert here.store.timeline(anna.access).measurements == ()
    assert here.store.timeline(anna.access).entries == (anna.entry,)
    assert alice.get(f"{anna.url}walks/{anna.recording.id}/").status_code == 404


def test_how_the_legs_felt_can_be_said_for_the_moment_of_the_walk(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    page = alice.get(f"{anna.url}check-in/?walk={anna.recording.id}").content.decode()
    start = anna.recording.header.time_base.start
    assert f'value="{start:%Y-%m-%d}"' in page
    assert alice.get(f"{anna.url}check-in/?walk={'0' * 64}").status_code == 404


def test_one_person_s_walk_is_not_another_s(
    anna: Anna, client_of: Callable[..., Client], here: Workspace, eva: str
) -> None:
    bob = client_of(BOB)
    assert bob.get(f"{anna.url}walks/{anna.recording.id}/").status_code == 200
    alice = client_of(ALICE)
    assert alice.get(f"{eva}walks/{anna.recording.id}/").status_code == 404
    assert alice.get(f"{eva}entries/{anna.entry.id}/").status_code == 404
