"""Words for the person: every fact has them, and none frightens or names an amount."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from surefoot.app.messages_reasoning import MESSAGES
from surefoot.knowledge.check import check_folder
from surefoot.knowledge.check_words import NEVER_SAID, words_for_person
from surefoot.knowledge.load import FACTS, load_knowledge
from surefoot.model.codes import FindingState

KNOWLEDGE = load_knowledge()
CAUSE = "causes/si_joint.yaml"
FINDING = "findings/t_si_tests.yaml"
ASKED = "findings/f_heat.yaml"
STRATEGY = "strategies/s_pt.yaml"

Change = Callable[[dict[str, Any]], object]


def problems_after(folder: Path, name: str, how: Change) -> list[tuple[str, str]]:
    """Return the ids and files of what is wrong in the words of one changed fact."""
    place = folder / name
    place.parent.mkdir(parents=True)
    fact = yaml.safe_load((FACTS / name).read_text(encoding="utf-8"))
    how(fact)
    place.write_text(yaml.safe_dump(fact), encoding="utf-8")
    shutil.copytree(FACTS / "sources", folder / "sources")
    found = check_folder(folder)
    for problem in found:
        assert MESSAGES[problem.message.id].format(**problem.message.params)
    words = ("knowledge.no_plain_words", "knowledge.not_for_the_person")
    return [(p.message.id, p.file) for p in found if p.message.id in words]


@pytest.mark.parametrize(
    ("name", "how", "expected"),
    [
        (CAUSE, lambda f: f.pop("plain"), "knowledge.no_plain_words"),
        (CAUSE, lambda f: f["plain"].update(what="  "), "knowledge.no_plain_words"),
        (CAUSE, lambda f: f.pop("progression"), "knowledge.no_plain_words"),
        (FINDING, lambda f: f["answers"][0].pop("plain"), "knowledge.no_plain_words"),
        (STRATEGY, lambda f: f["plain"].pop("how"), "knowledge.no_plain_words"),
        (
            CAUSE,
            lambda f: f["plain"].update(what="You were diagnosed with it."),
            "knowledge.not_for_the_person",
        ),
        (
            STRATEGY,
            lambda f: f["plain"].update(how="Take a dose of 10 mg."),
            "knowledge.not_for_the_person",
        ),
        (
            STRATEGY,
            lambda f: f.update(
                cautions_if=[{"level": "avoid", "cause": "si_joint", "says": "It is fatal."}]
            ),
            "knowledge.not_for_the_person",
        ),
        (
            ASKED,
            lambda f: f.update(question="Is your disability worse?"),
            "knowledge.not_for_the_person",
        ),
        (
            FINDING,
            lambda f: f["answers"][0].update(plain="your relapse is back"),
            "knowledge.not_for_the_person",
        ),
    ],
)
def test_words_that_are_missing_or_frighten_are_found(
    tmp_path: Path, name: str, how: Change, expected: str
) -> None:
    found = problems_after(tmp_path, name, how)
    assert {problem for problem, _ in found} == {expected}
    assert {file for _, file in found} == {name}


def test_words_as_they_stand_are_fine(tmp_path: Path) -> None:
    assert problems_after(tmp_path, CAUSE, lambda fact: fact.get("id")) == []


@pytest.mark.parametrize(
    "said",
    ["Stop at 20 %.", "10 mg", "EDSS", "the progression", "progressive", "doses", "a patient"],
)
def test_words_that_are_never_said_are_known(said: str) -> None:
    assert NEVER_SAID.search(said)


@pytest.mark.parametrize("said", ["It hurts.", "Rest for 20 minutes.", "35 °C", "a doctor"])
def test_calm_words_are_let_through(said: str) -> None:
    assert NEVER_SAID.search(said) is None


def test_an_answer_comes_back_in_words() -> None:
    heat = KNOWLEDGE.finding("f_heat")
    assert heat.in_words(FindingState.PRESENT, "yes") == "it is worse when you are hot"
    assert heat.in_words(FindingState.ABSENT) == "heat makes no difference"
    assert heat.in_words(FindingState.UNKNOWN) == ""
    onset = KNOWLEDGE.finding("f_onset")
    assert onset.in_words(FindingState.PRESENT, "years") == "it came over years"


def test_answers_in_words_fit_into_a_sentence() -> None:
    """They follow "because": a clause in small letters without a full stop."""
    clauses = {
        f"{finding.id} {place}": text
        for finding in KNOWLEDGE.findings()
        for place, text in words_for_person(finding).items()
        if place.endswith("/plain")
    }
    wrong = {
        place: text
        for place, text in clauses.items()
        if text.endswith(".") or not (text[0].islower() or text.startswith("X-ray"))
    }
    assert wrong == {}


def test_no_two_answers_of_a_finding_say_the_same() -> None:
    for finding in KNOWLEDGE.findings():
        words = [answer.plain for answer in finding.answers if answer.plain]
        assert len(set(words)) == len(words), finding.id


def test_frightening_causes_are_marked() -> None:
    marked = {cause.id for cause in KNOWLEDGE.causes() if cause.frightening}
    assert {"als", "pml", "cord_compression", "stroke", "hypercalcaemia"} <= marked
    assert not {"ms_heat", "ms_fatigue", "deconditioning", "overexertion", "pad"} & marked


def test_a_cause_says_that_it_can_not_that_it_does() -> None:
    """No cause tells the person what is wrong with them."""
    told = [c.id for c in KNOWLEDGE.causes() if re.search(r"(?<!if )you have ", c.plain.what, re.I)]
    assert told == []
