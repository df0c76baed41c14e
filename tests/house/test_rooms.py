"""The walls of the house: who imports whom, and which outside package lives where."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.house.rooms import build_graph, find_breaches, read_house

CHECK = (
    "from tests.house.rooms import build_graph, find_breaches, read_house;"
    "print('\\n'.join(find_breaches(read_house(), build_graph())))"
)


def test_no_import_breaks_the_table() -> None:
    assert list(find_breaches(read_house(), build_graph())) == []


def test_every_room_stands_in_the_table() -> None:
    folders = {p.name for p in (ROOT / "src/surefoot").iterdir() if (p / "__init__.py").exists()}
    assert folders == set(read_house().rooms)


def test_layers_contract_holds() -> None:
    done = _lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("room", "line", "complaint"),
    [
        ("model", "import surefoot.app.cli", "model may not import app"),
        ("measures", "import surefoot.readers.read", "measures may not import readers"),
        ("course", "import surefoot.trials.design", "course may not import trials"),
        ("signals", "import surefoot.model.units", "signals may not import model"),
        ("usecases", "import django", "not a package of usecases"),
        ("store", "import django.db", "not a package of store"),
        ("simulate", "import scipy.signal", "not a package of simulate"),
    ],
)
def test_a_broken_import_is_found(tmp_path: Path, room: str, line: str, complaint: str) -> None:
    house = _copy_house(tmp_path)
    (house / "src/surefoot" / room / "broken.py").write_text(line + "\n", encoding="utf-8")
    done = _run(house, sys.executable, "-c", CHECK)
    assert complaint in done.stdout, done.stdout + done.stderr


def test_a_broken_import_fails_the_layers_contract(tmp_path: Path) -> None:
    house = _copy_house(tmp_path)
    broken = house / "src/surefoot/model/broken.py"
    broken.write_text("import surefoot.usecases\n", encoding="utf-8")
    done = _lint_imports(house)
    assert done.returncode != 0
    assert "surefoot.model is not allowed to import surefoot.usecases" in done.stdout


def _copy_house(folder: Path) -> Path:
    for part in ("src/surefoot", "tests/house"):
        ignore = shutil.ignore_patterns("__pycache__", "*.yaml", "static", "locale")
        shutil.copytree(ROOT / part, folder / part, ignore=ignore)
    # With its __init__, no package of that name elsewhere comes before it.
    for name in ("pyproject.toml", "tests/__init__.py", "tests/conftest.py"):
        shutil.copy(ROOT / name, folder / name)
    return folder


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return _run(folder, sys.executable, "-c", command, "--no-cache")


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": f"{folder / 'src'}:{folder}", "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
