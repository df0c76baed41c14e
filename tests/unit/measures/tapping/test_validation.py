"""How found taps are compared with the taps that were made up."""

import numpy as np

from surefoot.knowledge.load import load_knowledge
from validation.tapping import KINDS, PHONES, TapScore, _row, _score, _true_slowing


def test_true_slowing_is_that_of_halves() -> None:
    steady = np.arange(0.0, 10.0, 0.5)
    tiring = np.concatenate([np.arange(0.0, 5.0, 0.5), np.arange(5.0, 10.1, 1.0)])
    assert abs(_true_slowing(steady)) < 1e-9
    assert _true_slowing(tiring) > 40


def test_a_test_without_taps_counts_against_coverage_and_adds_no_error() -> None:
    missed, done = TapScore("shoe", "a"), TapScore("shoe", "a", 1.0, 2.0, 3.0, (True, False, True))
    row = _row("both", [missed, done])
    assert row.startswith("| both | 2 | 0.50 | 1.00 ")
    assert row.endswith("| 2 of 3 |")


def test_one_score_is_close_to_the_truth() -> None:
    kind = "usual, 3 a second"
    assert kind in KINDS
    score = _score(next(iter(PHONES)), kind, 7, load_knowledge())
    assert score.count_error is not None
    assert abs(score.count_error) <= 1
    assert score.held == (True, True, True)
