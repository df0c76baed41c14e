"""``surefoot follow``: a table of values in, whether something changed out."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from click.testing import CliRunner, Result

from surefoot.app.cli import main
from surefoot.app.contract import schema_text

KEYS = ["state", "tier1", "tier2", "probabilities", "onset", "change_percent", "low", "high"]
KINDS = ["usual", "transient", "step", "drift", "improvement"]
START = datetime(2026, 1, 5, 10, tzinfo=UTC)
FRIGHTENING = ("relapse", "progression", "attack", "diagnosed", "disab")


def table(path: Path, n_days: int, drop: float = 0.0, onset: int = 90, rated: bool = False) -> Path:
    """Write a table of daily values; ``drop`` is the share of speed that is lost from ``onset``."""
    rng, level = np.random.default_rng(5), 0.0
    lines = ["time,measure,value,unit,leg"]
    for day in range(n_days):
        level = 0.7 * level + 0.03 * rng.standard_normal()
        value = level + 0.05 * rng.standard_normal() + (np.log1p(-drop) if day >= onset else 0.0)
        when = (START + timedelta(days=day)).isoformat()
        if rated:
            heavy = int(np.clip(round(4.0 - 12.0 * value), 0, 10))
            lines.append(f"{when},heaviness,{heavy},0-10,left")
        else:
            lines.append(f"{when},walking_speed,{1.2 * np.exp(value):.4f},m/s,both")
    path.write_text("\n".join(lines) + "\n")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["follow", *map(str, words)])


def document(*words: object) -> dict[str, Any]:
    result = run(*words, "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    loaded: dict[str, Any] = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json.loads(schema_text("change"))).validate(loaded)
    return loaded


def test_json_has_the_shape_that_was_agreed(tmp_path: Path) -> None:
    made = document(table(tmp_path / "s.csv", 60))
    assert list(made) == [*KEYS, "needs"]
    assert list(made["probabilities"]) == KINDS
    assert sum(made["probabilities"].values()) == pytest.approx(1.0, abs=1e-4)
    assert (made["state"], made["onset"], made["change_percent"]) == ("usual", None, None)


def test_a_drop_is_told_with_day_and_size(tmp_path: Path) -> None:
    made = document(table(tmp_path / "s.csv", 130, drop=0.3))
    assert (made["state"], made["tier1"], made["tier2"]) == ("step", True, True)
    truth = START.date() + timedelta(days=90)
    assert abs((date.fromisoformat(made["onset"]) - truth).days) <= 5
    assert made["low"] <= made["change_percent"] <= made["high"] < 0.0


def test_ratings_change_by_points(tmp_path: Path) -> None:
    made = document(table(tmp_path / "s.csv", 130, drop=0.3, rated=True))
    assert made["tier2"]
    assert made["change_percent"] is None
    assert made["low"] <= made["change_points"] <= made["high"] < 0.0


def test_history_says_what_was_known_each_day(tmp_path: Path) -> None:
    made = document(table(tmp_path / "s.csv", 120, drop=0.3), "--history")
    days = [one["date"] for one in made["history"]]
    assert len(days) == 120
    assert days == sorted(days)
    assert not any(one["tier1"] for one in made["history"][:90])
    assert made["history"][-1]["tier2"]
    # A day's answer is the same whatever came later.
    earlier = document(table(tmp_path / "e.csv", 100, drop=0.3), "--history")
    assert earlier["history"] == made["history"][:100]


def test_one_value_says_what_is_missing(tmp_path: Path) -> None:
    made = document(table(tmp_path / "s.csv", 1))
    assert made["state"] == "cannot-say"
    assert made["needs"]


def test_people_read_plain_words_without_frightening_ones(tmp_path: Path) -> None:
    result = run(table(tmp_path / "s.csv", 130, drop=0.3), "--history")
    assert result.exit_code == 0
    assert "Something changed, and it has stayed." in result.stdout
    assert "Tested on simulated people, not yet in a clinical study." in result.stdout
    assert not any(word in result.stdout.lower() for word in FRIGHTENING)


def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("time,measure,value,unit\n2026-01-05,walking_speed,fast,m/s\n")
    result = run(tmp_path / "s.csv")
    assert result.exit_code == 2
    assert result.stderr.startswith("Line 2 in ")
