"""The simulation behind the validation page, in small; and the real trials, where they are."""

import os

import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.model.trial_answer import TrialVerdict
from validation.reference import reference_folder
from validation.trial_cells import AVERAGED, DAILY, DRAWN, SHORT, Cell, draw_trial, tally
from validation.trial_series import analyse, plain_regression, read_series
from validation.trials import _table, cell_name

KNOW = load_knowledge()


def test_nothing_is_seldom_taken_for_something_and_an_effect_is_seen() -> None:
    nothing = tally(Cell(4, 0.8, 0.0, trend=1.0), 30, KNOW)
    assert nothing.tallies[AVERAGED].rejects <= 0.14
    something = tally(Cell(4, 0.5, 1.5, trend=1.0), 20, KNOW)
    assert something.tallies[SHORT].rejects >= 0.8
    assert something.tallies[DRAWN].rejects >= 0.6
    assert (something.tallies[AVERAGED].covers or 0.0) >= 0.85
    assert cell_name(something.cell) in _table([something])


def test_what_carries_over_is_missed_by_a_t_test_of_days() -> None:
    found = tally(Cell(4, 0.5, 1.0, 1.5, 1.0), 20, KNOW).tallies
    assert (found[AVERAGED].covers or 0.0) > (found[DAILY].covers or 1.0)


def test_bad_days_go_missing_where_they_are_said_to() -> None:
    cell = Cell(2, 0.5, 0.0, bad_days_missing=True)
    means = [draw_trial(cell, seed)[0].values.mean() for seed in range(60)]
    assert np.mean(means) < 5.0


def test_every_real_trial_is_read_and_answered() -> None:
    try:
        every = list(read_series(reference_folder()))
    except FileNotFoundError as problem:
        if os.environ.get("CI"):
            raise
        pytest.skip(str(problem))
    assert len(every) == 10
    for one in every:
        low, high = plain_regression(one)[1:]
        assert low < high
        assert analyse(one, KNOW).verdict is TrialVerdict.CANNOT_SAY
