"""A diary in a table: what is read, and a plain sentence for what cannot be."""

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.app.messages import say
from surefoot.model.message import InputProblem
from surefoot.model.trigger import DiaryTable
from surefoot.readers.diary_csv import read_diary_source
from surefoot.readers.source import Source


def read(text: str | bytes) -> DiaryTable:
    data = text if isinstance(text, bytes) else text.encode()
    return read_diary_source(Source("d.csv", data, datetime(2026, 1, 1, tzinfo=UTC)))


def test_numbers_yes_and_no_and_gaps() -> None:
    table = read("date,outcome,heat,sleep\n2026-03-02,4,yes,\n2026-03-01,3.5,No,7.25\n\n")
    assert table.days == (date(2026, 3, 1), date(2026, 3, 2))
    assert table.outcome == (3.5, 4.0)
    assert [(one.name, one.values) for one in table.factors] == [
        ("heat", (0.0, 1.0)),
        ("sleep", (7.25, None)),
    ]


def test_semicolons_commas_and_a_mark_at_the_start() -> None:
    table = read(b"\xef\xbb\xbfDay;Outcome;Heat out\n2026-03-01T08:00;3,5;21,5\n2026-03-02;;-\n")
    assert table.outcome == (3.5, None)
    assert table.factors[0].name == "Heat out"
    assert table.factors[0].values == (21.5, None)


def test_the_same_row_twice_counts_once_and_another_of_that_day_counts_too() -> None:
    table = read("date,outcome,a\n2026-03-01,4,1\n2026-03-01,4,1\n2026-03-01,5,0\n")
    assert table.outcome == (4.0, 5.0)


def test_short_rows_say_nothing_at_their_end() -> None:
    assert read("date,outcome,a\n2026-03-01,4\n").factors[0].values == (None,)


@pytest.mark.parametrize(
    ("text", "message", "said"),
    [
        ("date,a\n2026-03-01,1\n", "diary.no-outcome", "no column named outcome"),
        ("date,outcome\n2026-03-01,1\n", "diary.no-factor", "such as sleep"),
        ("date,outcome,,b\n2026-03-01,1,1,1\n", "diary.no-name", "column 3 has no name"),
        ("date,outcome,a,a\n2026-03-01,1,1,1\n", "diary.column-twice", "two columns named a"),
        ("date,outcome,a\n", "diary.no-rows", "no rows of days"),
        ("date,outcome,a\n01.03.2026,1,1\n", "diary.no-date", "line 2: 01.03.2026 is no date"),
        ("date,outcome,a\n2026-03-01,x,1\n", "diary.no-number", "line 2, column outcome: x"),
        ("date,outcome,a\n2026-03-01,inf,1\n", "diary.no-number", "line 2, column outcome: inf"),
        ("date,outcome,a\n2026-03-01,1,1,1\n", "diary.wide", "4 values for 3 columns"),
        ("", "input.no-rows", "no rows"),
        (b"date,outcome,a\n2026-03-01,1,\xff\n", "diary.not-utf8", "line 2"),
        (
            "date,outcome," + ",".join(f"f{i}" for i in range(31)) + "\n2026-03-01,1\n",
            "diary.many",
            "has 31 columns beside the outcome",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(text: str | bytes, message: str, said: str) -> None:
    with pytest.raises(InputProblem) as problem:
        read(text)
    assert problem.value.message.id == message
    assert said in say(problem.value.message)


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_break_it(data: bytes) -> None:
    with contextlib.suppress(InputProblem):
        read(b"date,outcome,a\n" + data)
