"""Something is new or feels wrong: two lists, what they leave open, what they say, being seen."""

import re
from typing import Any

import pytest
from django.test import Client

from surefoot.app.workspace import Workspace
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.entry import SKIPPED
from surefoot.usecases.red_flags import open_flags_of
from tests.pages.conftest import Anna, text_of

CALM = "Nothing here needs help today"


def lists(client: Client, anna: Anna, now: list[str], days: list[str]) -> str:
    """Send the two lists; return where they lead, redirects followed."""
    sent = client.post(f"{anna.url}what-is-new/", {"now": now, "days": days}, follow=True)
    return str(sent.redirect_chain[-1][0])


def follow(client: Client, anna: Anna, now: list[str], days: list[str]) -> str:
    return text_of(client.get(lists(client, anna, now, days)))


def asked_on(page: Any) -> list[str]:
    return re.findall(r'name="asked" value="([^"]+)"', page.content.decode())


def open_rules(here: Workspace, anna: Anna) -> list[str]:
    return [f.alarm.rule for f in open_flags_of(here.store, here.knowledge, anna.access)]


def test_the_home_page_leads_to_the_lists_and_help_is_in_reach(anna: Anna, alice: Client) -> None:
    assert f'{anna.url}what-is-new/"' in alice.get(anna.url).content.decode()
    page = text_of(alice.get(f"{anna.url}what-is-new/"))
    assert "I need help now" in page
    assert page.count("None of these") == 2
    assert "Usual MS does not count" in page


def test_none_of_these_is_calm_and_says_how_far_it_goes(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    page = follow(alice, anna, ["none"], ["none"])
    assert CALM in page
    assert "If it feels wrong, call." in page
    assert open_rules(here, anna) == []


def test_what_an_emergency_rests_on_is_asked_once_more_with_the_number_to_call(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = lists(alice, anna, ["tick_face_arm"], ["tick_fever"])
    page = alice.get(where)
    assert asked_on(page) == ["f_face_arm"]
    assert "call 112 now" in text_of(page)
    assert re.search(r'value="yes" checked', page.content.decode())
    # Nothing is lost by leaving here: what was ticked stands open on the page of today.
    assert open_rules(here, anna)[0] == "rf01_stroke"
    assert text_of(alice.get(anna.url)).index("can be a stroke") < 400


@pytest.mark.parametrize("said", [{"q-f_face_arm": "yes"}, {}])
def test_an_emergency_ends_the_questions(said: dict[str, str], anna: Anna, alice: Client) -> None:
    where = lists(alice, anna, ["tick_face_arm"], ["tick_fever"])
    sent = {"asked": "f_face_arm", "clarify": "yes", **said}
    page = text_of(alice.post(where, sent, follow=True))
    assert "Please read this first" in page
    assert "Sudden weakness can be a stroke" in page


def test_a_slip_is_put_right_and_raises_nothing(here: Workspace, anna: Anna, alice: Client) -> None:
    where = lists(alice, anna, ["tick_face_arm"], ["none"])
    sent = {"asked": "f_face_arm", "clarify": "yes", "q-f_face_arm": "no"}
    assert CALM in text_of(alice.post(where, sent, follow=True))
    assert open_rules(here, anna) == []


def test_lists_ticked_anew_are_asked_about_anew(anna: Anna, alice: Client) -> None:
    lists(alice, anna, ["none"], ["none"])
    assert asked_on(alice.get(lists(alice, anna, ["tick_face_arm"], ["none"]))) == ["f_face_arm"]


def test_lists_sent_back_empty_could_not_check(here: Workspace, anna: Anna, alice: Client) -> None:
    page = follow(alice, anna, [], [])
    assert "We could not check for emergencies" in page
    assert CALM not in page
    newest = here.store.timeline(anna.access).entries[-1]
    assert {given.value for given in newest.answers} == {SKIPPED}


def test_not_sure_is_asked_one_by_one_and_only_then_counts(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = lists(alice, anna, ["not-sure"], ["none"])
    assert where.endswith("/each/")
    assert open_rules(here, anna) == []
    page = alice.get(where)
    asked = asked_on(page)
    assert "f_confusion" in asked
    answers = {"asked": asked, **{f"q-{name}": "no" for name in asked}}
    answers["q-f_bladder_bowel"] = "none"
    answers["q-f_cold_pale"] = "no"
    answers["q-f_confusion"] = "unknown"
    more = alice.post(where.removesuffix("each/"), answers, follow=True)
    assert asked_on(more) == ["f_confusion"]
    assert "Asked once more" in text_of(more)


@pytest.mark.parametrize(("again", "raised"), [("no", []), ("unknown", ["rf16_seizure_confusion"])])
def test_do_not_know_counts_after_it_was_asked_once_more(
    again: str, raised: list[str], here: Workspace, anna: Anna, alice: Client
) -> None:
    where = lists(alice, anna, ["not-sure"], ["none"]).removesuffix("each/")
    alice.post(where, {"asked": "f_confusion", "q-f_confusion": "unknown"})
    sent = {"asked": "f_confusion", "q-f_confusion": again, "clarify": "yes"}
    assert asked_on(alice.post(where, sent, follow=True)) == []
    assert open_rules(here, anna) == raised


def test_what_could_complete_a_red_flag_is_asked(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = lists(alice, anna, ["tick_fell_hurt"], ["none"])
    asked = asked_on(alice.get(where))
    assert "f_neck_pain_fall" in asked
    page = alice.post(where, {"asked": asked, "q-f_neck_pain_fall": "yes"}, follow=True)
    assert "After this fall you need to be checked now" in text_of(page)


def test_thoughts_of_suicide_are_asked_only_after_low_mood_and_shown_alone(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    assert "ending your life" not in text_of(alice.get(f"{anna.url}what-is-new/"))
    where = lists(alice, anna, ["none"], ["tick_low", "tick_swell_one"])
    asked = asked_on(alice.get(where))
    assert "f_suicidal" in asked
    page = alice.post(where, {"asked": ["f_suicidal"], "q-f_suicidal": "yes"}, follow=True)
    said = text_of(page)
    assert "glad you told us" in said
    assert "swollen" not in said
    assert asked_on(page) == ["f_suicide_plan"]


def test_an_answer_that_is_not_offered_keeps_nothing(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    where = lists(alice, anna, ["tick_fell_hurt"], ["none"])
    before = here.store.timeline(anna.access).entries
    said = {"asked": "f_head_hit", "q-f_head_hit": "perhaps"}
    assert alice.post(where, said).status_code == 400
    assert alice.post(where, {}).status_code == 400
    assert here.store.timeline(anna.access).entries == before


def test_pages_of_lists_are_for_those_with_access(
    anna: Anna, alice: Client, charlie: Client, stranger: Client
) -> None:
    where = lists(alice, anna, ["tick_fell_hurt"], ["none"])
    assert alice.get(where).status_code == 200
    for page in (where, f"{where}each/"):
        assert charlie.get(page).status_code == 404
        assert stranger.get(page).status_code == 403
    assert alice.get(where.replace("/done/", "/elsewhere/")).status_code == 404


def test_being_seen_closes_what_was_raised_and_it_stays_in_the_diary(
    here: Workspace, anna: Anna, alice: Client
) -> None:
    lists(alice, anna, ["none"], ["tick_swell_one"])
    raised = here.store.timeline(anna.access).entries[-1]
    page = alice.get(f"{anna.url}been-seen/").content.decode()
    assert 'value="rf20_dvt"' in page
    said = {"rules": "rf20_dvt", "said": "No clot on the scan"}
    assert "seen about" in text_of(alice.post(f"{anna.url}been-seen/", {"said": "x"}))
    assert alice.post(f"{anna.url}been-seen/", said)["Location"] == anna.url
    assert open_rules(here, anna) == []
    today = text_of(alice.get(anna.url))
    assert "read this first" not in today
    assert "You were seen on" in today
    assert "You were seen about this" in text_of(alice.get(f"{anna.url}entries/{raised.id}/"))
    newest = here.store.timeline(anna.access).entries[-1]
    shown = text_of(alice.get(f"{anna.url}entries/{newest.id}/"))
    assert "No clot on the scan" in shown


def test_a_day_to_come_is_refused(here: Workspace, anna: Anna, alice: Client) -> None:
    lists(alice, anna, ["none"], ["tick_swell_one"])
    said = {"rules": "rf20_dvt", "on_day": "2999-01-01"}
    assert "not come yet" in text_of(alice.post(f"{anna.url}been-seen/", said))
    assert open_rules(here, anna) == ["rf20_dvt"]


def test_every_line_of_the_lists_stands_on_the_page(
    anna: Anna, alice: Client, knowledge: Knowledge
) -> None:
    page = alice.get(f"{anna.url}what-is-new/").content.decode()
    for tick in knowledge.ticks():
        assert page.count(f'value="{tick.id}"') == 1
    one = alice.get(f"{anna.url}questions/list/a/").content.decode()
    assert one.count("<fieldset") == 1
    assert alice.get(f"{anna.url}questions/list/c/").status_code == 404
