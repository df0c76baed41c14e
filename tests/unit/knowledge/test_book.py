"""Tests one can do or ask for, and statements in words: complete, and true to what was agreed."""

import shutil
from pathlib import Path

import pytest

from surefoot.knowledge.answers import read_answers
from surefoot.knowledge.book import Place
from surefoot.knowledge.check import check_folder
from surefoot.knowledge.conditions import group_findings, holds
from surefoot.knowledge.knowledge import UnknownFact
from surefoot.knowledge.load import FACTS, load_knowledge
from surefoot.model.codes import Protocol
from tests.unit.knowledge.test_check import change, ids

KNOWLEDGE = load_knowledge()


def test_every_result_of_a_test_has_its_test() -> None:
    answered = {name for test in KNOWLEDGE.tests() for name in test.answers_findings}
    results = {f.id for f in KNOWLEDGE.findings() if f.section.startswith("H.")}
    assert results - answered == set()


def test_everything_surefoot_measures_has_its_test() -> None:
    """What only a trial can show is answered by the trial."""
    answered = {name for test in KNOWLEDGE.tests() for name in test.answers_findings}
    measured = {f.id for f in KNOWLEDGE.findings() if f.id.startswith("m_")}
    assert {name for name in measured - answered if not name.startswith("m_trial_")} == set()


def test_protocols_of_surefoot_are_among_the_tests_at_home() -> None:
    by = {test.measured_by for test in KNOWLEDGE.tests() if test.place is Place.HOME}
    wanted = {"stop-and-see", "walk-2min", "u-turn", "foot-tapping", "chair-stand-5", "balance"}
    assert wanted <= by
    assert {name for name in wanted if name not in set(Protocol)} == set()


def test_a_test_at_home_says_how() -> None:
    assert [t.id for t in KNOWLEDGE.tests() if t.place is Place.HOME and not t.plain.how] == []


def test_a_test_at_a_clinic_never_says_what_it_will_show() -> None:
    """It asks "if", so that nobody fears the answer before it is there."""
    promises = ("will show", "shows that", "proves")
    told = [t.id for t in KNOWLEDGE.tests() if any(word in t.plain.what for word in promises)]
    assert told == []


def test_a_test_is_found_by_name() -> None:
    assert "t_pulses_abi" in KNOWLEDGE.test("test_abi").answers_findings
    with pytest.raises(UnknownFact):
        KNOWLEDGE.test("test_nothing")


def test_the_sentence_to_open_with() -> None:
    opening = KNOWLEDGE.statement("heavy_legs_are_real")
    assert opening.says == "Heavy legs in MS are real, even when strength tests normal."
    assert opening.only_ms


@pytest.mark.parametrize(
    ("statement", "about"),
    [
        ("ms_confounds_signs", "lumbar_stenosis"),
        ("clot_is_checked_anyway", "dvt"),
        ("ddimer_in_late_ms", "t_ddimer"),
        ("compression_needs_pulses", "s_compression"),
        ("words_do_not_decide", "f_sand"),
        ("adverts_are_named", "s_herbal_scam"),
        ("strengthening_and_nerves", "s_strength"),
        ("new_joint_with_ms", "knee_oa"),
    ],
)
def test_corrections_stand_beside_what_they_correct(statement: str, about: str) -> None:
    assert about in KNOWLEDGE.statement(statement).about


def test_strengthening_is_not_called_useless() -> None:
    says = KNOWLEDGE.statement("strengthening_and_nerves").says
    assert says.startswith("Strengthening does not repair the nerve, but many people with MS")
    assert "Not during a flare" in says
    assert "many people with MS get stronger" in KNOWLEDGE.strategy("s_strength").plain.why


def test_wells_item_that_takes_points_away_is_no_finding() -> None:
    """With MS there nearly always is another reason for a swollen leg: it must not calm."""
    asked = [f.id for f in KNOWLEDGE.findings() if "alternative" in f.question.lower()]
    assert asked == []
    lowering = [
        (finding.id, ratio.when)
        for finding in KNOWLEDGE.findings()
        for ratio in finding.ratios
        if ratio.cause == "dvt" and ratio.ratio < 1 and finding.id.startswith(("ms_", "f_ms"))
    ]
    assert lowering == []


def test_feelings_hardly_move_the_ranking() -> None:
    feelings = [
        KNOWLEDGE.finding(name) for name in KNOWLEDGE.statement("words_do_not_decide").about
    ]
    ratios = [ratio.ratio for finding in feelings for ratio in finding.ratios]
    assert max(ratios) <= 3.0


def test_feelings_never_rule_out_a_red_flag() -> None:
    findings = {finding.id: finding for finding in KNOWLEDGE.findings()}
    feelings = dict.fromkeys(KNOWLEDGE.statement("words_do_not_decide").about, True)
    tried = 0
    for rule in KNOWLEDGE.red_flags():
        for example in rule.examples.fires:
            answers = read_answers(findings, {**example.findings, **feelings})
            assert holds(rule.when, group_findings(answers), unknown_counts=True), rule.id
            tried += 1
    assert tried > 43


def test_remedies_without_a_trial_are_named_as_such() -> None:
    unproven = {strategy.id for strategy in KNOWLEDGE.strategies() if strategy.unproven}
    assert {"s_herbal_scam", "s_online_gym"} <= unproven
    assert "No trial was found" in KNOWLEDGE.strategy("s_herbal_scam").plain.why


def test_what_trials_found_useless_is_not_called_untested() -> None:
    useless = [s for s in KNOWLEDGE.strategies() if s.no_benefit]
    assert {"s_venoplasty", "s_biotin"} <= {strategy.id for strategy in useless}
    assert [s.id for s in useless if s.unproven or s.suits or s.tonight or s.ask_team] == []
    assert [s.id for s in useless if "no trial was found" in s.plain.why.lower()] == []
    untested = [s for s in KNOWLEDGE.strategies() if s.unproven and s.id != "s_online_gym"]
    assert [s.id for s in untested if "no trial was found" not in s.plain.why.lower()] == []


def test_names_that_lead_nowhere_are_found(tmp_path: Path) -> None:
    for name in ("sources", "findings", "causes"):
        shutil.copytree(FACTS / name, tmp_path / name)
    for name in ("tests/test_ck.yaml", "statements/joint_does_not_slip.yaml"):
        (tmp_path / name).parent.mkdir()
        shutil.copy(FACTS / name, tmp_path / name)
    change(tmp_path, "tests/test_ck.yaml", lambda fact: fact.update(answers_findings=["t_nothing"]))
    change(
        tmp_path, "statements/joint_does_not_slip.yaml", lambda fact: fact.update(about=["nowhere"])
    )
    found = ids(check_folder(tmp_path))
    assert "knowledge.unknown_fact" in found
    assert "knowledge.unknown_finding" in found


def test_every_country_has_a_society_or_says_who_knows_it() -> None:
    countries = (*KNOWLEDGE.countries(), KNOWLEDGE.country("nowhere"))
    without = [country.id for country in countries if country.ms_society is None]
    assert without == []
    own = {c.id for c in countries if c.ms_society and "which knows" not in c.ms_society.name}
    assert {"GB", "US", "DE", "FR", "IT", "ES", "AU", "CA", "IE", "NL"} <= own
