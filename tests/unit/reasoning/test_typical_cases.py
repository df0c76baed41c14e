"""Every cause can be told from the others: its textbook picture puts it among the first three."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from surefoot.knowledge.answers import read_answers
from surefoot.knowledge.load import load_knowledge
from surefoot.model.reasoning import About, MsStatus
from surefoot.reasoning.network import build_network
from surefoot.reasoning.posterior import posterior

KNOWLEDGE = load_knowledge()
FACTS = {fact.id: fact for fact in KNOWLEDGE.findings()}
FILE = Path(__file__).parents[3] / "validation" / "cases" / "typical" / "cases.yaml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def place(case: dict[str, Any], ms: bool, keep: slice = slice(None)) -> int:
    """Return where the cause comes by lift, 1 the first, from some of the answers."""
    about = About(MsStatus.YES if ms else MsStatus.NO, case["age"], case["sex"])
    said = dict(list(case["findings"].items())[keep])
    found = posterior(build_network(about, read_answers(FACTS, said), KNOWLEDGE))
    mine = found.lifts[found.causes.index(case["cause"])]
    return int(np.sum(found.lifts >= mine))


def test_each_cause_has_one_case() -> None:
    assert sorted(case["cause"] for case in CASES) == sorted(c.id for c in KNOWLEDGE.causes())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["cause"])
def test_textbook_picture_puts_its_cause_among_the_first_three(case: dict[str, Any]) -> None:
    assert place(case, case["ms"]) <= 3


def test_so_it_does_when_only_every_second_question_was_answered() -> None:
    places = [place(case, case["ms"], slice(n, None, 2)) for case in CASES for n in (0, 1)]
    assert np.mean(np.array(places) <= 3) >= 0.85


def test_so_it_does_in_people_with_the_other_answer_about_ms() -> None:
    other = [c for c in CASES if (p := KNOWLEDGE.cause(c["cause"]).priors).ms and p.no_ms]
    places = [place(case, not case["ms"]) for case in other]
    assert np.mean(np.array(places) <= 3) >= 0.85


def test_answers_of_somebody_else_do_not() -> None:
    """The planted bad case: the picture of the next cause in the file."""
    swapped = [{**b, "cause": a["cause"]} for a, b in pairwise(CASES)]
    able = [c for c in swapped if KNOWLEDGE.cause(c["cause"]).priors.ms]
    assert np.mean(np.array([place(case, True) for case in able]) <= 3) <= 0.3


def causes_by_lift(ms: bool, said: dict[str, Any]) -> list[str]:
    about = About(MsStatus.YES if ms else MsStatus.NO, 40, "F")
    found = posterior(build_network(about, read_answers(FACTS, said), KNOWLEDGE))
    return [found.causes[n] for n in np.argsort(-found.lifts)]


FELT = {"f_gt24h": True, "f_onset": "hours-weeks", "f_numb_one": "strip", "f_side": "one"}


def test_a_relapse_that_is_felt_in_one_leg_is_among_the_first_three() -> None:
    plain = {**FELT, "f_fever": False, "f_uti": False, "f_heat": False}
    assert "ms_relapse" in causes_by_lift(True, plain)[:3]
    new = {**FELT, "f_is_new": True, "f_back_pain": "none", "f_shoot_leg": False}
    assert causes_by_lift(True, new)[0] == "ms_relapse"
    back = {**FELT, "f_is_new": True, "f_back_pain": "new-bad", "f_shoot_leg": True}
    assert causes_by_lift(True, back)[0] in ("sciatica", "herniated_disc")


def test_an_ordinary_tired_day_with_ms_is_tiredness_and_not_a_lack_of_a_vitamin() -> None:
    tired = {"f_whole_body_tired": True, "f_evening": True, "f_poor_sleep": True}
    day = {**tired, "f_bladder_bowel": "as-usual", "f_numb_feet": True, "f_heat": True}
    ranked = causes_by_lift(True, day)
    assert ranked.index("ms_fatigue") < min(
        ranked.index("b12_deficiency"), ranked.index("peripheral_neuropathy")
    )
    vegan = {**day, "f_b12_risk": "vegan", "f_disconnected": True, "f_onset": "months"}
    assert causes_by_lift(True, vegan)[0] == "b12_deficiency"


def test_old_trouble_back_after_a_cold_is_first_of_all_a_pseudorelapse() -> None:
    back = {"f_recent_infection": True, "f_old_symptoms_back": True, "f_gt24h": True}
    assert causes_by_lift(True, {**back, "f_onset": "hours-weeks"})[0] == "ms_pseudorelapse"


def test_stiff_legs_alone_say_little_of_the_cold() -> None:
    stiff = causes_by_lift(True, {"f_stiff": True})
    assert stiff[0] == "ms_spasticity"
    assert "ms_cold" not in stiff[:3]
    assert causes_by_lift(True, {"f_stiff": True, "f_cold": True})[0] == "ms_cold"
