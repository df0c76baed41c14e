import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from surefoot.app.messages_reasoning import MESSAGES
from surefoot.knowledge.check import check_folder
from surefoot.knowledge.load import FACTS
from surefoot.knowledge.problem import Problem

TESTED = {
    "finding": "t_si_tests",
    "probability": 0.9,
    "certainty": "recalled",
    "sources": ["laslett-2005-2008"],
}

Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small folder of facts without a problem."""
    keep = [
        "sources/compiler-estimate.yaml",
        "sources/kaufman-2000.yaml",
        "sources/recalled-literature.yaml",
        "sources/fampridine-smpc.yaml",
        "sources/seed-3-heavy-legs.yaml",
        "thresholds/t25fw_worse.yaml",
        "causes/si_joint.yaml",
        "sources/laslett-2005-2008.yaml",
        "findings/t_si_tests.yaml",
        "strategies/s_pt.yaml",
        "findings/f_confusion.yaml",
        "findings/f_whole_body_tired.yaml",
        "red_flags/rf16_seizure_confusion.yaml",
    ]
    for name in keep:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(FACTS / name, tmp_path / name)
    change(tmp_path, "causes/si_joint.yaml", lambda fact: fact.update(features=[TESTED]))
    change(tmp_path, "findings/f_confusion.yaml", lambda fact: fact.pop("ratios"))
    change(tmp_path, "findings/f_whole_body_tired.yaml", lambda fact: fact.pop("ratios"))
    change(tmp_path, "strategies/s_pt.yaml", lambda fact: fact.update(suits=["si_joint"]))
    change(
        tmp_path, "strategies/s_pt.yaml", lambda fact: fact.update(sources=["compiler-estimate"])
    )
    return tmp_path


def change(folder: Path, name: str, how: Change) -> None:
    path = folder / name
    fact = yaml.safe_load(path.read_text(encoding="utf-8"))
    how(fact)
    path.write_text(yaml.safe_dump(fact), encoding="utf-8")


def ids(problems: tuple[Problem, ...]) -> list[str]:
    for problem in problems:
        assert MESSAGES[problem.message.id].format(**problem.message.params)
    return [problem.message.id for problem in problems]


def test_facts_of_surefoot_have_no_problem() -> None:
    assert check_folder(FACTS) == ()


def test_small_folder_has_no_problem(folder: Path) -> None:
    assert check_folder(folder) == ()


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    assert ids(check_folder(tmp_path / "nowhere")) == ["knowledge.no_folder"]


NUMBER = "thresholds/t25fw_worse.yaml"
FINDING = "findings/t_si_tests.yaml"
RULE = "red_flags/rf16_seizure_confusion.yaml"


@pytest.mark.parametrize(
    ("name", "how", "expected"),
    [
        (NUMBER, lambda f: f.pop("sources"), "knowledge.wrong"),
        (NUMBER, lambda f: f.update(sources=[]), "knowledge.wrong"),
        (NUMBER, lambda f: f.pop("certainty"), "knowledge.wrong"),
        (NUMBER, lambda f: f.update(certainty="sure"), "knowledge.wrong"),
        (NUMBER, lambda f: f.update(unit="furlong"), "knowledge.wrong"),
        (NUMBER, lambda f: f.update(unit=True), "knowledge.wrong"),
        (NUMBER, lambda f: f.update(value="twenty"), "knowledge.wrong"),
        (NUMBER, lambda f: f.update(low=30.0), "knowledge.wrong"),
        (NUMBER, lambda f: f.update(colour="red"), "knowledge.wrong"),
        (NUMBER, lambda f: f.update(sources=["nobody-1900"]), "knowledge.unknown_source"),
        (
            NUMBER,
            lambda f: f.update(sources=["laslett-2005-2008"]),
            "knowledge.seen_without_source",
        ),
        (NUMBER, lambda f: f.update(id="another"), "knowledge.id_is_not_file_name"),
        (NUMBER, lambda f: f.update(kind="norm"), "knowledge.wrong_kind"),
        (FINDING, lambda f: f["ratios"][0].pop("certainty"), "knowledge.wrong"),
        (FINDING, lambda f: f["ratios"][0].pop("sources"), "knowledge.wrong"),
        (FINDING, lambda f: f["ratios"][0].update(cause="bad_luck"), "knowledge.unknown_cause"),
        (FINDING, lambda f: f["ratios"][0].update(when="maybe"), "knowledge.unknown_code"),
        (FINDING, lambda f: f["answers"].pop(), "knowledge.wrong"),
        ("causes/si_joint.yaml", lambda f: f["priors"]["ms"].pop("certainty"), "knowledge.wrong"),
        (
            "causes/si_joint.yaml",
            lambda f: f["features"][0].update(finding="f_nothing"),
            "knowledge.unknown_finding",
        ),
        (
            "causes/si_joint.yaml",
            lambda f: f["helps"].update(strategies=["s_nothing"]),
            "knowledge.unknown_strategy",
        ),
        (
            "strategies/s_pt.yaml",
            lambda f: f.update(suits=["bad_luck"]),
            "knowledge.unknown_cause",
        ),
        (RULE, lambda f: f["when"].update(finding="f_nothing"), "knowledge.unknown_finding"),
        (RULE, lambda f: f["when"].update({"is": ["often"]}), "knowledge.unknown_code"),
        (RULE, lambda f: f["when"].update({"is": ["no"]}), "knowledge.unknown_code"),
        (RULE, lambda f: f["when"].pop("unknown"), "knowledge.wrong"),
        (RULE, lambda f: f.update(says="Call {number}."), "knowledge.unknown_placeholder"),
        (RULE, lambda f: f.update(says="**Call now."), "knowledge.odd_emphasis"),
        (RULE, lambda f: f.update(unless=["rf99_nothing"]), "knowledge.unknown_rule"),
        (RULE, lambda f: f["examples"].pop("fires"), "knowledge.wrong"),
        (RULE, lambda f: f["examples"].pop("unknown"), "knowledge.no_unknown_example"),
        (
            RULE,
            lambda f: f["examples"]["fires"][0].update(findings={"f_confusion": False}),
            "knowledge.example_is_quiet",
        ),
        (
            RULE,
            lambda f: f["examples"]["quiet"][0].update(findings={"f_confusion": True}),
            "knowledge.example_fires",
        ),
        (
            RULE,
            lambda f: f["examples"]["quiet"][0].update(findings={"f_confusion": "often"}),
            "knowledge.bad_example",
        ),
        (
            RULE,
            lambda f: f.update(
                higher={"level": "E", "when": {"finding": "f_confusion", "unknown": "ignored"}}
            ),
            "knowledge.no_higher_example",
        ),
    ],
)
def test_broken_fact_is_a_problem(folder: Path, name: str, how: Change, expected: str) -> None:
    change(folder, name, how)
    problems = check_folder(folder)
    assert expected in ids(problems)
    assert problems[0].file == name


def test_file_that_is_not_yaml(folder: Path) -> None:
    (folder / NUMBER).write_text("a: [", encoding="utf-8")
    assert ids(check_folder(folder)) == ["knowledge.not_yaml"]


def test_file_that_holds_no_fact(folder: Path) -> None:
    (folder / NUMBER).write_text("- 1\n", encoding="utf-8")
    assert ids(check_folder(folder)) == ["knowledge.not_a_fact"]


def test_file_in_the_wrong_place(folder: Path) -> None:
    (folder / "notes.txt").write_text("hello", encoding="utf-8")
    (folder / "recipes").mkdir()
    (folder / "recipes" / "soup.yaml").write_text("id: soup", encoding="utf-8")
    assert ids(check_folder(folder)) == ["knowledge.stray_file"] * 2


def test_same_id_in_two_kinds(folder: Path) -> None:
    shutil.copy(folder / NUMBER, folder / "thresholds" / "s_pt.yaml")
    change(folder, "thresholds/s_pt.yaml", lambda fact: fact.update(id="s_pt"))
    assert ids(check_folder(folder)) == ["knowledge.duplicate_id"]


def test_rules_that_give_way_to_each_other(folder: Path) -> None:
    second = "red_flags/rf98_second.yaml"
    shutil.copy(folder / RULE, folder / second)
    change(
        folder,
        second,
        lambda fact: fact.update(id="rf98_second", unless=["rf16_seizure_confusion"]),
    )
    assert check_folder(folder) == ()
    change(folder, RULE, lambda fact: fact.update(unless=["rf98_second"]))
    assert ids(check_folder(folder)) == ["knowledge.circular_unless"] * 2


def test_rule_that_gives_way_to_a_less_urgent_one(folder: Path) -> None:
    second = "red_flags/rf98_second.yaml"
    shutil.copy(folder / RULE, folder / second)
    change(folder, second, lambda fact: fact.update(id="rf98_second", level="D"))
    change(folder, RULE, lambda fact: fact.update(unless=["rf98_second"]))
    assert ids(check_folder(folder)) == ["knowledge.less_urgent_unless"]
