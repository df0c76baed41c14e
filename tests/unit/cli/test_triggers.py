"""``surefoot triggers``: a diary in, what goes with its outcome out."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner, Result

from surefoot.app.cli import main
from surefoot.app.contract import schema_text

KEYS = ["factor", "inclusion", "effect", "low", "high", "label", "detectable"]


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return write(tmp_path / "diary.csv", 80)


def write(path: Path, days: int) -> Path:
    rng = np.random.default_rng(4)
    lines = ["date,outcome,heat,sleep,rare"]
    for day in np.arange("2026-03-01", days, dtype="datetime64[D]"):
        heat, sleep = rng.random() < 0.3, rng.normal(7, 1)
        outcome = 4 + 1.5 * heat + rng.standard_normal()
        blank = "" if rng.random() < 0.1 else f"{sleep:.1f}"
        lines.append(f"{day},{outcome:.1f},{'yes' if heat else 'no'},{blank},no")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["triggers", str(path), *words])


def documents(path: Path) -> list[dict[str, Any]]:
    result = run(path, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    loaded: list[dict[str, Any]] = json.loads(result.stdout)
    return loaded


def test_json_gives_each_factor_as_agreed(diary: Path) -> None:
    found = documents(diary)
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("trigger-factor")))
    for one in found:
        assert list(one) == KEYS
        validator.validate(one)
    heat, sleep, rare = found
    assert (heat["factor"], heat["label"]) == ("heat", "likely")
    assert 0.5 < heat["low"] < heat["effect"] < heat["high"] < 3.0
    assert (sleep["factor"], sleep["label"]) == ("sleep", "no-evidence-yet")
    assert (rare["label"], rare["inclusion"], rare["detectable"]) == ("not-assessable", None, None)


def test_before_42_days_no_number_is_given(tmp_path: Path) -> None:
    early = documents(write(tmp_path / "early.csv", 41))
    assert [one["inclusion"] for one in early] == [None] * 3
    assert {one["label"] for one in early} == {"not-assessable"}
    said = run(tmp_path / "early.csv").stdout
    assert "one more day" in said


def test_the_page_is_plain_and_says_goes_with(diary: Path) -> None:
    said = " ".join(run(diary).stdout.split())
    assert "likely between" in said
    assert "never causes" in said
    assert "On 0 days" in said
    assert "%" not in said


def test_a_bad_file_gives_one_sentence_and_code_2(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_text("date,outcome,a\n2026-03-01,x,1\n", encoding="utf-8")
    for path in (bad, tmp_path / "none.csv", tmp_path):
        result = run(path)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert len(result.stderr.strip().splitlines()) == 1
