"""``surefoot explain``: answers in, an explanation out, for people, programs and clinicians."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.app.cli import main
from surefoot.app.contract import FOLDER, schema_text
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Urgency
from surefoot.usecases.answers_file import read_case

KNOWLEDGE = load_knowledge()
KEYS = ["urgency", "says", "status", "ratios_used", "ratios_unreviewed"]
KEYS += ["red_flags", "rule_out", "causes", "next", "strategies"]
CAUSE = ["id", "name", "probability", "low", "high", "lift", "tier", "for", "against"]
EVERYDAY = {"ms": True, "age": 52, "sex": "F", "findings": {"f_heat": True, "f_evening": True}}
CORD = {
    "ms": False,
    "age": 66,
    "sex": "M",
    "findings": {
        "f_cancer": "now",
        "f_back_pain": "new-bad",
        "f_cannot_do": True,
        "f_side": "both-same",
        "f_onset": "hours-weeks",
    },
}


def run(said: object, *words: str) -> Result:
    raw = said if isinstance(said, bytes) else json.dumps(said).encode()
    return CliRunner().invoke(main, ["explain", "-", *words], input=raw)


def document(said: object, *words: str) -> dict[str, Any]:
    result = run(said, "--json", *words)
    assert (result.exit_code, result.stderr) == (0, "")
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


def test_json_has_the_shape_that_was_agreed() -> None:
    made = document(EVERYDAY)
    assert list(made) == KEYS
    assert [list(cause) for cause in made["causes"]] == [CAUSE] * len(made["causes"])
    assert all(list(step) == ["kind", "id", "gain_bits"] for step in made["next"])
    jsonschema.Draft202012Validator(json.loads(schema_text("explanation"))).validate(made)


def test_causes_are_ranked_by_lift_with_their_ranges() -> None:
    causes = document(EVERYDAY)["causes"]
    lifts = [cause["lift"] for cause in causes]
    assert lifts == sorted(lifts, reverse=True)
    assert len(causes) > 50
    assert all(c["low"] <= c["probability"] <= c["high"] for c in causes)
    assert all(c["low"] < c["high"] for c in causes if c["probability"] > 0.01)
    heat = next(cause for cause in causes if cause["id"] == "ms_heat")
    assert "f_heat" in [one["finding"] for one in heat["for"]]
    assert heat["for"][0]["sources"]


def test_nothing_said_returns_the_priors() -> None:
    for cause in document({"ms": True})["causes"]:
        prior = KNOWLEDGE.cause(cause["id"]).priors.ms
        assert prior is not None
        assert cause["probability"] == pytest.approx(prior.value, abs=1e-6)
        assert cause["lift"] == pytest.approx(1.0, abs=1e-6)


def test_a_red_flag_stands_with_its_exact_words_and_the_number_of_the_country() -> None:
    here, elsewhere = document(CORD, "--country", "gb"), document(CORD)
    assert here["urgency"] == Urgency.EMERGENCY
    flags = {flag["id"]: flag for flag in here["red_flags"]}
    assert "rf07_cord_compression" in flags
    assert "**" not in json.dumps(here)
    assert "{" not in "".join(flag["message"] for flag in here["red_flags"])
    assert elsewhere["rule_out"][0] == "cord_compression"


def test_a_file_and_standard_input_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(EVERYDAY), encoding="utf-8")
    by_file = CliRunner().invoke(main, ["explain", str(path), "--json"])
    assert json.loads(by_file.stdout) == document(EVERYDAY)


def test_the_order_of_answers_never_matters() -> None:
    turned = EVERYDAY | {"findings": {"f_evening": True, "f_heat": True}}
    assert document(turned) == document(EVERYDAY)


def test_people_read_words_and_no_percentages() -> None:
    result = run(EVERYDAY)
    assert result.exit_code == 0
    assert result.stdout.startswith("Heavy legs in MS are real")
    assert "%" not in result.stdout
    assert "because you said" in result.stdout
    assert not any(cause.id in result.stdout for cause in KNOWLEDGE.causes() if "_" in cause.id)


def test_the_alarm_comes_first() -> None:
    first = run(CORD).stdout.split("\n\n")[0]
    assert "emergency" in first


def test_thoughts_of_ending_it_show_alone() -> None:
    findings = CORD["findings"] | {"f_suicidal": True}  # type: ignore[operator]
    said = run(CORD | {"findings": findings}).stdout
    assert "You matter" in said
    assert "spine" not in said
    assert "Best checked" not in said


FRIGHTENING = [cause.plain.name for cause in KNOWLEDGE.causes() if cause.frightening]


@pytest.mark.parametrize("ms", [True, False, "being-tested"])
@pytest.mark.parametrize(
    "findings", [{}, {"f_cancer": "past"}, {"f_meds.dmt_pml": "natalizumab"}, {"f_cv_risk": True}]
)
def test_nothing_frightening_is_named_without_an_answer_that_raised_it(
    ms: bool | str, findings: dict[str, Any]
) -> None:
    said = " ".join(run({"ms": ms, "age": 72, "findings": findings}).stdout.split())
    assert said
    assert [name for name in FRIGHTENING if name in said] == []


def test_what_an_answer_raised_is_named_with_that_answer() -> None:
    findings = {"f_twitch_waste": "both", "f_swallow_speech": True, "f_progress6m": True}
    findings |= {"t_ncs_emg": "widespread-denervation"}
    raised = " ".join(run({"ms": False, "age": 60, "findings": findings}).stdout.split())
    assert f"{KNOWLEDGE.cause('als').plain.name}, because you said" in raised


def test_clinicians_read_ratios_sources_and_how_many_are_estimates() -> None:
    said = run(CORD | {"findings": {"f_swell_one": True, "f_walk_onset": True}}, "--clinician")
    assert said.exit_code == 0
    text = " ".join(said.stdout.split())
    assert "likelihood ratios are unreviewed estimates" in text
    assert "goodacre" in text
    assert "Lift" in text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"ms": True, "findings": {"f_evning": True}}, ["f_evning", "f_evening"]),
        ({"ms": True, "findings": {"f_onset": "decades"}}, ["decades", "years"]),
        ({"findings": {}}, ["ms", "being-tested"]),
        ({"ms": True, "findings": {"f_ms": False}}, ["f_ms", "Which of the two"]),
        ({"ms": True, "findings": {"\ud800\x1b[2J": True}}, ["There is no finding"]),
        (b"{", ["not JSON"]),
        (b"", ["not JSON"]),
    ],
)
@pytest.mark.parametrize("way", ["--json", "--clinician", ""])
def test_a_bad_file_is_refused_in_a_sentence(said: object, words: list[str], way: str) -> None:
    result = run(said, *([way] if way else []))
    assert (result.exit_code, result.stdout) == (2, "")
    assert [word for word in words if word not in result.stderr] == []
    assert "\x1b" not in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_file_and_two_ways_at_once_are_refused(tmp_path: Path) -> None:
    missing = CliRunner().invoke(main, ["explain", str(tmp_path / "none.json")])
    assert missing.exit_code == 2
    assert "none.json" in missing.stderr
    assert run(EVERYDAY, "--json", "--clinician").exit_code == 2


def test_the_example_of_answers_can_be_explained() -> None:
    example = (FOLDER / "examples" / "answers.json").read_bytes()
    assert read_case(example, KNOWLEDGE).findings
    assert run(example).exit_code == 0


FACTS = {fact.id: fact for fact in KNOWLEDGE.findings()}


@st.composite
def answer_files(draw: st.DrawFn) -> dict[str, Any]:
    """Draw valid answers to any questions, and leave out that they contradict each other."""
    names = draw(st.lists(st.sampled_from(sorted(FACTS)), max_size=25, unique=True))
    said = {
        name: draw(st.sampled_from([answer.code for answer in FACTS[name].answers]))
        for name in names
        if name not in {"f_ms", "f_age", "f_sex"}
    }
    ms = draw(st.sampled_from([True, False, "being-tested"]))
    return {"ms": ms, "age": draw(st.none() | st.integers(0, 120)), "findings": said}


@settings(max_examples=15, deadline=None)
@given(said=answer_files())
def test_any_valid_answers_are_explained(said: dict[str, Any]) -> None:
    made = document(said)
    assert list(made) == KEYS
    levels = [flag["level"] for flag in made["red_flags"]]
    order = [level.value for level in Urgency]
    assert all(order.index(made["urgency"]) <= order.index(level) for level in levels)
    for way in ([], ["--clinician"]):
        page = run(said, *way)
        assert (page.exit_code, page.stderr) == (0, "")


def test_help_imports_neither_numba_nor_the_facts() -> None:
    """Nothing is loaded for a command that is not called: the start stays quick."""
    code = (
        "import sys; from surefoot.app.cli import main\n"
        "try: main(['--help'], standalone_mode=False)\n"
        "finally: print(sorted({'numba','numpy','yaml','scipy','django'} & set(sys.modules)))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert "explain" in shown
    assert shown.splitlines()[-1] == "[]"


# Two results and pain at rest: no red flag for today, but causes that are.
PRESSING = {
    "ms": False,
    "age": 74,
    "sex": "M",
    "findings": {"f_rest_pain": True, "f_cv_risk": True, "t_ca": "2.6-3.0", "f_thirst": True},
}
RARE = {
    "ms": False,
    "age": 46,
    "sex": "M",
    "findings": {
        "f_recent_infection": True,
        "f_ache": True,
        "f_onset": "hours-weeks",
        "f_side": "both-same",
    },
}


def test_where_causes_and_no_red_flag_press_their_words_come_first() -> None:
    made = document(PRESSING, "--country", "DE")
    assert made["urgency"] == "S"
    assert all(flag["level"] not in "ES" for flag in made["red_flags"])
    assert "116 117" in made["says"]
    assert "**" not in made["says"]
    assert made["strategies"] == []
    page = run(PRESSING, "--country", "DE").stdout
    assert page.startswith("Your answers together should be looked at today.")
    assert "You can do this tonight" not in page
    assert document(EVERYDAY)["says"] == ""
    assert document(CORD)["says"] == "", "its red flag says it"


def test_what_is_not_likely_is_no_reason_to_go_today() -> None:
    assert document(RARE)["urgency"] == "R"
    page = run(RARE).stdout
    assert "Not likely, but worth asking about" in page
    assert "Best checked by a doctor first" not in page


def test_json_says_that_nobody_reviewed_it_and_how_much_rests_on_estimates() -> None:
    made = document(EVERYDAY)
    assert made["status"] == "not-reviewed"
    assert 0 < made["ratios_unreviewed"] <= made["ratios_used"]
    told = [one for cause in made["causes"] for one in (*cause["for"], *cause["against"])]
    assert made["ratios_used"] == len(told)


def test_the_page_names_illnesses_so_it_does_not_say_that_it_names_none() -> None:
    page = run(EVERYDAY).stdout
    assert "names no illness" not in page
    assert "makes no diagnosis" in " ".join(page.split())


@pytest.mark.parametrize("value", ["x" * 5000, ["years", "x" * 5000], ["x" * 5000]])
def test_an_answer_without_end_is_not_read_back(value: object) -> None:
    result = run({"ms": True, "findings": {"f_onset": value}})
    assert result.exit_code != 0
    assert "x" * 40 in result.stderr
    assert "x" * 70 not in result.stderr
