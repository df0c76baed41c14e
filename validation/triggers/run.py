"""One row after another: people drawn, judged and counted. Seeds are fixed by row and person."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
import numpy as np

from surefoot.course.triggers.tables import exposure_of
from surefoot.knowledge.knowledge import Knowledge
from validation.triggers.rules import OTHERS, OURS, Judged, judge
from validation.triggers.worlds import REAL, ROWS, Diary, World, draw

SEED = 20261121
#: Probabilities are counted in these classes.
EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)


class Count(msgspec.Struct, frozen=True):
    """Of so many people: with a false trigger, the mean share of false ones, real ones found."""

    false: int
    false_share: float
    found: int


class Class(msgspec.Struct, frozen=True):
    """A class of probabilities: how many factors, their mean probability, how many are real."""

    factors: int
    probability: float
    real: int


class Row(msgspec.Struct, frozen=True):
    """The counts of one row; ``held`` of ``real`` true effects lie in their 95 % intervals, and of
    those called at least possible ``held_called`` of ``called``."""

    world: World
    people: int
    rules: dict[str, Count]
    classes: tuple[Class, ...]
    held: int
    real: int
    held_called: int
    called: int


class Results(msgspec.Struct, frozen=True):
    """All rows, with the seed they were drawn by and the day they were computed."""

    seed: int
    day: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Person:
    diary: Diary
    judged: Judged

    @property
    def real(self) -> frozenset[str]:
        """The factors that truly matter."""
        return frozenset(name for name, size in self.diary.effect.items() if size)


def run_row(place: int, people: int, knowledge: Knowledge, seed: int = SEED) -> Row:
    """Return the counts of a row of so many people."""
    world, lives = ROWS[place], []
    for number in range(people):
        diary = draw(world, np.random.default_rng([seed, place, number]))
        lives.append(_Person(diary, judge(diary.table, knowledge)))
    held, called = _held(lives, ()), _held(lives, ("likely", "possible"))
    return Row(
        world,
        people,
        {rule: _count(lives, rule) for rule in (*OURS, *OTHERS)},
        tuple(_classes(lives)),
        sum(held),
        len(held),
        sum(called),
        len(called),
    )


def _count(lives: Iterable[_Person], rule: str) -> Count:
    false, shares, found = 0, [], 0
    for person in lives:
        called = person.judged.called[rule]
        wrong = called - person.real
        false += bool(wrong)
        shares.append(len(wrong) / max(len(called), 1))
        found += len(called & person.real)
    return Count(false, float(np.mean(shares)), found)


def _classes(lives: Iterable[_Person]) -> Iterable[Class]:
    pairs = [
        (one.probability, name in person.real)
        for person in lives
        for name, one in person.judged.found.items()
        if one.probability is not None
    ]
    said, real = np.array([p for p, _ in pairs]), np.array([r for _, r in pairs])
    place = np.clip(np.digitize(said, EDGES) - 1, 0, len(EDGES) - 2)
    for index in range(len(EDGES) - 1):
        mine = place == index
        mean = float(said[mine].mean()) if mine.any() else 0.0
        yield Class(int(mine.sum()), mean, int(real[mine].sum()))


def _held(lives: Iterable[_Person], labels: tuple[str, ...]) -> list[bool]:
    """Return for each real factor (with one of the labels) whether its interval held the truth."""
    return [
        _holds(person, name)
        for person in lives
        for name in REAL
        if name in person.real and (not labels or person.judged.found[name].label in labels)
    ]


def _holds(person: _Person, name: str) -> bool:
    table, found = person.diary.table, person.judged.found[name]
    if found.low is None or found.high is None:
        return False
    column = next(one for one in table.factors if one.name == name)
    exposure = exposure_of(column, np.arange(len(table.days)))
    values, there = exposure.values, exposure.exposed
    contrast = float(values[there == 1.0].mean() - values[there == 0.0].mean())
    return bool(found.low <= person.diary.effect[name] * contrast <= found.high)


def run(people: int, knowledge: Knowledge, day: str) -> Results:
    """Return all rows of so many people each."""
    rows = tuple(run_row(place, people, knowledge) for place in range(len(ROWS)))
    return Results(SEED, day, rows)
