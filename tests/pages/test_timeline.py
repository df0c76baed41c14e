"""Heaviness and walking together: picture, table, print page and PDF."""

from datetime import timedelta

import msgspec
import pytest
from django.test import Client
from django.utils import timezone

from surefoot.app.workspace import Workspace
from surefoot.model.codes import Placement
from surefoot.usecases.correct_walk import correct_walk
from tests.pages.conftest import NOW, Anna, make_entry, text_of


def test_both_legs_and_walking_stand_together(anna: Anna, alice: Client) -> None:
    text = text_of(alice.get(f"{anna.url}timeline/?weeks="))
    assert "Your usual so far" in text
    for heading in ("Day", "Left leg", "Right leg", "Walking speed"):
        assert heading in text
    assert "m/s" in text


def test_every_walk_leads_to_its_page_even_without_a_speed(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    link = f'href="{anna.url}walks/{anna.recording.id}/"'
    table = _table(alice, anna)
    assert link in table
    assert "m/s" in table
    walk = here.store.walk(anna.access, anna.recording.id)
    capture = msgspec.structs.replace(walk.capture, placement=Placement.UNKNOWN)
    correct_walk(here.store, here.knowledge, anna.access, walk.recording, capture)
    table = _table(alice, anna)
    assert "m/s" not in table
    when = timezone.localtime(walk.started)
    assert f"{link}>walk {when:%H:%M}</a>" in table


def _table(alice: Client, anna: Anna) -> str:
    page = alice.get(f"{anna.url}timeline/?weeks=").content.decode()
    return page[page.index("<tbody") : page.index("</tbody")]


def test_the_page_to_print_is_linked(anna: Anna, alice: Client) -> None:
    page = alice.get(f"{anna.url}timeline/").content.decode()
    assert page.count(f'href="{anna.url}page/"') == 1
    assert f'href="{anna.url}timeline/" aria-current="page"' in page


def test_the_span_can_be_chosen(here: Workspace, anna: Anna, alice: Client) -> None:
    old = make_entry("old", 9, 9, NOW - timedelta(weeks=30))
    here.store.keep_entry(anna.access, old)
    seen = {
        weeks: f"entries/{old.id}/"
        in alice.get(f"{anna.url}timeline/?weeks={weeks}").content.decode()
        for weeks in ("4", "13", "52", "")
    }
    assert seen == {"4": False, "13": False, "52": True, "": True}


@pytest.mark.parametrize("weeks", ["-1", "9999", "abc", "' OR 1=1"])
def test_another_span_means_all(weeks: str, anna: Anna, alice: Client) -> None:
    assert alice.get(f"{anna.url}timeline/", {"weeks": weeks}).status_code == 200
    assert alice.get(f"{anna.url}timeline/light-wide.svg", {"weeks": weeks}).status_code == 200


def test_a_new_person_sees_what_to_do(here: Workspace, alice: Client) -> None:
    led = alice.post("/people/new/", {"name": "Eva", "country": "AT"})
    page = alice.get(f"{led['Location']}timeline/")
    assert "nothing to show" in text_of(page)
    assert alice.get(f"{led['Location']}timeline/dark-wide.svg").status_code == 200
    assert alice.get(f"{led['Location']}page/").status_code == 200


@pytest.mark.parametrize("audience", ["person", "clinician", "nobody"])
def test_the_page_can_be_read_and_taken_along(audience: str, anna: Anna, alice: Client) -> None:
    page = alice.get(f"{anna.url}page/", {"for": audience})
    assert page.status_code == 200
    assert "Anna" in text_of(page)
    pdf = alice.get(f"{anna.url}page/surefoot.pdf", {"for": audience})
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == 'attachment; filename="surefoot.pdf"'
    assert pdf.content.startswith(b"%PDF-")
