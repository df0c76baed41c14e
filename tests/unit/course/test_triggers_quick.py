"""Twenty made-up diaries a row: seldom a false trigger, while plain rules find one in most."""

import pytest

from surefoot.knowledge.load import load_knowledge
from validation.triggers.rules import LIKELY, POSSIBLE
from validation.triggers.run import Row, run_row
from validation.triggers.worlds import ROWS, World

KNOWLEDGE = load_knowledge()
PEOPLE = 20
# Other seeds than those of the page.
SEED = 5


def row(world: World) -> Row:
    return run_row(ROWS.index(world), PEOPLE, KNOWLEDGE, SEED)


@pytest.mark.parametrize("world", [World(60, 0.6, drift=True), World(90, 0.6, drift=True)])
def test_few_are_found_where_nothing_is_real(world: World) -> None:
    rules = row(world).rules
    # More than these of twenty are very unlikely at the promised 0.04 and 0.12.
    assert rules[LIKELY].false <= 3
    assert rules[POSSIBLE].false <= 6
    for plain in ("mean difference", "correlation", "best of three lags"):
        assert rules[plain].false >= 10


def test_what_is_real_is_mostly_found_with_enough_days() -> None:
    found = row(World(180, 0.6, drift=True, effect=0.4))
    assert found.rules[POSSIBLE].found >= 0.7 * 2 * PEOPLE
    assert found.rules[POSSIBLE].false_share < 0.1
    assert found.held >= 0.8 * found.real
