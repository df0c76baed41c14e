"""The explanation: alarms first, no percentage and no frightening name for the person."""

import re
from typing import Any

import msgspec
import pytest
from django.test import Client

from surefoot.app.views import explain
from surefoot.app.views.asked import slug_of
from surefoot.app.workspace import Workspace
from surefoot.model.codes import FindingOrigin, FindingState, Urgency
from surefoot.model.reasoning import (
    About,
    Evidence,
    Explanation,
    FittingCause,
    Help,
    HelpSlot,
    MsStatus,
    NextStep,
    StepKind,
    Tier,
)
from tests.pages.conftest import Anna, text_of


def _evidence(finding: str, ratio: float, code: str = "yes") -> Evidence:
    return Evidence(finding, code, FindingState.PRESENT, ratio, ratio, FindingOrigin.ANSWERED)


def _cause(cause: str, tier: Tier, tie: int, *evidence: Evidence) -> FittingCause:
    supporting = tuple(one for one in evidence if one.ratio > 1)
    opposing = tuple(one for one in evidence if one.ratio < 1)
    return FittingCause(cause, 0.42, 0.31, 0.57, 0.2, 2.5, tier, tie, supporting, opposing)


MADE = Explanation(
    About(MsStatus.YES),
    Urgency.DAYS,
    rule_out=("dvt", "als"),
    causes=(
        _cause("ms_heat", Tier.FITS_WELL, 1, _evidence("f_heat", 8.0)),
        _cause("ms_fatigue", Tier.FITS_WELL, 1, _evidence("f_whole_body_tired", 3.0)),
        _cause(
            "cvi", Tier.FITS_PARTLY, 2, _evidence("f_heat", 1.6), _evidence("f_onset", 0.5, "years")
        ),
        _cause("dvt", Tier.RULE_OUT_FIRST, 3, _evidence("f_swell_one", 4.0)),
        _cause("als", Tier.RULE_OUT_FIRST, 4),
        _cause("lumbar_stenosis", Tier.LITTLE, 5),
        _cause("pml", Tier.LITTLE, 6),
    ),
    next=(
        NextStep(StepKind.QUESTION, "f_evening", 0.12, 0.2),
        NextStep(StepKind.ASK_DOCTOR, "test_b12", 0.1, 20),
    ),
    helps=(Help("s_cool_room", ("ms_heat",), (), HelpSlot.TONIGHT, True),),
    ratios_used=6,
    ratios_unreviewed=5,
)


@pytest.fixture
def made(anna: Anna, alice: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    alice.post(f"{anna.url}questions/{slug_of('f_heat')}/", {"alone": "yes"})
    monkeypatch.setattr(explain, "explain_person", lambda *_: MADE)


@pytest.mark.usefixtures("made")
def test_the_person_reads_tiers_reasons_and_one_next_step(anna: Anna, alice: Client) -> None:
    page = text_of(alice.get(f"{anna.url}why/"))
    assert "Heavy legs in MS are real" in page
    assert "Fits well Because" not in page
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>", alice.get(f"{anna.url}why/").content.decode())
    assert headings == [
        "Have this looked at first",
        "Fits well",
        "Fits in part",
        "What would tell most next",
        "What may help",
    ]
    assert "You said: it is worse when you are hot." in page
    assert "We cannot tell these apart" in page
    assert "Is it worse later in the day or at night?" in page
    assert "Cool down without ice" in page
    assert "Not reviewed by a clinician" in page


def _without_citations(response: Any) -> str:
    page = re.sub(r'<ul class="cites">.*?</ul>', "", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.usefixtures("made")
def test_the_person_reads_no_percentage_and_no_ratio(anna: Anna, alice: Client) -> None:
    for where in ("why/", "why/surer/", "why/card/", "why/card/work/"):
        page = _without_citations(alice.get(f"{anna.url}{where}"))
        assert not re.search(r"\d\s?%|\b0\.\d|\blift\b|\bratio", page), where


@pytest.mark.usefixtures("made")
def test_a_frightening_cause_nobody_raised_is_not_named(anna: Anna, alice: Client) -> None:
    for where in ("why/", "why/surer/"):
        page = text_of(alice.get(f"{anna.url}{where}"))
        assert "rare illness of the nerves that move muscles" not in page
        assert "Ask your doctor whether anything rare should be looked for." in page


@pytest.mark.usefixtures("made")
def test_the_clinician_reads_numbers_sources_and_what_is_not_reviewed(
    anna: Anna, alice: Client
) -> None:
    page = text_of(alice.get(f"{anna.url}why/team/"))
    assert "5 of 6 ratios are unreviewed estimates" in page
    assert "42 %" in page
    assert "31 % to 57 %" in page
    assert "8.0 / 8.0" in page
    assert "order not stable" in page
    assert "0.12 bits" in page
    assert "Motor neuron" in page or "ALS" in page or "lateral sclerosis" in page


def test_the_card_has_four_sentences_and_at_work_does_not_name_ms(
    anna: Anna, alice: Client, here: Workspace
) -> None:
    alice.post(f"{anna.url}questions/{slug_of('f_ms')}/", {"alone": "yes"})
    alice.post(f"{anna.url}questions/{slug_of('f_heat')}/", {"alone": "yes"})
    home = alice.get(f"{anna.url}why/card/").content.decode()
    card = home[home.index("show-card") : home.index("</article>")]
    assert card.count("<p>") == 4
    assert "Anna has MS" in card
    assert "in the heat" in card
    work = alice.get(f"{anna.url}why/card/work/").content.decode()
    assert "MS" not in work[work.index("show-card") : work.index("</article>")]


def test_without_answers_nothing_fits_yet_but_something_helps(anna: Anna, alice: Client) -> None:
    page = text_of(alice.get(f"{anna.url}why/"))
    assert "There are few answers so far" in page
    assert "Fits" not in page
    assert "Tonight" in page


def test_an_explanation_of_real_answers_names_them_and_ends_with_help(
    anna: Anna, alice: Client
) -> None:
    said = {"f_ms": "yes", "f_onset": "years", "f_heat": "yes", "f_cool_relief": "yes"}
    for finding, value in said.items():
        alice.post(f"{anna.url}questions/{slug_of(finding)}/", {"alone": value})
    page = text_of(alice.get(f"{anna.url}why/surer/"))
    assert "You said: it is worse when you are hot." in page
    assert "our numbers" in page
    assert page.index("Heavy legs in MS are real") < page.index("Heat")
    assert not re.search(r"\d\s?%", _without_citations(alice.get(f"{anna.url}why/surer/")))
    alice.post(f"{anna.url}questions/", {"whose": "other"})
    about_her = text_of(alice.get(f"{anna.url}why/"))
    assert "The answer was: it is worse when they are hot." in about_her


def test_the_start_page_leads_to_the_questions_of_the_one_person(anna: Anna, alice: Client) -> None:
    assert "/for/questions/" in alice.get("/").content.decode()
    assert alice.get("/for/questions/")["Location"] == f"{anna.url}questions/"


def test_a_result_from_a_doctor_is_written_down_and_what_ms_confounds_is_said(
    anna: Anna, alice: Client
) -> None:
    alice.post(f"{anna.url}answers/{slug_of('f_ms')}/", {"alone": "yes"})
    assert f"answers/{slug_of('t_romberg')}/" in (
        alice.get(f"{anna.url}answers/results/").content.decode()
    )
    alice.post(f"{anna.url}answers/{slug_of('t_romberg')}/", {"alone": "yes"})
    assert slug_of("t_romberg") not in alice.get(f"{anna.url}answers/results/").content.decode()
    page = text_of(alice.get(f"{anna.url}why/team/"))
    assert "What MS itself explains" in page
    alice.post(f"{anna.url}answers/{slug_of('f_ms')}/slip/", {"alone": "no"})
    assert "What MS itself explains" not in text_of(alice.get(f"{anna.url}why/team/"))


def _press(monkeypatch: pytest.MonkeyPatch, urgency: Urgency) -> None:
    made = msgspec.structs.replace(MADE, urgency=urgency)
    monkeypatch.setattr(explain, "explain_person", lambda *_: made)


@pytest.mark.usefixtures("made")
def test_an_emergency_by_causes_alone_comes_before_all_and_alone(
    anna: Anna, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _press(monkeypatch, Urgency.EMERGENCY)
    for where in ("why/", "why/surer/"):
        page = alice.get(f"{anna.url}{where}").content.decode()
        headings = re.findall(r"<h[12][^>]*>(.*?)</h", page)
        assert headings[0] == "Please read this first"
        assert "Have this looked at first" not in headings
        assert "What may help" not in headings
        assert re.search(r"<strong>Call \S.* now</strong>", page)
        assert 'class="button danger" href="tel:' in page
    team = text_of(alice.get(f"{anna.url}why/team/"))
    assert "How urgent: Now" in team
    assert "by the causes together" in team


@pytest.mark.usefixtures("made")
def test_the_same_day_by_causes_alone_comes_first_and_can_have_been_seen(
    anna: Anna, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _press(monkeypatch, Urgency.SAME_DAY)
    response = alice.get(f"{anna.url}why/")
    page = text_of(response)
    assert page.index("should be looked at today") < page.index("Have this looked at first")
    assert "Ask a doctor about it today." in page
    assert "A doctor has checked this already" in page
    assert f"questions/{slug_of('f_assessed')}/" in response.content.decode()


@pytest.mark.usefixtures("made")
def test_what_is_not_likely_is_not_for_today(
    anna: Anna, alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _press(monkeypatch, Urgency.ROUTINE)
    page = text_of(alice.get(f"{anna.url}why/"))
    assert "Not likely, but worth asking about" in page
    assert "It is not likely. Ask about it at your next visit" in page
    assert "Have this looked at first" not in page
    assert "about it today" not in page
    assert "Please read this first" not in page


def test_what_an_emergency_needs_is_not_said_in_the_words_of_the_same_day() -> None:
    from surefoot.app.messages import sentences

    asks = [sentences()[f"explain.ask.{level.value}"] for level in Urgency]
    assert len(set(asks)) == len(asks)
