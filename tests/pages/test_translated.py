"""In a made-up language every page says nothing that a translator could not have changed."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.test import Client
from django.utils import translation

from surefoot.knowledge.knowledge import Knowledge
from tests.pages.conftest import Anna
from tools.messages import build_catalog

# A language that Django knows, so that it takes our catalogue for it.
LANGUAGE = "eo"
PAGES = [
    "",
    "check-in/",
    "details/",
    "delete/",
    "walks/add/",
    "timeline/",
    "page/",
    "page/?for=clinician",
    "new-or-wrong/",
    "entries/entry-1/",
    "entries/entry-1/change/",
    "entries/entry-1/delete/",
    "record/",
    "devices/",
]
_SHOWN_ATTRIBUTES = {"alt", "title", "aria-label", "placeholder", "data-label", "content"}
_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
# No words of ours: names of persons, programs, files and methods; units that all languages share.
_NOT_OURS = re.compile(
    r"\b(Surefoot|surefoot serve --lan|Anna|after lunch|csv|parquet|sfcap|zip|gz"
    r"|walk-[a-z]+|\d+ cm)\b"
)


def pseudo(sentence: str) -> str:
    """Return a translation that shows where it begins and ends."""
    return f"⟦{sentence}⟧"


class Shown(HTMLParser):
    """Collects what a page says: texts and the attributes that are read out or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        if tag != "meta":
            self.said += [value or "" for name, value in attrs if name in _SHOWN_ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def left_in_english(page: str) -> list[str]:
    shown = Shown()
    shown.feed(page)
    text = "\n".join(shown.said)
    while _MARKED.search(text):
        text = _MARKED.sub(" ", text)
    text = _NOT_OURS.sub(" ", text)
    return [line.strip() for line in text.splitlines() if re.search(r"[A-Za-z]{2}", line)]


def write_catalogue(folder: Path) -> None:
    translated = Catalog(locale=LANGUAGE)
    for message in build_catalog():
        if message.id:
            string = pseudo(message.id) if isinstance(message.id, str) else message.id
            if not isinstance(string, str):
                string = tuple(map(pseudo, message.id))
            translated.add(message.id, string, context=message.context)
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as out:
        write_mo(out, translated)


@pytest.fixture
def made_up_language(tmp_path: Path, settings: Any) -> Iterator[None]:
    write_catalogue(tmp_path / "locale" / LANGUAGE / "LC_MESSAGES")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    settings.LANGUAGES = [("en", "English"), (LANGUAGE, "Made up")]
    yield
    translation.deactivate()


def test_nothing_is_left_in_english(
    alice: Client, anna: Anna, made_up_language: None, knowledge: Knowledge
) -> None:
    countries = {country.name for country in knowledge.countries()}
    walk = f"walks/{anna.recording.id}/"
    for page in [*PAGES, walk, walk + "correct/", walk + "delete/"]:
        response = alice.get(anna.url + page, headers={"accept-language": LANGUAGE})
        assert response.status_code == 200, page
        assert "⟦" in response.content.decode(), page
        assert set(left_in_english(response.content.decode())) - countries == set(), page


def test_a_sentence_nobody_marked_is_found() -> None:
    page = "<p>⟦Good ⟦very⟧⟧ day</p><img alt='A cat'><script>var quiet</script>"
    assert left_in_english(page) == ["day", "A cat"]
