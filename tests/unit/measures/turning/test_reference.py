"""Turns of recorded people: half a turn each, with a phone in the pocket."""

from pathlib import Path

import numpy as np

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.turning.facts import read_turn_rules
from surefoot.measures.turning.turns import Turn
from validation.turning import TurnCase, _best, _row, geotec_turns

RULES = read_turn_rules(load_knowledge())


def test_u_turns_with_a_phone_in_the_pocket_are_within_10_degrees(reference_data: Path) -> None:
    cases = [c for c in geotec_turns(reference_data, RULES, "01") if "pocket, U-turn" in c.group]
    assert len(cases) == 11
    errors = [case.error_deg for case in cases if case.error_deg is not None]
    assert len(errors) == len(cases)
    assert float(np.mean(np.abs(errors))) < 10.0


def test_a_turn_beside_the_true_one_is_not_taken_for_it() -> None:
    turn = Turn(5.0, 7.0, -170.0, 200.0)
    assert _best([turn], (1.0, 4.0)) is None
    assert _best([turn], (6.0, 9.0)) is turn


def test_a_turn_not_found_counts_against_coverage_and_not_as_an_error() -> None:
    found = TurnCase("a", "1", 180.0, (5.0, 7.0), Turn(5.0, 7.5, -176.0, 200.0))
    missed = TurnCase("a", "1", 180.0, (20.0, 22.0), None)
    assert _row("a", [found, missed]).startswith("| a | 1 | 2 | 0.50 | 4.0 | -4.0 | 100 |")
    assert _row("a", [missed]).startswith("| a | 1 | 1 | 0.00 | – |")
