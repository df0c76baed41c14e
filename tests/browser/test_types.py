"""The scripts are plain JavaScript; their types stand in comments and are checked strictly."""

import json
from pathlib import Path

import pytest

from surefoot.app.views.statics import FOLDER
from tests.browser.node_tools import node_file, run_node

SCRIPTS = FOLDER / "capture"
_WORKER = "worker.js"


def _check(tmp_path: Path, files: list[Path], library: str) -> list[str]:
    settings = {
        "compilerOptions": {
            "allowJs": True,
            "checkJs": True,
            "strict": True,
            "noEmit": True,
            "noUnusedLocals": True,
            "noUnusedParameters": True,
            "target": "es2022",
            "module": "es2022",
            "moduleResolution": "bundler",
            "lib": ["es2022", library, *(["dom.iterable"] if library == "dom" else [])],
            "types": [],
        },
        "files": [str(file) for file in files],
    }
    project = tmp_path / "tsconfig.json"
    project.write_text(json.dumps(settings), encoding="utf-8")
    done = run_node(node_file("typescript/bin/tsc"), "-p", str(project), "--pretty", "false")
    return [line for line in done.stdout.splitlines() if line.strip()]


def test_the_types_of_the_page_fit(tmp_path: Path) -> None:
    files = sorted(file for file in SCRIPTS.glob("*.js") if file.name != _WORKER)
    assert len(files) > 5
    assert _check(tmp_path, files, "dom") == []


def test_the_types_of_the_worker_fit(tmp_path: Path) -> None:
    assert _check(tmp_path, [SCRIPTS / _WORKER], "webworker") == []


def test_a_wrong_type_is_found(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.js"
    wrong.write_text('/** @type {number} */\nexport const count = "three";\n', encoding="utf-8")
    found = _check(tmp_path, [wrong], "dom")
    assert len(found) == 1
    assert "TS2322" in found[0]


@pytest.mark.parametrize("file", sorted(SCRIPTS.glob("*.js")), ids=lambda file: file.name)
def test_a_script_fetches_nothing_from_elsewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "http:" not in text
    assert "https:" not in text
    assert len(text.splitlines()) < 400
