"""Ranges and ties: wider where less is known, the same each time, around what was found."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from surefoot.model.reasoning import About, Finding, MsStatus
from surefoot.reasoning.explain import explain
from surefoot.reasoning.network import build_network
from surefoot.reasoning.ranges import draw, tied, with_ranges
from tests.unit.reasoning.answer_sets import KNOWLEDGE, abouts, absent, answer_sets, present
from tests.unit.reasoning.small_knowledge import cause, finding, knowledge_of

YES = About(MsStatus.YES, 52, "F")
ANSWERS = (present("f_heat", "yes"), present("f_stiff", "yes"), absent("f_cold"))


@given(abouts, answer_sets())
@settings(max_examples=10, deadline=None)
def test_a_range_holds_what_was_found(about: About, findings: tuple[Finding, ...]) -> None:
    before = explain(about, findings, KNOWLEDGE)
    after = with_ranges(before, findings, KNOWLEDGE)
    for old, new in zip(before.causes, after.causes, strict=True):
        assert (old.cause, old.probability) == (new.cause, new.probability)
        assert new.low <= new.probability <= new.high
    ties = [one.tie for one in after.causes]
    assert ties == sorted(ties)
    assert set(ties) == set(range(ties[-1] + 1))


def test_the_same_answers_give_the_same_ranges() -> None:
    explanation = explain(YES, ANSWERS, KNOWLEDGE)
    once = with_ranges(explanation, ANSWERS, KNOWLEDGE)
    assert once == with_ranges(explanation, ANSWERS[::-1], KNOWLEDGE)
    assert any(one.low < one.probability < one.high for one in once.causes)


def test_without_answers_the_range_is_that_of_the_prior(tmp_path: Path) -> None:
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.2)], [])
    draws = draw(build_network(About(MsStatus.NO), (), facts), 2000)
    odds = np.log(draws.probabilities[:, 0] / (1 - draws.probabilities[:, 0]))
    assert odds.mean() == pytest.approx(np.log(0.25), abs=0.05)
    assert odds.std() == pytest.approx(facts.number("spread_prior_estimate").value, rel=0.08)
    assert draws.lifts == pytest.approx(1.0)


@pytest.mark.parametrize("certainty", ["estimate", "seen"])
def test_the_spread_of_a_ratio_follows_its_certainty(tmp_path: Path, certainty: str) -> None:
    name = {"estimate": "expert-estimate"}.get(certainty, certainty)
    said = finding("f_x", {("yes", "c"): 5.0}, {"yes": 0.02}, ratio_fields={"certainty": name})
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.05)], [said])
    network = build_network(About(MsStatus.NO), (present("f_x", "yes"),), facts)
    logs = np.log(draw(network, 2000).lifts[:, 0])
    assert logs.std() == pytest.approx(facts.number(f"spread_ratio_{certainty}").value, rel=0.12)


def test_an_answer_never_changes_sides_nor_passes_its_cap(tmp_path: Path) -> None:
    ratios = {("yes", "weak"): 1.1, ("yes", "strong"): 19.0, ("yes", "against"): 0.9}
    said = finding("f_x", ratios, {"yes": 0.02}, precedes=True)
    causes = [cause(name, no_ms=0.05) for name in ("against", "strong", "weak")]
    facts = knowledge_of(tmp_path, causes, [said])
    network = build_network(About(MsStatus.NO), (present("f_x", "yes"),), facts)
    against, strong, weak = draw(network, 500).lifts.T
    assert weak.min() >= 1 - 1e-9
    assert against.max() <= 1 + 1e-9
    assert strong.max() <= facts.number("ratio_cap_estimate").value + 1e-6


def test_what_cannot_be_told_apart_is_tied() -> None:
    rng = np.random.default_rng(1)
    clear = 10 + rng.normal(size=(400, 1)) * 0.1
    close = 3 + rng.normal(size=(400, 2))
    last = rng.normal(size=(400, 1)) * 0.1
    assert tied(np.hstack([clear, close, last]), 0.25) == (0, 1, 1, 2)
    assert tied(np.hstack([clear, close - 8, last]), 0.25) == (0, 1, 1, 1), "the planted case"
    assert tied(np.zeros((5, 0)), 0.25) == ()
