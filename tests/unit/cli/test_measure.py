"""``surefoot measure``: words for people, JSON for programs, refusals for the rest."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from click.testing import CliRunner, Result

from surefoot.app.cli import main
from surefoot.app.cli.walk_page import walk_page
from surefoot.app.contract import schema_text
from surefoot.model.codes import Placement
from surefoot.model.measurement import Analysis, LikelyPlacement
from surefoot.model.recording import Capture, Recording
from surefoot.readers.phone_capture import encode_capture
from surefoot.simulate.settings import WalkSettings
from surefoot.simulate.walk import simulate_walk
from tests.unit.cli.test_menu import modules_after

KEYS = [
    "recording",
    "segments",
    "initial_contacts",
    "strides",
    "measurements",
    "not_measured",
    "likely_placement",
]
UNWANTED = {"django", "statsmodels", "matplotlib", "pandas", "dask", "polars", "typst", "rich"}


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["measure", *words])


@pytest.fixture(scope="module")
def recording() -> Recording:
    return simulate_walk(WalkSettings(), seed=5).recording


@pytest.fixture
def walk(recording: Recording, tmp_path: Path) -> Path:
    path = tmp_path / "walk.sfcap"
    path.write_bytes(encode_capture(recording))
    return path


def document(*words: str) -> dict[str, Any]:
    result = run(*words, "--json")
    assert result.exit_code == 0, result.stderr
    document: dict[str, Any] = json.loads(result.stdout)
    jsonschema.Draft202012Validator(json.loads(schema_text("walk-analysis"))).validate(document)
    return document


def test_json_is_the_public_document(walk: Path, recording: Recording) -> None:
    found = document(str(walk))
    assert list(found) == KEYS
    assert found["recording"]["id"] == recording.id
    assert found["recording"]["notes"][0] == "simulated"
    assert any(segment["kind"] == "walk" for segment in found["segments"])
    assert len(found["initial_contacts"]) > 20
    assert {m["measure"] for m in found["measurements"]} >= {"cadence", "step_count"}
    for measurement in found["measurements"]:
        assert list(measurement) == [
            "measure", "value", "low", "high", "unit", "leg", "segment", "method", "quality"
        ]  # fmt: skip
        assert measurement["low"] <= measurement["value"] <= measurement["high"]


def test_what_is_said_wins_over_the_file(walk: Path) -> None:
    words = ["--placement", "wrist", "--height-m", "1.5", "--protocol", "walk-6min"]
    capture = document(str(walk), *words)["recording"]["capture"]
    assert (capture["placement"], capture["height_m"]) == ("wrist", 1.5)
    assert capture["protocol"] == "walk-6min"


def test_words_for_people(walk: Path) -> None:
    result = run(str(walk))
    assert result.exit_code == 0
    for words in ("What was measured", "Most likely between", "Walking speed", "Stretches of walk"):
        assert words in result.stdout
    assert "walk.sfcap" in result.stdout
    assert "nan" not in result.stdout.lower()


def test_placement_unknown_says_what_is_missing_and_measures_the_rest(
    walk: Path, tmp_path: Path
) -> None:
    head, _, body = walk.read_bytes().partition(b"\n")
    header = json.loads(head)
    header["capture"]["placement"] = "unknown"
    path = tmp_path / "somewhere.sfcap"
    path.write_bytes(json.dumps(header).encode() + b"\n" + body)
    found = document(str(path))
    assert {"measure": "walking_speed", "reason": "placement-unknown"} in found["not_measured"]
    assert "cadence" in {m["measure"] for m in found["measurements"]}
    shown = run(str(path)).stdout
    assert "What could not be measured" in shown
    assert "--placement" in shown


def test_a_likely_place_is_a_question_with_the_way_to_answer_it() -> None:
    recording = simulate_walk(WalkSettings(), seed=5).recording
    likely = LikelyPlacement(Placement.WRIST, 0.9)
    analysis = Analysis(recording.id, (), (), (), (), (), likely_placement=likely)
    unsaid = msgspec.structs.replace(recording.header, capture=Capture())
    page = walk_page("walk.csv", replace(recording, header=unsaid), analysis)
    asked = " ".join(str(part) for part in page)
    assert "Is that right? If so" in asked
    assert "--placement hand or --placement wrist" in asked
    believed = walk_page("walk.csv", recording, analysis)
    assert "Is that right?" not in " ".join(str(part) for part in believed)


def test_bad_input_is_one_sentence_and_code_2(tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    for path in (empty, tmp_path, tmp_path / "none"):
        for extra in ([], ["--json"]):
            result = run(str(path), *extra)
            assert (result.exit_code, result.stdout) == (2, "")
            assert str(path) in result.stderr
            assert result.stderr.count("\n") == 1


def test_the_installed_command_leaves_with_code_2(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "surefoot", "measure", str(tmp_path / "none.csv")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("height", ["0.1", "3", "tall"])
def test_impossible_heights_are_refused(walk: Path, height: str) -> None:
    assert run(str(walk), "--height-m", height).exit_code == 2


def test_measuring_imports_no_django_statsmodels_or_matplotlib(walk: Path) -> None:
    assert not modules_after("measure", str(walk), "--json") & UNWANTED
    assert not modules_after("measure", str(walk)) & (UNWANTED - {"rich"})


def test_the_real_walk_of_a_person_with_ms(reference_data: Path) -> None:
    found = document(str(reference_data / "mobgap_tvs" / "MS_001_Test11_Trial1"))
    measured = {m["measure"] for m in found["measurements"] if m["segment"] is None}
    assert measured >= {"cadence", "stride_length", "walking_speed", "step_time_asymmetry"}
    # Daily activities with many turns: too few strides in steady straight walking.
    assert {"measure": "stride_time_cv", "reason": "too-few-strides"} in found["not_measured"]
    assert found["recording"]["capture"]["placement"] == "lower-back"
    assert {contact["foot"] for contact in found["initial_contacts"]} <= {
        "left",
        "right",
        "unknown",
    }
