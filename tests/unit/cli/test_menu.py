"""The menu answers at once, reads well, and never shows a traceback."""

import subprocess
import sys
from collections.abc import Sequence

import click
import pytest
from click.testing import CliRunner, Result

from surefoot.app.cli import SECTIONS, main
from surefoot.app.cli.menu import Place, Section, make_menu
from surefoot.app.messages import say
from surefoot.model.message import InputProblem, Message

COMMANDS = [place.name for section in SECTIONS for place in section.places]
HEAVY = ("numpy", "pyarrow", "django", "scipy", "numba", "rich", "yaml", "matplotlib")


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def modules_after(*words: str) -> set[str]:
    """Return top-level modules that a run of the command line in a fresh process imports."""
    program = (
        "import sys, io, contextlib\n"
        "from surefoot.app.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    main({list(words)!r}, standalone_mode=False)\n"
        "print(' '.join(sorted({name.partition('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["measure", "--help"]])
def test_help_imports_nothing_heavy(words: Sequence[str]) -> None:
    assert not modules_after(*words) & set(HEAVY)


def test_help_shows_every_command_by_what_it_is_for() -> None:
    shown = run("--help").output
    for section in SECTIONS:
        assert f"{section.title}:" in shown
        for place in section.places:
            assert f"  {place.name} " in shown
            assert place.about in shown
    assert "not a medical device" in shown
    assert all(len(line) <= 100 for line in shown.splitlines())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")


@pytest.mark.parametrize("words", [["walk"], ["measure"], ["measure", "x", "--placement", "hat"]])
def test_wrong_use_is_code_2(words: Sequence[str]) -> None:
    assert run(*words).exit_code == 2


@pytest.mark.parametrize("height", ["nan", "inf", "-inf", "9"])
def test_a_height_that_is_none_is_refused_in_plain_words(height: str) -> None:
    result = run("measure", "walk.csv", "--height-m", height)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--height-m" in result.stderr
    assert "Traceback" not in result.stderr


def test_the_command_is_called_the_same_however_it_is_started() -> None:
    command = [sys.executable, "-m", "surefoot", "measure", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("Usage: surefoot measure")


@click.command()
@click.argument("kind")
def failing(kind: str) -> None:
    raise {
        "input": InputProblem("input.empty", file="walk.csv"),
        "system": PermissionError(13, "Permission denied", "walk.csv"),
        "defect": ZeroDivisionError("division\nby zero"),
    }[kind]


MENU = make_menu((Section("Fail", (Place("fail", f"{__name__}:failing", "Fail."),)),))


@pytest.mark.parametrize(
    ("kind", "code", "sentence"),
    [
        ("input", 2, say(Message("input.empty", {"file": "walk.csv"}))),
        ("system", 1, "This computer did not allow it: Permission denied (walk.csv)."),
        ("defect", 1, "Surefoot made a mistake of its own (ZeroDivisionError: division by zero)."),
    ],
)
def test_failures_are_one_plain_line(kind: str, code: int, sentence: str) -> None:
    result = CliRunner().invoke(MENU, ["fail", kind])
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith(sentence)
    assert result.stderr.count("\n") == 1


def test_a_developer_can_ask_for_the_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUREFOOT_TRACE", "1")
    assert isinstance(CliRunner().invoke(MENU, ["fail", "defect"]).exception, ZeroDivisionError)
