"""``surefoot try``: a plan out, a table in, an answer out."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import Result

from surefoot.app.contract import FOLDER
from surefoot.model.codec import decode
from surefoot.model.trial import Assignment, Trial
from surefoot.trials.design import hash_of
from tests.unit.cli.test_other_commands import run

DESIGN = ("try", "design", "--strategy", "s_cooling", "--outcome", "heaviness", "--seed", "7")
NOF1INS = "9 9 10 11 9 7 6 6 6 6 5 5 6 4 6 6 7 7 9 8 8 7 NA 6 6 7 NA 8"


def plan(tmp_path: Path, days: int = 28) -> tuple[Path, Trial]:
    file = tmp_path / "plan.json"
    words = (*DESIGN, "--days", str(days), "--start", "2026-06-01", "--json")
    file.write_text(run(*words).stdout)
    return file, decode(Trial, file.read_bytes())


def table(tmp_path: Path, on: list[bool], values: list[float | None], **more: list[str]) -> Path:
    file = tmp_path / "trial.csv"
    lines = [",".join(["date", "assignment", "outcome", *more])]
    for place, (is_on, value) in enumerate(zip(on, values, strict=True)):
        day = date(2026, 6, 1) + timedelta(days=place)
        cells = [day.isoformat(), "on" if is_on else "off", "" if value is None else f"{value}"]
        lines.append(",".join([*cells, *(column[place] for column in more.values())]))
    file.write_text("\n".join(lines) + "\n")
    return file


def answered(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def days_of(trial: Trial) -> list[bool]:
    return [day.assignment is Assignment.ON for day in trial.schedule]


def values_for(on: list[bool], size: float, seed: int = 1) -> list[float | None]:
    rng = np.random.default_rng(seed)
    return [round(5.0 + size * is_on + rng.normal(), 1) for is_on in on]


def test_a_plan_is_frozen_with_its_hash_and_what_it_can_show(tmp_path: Path) -> None:
    _, trial = plan(tmp_path)
    assert trial.id == hash_of(trial)
    assert len(trial.schedule) == 28
    assert trial.plan.shown == pytest.approx(1.2, abs=0.1)


def test_a_trial_with_its_plan_is_answered(tmp_path: Path) -> None:
    file, trial = plan(tmp_path)
    on = days_of(trial)
    csv = table(tmp_path, on, values_for(on, -2.5))
    said = answered(run("try", "analyse", str(csv), "--plan", str(file), "--json"))
    assert said["verdict"] == "helps-enough"
    assert said["low"] < -2.5 < said["high"] < 0.0
    assert (said["unit"], said["notes"]) == ("{0-10}", [])
    assert said["p_randomisation"] < 0.01
    assert 0.97 < said["p_meaningful"] <= said["p_better"] <= 1.0


def test_which_way_is_good_can_be_said(tmp_path: Path) -> None:
    on = [bool(place % 2) for place in range(28)]
    csv = table(tmp_path, on, values_for(on, 3.0))
    higher = answered(run("try", "analyse", str(csv), "--better", "higher", "--json"))
    lower = answered(run("try", "analyse", str(csv), "--better", "lower", "--json"))
    assert higher["effect"] == lower["effect"]
    assert higher["p_better"] == pytest.approx(1.0 - lower["p_better"])
    assert (higher["verdict"], lower["verdict"]) == ("helps-enough", "worse")
    assert any("drawn in pairs" in note for note in higher["notes"])


def test_days_that_moved_are_found_by_their_order(tmp_path: Path) -> None:
    file, trial = plan(tmp_path)
    on = days_of(trial)
    csv = table(tmp_path, on, values_for(on, -2.0))
    lines = csv.read_text().splitlines()
    moved = [
        ",".join([(date.fromisoformat(line[:10]) + timedelta(days=5)).isoformat(), line[11:]])
        for line in lines[11:]
    ]
    csv.write_text("\n".join([*lines[:11], *moved]) + "\n")
    said = answered(run("try", "analyse", str(csv), "--plan", str(file), "--json"))
    assert said["effect"] == pytest.approx(-2.0, abs=0.9)
    assert said["notes"] == ["Some days are missing from the table."]


def test_what_the_plan_does_not_say_is_refused(tmp_path: Path) -> None:
    file, trial = plan(tmp_path)
    on = [not one for one in days_of(trial)]
    csv = table(tmp_path, on, values_for(on, 0.0))
    result = run("try", "analyse", str(csv), "--plan", str(file))
    assert result.exit_code == 2
    assert "line 2" in result.output
    file.write_text(file.read_text().replace('"seed":7', '"seed":8'))
    assert "changed" in run("try", "analyse", str(csv), "--plan", str(file)).output
    file.write_text("{}")
    assert run("try", "analyse", str(csv), "--plan", str(file)).exit_code == 2


def test_the_readme_example_of_nof1ins_is_not_called_an_effect(tmp_path: Path) -> None:
    on = [bool(place // 7 % 2) for place in range(28)]
    values = [None if word == "NA" else float(word) for word in NOF1INS.split()]
    said = answered(run("try", "analyse", str(table(tmp_path, on, values)), "--json"))
    assert said["verdict"] == "cannot-say"
    assert said["low"] < -1.05 < said["high"]


@pytest.mark.parametrize("on", [[True] * 20, [False] * 20])
def test_one_side_alone_is_no_trial(tmp_path: Path, on: list[bool]) -> None:
    said = answered(run("try", "analyse", str(table(tmp_path, on, values_for(on, 0.0))), "--json"))
    assert (said["verdict"], said["effect"]) == ("cannot-say", None)
    assert "nothing to compare" in said["notes"][0]


def test_values_that_are_all_alike_or_missing_say_nothing(tmp_path: Path) -> None:
    on = [bool(place % 2) for place in range(20)]
    for value in (3.0, None):
        said = answered(run("try", "analyse", str(table(tmp_path, on, [value] * 20)), "--json"))
        assert (said["verdict"], said["effect"]) == ("cannot-say", None)
        assert any("alike" in note for note in said["notes"])


def test_done_is_read_as_what_it_can_only_mean(tmp_path: Path) -> None:
    on = [bool(place % 2) for place in range(28)]
    values = values_for(on, -2.0)
    did = ["yes" if is_on else "no" for is_on in on]
    kept = ["yes"] * 28
    for column, asked in ((did, False), (kept, True)):
        csv = table(tmp_path, on, values, done=column)
        said = answered(run("try", "analyse", str(csv), "--json"))
        assert any('column "done"' in note for note in said["notes"]) is asked
        assert not any("did not go as asked" in note for note in said["notes"])


def test_a_column_beside_takes_its_share(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    on = [bool(place % 2) for place in range(40)]
    heat = rng.normal(size=40)
    values: list[float | None] = [
        round(5.0 - 1.0 * is_on + 2.0 * warm + 0.5 * rng.normal(), 2)
        for is_on, warm in zip(on, heat, strict=True)
    ]
    plain = answered(run("try", "analyse", str(table(tmp_path, on, values)), "--json"))
    column = ["" if place == 3 else f"{warm:.2f}" for place, warm in enumerate(heat)]
    beside = table(tmp_path, on, values, warmth=column)
    said = answered(run("try", "analyse", str(beside), "--json"))
    assert said["high"] - said["low"] < plain["high"] - plain["low"]
    assert any("filled" in note for note in said["notes"])


def test_the_page_says_the_same_in_words(tmp_path: Path) -> None:
    on = [bool(place % 2) for place in range(28)]
    shown = run("try", "analyse", str(table(tmp_path, on, values_for(on, -2.5)))).stdout
    assert "It helps" in shown
    assert "On against off: -" in shown


def test_examples_are_of_today(tmp_path: Path) -> None:
    example = FOLDER / "examples"
    trial = decode(Trial, (example / "trial.json").read_bytes())
    assert trial.id == hash_of(trial)
    csv = tmp_path / "t.csv"
    csv.write_bytes((example / "trial.csv").read_bytes())
    said = answered(
        run("try", "analyse", str(csv), "--plan", str(example / "trial.json"), "--json")
    )
    kept = json.loads((example / "trial-answer.json").read_text())
    assert said.keys() == kept.keys()
    assert (said["verdict"], said["notes"]) == (kept["verdict"], kept["notes"])
    assert said["effect"] == pytest.approx(kept["effect"], abs=1e-6)
