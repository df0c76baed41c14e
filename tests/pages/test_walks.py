"""One walk: hand it in, read its result, correct it, delete it."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from surefoot.app.workspace import Workspace
from surefoot.model.codes import Aid, Foot, Placement, Shoes, Surface
from surefoot.model.people import Person, PersonId
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
    assert "Pick the file with the walk first." in text_of(alice.post(eva + _UPLOAD, {}))


def test_a_walk_that_cannot_be_measured_is_kept_and_says_so(
    eva: str, capture_bytes: bytes, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from surefoot.usecases import bring_in

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(bring_in, "analyse_kept", fail)
    page = alice.post(eva + _UPLOAD, {"file": _file(capture_bytes)}, follow=True)
    assert "kept, but not measured yet" in text_of(page)


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
    alice.post(where)
    assert feet() == before


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
