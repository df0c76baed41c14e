"""The change of a person: worked out once for what is kept, and again when more is."""

from datetime import timedelta
from pathlib import Path

import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.model.entry import Entry, EntryId, GivenAnswer
from surefoot.model.people import ActorId
from surefoot.usecases.follow import (
    asked_lately,
    change_if_known,
    change_of,
    follow_file,
    met_lately,
)
from tests.unit.course.make import START, entry, timeline, walk

KNOWLEDGE = load_knowledge()


def answered(days: float, **said: str) -> Entry:
    when = START + timedelta(days=days)
    answers = tuple(GivenAnswer(name, value) for name, value in said.items())
    name = EntryId(f"answered-{days}")
    return Entry(name, when, "UTC", when, ActorId("a"), answers=answers)


def test_the_same_timeline_is_worked_out_once() -> None:
    told = timeline([walk(float(day), 1.21) for day in range(5)])
    assert change_if_known(told, KNOWLEDGE) == (False, None)
    first = change_of(told, KNOWLEDGE)
    assert change_of(told, KNOWLEDGE) is first
    assert change_if_known(told, KNOWLEDGE) == (True, first)


def test_one_more_day_or_another_value_is_worked_out_anew() -> None:
    told = timeline([walk(float(day), 1.22) for day in range(5)])
    change_of(told, KNOWLEDGE)
    more = timeline([*told.measurements, walk(5.0, 1.22)])
    other = timeline([*told.measurements[:-1], walk(4.0, 0.7)])
    flagged = timeline(told.measurements, [answered(4.5, f_fever="yes")])
    for changed in (more, other, flagged, timeline(entries=[entry(1.0, 3)])):
        assert change_if_known(changed, KNOWLEDGE) == (False, None)


def test_nothing_is_known_of_nothing_and_that_is_remembered() -> None:
    assert change_of(timeline(), KNOWLEDGE) is None
    assert change_if_known(timeline(), KNOWLEDGE) == (True, None)


@pytest.mark.parametrize(
    ("entries", "asked"),
    [
        ([], False),
        ([answered(9.5, f_fever="no")], False),
        ([answered(9.5, f_fever="no", f_infection_signs="skipped")], False),
        ([answered(9.5, f_fever="no", f_infection_signs="unknown")], True),
        ([answered(2.0, f_fever="no", f_infection_signs="no")], False),
    ],
)
def test_asked_means_answered_while_it_holds(entries: list[Entry], asked: bool) -> None:
    now = START + timedelta(days=10)
    assert asked_lately(timeline(entries=entries), KNOWLEDGE, now) is asked


def test_what_was_met_is_told_back() -> None:
    told = timeline(entries=[answered(9.5, f_fever="yes", f_heat="no")])
    assert met_lately(told, KNOWLEDGE, START + timedelta(days=10)) == ("f_fever",)


def test_a_table_is_followed(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text("time,measure,value,unit\n2026-01-05,walking_speed,1.2,m/s\n")
    today, history = follow_file(path, KNOWLEDGE, history=True)
    assert [one.day for one in history] == [today.day]
    assert follow_file(path, KNOWLEDGE, history=False)[1] == ()
