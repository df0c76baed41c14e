"""The questions: one a screen, kept at once, in order, safe, and never lost."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from surefoot.app.for_other import about_them
from surefoot.app.views.asked import slug_of
from surefoot.app.workspace import Workspace
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.entry import Entry, EntryId, GivenAnswer
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


def _through_about_and_lists(client: Client, anna: Anna) -> Any:
    for finding, value in (("f_ms", "yes"), ("f_age", "40-59"), ("f_sex", "F")):
        after = _say(client, anna, finding, value)
    for which, name in (("a", "now"), ("b", "days")):
        assert after["Location"] == f"{anna.url}questions/list/{which}/"
        after = client.post(after["Location"], {name: "none"}, follow=True)
        after["Location"] = after.redirect_chain[-1][0]
    return after


def test_the_two_safety_lists_come_before_the_questions(anna: Anna, alice: Client) -> None:
    after = _through_about_and_lists(alice, anna)
    assert "Question 1 of about 12" in text_of(alice.get(after["Location"]))


def test_after_twelve_questions_comes_the_explanation(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    where = _through_about_and_lists(alice, anna)["Location"]
    asked = []
    while "/questions/" in where:
        asked.append(where)
        where = alice.post(where, {"alone": "unknown"})["Location"]
    assert where == f"{anna.url}why/"
    assert len(asked) <= 12
    assert len(set(asked)) == len(asked)


def test_an_alarm_stands_before_the_next_question_and_an_emergency_ends_them(
    anna: Anna, alice: Client
) -> None:
    _through_about_and_lists(alice, anna)
    _say(alice, anna, "f_onset", "seconds-minutes")
    raised = _say(alice, anna, "f_cannot_do", "yes")
    assert raised["Location"] == f"{anna.url}questions/first/"
    page = alice.get(raised["Location"])
    assert "Please read this first" in text_of(page)
    assert 'href="tel:112"' in page.content.decode()
    assert "Go on" not in text_of(page)
    assert f"{anna.url}questions/sheet/" in page.content.decode()
    for where in ("questions/next/", "questions/first/"):
        sent = alice.get(f"{anna.url}{where}", follow=True)
        assert sent.wsgi_request.path == f"{anna.url}questions/first/"
    assert "What raised the alarm" in text_of(alice.get(f"{anna.url}questions/sheet/"))
    assert "Please read this first" in text_of(alice.get(f"{anna.url}why/"))


def test_the_sheet_for_helpers_says_no_only_of_the_last_day(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    old = datetime.now(UTC) - timedelta(days=3)
    said = (GivenAnswer("f_chest_pain", "no"), GivenAnswer("f_swell_both", "yes"))
    entry = Entry(EntryId("old"), old, "UTC", old, anna.access.actor, answers=said)
    here.store.keep_entry(anna.access, entry)
    sheet = text_of(alice.get(f"{anna.url}questions/sheet/"))
    assert "Both feet or ankles are swollen" in sheet
    assert "chest pain" not in sheet
    _say(alice, anna, "f_chest_pain", "no")
    assert "chest pain" in text_of(alice.get(f"{anna.url}questions/sheet/"))


def test_a_slip_is_put_right_and_the_alarm_is_gone(anna: Anna, alice: Client) -> None:
    _through_about_and_lists(alice, anna)
    _say(alice, anna, "f_onset", "seconds-minutes")
    _say(alice, anna, "f_cannot_do", "yes")
    slip = f"{anna.url}answers/{slug_of('f_cannot_do')}/slip/"
    assert slip in alice.get(f"{anna.url}questions/first/").content.decode()
    assert "/questions/" in alice.post(slip, {"alone": "no"})["Location"]
    assert "Please read this first" not in text_of(alice.get(f"{anna.url}why/"))


def test_thoughts_of_ending_ones_life_are_asked_only_after_a_low_mood(
    anna: Anna, alice: Client
) -> None:
    _through_about_and_lists(alice, anna)
    calm = _say(alice, anna, "f_low_mood", "no")
    assert slug_of("f_suicidal") not in calm["Location"]
    low = _say(alice, anna, "f_low_mood", "yes")
    following = [low["Location"]]
    while slug_of("f_suicidal") not in following[-1] and len(following) < 4:
        following.append(alice.post(following[-1], {"alone": "no"})["Location"])
    assert slug_of("f_suicidal") in following[-1]


def test_what_nobody_knows_and_an_alarm_rests_on_is_asked_once_more(
    anna: Anna, alice: Client
) -> None:
    _through_about_and_lists(alice, anna)
    again = _say(alice, anna, "f_face_arm", "unknown")
    assert "/what-is-new/" in again["Location"]
    assert "Asked once more" in text_of(alice.get(again["Location"]))


def test_passing_over_the_lists_is_said_on_every_screen(anna: Anna, alice: Client) -> None:
    for which in ("a", "b"):
        alice.post(f"{anna.url}questions/list/{which}/", {})
    page = text_of(alice.get(f"{anna.url}questions/{slug_of('f_heat')}/"))
    assert "We could not check for emergencies. If you feel seriously unwell call 112." in page
    assert "We could not check for emergencies" in text_of(alice.get(f"{anna.url}why/"))


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
