"""Trials in tables: what is read, and which line is at fault."""

from pathlib import Path

import pytest

from surefoot.app.messages import say
from surefoot.model.message import InputProblem
from surefoot.readers.trial_csv import TrialTable, read_trial, require_once

GOOD = """Date,Assignment,outcome,done,Temperature
2026-03-02,off,6,,
2026-03-01,ON,4.5,yes,21
2026-03-03,on,,partly,20
"""


def read(tmp_path: Path, text: str | bytes) -> TrialTable:
    file = tmp_path / "trial.csv"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    table = read_trial(file)
    require_once(table)
    return table


def test_rows_stand_in_order_of_days(tmp_path: Path) -> None:
    table = read(tmp_path, GOOD)
    assert [row.day.day for row in table.rows] == [1, 2, 3]
    assert [row.on for row in table.rows] == [True, False, True]
    assert [row.outcome for row in table.rows] == [4.5, 6.0, None]
    assert [row.done for row in table.rows] == [1.0, None, 0.5]
    assert table.others == ("Temperature",)
    assert [row.others for row in table.rows] == [(21.0,), (None,), (20.0,)]


def test_commas_in_numbers_are_read(tmp_path: Path) -> None:
    table = read(tmp_path, "date;assignment;outcome\n2026-03-01;on;4,5\n2026-03-02;off;5,5\n")
    assert [row.outcome for row in table.rows] == [4.5, 5.5]


@pytest.mark.parametrize(
    ("bad", "with_", "words"),
    [
        ("2026-03-02", "02/03/26x", "line 2, column date"),
        ("off", "maybe", "line 2, column assignment"),
        ("off", "", "line 2, column assignment"),
        ("4.5", "four", "line 3, column outcome"),
        ("partly", "often", "line 4, column done"),
        ("partly", "7", "line 4, column done"),
        ("21", "warm", "line 3, column Temperature"),
        ("2026-03-03", "2026-03-02", "stands twice"),
        ("4.5", "inf", "line 3, column outcome"),
    ],
)
def test_the_line_at_fault_is_named(tmp_path: Path, bad: str, with_: str, words: str) -> None:
    with pytest.raises(InputProblem) as problem:
        read(tmp_path, GOOD.replace(bad, with_, 1))
    assert words in say(problem.value.message)


@pytest.mark.parametrize(
    "text",
    [
        "date,outcome\n2026-03-01,4\n",
        "date,assignment,outcome\n",
        "date,assignment,outcome,outcome\n2026-03-01,on,4,5\n",
        "date,assignment,outcome," + ",".join(f"x{i}" for i in range(11)) + "\n2026-03-01,on,4\n",
        "date,assignment,outcome\n2026-03-01,on,4,5,6\n",
        b"date,assignment,outcome\n2026-03-01,on,\xff\n",
    ],
)
def test_what_is_no_trial_is_refused(tmp_path: Path, text: str | bytes) -> None:
    with pytest.raises(InputProblem) as problem:
        read(tmp_path, text)
    assert say(problem.value.message)
