"""Ordinary days with MS: drawn by rule of chance, and they seldom set off an alarm."""

import ast
import inspect

import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Urgency
from surefoot.simulate import ordinary_days
from surefoot.simulate.ordinary_days import (
    CIRCUMSTANCES,
    TROUBLES,
    answers_again,
    answers_question,
    draw_day,
    draw_person,
    ticks_line,
)
from validation.ordinary_days import GOALS, live, share_of

KNOWLEDGE = load_knowledge()


def test_the_days_know_no_rule_and_no_fact() -> None:
    tree = ast.parse(inspect.getsource(ordinary_days))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in imported if name and name.startswith("surefoot")}


def test_what_people_live_with_are_known_answers() -> None:
    facts = {fact.id: fact for fact in KNOWLEDGE.findings()}
    for trouble in TROUBLES:
        assert trouble.code in facts[trouble.finding].present_codes
    assert set(CIRCUMSTANCES) <= set(facts)


def test_the_same_seed_gives_the_same_person_and_day() -> None:
    def draw() -> object:
        rng = np.random.default_rng(3)
        person = draw_person(rng)
        return person, draw_day(person, rng)

    assert draw() == draw()


def test_what_is_worse_is_ticked_and_what_is_not_there_hardly_ever() -> None:
    rng = np.random.default_rng(1)
    person = draw_person(rng)
    day = draw_day(person, rng)
    fog = next(iter(person.troubles))
    other = next(trouble for trouble in TROUBLES if trouble not in person.troubles)
    worse = ordinary_days.OrdinaryDay(frozenset({fog}), False, False, False, False, 3)

    def share(one: ordinary_days.Trouble, on: ordinary_days.OrdinaryDay) -> float:
        ticks = [ticks_line(person, on, one.finding, one.code, rng) for _ in range(2000)]
        return float(np.mean(ticks))

    assert share(fog, worse) > 0.5
    assert share(fog, day) < 0.1 or fog in day.worse
    assert share(other, day) < 0.01


def test_answers_are_codes_and_asked_again_they_fall() -> None:
    rng = np.random.default_rng(2)
    person = draw_person(rng)
    calm = ordinary_days.OrdinaryDay(frozenset(), False, False, False, False, 3)
    answers = {answers_question(person, calm, "f_vomiting", ["yes"], rng) for _ in range(500)}
    assert answers <= {"yes", "no", "unknown"}
    stays = [answers_again(person, calm, "f_vomiting", "yes", rng) for _ in range(500)]
    assert 0 < stays.count("yes") < 100


@pytest.fixture(scope="module")
def lives() -> list[list[object]]:
    return live(KNOWLEDGE, 40, 2)  # type: ignore[return-value]


def test_ordinary_days_seldom_set_off_an_alarm(lives: list[list[object]]) -> None:
    # A small sample: the whole thousand stands in docs/validation.md.
    for level, most in GOALS.items():
        share, low, _high = share_of(lives, lambda day, level=level: day.level is level)  # type: ignore[arg-type,misc]
        assert low <= most, (level, share)


def test_misreading_every_line_would_set_off_alarms() -> None:
    loud = live(KNOWLEDGE, 4, 1, reads=60.0, put_right=False)
    assert any(day.level is Urgency.EMERGENCY for life in loud for day in life)
