"""The explanation: alarms first, no percentage and no frightening name for the person."""

import re

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
    Urgency.ROUTINE,
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
def made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explain, "explain_person", lambda *_: MADE)


@pytest.mark.usefixtures("made")
def test_the_person_reads_tiers_reasons_and_one_next_step(anna: Anna, alice: Client) -> None:
    page = text_of(alice.get(f"{anna.url}why/"))
    assert "Heavy legs in MS are real" in page
    assert "Fits well Because" not in page
    order = [
        page.index(w)
        for w in (
            "Have this looked at first",
            "Fits well",
            "Fits in part",
            "What would tell most next",
            "What may help",
        )
    ]
    assert order == sorted(order)
    assert "You said: it is worse when you are hot." in page
    assert "We cannot tell these apart" in page
    assert "Is it worse later in the day or at night?" in page
    assert "Cool down without ice" in page
    assert "Not reviewed by a clinician" in page


@pytest.mark.usefixtures("made")
def test_the_person_reads_no_percentage_and_no_ratio(anna: Anna, alice: Client) -> None:
    for where in ("why/", "why/surer/", "why/card/", "why/card/work/"):
        page = text_of(alice.get(f"{anna.url}{where}"))
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
