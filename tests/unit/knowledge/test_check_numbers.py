"""Each wrong number of the network is found: planted one at a time in the real facts."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from surefoot.app.messages_reasoning import MESSAGES
from surefoot.knowledge.check_numbers import check_numbers
from surefoot.knowledge.kinds import Cause, FindingFact
from surefoot.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
FINDINGS = {fact.id: fact for fact in KNOWLEDGE.findings()}
CAUSES = {cause.id: cause for cause in KNOWLEDGE.causes()}
ESTIMATE = {"certainty": "expert-estimate", "sources": ["compiler-estimate"]}

Change = Callable[[dict[str, Any]], object]


def planted(kind: type[msgspec.Struct], fact: msgspec.Struct, how: Change) -> Any:
    data = msgspec.json.decode(msgspec.json.encode(fact))
    how(data)
    return msgspec.convert(data, kind)


def found(findings: dict[str, FindingFact], causes: dict[str, Cause]) -> list[tuple[str, str]]:
    problems = list(check_numbers(findings, causes.values()))
    for problem in problems:
        assert MESSAGES[problem.message.id].format(**problem.message.params)
    return [(problem.file, problem.message.id) for problem in problems]


def test_facts_of_surefoot_have_no_wrong_number() -> None:
    assert found(FINDINGS, CAUSES) == []


@pytest.mark.parametrize(
    ("name", "how", "expected"),
    [
        ("f_heat", lambda f: f.update(background=[]), "no_background"),
        ("f_falls", lambda f: f["background"].pop(), "no_background"),
        (
            "f_heat",
            lambda f: f["background"].append({"when": "yes", "value": 0.1, **ESTIMATE}),
            "two_backgrounds",
        ),
        ("f_heat", lambda f: f["background"][0].update(when="maybe"), "unknown_code"),
        ("f_heat", lambda f: f["background"][0].update(when="unknown"), "unknown_code"),
        ("f_onset", lambda f: f["background"][0].update(value=0.5), "background_sum"),
        ("f_onset", lambda f: f["background"][0].update(ms_value=0.5), "background_sum"),
        ("f_falls", lambda f: f["background"][0].update(value=0.97), "background_sum"),
        (
            "f_heat",
            lambda f: f["background"].append({"when": "no", "value": 0.1, **ESTIMATE}),
            "background_sum",
        ),
        ("f_knee", lambda f: f["background"].pop(), "no_background"),
        ("f_heat", lambda f: f["ratios"].append(dict(f["ratios"][0])), "two_ratios"),
    ],
)
def test_wrong_number_of_a_finding(name: str, how: Change, expected: str) -> None:
    wrong = planted(FindingFact, FINDINGS[name], how)
    problems = found({**FINDINGS, name: wrong}, CAUSES)
    assert (f"findings/{name}.yaml", f"knowledge.{expected}") in problems


@pytest.mark.parametrize("rate", [0.0, 1.0, -0.1, 1.5])
def test_rate_that_is_no_rate(rate: float) -> None:
    with pytest.raises(msgspec.ValidationError):
        planted(FindingFact, FINDINGS["f_heat"], lambda f: f["background"][0].update(value=rate))
    with pytest.raises(msgspec.ValidationError):
        planted(FindingFact, FINDINGS["f_heat"], lambda f: f["background"][0].update(ms_value=rate))


def test_rate_without_a_source() -> None:
    with pytest.raises(msgspec.ValidationError):
        planted(FindingFact, FINDINGS["f_heat"], lambda f: f["background"][0].pop("sources"))


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ({"finding": "f_onset", "codes": ["hours-weeks"]}, "overlapping_features"),
        ({"finding": "f_onset", "codes": ["years"]}, "features_above_one"),
    ],
)
def test_wrong_feature_of_a_cause(feature: dict[str, Any], expected: str) -> None:
    more = {**feature, "probability": 0.6, **ESTIMATE}
    wrong = planted(Cause, CAUSES["gbs"], lambda cause: cause["features"].append(more))
    problems = found(FINDINGS, {**CAUSES, "gbs": wrong})
    assert ("causes/gbs.yaml", f"knowledge.{expected}") in problems


def test_feature_whose_answer_has_no_background() -> None:
    bare = planted(FindingFact, FINDINGS["f_worse_daily"], lambda f: f.update(background=[]))
    problems = found({**FINDINGS, "f_worse_daily": bare}, CAUSES)
    assert ("findings/f_worse_daily.yaml", "knowledge.no_background") in problems
