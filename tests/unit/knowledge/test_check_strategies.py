"""Every fault of a strategy is found, and the strategies of Surefoot can always serve."""

import re

import msgspec
import pytest
import textstat

from surefoot.app.messages_reasoning import MESSAGES
from surefoot.knowledge.cautions import Caution, CautionLevel, Fallback, Shows
from surefoot.knowledge.check_strategies import check_strategy
from surefoot.knowledge.kinds import Strategy
from surefoot.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
CAUSES = {cause.id: cause for cause in KNOWLEDGE.causes()}
FINDINGS = {finding.id: finding for finding in KNOWLEDGE.findings()}
STRATEGIES = KNOWLEDGE.strategies()
PACING = next(s for s in STRATEGIES if s.id == "s_pacing")

# What no sentence to a person may hold: a dose, or a word that names or foretells an illness.
FORBIDDEN = re.compile(r"\d\s?(mg|g|µg|mcg|IU)\b|relapse|progress|diagnos|\bdose", re.I)


def caution(**fields: object) -> Caution:
    return msgspec.convert({"level": "avoid", "says": "Not now.", **fields}, Caution)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"suits": ("no_cause",)}, "knowledge.unknown_cause"),
        ({"cautions_if": (caution(cause="no_cause"),)}, "knowledge.unknown_cause"),
        ({"cautions_if": (caution(finding="f_nothing"),)}, "knowledge.unknown_finding"),
        (
            {"cautions_if": (caution(**{"finding": "f_heat", "is": ["maybe"]}),)},
            "knowledge.unknown_code",
        ),
        (
            {"cautions_if": (caution(**{"finding": "f_heat", "is": ["no"]}),)},
            "knowledge.unknown_code",
        ),
        ({"medicine": True}, "knowledge.medicine_tonight"),
        ({"unproven": True}, "knowledge.unproven_offered"),
        ({"tonight": False, "fallback": Fallback(order=1)}, "knowledge.fallback_not_offered"),
        ({"shows": None}, "knowledge.offered_without_shows"),
    ],
)
def test_a_wrong_strategy_is_named(change: dict[str, object], expected: str) -> None:
    assert list(check_strategy(PACING, CAUSES, FINDINGS)) == []
    wrong = msgspec.structs.replace(PACING, **change)
    found = list(check_strategy(wrong, CAUSES, FINDINGS))
    assert [p.message.id for p in found] == [expected]
    assert MESSAGES[expected].format(**found[0].message.params)


@pytest.mark.parametrize(
    "fields", [{}, {"finding": "f_heat", "cause": "pad"}, {"cause": "pad", "is": ["yes"]}]
)
def test_a_caution_is_met_by_one_thing(fields: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        caution(**fields)


def _always(strategy: Strategy) -> bool:
    """Whether nothing a person can say holds it back."""
    return all(c.level is CautionLevel.CAREFUL for c in strategy.cautions_if)


def test_two_for_tonight_and_one_for_the_team_are_never_held_back() -> None:
    fallbacks = [s for s in STRATEGIES if s.fallback and not s.fallback.only_ms and _always(s)]
    assert len([s for s in fallbacks if s.tonight and not s.ask_team]) >= 2
    assert len([s for s in fallbacks if s.ask_team and not s.tonight]) >= 1


def test_nothing_for_tonight_is_a_medicine_and_nothing_unproven_is_offered() -> None:
    assert not [s.id for s in STRATEGIES if s.tonight and (s.medicine or s.unproven)]
    assert next(s for s in STRATEGIES if s.id == "s_cooling").shows is Shows.TODAY


@pytest.mark.parametrize("strategy", STRATEGIES, ids=lambda s: s.id)
def test_no_words_hold_a_dose_or_a_verdict(strategy: Strategy) -> None:
    said = [c.says for c in strategy.cautions_if]
    plain = msgspec.structs.astuple(strategy.plain)
    assert not [text for text in (*said, *plain) if FORBIDDEN.search(text)]
    assert not re.search(r"\d\s?(mg|g|µg|mcg|IU)\b", strategy.evidence + strategy.name)


def test_the_words_test_finds_a_dose() -> None:
    assert FORBIDDEN.search("Take 10 mg")
    assert not FORBIDDEN.search("Take small sips")


def test_cautions_are_plain() -> None:
    said = sorted({c.says for s in STRATEGIES for c in s.cautions_if})
    assert textstat.flesch_kincaid_grade(" ".join(said)) <= 6
    assert [text for text in said if textstat.flesch_kincaid_grade(text) > 10] == []
    assert (
        textstat.flesch_kincaid_grade("Contraindicated in insufficiently evaluated patients.") > 10
    )
