"""Schemes: what is drawn is admitted, and what is listed is counted."""

import numpy as np
import pytest

from surefoot.trials.infer import infer
from surefoot.trials.schemes import Alternation, Free, Pairs, Phases, Scheme, Sessions, Starts

SCHEMES: list[Scheme] = [
    Pairs(6, 2),
    Phases(14, 4, 2),
    Alternation(10, 5, 2),
    Sessions(5),
    Starts(40, 21, 14),
    Free(9, 4),
]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: type(s).__name__)
def test_what_is_listed_is_counted_and_admitted(scheme: Scheme) -> None:
    rows = [row.tobytes() for row in scheme.every()]
    assert len(rows) == len(set(rows)) == scheme.count()
    assert all(scheme.admits(row) for row in scheme.every())
    drawn = scheme.draw(np.random.default_rng(1))
    assert drawn.tobytes() in set(rows)
    assert not scheme.admits(drawn[:-1])


def places(row: str) -> tuple[np.ndarray, np.ndarray]:
    there = [place for place, letter in enumerate(row) if letter != "."]
    return np.array(there), np.array([row[place] == "+" for place in there])


@pytest.mark.parametrize(
    ("row", "block", "pairs"),
    [
        ("+-" * 3 + "-+" * 3, 1, 6),
        ("++--" * 2 + "--++" * 2, 2, 4),
        ("++--" + "--++" + "+.--", 2, 3),
        ("+-" * 3 + "-.+-" + "+-", 1, 5),
        ("-------+++++++-------+++++++", 7, 2),
        ("--------------++++++++++++++", 14, 1),
    ],
)
def test_pairs_are_found(row: str, block: int, pairs: int) -> None:
    found = infer(*places(row))
    assert (found.in_pairs, found.pairs) == (True, pairs)
    assert found.scheme == Pairs(-(-len(row) // (2 * block)), block)
    assert found.scheme.admits(found.assigned)


def test_what_is_no_pairs_was_drawn_freely() -> None:
    days, on = places("++-+--++--+---+-+++-")
    found = infer(days, on)
    assert not found.in_pairs
    assert found.scheme == Free(20, int(on.sum()))
    assert found.scheme.admits(found.assigned)
    assert found.pairs == 6


def test_two_long_phases_are_no_pairs_enough() -> None:
    assert infer(*places("-" * 10 + "+" * 14)).pairs < 2
