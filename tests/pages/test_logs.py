"""Logs hold no name, no number and no address with an id."""

import logging

import pytest
from django.test import Client

from surefoot.app.logs import NoValues
from surefoot.app.views import book, timeline
from tests.pages.conftest import Anna


@pytest.fixture
def lines() -> list[str]:
    return []


@pytest.fixture(autouse=True)
def _listen(lines: list[str]) -> object:
    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(logging.Formatter("%(name)s %(message)s").format(record))

    handler = Keep()
    handler.addFilter(NoValues())
    logger = logging.getLogger("django")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)


def test_a_page_that_is_not_there_leaves_no_address(
    anna: Anna, charlie: Client, lines: list[str]
) -> None:
    charlie.get(f"{anna.url}entries/{anna.entry.id}/")
    charlie.get("/open/a-token-of-mine/")
    charlie.get("/no/such/page/")
    assert lines
    said = "\n".join(lines)
    assert anna.person.id not in said
    assert "a-token-of-mine" not in said
    assert anna.entry.id not in said


def test_a_mistake_of_ours_leaves_its_place_but_not_its_words(
    anna: Anna, alice: Client, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ValueError("heaviness of Anna is 9")

    monkeypatch.setattr(timeline, "usual_ranges", fail)
    alice.raise_request_exception = False
    response = alice.get(f"{anna.url}timeline/")
    assert response.status_code == 500
    assert b"Anna" not in response.content
    said = "\n".join(lines)
    assert "ValueError" in said
    assert "heaviness of Anna" not in said
    assert "timeline" in said


def test_a_word_that_is_looked_up_leaves_nothing(
    anna: Anna, alice: Client, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    alice.get("/knowledge/page/als/")
    alice.get(f"{anna.url}knowledge/search/")

    def fail(_: object, words: str, *__: object) -> None:
        raise ValueError(words)

    monkeypatch.setattr(book, "look_up", fail)
    alice.raise_request_exception = False
    assert alice.post("/knowledge/search/", {"words": "weak bladder"}).status_code == 500
    said = "\n".join(lines)
    assert "ValueError" in said
    assert "bladder" not in said
    assert "/als/" not in said
