"""The facts that were moved in: all there, and the words of red flags unchanged."""

import hashlib
import json
import re

import pytest

from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.kinds import Certainty
from surefoot.knowledge.knowledge import KINDS
from surefoot.knowledge.load import SCHEMAS, load_knowledge
from surefoot.knowledge.schema_files import schema_text
from surefoot.model.codes import Urgency

KNOWLEDGE = load_knowledge()

# What no warning may name to the person it is shown to.
NEVER_SAID = re.compile(
    r"\b(relapse|progression|diagnos|EDSS|dose|patient|abnormal|disabilit|lesion|\d+\s?mg)", re.I
)

# Red-flag words are shown unchanged. Whoever changes one on purpose puts the new digest here.
WORDS_SHA256 = "5e8802bd12cde36782904fa2a504b5cacc02aa14bfd0bf88e745eb6315bfce0e"


def test_nothing_of_the_tables_is_missing() -> None:
    assert len(KNOWLEDGE.causes()) == 65
    added = [f for f in KNOWLEDGE.findings() if not f.number or f.number[0] == "N"]
    assert len(KNOWLEDGE.findings()) - len(added) == 153
    own = {"RF06b", "RF12b", *(f"RF{number}" for number in range(50, 72))}
    assert len([r for r in KNOWLEDGE.red_flags() if r.number not in own]) == 43
    assert len(KNOWLEDGE.strategies()) >= 68


@pytest.mark.parametrize(
    ("cause", "ms", "no_ms"),
    [
        ("ms_conduction", 0.90, 0.003),
        ("ms_fatigue", 0.75, None),
        ("deconditioning", 0.45, 0.17),
        ("cvi", 0.18, 0.24),
        ("gbs", 0.0005, 0.0007),
        ("sleep_disorder", 0.50, 0.06),
        ("dvt", 0.01, 0.012),
        ("pml", 0.0002, None),
    ],
)
def test_priors_are_those_of_the_table(cause: str, ms: float, no_ms: float | None) -> None:
    priors = KNOWLEDGE.cause(cause).priors
    assert priors.ms is not None
    assert priors.ms.value == ms
    assert (priors.no_ms.value if priors.no_ms else None) == no_ms


def test_with_ms_about_seven_causes_act_at_once() -> None:
    expected = sum(cause.priors.ms.value for cause in KNOWLEDGE.causes() if cause.priors.ms)
    assert 6.5 < expected < 7.5


@pytest.mark.parametrize(
    ("finding", "when", "cause", "ratio"),
    [
        ("f_heat", "yes", "ms_heat", 8.0),
        ("f_heat", "no", "ms_heat", 0.05),
        ("f_sit_bend_relief", "yes", "lumbar_stenosis", 6.4),
        ("f_onset", "hours-weeks", "gbs", 10.0),
        ("f_prev_clot", "yes", "dvt", 2.25),
        ("t_hoover", "yes", "functional", 30.0),
        ("t_k", "under-2.5", "hypokalaemia", 200.0),
        ("t_uppermotor", "yes", "ms_relapse", 3.0),
    ],
)
def test_ratios_are_those_of_the_table(finding: str, when: str, cause: str, ratio: float) -> None:
    ratios = KNOWLEDGE.finding(finding).ratios
    assert [r.ratio for r in ratios if (r.when, r.cause) == (when, cause)] == [ratio]


def test_ratios_that_ms_confounds_are_marked() -> None:
    ratios = KNOWLEDGE.finding("t_romberg").ratios
    confounded = {ratio.cause for ratio in ratios if ratio.ms_confounded}
    assert "lumbar_stenosis" in confounded
    assert "ms_proprioception" not in confounded


def test_numbers_of_the_compiler_are_never_called_seen() -> None:
    loose = [
        (finding.id, ratio.cause)
        for finding in KNOWLEDGE.findings()
        for ratio in finding.ratios
        if ratio.sources == ("compiler-estimate",)
        and ratio.certainty is not Certainty.EXPERT_ESTIMATE
    ]
    assert loose == []


def test_articles_the_project_began_with_are_sources() -> None:
    cited = {s.id.split("-")[1]: s.cite for s in KNOWLEDGE.sources() if s.id.startswith("seed-")}
    assert all(f"Article S{number} " in cite for number, cite in cited.items())
    named = {name for cause in KNOWLEDGE.causes() for name in cause.seeds}
    named |= {name for finding in KNOWLEDGE.findings() for name in finding.seeds}
    assert named == {f"S{number}" for number in cited}


def test_unproven_remedy_is_named_as_such() -> None:
    advert = next(s for s in KNOWLEDGE.strategies() if s.id == "s_herbal_scam")
    assert advert.unproven
    assert advert.suits == ()


def test_stimulation_is_not_proposed_where_the_nerve_is_damaged() -> None:
    suits = {s.id: s.suits for s in KNOWLEDGE.strategies()}["s_fes"]
    assert not {"peroneal", "als"} & set(suits)


def test_words_of_red_flags_are_unchanged() -> None:
    words = {rule.id: rule.says for rule in KNOWLEDGE.red_flags()}
    text = json.dumps(words, sort_keys=True, ensure_ascii=False)
    assert hashlib.sha256(text.encode()).hexdigest() == WORDS_SHA256


@pytest.mark.parametrize("rule", KNOWLEDGE.red_flags(), ids=lambda rule: rule.id)
def test_words_name_no_diagnosis_and_no_dose(rule: RedFlagRule) -> None:
    assert NEVER_SAID.search(rule.says) is None


@pytest.mark.parametrize("rule", ["rf12_", "rf16_", "rf22_", "rf24_", "rf40_"])
def test_words_that_differ_from_the_table_say_why(rule: str) -> None:
    (changed,) = [known for known in KNOWLEDGE.red_flags() if known.id.startswith(rule)]
    assert changed.note.startswith("The table")


@pytest.mark.parametrize("rule", KNOWLEDGE.red_flags(), ids=lambda rule: rule.id)
def test_words_name_a_number_only_as_a_placeholder(rule: RedFlagRule) -> None:
    assert not [n for n in ("999", "112", "911", "EMERGENCY_NO", "URGENT_NO") if n in rule.says]


def test_emergencies_that_need_an_ambulance_say_the_number() -> None:
    stroke = KNOWLEDGE.red_flag("rf01_stroke")
    assert stroke.level is Urgency.EMERGENCY
    assert "**Call {emergency_number} now.**" in stroke.says


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_schema_file_is_what_the_structs_say(kind: str) -> None:
    path = SCHEMAS / f"{kind}.schema.json"
    assert path.read_text(encoding="utf-8") == schema_text(kind)
