"""The other commands, as far as they need no server."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from surefoot.app.cli import main
from surefoot.knowledge.load import FACTS
from surefoot.readers.phone_capture import encode_capture
from surefoot.simulate.settings import WalkSettings
from surefoot.simulate.walk import simulate_walk
from tests.conftest import ROOT


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


def test_the_facts_are_in_order() -> None:
    result = run("knowledge", "check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "in order" in result.stdout


@pytest.mark.parametrize("key", ["sources", "certainty"])
def test_a_fact_without_source_or_certainty_fails_the_check(tmp_path: Path, key: str) -> None:
    shutil.copytree(FACTS, tmp_path / "facts")
    path = next((tmp_path / "facts" / "thresholds").glob("*.yaml"))
    lines = path.read_text().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{key}:"))
    end = start + 1
    while end < len(lines) and lines[end].startswith((" ", "-")):
        end += 1
    path.write_text("\n".join(lines[:start] + lines[end:]) + "\n")
    result = run("knowledge", "check", str(tmp_path / "facts"))
    assert result.exit_code == 1
    assert path.name in result.stdout
    assert key in result.stdout


def test_list_and_show() -> None:
    listed = run("knowledge", "list", "red_flags").stdout.split()
    assert listed
    assert all(name.startswith("red_flags/") for name in listed)
    shown = run("knowledge", "show", listed[0]).stdout
    assert "sources:" in shown
    assert run("knowledge", "show", listed[0].partition("/")[2]).stdout == shown
    assert len(run("knowledge", "list").stdout.split()) > len(listed)


@pytest.mark.parametrize("words", [["show", "no_such_fact"], ["list", "myths"], ["show", "../x"]])
def test_unknown_facts_are_refused(words: list[str]) -> None:
    result = run("knowledge", *words)
    assert (result.exit_code, result.stdout) == (2, "")


def test_try_design_draws_the_same_schedule_again() -> None:
    words = ["try", "design", "--strategy", "s_cooling", "--outcome", "heaviness", "--days", "28"]
    words += ["--seed", "7", "--start", "2026-12-01", "--json"]
    first, second = (json.loads(run(*words).stdout) for _ in range(2))
    assert first["schedule"] == second["schedule"]
    assert first["schedule"][0]["day"] == "2026-12-01"
    shown = run(*words[:-1])
    assert shown.exit_code == 0
    assert "2026-12-01" in shown.stdout
    assert "28 days will show a drop of" in " ".join(shown.stdout.split())


def test_try_design_refuses() -> None:
    for words in (["no_such_strategy"], ["s_cooling", "--days", "4"], ["s_antispastic"]):
        assert run("try", "design", "--strategy", *words).exit_code == 2
    assert run("try", "design", "--strategy", "s_fampridine").exit_code == 2


def surefoot(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SUREFOOT_HOME": str(home)}
    environment.pop("SUREFOOT_DATABASE", None)
    command = [sys.executable, "-m", "surefoot", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_migrate_makes_a_home_and_report_says_that_nobody_is_there(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert surefoot(home, "migrate").returncode == 0
    assert list(home.glob("*.sqlite3"))
    assert surefoot(home, "migrate").returncode == 0
    done = surefoot(home, "report", "Anna")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


TWO_ANNAS = """
from datetime import UTC, datetime
from surefoot.app.cli.pages import set_up_pages
set_up_pages()
from surefoot.app.door import HOUSEHOLD
from surefoot.app.workspace import workspace
from surefoot.model.people import Person, PersonId
for number in (1, 2):
    person = Person(PersonId(f"anna-{number}"), "Anna", "DE", datetime(2026, 1, number, tzinfo=UTC))
    workspace().store.add_person(person, HOUSEHOLD)
"""


def test_report_of_two_people_of_one_name_asks_which(tmp_path: Path) -> None:
    home, page = tmp_path / "home", tmp_path / "page.pdf"
    assert surefoot(home, "migrate").returncode == 0
    environment = {**os.environ, "SUREFOOT_HOME": str(home)}
    environment.pop("SUREFOOT_DATABASE", None)
    subprocess.run([sys.executable, "-c", TWO_ANNAS], check=True, env=environment)
    done = surefoot(home, "report", "Anna", "--out", str(page))
    assert (done.returncode, done.stdout) == (2, "")
    assert "anna-1, anna-2" in done.stderr
    assert not page.exists()
    assert surefoot(home, "report", "anna-2", "--out", str(page)).returncode == 0
    assert page.read_bytes().startswith(b"%PDF")


def test_cohort_measures_a_folder_and_goes_on(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    (tmp_path / "in").mkdir()
    recording = simulate_walk(WalkSettings(), seed=1).recording
    (tmp_path / "in" / "a.sfcap").write_bytes(encode_capture(recording))
    (tmp_path / "in" / "b.csv").write_bytes(b"")
    words = ["cohort", "measure", str(tmp_path / "in"), "--out", str(tmp_path / "out")]
    first = surefoot(tmp_path, *words)
    assert first.returncode == 0
    assert "Measured now: 1." in first.stdout
    assert "b.csv is empty" in first.stderr
    assert "Measured before: 1." in surefoot(tmp_path, *words).stdout


def test_the_words_for_the_person_can_be_read_alone() -> None:
    shown = run("knowledge", "show", "ms_heat", "--plain").stdout
    assert "cool down" in shown
    assert "sources" not in shown
    assert "Not reviewed by a clinician." in shown
    assert "no words" in run("knowledge", "show", "t25fw_worse", "--plain").stdout


def test_two_folders_of_facts_are_compared(tmp_path: Path) -> None:
    shutil.copytree(FACTS, tmp_path / "facts")
    path = tmp_path / "facts" / "strategies" / "s_pt.yaml"
    path.write_text(path.read_text().replace("kind: strategy", "kind: strategy\nhurry: yes"))
    (tmp_path / "facts" / "strategies" / "s_yoga.yaml").unlink()
    lines = run("knowledge", "diff", str(tmp_path / "facts")).stdout.splitlines()
    assert lines == [
        "changed  strategies/s_pt",
        "    hurry: gone, was True",
        "added    strategies/s_yoga",
    ]
    assert "the same" in run("knowledge", "diff", str(FACTS)).stdout


def test_facts_of_a_git_version_are_compared() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git checkout")
    assert run("knowledge", "diff", "HEAD", "HEAD").stdout == "The facts are the same.\n"


@pytest.mark.parametrize("place", ["no-such-version", "--output=x"])
def test_a_version_that_is_not_there_is_refused(place: str) -> None:
    result = run("knowledge", "diff", "--", place)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "neither a folder" in result.stderr
