"""The questions: one a screen, kept at once, in order, safe, and never lost."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from surefoot.app.for_other import about_them
from surefoot.app.views.asked import slug_of
from surefoot.app.workspace import Workspace
from surefoot.knowledge.knowledge import Knowledge
from surefoot.usecases.questions import answers_of
from tests.pages.conftest import Anna, text_of


def _say(client: Client, anna: Anna, finding: str, *values: str, **more: str) -> Any:
    name = "alone" if len(values) == 1 else "answer"
    where = f"{anna.url}questions/{slug_of(finding)}/"
    return client.post(where, {name: list(values), **more})


def _values(here: Workspace, anna: Anna, finding: str) -> Sequence[str]:
    return answers_of(here.store.timeline(anna.access))[finding].values


def test_the_first_screen_asks_who_one_is_and_each_answer_leads_on(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    begun = alice.post(f"{anna.url}questions/", {"whose": "own"})
    assert begun["Location"] == f"{anna.url}questions/{slug_of('f_ms')}/"
    page = text_of(alice.get(begun["Location"]))
    assert "Has a doctor told you that you have MS?" in page
    assert "About you: 1 of" in page
    assert "I don't know" in page
    assert "Skip" in page
    assert "I need help now" in page
    after = _say(alice, anna, "f_ms", "yes")
    assert after["Location"] == f"{anna.url}questions/{slug_of('f_age')}/"
    assert _values(here, anna, "f_ms") == ("yes",)


def test_every_question_offers_not_knowing_skipping_and_help(
    anna: Anna, alice: Client, knowledge: Knowledge
) -> None:
    for fact in knowledge.findings():
        html = alice.get(f"{anna.url}questions/{slug_of(fact.id)}/").content.decode()
        assert html.count("<h1") == 1
        assert 'name="alone" value="unknown"' in html
        assert 'name="alone" value="skipped"' in html
        assert html.count("/new-or-wrong/") >= 2


def test_addresses_of_questions_are_all_different(knowledge: Knowledge) -> None:
    ids = [fact.id for fact in knowledge.findings()]
    assert len({slug_of(finding) for finding in ids}) == len(ids)


def test_an_answer_that_is_not_offered_keeps_nothing(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    before = here.store.timeline(anna.access).entries
    assert _say(alice, anna, "f_ms", "perhaps").status_code == 400
    assert _say(alice, anna, "f_heat", "yes", "no").status_code == 400
    assert alice.post(f"{anna.url}questions/0123456789/", {"alone": "yes"}).status_code == 404
    assert here.store.timeline(anna.access).entries == before


def test_many_answers_of_one_question_are_kept_together(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    assert _say(alice, anna, "f_knee", "pain", "swollen").status_code == 302
    assert set(_values(here, anna, "f_knee")) == {"pain", "swollen"}


def test_a_page_sent_twice_is_one_entry_and_with_another_answer_its_correction(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    drawn = "a" * 32
    for value in ("yes", "yes", "no"):
        _say(alice, anna, "f_heat", value, entry=drawn)
    said = [e for e in here.store.timeline(anna.access).entries if e.answers]
    assert len(said) == 1
    assert _values(here, anna, "f_heat") == ("no",)


def test_a_skipped_question_is_no_answer_and_is_not_asked_again(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    after = alice.post(f"{anna.url}questions/{slug_of('f_ms')}/", {"alone": "skipped"})
    assert after["Location"].endswith(f"{slug_of('f_age')}/")
    assert answers_of(here.store.timeline(anna.access))["f_ms"].skipped


def test_back_leads_to_the_question_before_and_shows_its_answer(anna: Anna, alice: Client) -> None:
    _say(alice, anna, "f_ms", "yes")
    html = alice.get(f"{anna.url}questions/{slug_of('f_age')}/").content.decode()
    assert f'href="{anna.url}questions/{slug_of("f_ms")}/"' in html
    before = text_of(alice.get(f"{anna.url}questions/{slug_of('f_ms')}/"))
    assert "Yes (your answer so far)" in before


def test_the_questions_go_on_where_they_were_left(anna: Anna, alice: Client, bob: Client) -> None:
    _say(alice, anna, "f_ms", "yes")
    going_on = bob.post(f"{anna.url}questions/", {"whose": "own"})
    assert going_on["Location"].endswith(f"{slug_of('f_age')}/")


def test_for_somebody_else_the_questions_say_they(anna: Anna, alice: Client) -> None:
    alice.post(f"{anna.url}questions/", {"whose": "other"})
    page = text_of(alice.get(f"{anna.url}questions/{slug_of('f_ms')}/"))
    assert "Has a doctor told them that they have MS?" in page
    assert "They are being tested" in page
    assert "You answer for Anna" in page
    alice.post(f"{anna.url}questions/", {"whose": "own"})
    assert "told you" in text_of(alice.get(f"{anna.url}questions/{slug_of('f_ms')}/"))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Are you hot?", "Are they hot?"),
        ("Does it wake you?", "Does it wake them?"),
        ("Has a doctor told you that you have MS?", "Has a doctor told them that they have MS?"),
        ("I don't know", "I don't know"),
        ("Yes, and I was hurt", "Yes, and they were hurt"),
        ("As usual for me", "As usual for them"),
        ("Is your skin, where you'd sit, numb?", "Is their skin, where they'd sit, numb?"),
    ],
)
def test_you_becomes_they(said: str, meant: str) -> None:
    assert about_them(said) == meant


def test_no_question_about_somebody_else_says_you(knowledge: Knowledge) -> None:
    for fact in knowledge.findings():
        for text in (fact.question, fact.hint, *(answer.says for answer in fact.answers)):
            left = set(about_them(text).lower().replace("?", " ").replace(",", " ").split())
            assert not left & {"you", "your", "my", "me", "yourself"}, text


def test_answers_are_listed_by_topic_and_changed_later(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    _say(alice, anna, "f_heat", "yes")
    page = alice.get(f"{anna.url}answers/")
    assert "Is it worse when you are hot" in text_of(page)
    where = f"{anna.url}answers/{slug_of('f_heat')}/"
    assert f'href="{where}"' in page.content.decode()
    assert alice.post(where, {"alone": "no"})["Location"] == f"{anna.url}answers/"
    assert _values(here, anna, "f_heat") == ("no",)
