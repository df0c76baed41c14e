"""Published examples come out exactly, and the test keeps its promise when nothing helps."""

from collections.abc import Sequence
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from surefoot.trials.randomisation import (
    DRAWS,
    Comparison,
    Outcomes,
    Randomised,
    Side,
    mean_difference,
    phase_mean_difference,
    randomisation_test,
    trend_adjusted,
)
from surefoot.trials.schemes import Alternation, Pairs, Phases, Scheme

#: Onghena 2020, sleeping pills: E is the pill, C the control.
PILLS = ["6E", "5C", "7E", "4C", "5C", "6E", "5C", "7E", "4E", "5C", "4C", "6E", "7E", "6C"]
#: Onghena 1992, ABAB with 24 occasions, four phases of six.
ABAB = [6, 2, 5, 3, 4, 4, 1, 2, 3, 1, 3, 2, 2, 3, 4, 2, 4, 3, 0, 1, 2, 0, 2, 1]


def outcomes(values: Sequence[float] | NDArray[np.float64]) -> Outcomes:
    return Outcomes(np.asarray(values, dtype=np.float64), np.arange(len(values)))


def pills(most_in_a_row: int, side: Side = Side.GREATER) -> Randomised:
    assigned = np.array([mark[1] == "E" for mark in PILLS])
    scheme = Alternation(occasions=14, on=7, most_in_a_row=most_in_a_row)
    seen = outcomes([float(mark[0]) for mark in PILLS])
    return randomisation_test(seen, assigned, scheme, Comparison(side=side))


def abab(shortest: int, comparison: Comparison) -> Randomised:
    assigned = np.repeat([False, True, False, True], 6)
    return randomisation_test(outcomes(ABAB), assigned, Phases(24, 4, shortest), comparison)


class TestOnghena2020:
    @pytest.mark.parametrize(
        ("most_in_a_row", "hits", "of"), [(14, 77, 3432), (3, 50, 1972), (2, 12, 518)]
    )
    def test_sleeping_pills(self, most_in_a_row: int, hits: int, of: int) -> None:
        found = pills(most_in_a_row)
        assert (found.hits, found.of, found.exact) == (hits, of, True)
        assert found.observed == pytest.approx(9 / 7)

    def test_the_other_side_is_far_from_extreme(self) -> None:
        assert pills(2, Side.LESS).p > 0.95


class TestOnghena1992:
    phases = Comparison(phase_mean_difference, Side.LESS)
    days = Comparison(mean_difference, Side.LESS)

    def test_at_least_three_a_phase(self) -> None:
        found = abab(3, self.phases)
        assert (found.hits, found.of) == (6, 455)
        assert found.observed == pytest.approx(-2.0)

    @pytest.mark.parametrize(
        ("shortest", "comparison", "hits", "of"),
        [(4, phases, 4, 165), (4, days, 5, 165), (5, phases, 2, 35)],
    )
    def test_longer_phases(self, shortest: int, comparison: Comparison, hits: int, of: int) -> None:
        found = abab(shortest, comparison)
        assert (found.hits, found.of) == (hits, of)


class TestSchemes:
    @pytest.mark.parametrize(
        "scheme",
        [
            Pairs(4, 3),
            Phases(15, 4, 3),
            Phases(9, 2, 2),
            Alternation(10, 5, 2),
            Alternation(9, 4, 9),
        ],
    )
    def test_lists_what_it_counts_and_draws_what_it_lists(self, scheme: Scheme) -> None:
        rows = {row.tobytes() for row in scheme.every()}
        assert len(rows) == scheme.count() == len(list(scheme.every()))
        assert all(scheme.admits(row) for row in scheme.every())
        rng = np.random.default_rng(1)
        drawn = [scheme.draw(rng) for _ in range(40 * scheme.count())]
        assert {row.tobytes() for row in drawn} == rows
        counts = np.unique([row.tobytes() for row in drawn], return_counts=True)[1]
        assert counts.max() < 3 * counts.min() + 30

    def test_alternation_without_limit_is_a_combination(self) -> None:
        assert Alternation(28, 14, 28).count() == comb(28, 14)
        assert Alternation(28, 14, 2).count() < Alternation(28, 14, 3).count()

    @pytest.mark.parametrize(
        ("scheme", "row"),
        [
            (Pairs(2, 1), "1100"),
            (Pairs(2, 1), "10"),
            (Phases(6, 2, 2), "011111"),
            (Phases(6, 2, 2), "110000"),
            (Alternation(4, 2, 1), "0110"),
            (Alternation(4, 2, 2), "0111"),
        ],
    )
    def test_knows_what_it_cannot_draw(self, scheme: Scheme, row: str) -> None:
        assert not scheme.admits(np.array([mark == "1" for mark in row]))

    def test_too_many_phases_leave_nothing(self) -> None:
        assert Phases(10, 4, 3).count() == 0
        assert list(Phases(10, 4, 3).every()) == []


class TestPromise:
    def test_six_pairs_can_convince_and_five_cannot(self) -> None:
        lowest = [
            randomisation_test(
                outcomes(np.tile([1.0, 0.0], pairs)),
                np.tile([True, False], pairs),
                Pairs(pairs, 1),
            ).p
            for pairs in (5, 6)
        ]
        assert lowest == [0.0625, 0.03125]

    @pytest.mark.parametrize("phi", [0.0, 0.8])
    def test_false_alarms_whatever_the_correlation(self, phi: float) -> None:
        rng = np.random.default_rng(5)
        scheme = Pairs(8, 2)
        apart = np.abs(np.subtract.outer(np.arange(32.0), np.arange(32.0)))
        factor = np.linalg.cholesky(phi**apart)
        comparison = Comparison(trend_adjusted(np.arange(32.0)))
        alarms, rounds = 0, 400
        for _ in range(rounds):
            values = factor @ rng.standard_normal(32) + np.linspace(-1, 1, 32)
            found = randomisation_test(outcomes(values), scheme.draw(rng), scheme, comparison)
            alarms += found.p <= 0.05
        assert 0.02 <= alarms / rounds <= 0.08

    def test_a_large_effect_is_found_through_trend_and_gaps(self) -> None:
        rng = np.random.default_rng(2)
        scheme = Pairs(14, 2)
        assigned = scheme.draw(rng)
        values = 5.0 - 2.0 * assigned + np.linspace(0, 2, 56) + 0.7 * rng.standard_normal(56)
        kept = np.flatnonzero(rng.random(56) > 0.2)
        comparison = Comparison(trend_adjusted(kept.astype(np.float64)), Side.LESS)
        found = randomisation_test(Outcomes(values[kept], kept), assigned, scheme, comparison)
        assert found.exact
        assert found.p < 0.002

    def test_many_assignments_are_sampled_reproducibly(self) -> None:
        rng = np.random.default_rng(3)
        scheme = Pairs(20, 1)
        assigned = scheme.draw(rng)
        values = outcomes(rng.standard_normal(40) + 0.4 * assigned)
        first = randomisation_test(values, assigned, scheme, seed=1)
        assert first == randomisation_test(values, assigned, scheme, seed=1)
        assert not first.exact
        assert first.of == DRAWS + 1
        other = randomisation_test(values, assigned, scheme, seed=2)
        assert first.p == pytest.approx(other.p, abs=0.02)

    @settings(deadline=None, max_examples=50)
    @given(
        values=st.lists(st.floats(-100, 100), min_size=12, max_size=12),
        shift=st.floats(-50, 50),
        side=st.sampled_from(list(Side)),
    )
    def test_p_is_a_probability_and_the_level_does_not_matter(
        self, values: list[float], shift: float, side: Side
    ) -> None:
        rounded = np.round(values, 3)
        assigned = np.tile([True, False], 6)
        p, moved = (
            randomisation_test(outcomes(v), assigned, Pairs(6, 1), Comparison(side=side)).p
            for v in (rounded, rounded + round(shift, 3))
        )
        assert 0 < p <= 1
        assert p == pytest.approx(moved)


class TestRefused:
    def test_an_assignment_the_scheme_cannot_draw(self) -> None:
        with pytest.raises(ValueError, match="could not have drawn"):
            randomisation_test(outcomes([1.0, 2.0]), np.array([True, True]), Pairs(1, 1))

    def test_nothing_seen_off(self) -> None:
        seen = Outcomes(np.array([1.0]), np.array([0]))
        with pytest.raises(ValueError, match="both on and off"):
            randomisation_test(seen, np.array([True, False]), Pairs(1, 1))

    def test_nan(self) -> None:
        with pytest.raises(ValueError, match="finite"):
            outcomes([1.0, float("nan")])

    def test_a_value_without_occasion(self) -> None:
        with pytest.raises(ValueError, match="occasion"):
            Outcomes(np.ones(2), np.array([0]))
