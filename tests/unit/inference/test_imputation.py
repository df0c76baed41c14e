"""Missing values drawn from what is around them."""

import numpy as np
import pytest

from surefoot.inference.imputation import imputed


def walk(seed: int, n: int = 200, phi: float = 0.9) -> np.ndarray:
    rng = np.random.default_rng(seed)
    series = rng.standard_normal(n)
    for row in range(1, n):
        series[row] = phi * series[row - 1] + np.sqrt(1 - phi**2) * series[row]
    return series


def test_what_is_known_stays_and_gaps_are_filled() -> None:
    table = np.column_stack([walk(1), (walk(2) > 0).astype(float)])
    holed = table.copy()
    holed[np.random.default_rng(0).random(table.shape) < 0.2] = np.nan
    for drawn in imputed(holed, np.arange(200.0), 3, np.random.default_rng(5)):
        known = np.isfinite(holed)
        assert np.isfinite(drawn).all()
        np.testing.assert_array_equal(drawn[known], holed[known])
        assert set(np.unique(drawn[:, 1])) <= {0.0, 1.0}


def test_nothing_missing_stays_as_it_is() -> None:
    table = walk(1)[:, None]
    same = imputed(table, np.arange(200.0), 2, np.random.default_rng(5))
    np.testing.assert_array_equal(same[0], table)
    assert same[0] is not table


def test_a_gap_is_bridged_from_both_sides() -> None:
    series = walk(3, phi=0.95)
    holed = series.copy()
    gaps = np.arange(20, 180, 8)
    holed[gaps] = np.nan
    drawn = imputed(holed[:, None], np.arange(200.0), 40, np.random.default_rng(1))
    mean = np.mean([one[gaps, 0] for one in drawn], axis=0)
    straight = (series[gaps - 1] + series[gaps + 1]) / 2
    assert np.sqrt(np.mean((mean - straight) ** 2)) < 0.15
    spread = np.std([one[gaps, 0] for one in drawn], axis=0).mean()
    assert 0.1 < spread < 0.45


def test_another_series_tells_of_a_missing_one() -> None:
    rng = np.random.default_rng(7)
    first = rng.standard_normal(300)
    second = (first + 0.3 * rng.standard_normal(300) > 0).astype(float)
    holed = np.column_stack([first, second])
    gaps = rng.random(300) < 0.25
    holed[gaps, 1] = np.nan
    drawn = imputed(holed, np.arange(300.0), 5, rng)
    right = np.mean([one[gaps, 1] == second[gaps] for one in drawn])
    assert right > 0.8


def test_the_same_seed_draws_the_same() -> None:
    holed = walk(4)
    holed[30:40] = np.nan
    times = np.arange(200.0)
    one, two = (imputed(holed[:, None], times, 2, np.random.default_rng(9)) for _ in range(2))
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one[0], one[1])


@pytest.mark.parametrize(
    ("table", "times"),
    [
        (np.full((3, 1), np.nan), np.arange(3.0)),
        (np.ones((3, 1)), np.array([0.0, 2.0, 1.0])),
        (np.ones((3, 1)), np.arange(4.0)),
    ],
)
def test_what_cannot_be_drawn_is_refused(table: np.ndarray, times: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"rise|without any value"):
        imputed(table, times, 1, np.random.default_rng(0))
