"""``surefoot measure`` of a force plate's file: the same page and the same JSON as of a phone."""

import json
from pathlib import Path

import jsonschema
import numpy as np
from click.testing import CliRunner

from surefoot.app.cli import main
from surefoot.app.contract import schema_text


def plate(folder: Path, unit: str = "cm") -> Path:
    """Return a file of a stance of 30 s that goes round in a circle of 1 cm."""
    times = np.arange(3000) / 100
    lines = [f"Time[s]\tCOP_ML[{unit}]\tCOP_AP[{unit}]"]
    lines += [f"{t:.2f}\t{np.sin(np.pi * t):.5f}\t{np.cos(np.pi * t):.5f}" for t in times]
    path = folder / "plate.txt"
    path.write_text("\n".join(lines) + "\n")
    return path


def test_a_plate_is_printed_as_the_public_document(tmp_path: Path) -> None:
    said = ["measure", "--json", "--stance", "tandem", str(plate(tmp_path))]
    result = CliRunner().invoke(main, said)
    assert result.exit_code == 0, result.output
    document = json.loads(result.output)
    jsonschema.validate(document, json.loads(schema_text("walk-analysis")))
    found = {m["measure"]: m["value"] for m in document["measurements"]}
    assert abs(found["sway_cop_velocity"] - np.pi) < 0.01
    assert abs(found["sway_cop_rms_ml"] - 0.5**0.5) < 0.001
    assert document["recording"]["channels"] == []
    assert document["recording"]["capture"]["stance"] == "tandem"


def test_a_plate_has_a_page_that_asks_for_no_height(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["measure", str(plate(tmp_path))])
    assert result.exit_code == 0, result.output
    assert "Sway (force plate), area" in result.output
    assert "--height-m" not in result.output


def test_a_plate_in_kilograms_is_refused_in_words(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["measure", str(plate(tmp_path, "kg"))])
    assert result.exit_code != 0
    assert "COP_ML" in result.output
    assert "Traceback" not in result.output
