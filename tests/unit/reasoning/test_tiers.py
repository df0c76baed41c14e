"""Tiers: bars for what is dangerous and for what fits, and who may be named."""

import msgspec
import numpy as np
import pytest

from surefoot.model.codes import FindingOrigin, FindingState, Urgency
from surefoot.model.reasoning import Evidence, FittingCause, Tier
from surefoot.reasoning.tiers import TIERS, may_name, read_bars, rule_out, tier_numbers
from tests.unit.reasoning.answer_sets import KNOWLEDGE

# One cause of each urgency: emergency, same day, within days, routine.
CAUSES = ("gbs", "dvt", "als", "cvi")


def tiers(probability: float, lift: float) -> list[Tier]:
    bars = read_bars(KNOWLEDGE, CAUSES)
    shape = np.ones(len(CAUSES))
    return [TIERS[n] for n in tier_numbers(bars, probability * shape, lift * shape)]


@pytest.mark.parametrize(
    ("probability", "lift", "expected"),
    [
        (0.001, 500.0, "little little little little"),
        (0.004, 12.0, "out little little little"),
        (0.03, 1.0, "little little little little"),
        (0.03, 2.5, "out little little little"),
        (0.06, 2.5, "out out little little"),
        (0.06, 12.0, "out out out partly"),
        (0.3, 1.0, "partly partly partly partly"),
        (0.3, 2.5, "out out out partly"),
        (0.3, 6.0, "out out out well"),
        (0.6, 1.6, "well well well well"),
        (0.9, 1.0, "partly partly partly partly"),
        (0.9, 3.0, "out out out well"),
    ],
)
def test_bars(probability: float, lift: float, expected: str) -> None:
    words = {
        "out": Tier.RULE_OUT_FIRST,
        "well": Tier.FITS_WELL,
        "partly": Tier.FITS_PARTLY,
        "little": Tier.LITTLE,
    }
    assert tiers(probability, lift) == [words[word] for word in expected.split()]


def test_a_rare_danger_does_not_vanish_under_common_causes() -> None:
    bars = read_bars(KNOWLEDGE, CAUSES)
    found = tier_numbers(bars, np.array([0.02, 0.0, 0.0, 0.99]), np.array([40.0, 1.0, 1.0, 90.0]))
    assert [TIERS[n] for n in found[[0, 3]]] == [Tier.RULE_OUT_FIRST, Tier.FITS_WELL]


def test_bars_do_not_fall_with_urgency() -> None:
    bars = read_bars(KNOWLEDGE, CAUSES)
    assert list(bars.rule_out) == sorted(bars.rule_out)
    assert list(bars.rule_out_low) == sorted(bars.rule_out_low)
    assert np.all(bars.rule_out_low <= bars.rule_out)
    assert bars.rule_out[3] > 1, "nothing routine is ruled out first"


def fitting(cause: str, probability: float, tier: Tier, *evidence: Evidence) -> FittingCause:
    return FittingCause(
        cause, probability, probability, probability, 0.01, 3.0, tier, 0, supporting=evidence
    )


def test_what_is_most_urgent_is_ruled_out_first() -> None:
    urgency = {cause: KNOWLEDGE.cause(cause).urgency for cause in CAUSES}
    out = Tier.RULE_OUT_FIRST
    causes = [
        fitting("als", 0.9, out),
        fitting("cvi", 0.9, Tier.FITS_WELL),
        fitting("gbs", 0.05, out),
        fitting("dvt", 0.2, out),
    ]
    assert rule_out(causes, urgency) == ("gbs", "dvt", "als")
    assert urgency["gbs"] is Urgency.EMERGENCY


OWN_YES = Evidence(
    "f_twitch_waste", "both", FindingState.PRESENT, 20.0, 20.0, FindingOrigin.ANSWERED
)


def test_a_frightening_cause_is_named_only_where_an_answer_raised_it() -> None:
    als = KNOWLEDGE.cause("als")
    assert als.frightening
    out = Tier.RULE_OUT_FIRST
    assert may_name(als, fitting("als", 0.2, out, OWN_YES), KNOWLEDGE)
    assert not may_name(als, fitting("als", 0.2, out), KNOWLEDGE)
    assert not may_name(als, fitting("als", 0.001, Tier.LITTLE, OWN_YES), KNOWLEDGE)


@pytest.mark.parametrize(
    "change",
    [
        {"state": FindingState.ABSENT, "code": None},
        {"origin": FindingOrigin.MEASURED},
        {"used": 1.2},
        {"finding": "f_meds.dmt_pml"},
    ],
    ids=["a no", "a measurement", "a weak answer", "a medicine"],
)
def test_nothing_else_names_it(change: dict[str, object]) -> None:
    weak = msgspec.structs.replace(OWN_YES, **change)
    pml = KNOWLEDGE.cause("pml")
    assert may_name(pml, fitting("pml", 0.2, Tier.RULE_OUT_FIRST, OWN_YES), KNOWLEDGE)
    assert not may_name(pml, fitting("pml", 0.2, Tier.RULE_OUT_FIRST, weak), KNOWLEDGE)


def test_what_does_not_frighten_is_always_named() -> None:
    cvi = KNOWLEDGE.cause("cvi")
    assert may_name(cvi, fitting("cvi", 0.2, Tier.LITTLE), KNOWLEDGE)
