"""Which regressors matter: against the evidence of every subset, worked out one by one."""

from itertools import combinations

import numpy as np
import pytest

from surefoot.inference import subsets
from surefoot.inference.ar1 import whiten
from surefoot.inference.regression import Prior, fit
from surefoot.inference.subsets import SubsetPrior, smallest_seen, which_matter
from surefoot.inference.unit_noise import unit_noises


def example(seed: int, effect: float = 0.5, n: int = 90) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(seed)
    times = np.flatnonzero(rng.random(2 * n) < 0.6)[:n].astype(float)
    regressors = rng.standard_normal((len(times), 4))
    outcome = effect * regressors[:, 1] + rng.standard_normal(len(times))
    base = np.column_stack([np.ones(len(times)), times / times[-1] - 0.5])
    return (outcome - outcome.mean()) / outcome.std(), times, base, regressors


def one_by_one(seed: int, prior: SubsetPrior) -> np.ndarray:
    outcome, times, base, regressors = example(seed)
    logs, members = [], []
    for noise, weight in unit_noises():
        for size in range(prior.most + 1):
            for subset in combinations(range(4), size):
                columns = np.column_stack([outcome, base, regressors[:, subset]])
                variance = np.r_[np.full(2, subsets.BASE_SD**2), np.full(size, prior.sd**2)]
                found = fit(
                    whiten(columns, times, noise), Prior(np.zeros(2 + size), variance, 2.0, 1.0)
                )
                inside = np.isin(np.arange(4), subset)
                chance = np.where(inside, prior.inclusion, 1 - prior.inclusion)
                logs.append(found.log_evidence + np.log(weight) + np.log(chance).sum())
                members.append(inside)
    weights = np.exp(np.array(logs) - max(logs))
    return np.asarray(weights @ np.array(members) / weights.sum())


@pytest.mark.parametrize("most", [1, 4])
def test_probabilities_are_those_of_every_subset(most: int) -> None:
    prior = SubsetPrior(np.array([0.2, 0.5, 0.05, 0.3]), 0.35, most)
    found = which_matter(*example(1), prior)
    np.testing.assert_allclose(found.probability, one_by_one(1, prior), atol=1e-10)


def test_what_matters_is_found_with_its_size() -> None:
    prior = SubsetPrior(np.full(4, 0.2), 0.35)
    found = which_matter(*example(2, effect=0.8, n=150), prior)
    assert found.probability[1] > 0.99
    assert np.delete(found.probability, 1).max() < 0.5
    low, high = found.if_in[1].interval()
    assert low < found.mean[1] < high
    assert low > 0.3


def test_more_days_show_smaller_effects() -> None:
    prior = SubsetPrior(np.full(4, 0.2), 0.35)
    few, many = (which_matter(*example(3, effect=0.0, n=n), prior) for n in (50, 200))
    small = smallest_seen(many.information, prior, 0.7)
    assert (small < smallest_seen(few.information, prior, 0.7)).all()
    assert (small < smallest_seen(many.information, prior, 0.9)).all()


def test_half_or_more_of_the_smallest_effects_are_found() -> None:
    prior = SubsetPrior(np.full(4, 0.2), 0.35)
    blank = which_matter(*example(4, effect=0.0, n=120), prior)
    size = float(smallest_seen(blank.information, prior, 0.7)[1])
    found = [
        which_matter(*example(seed, effect=size / np.sqrt(1 - size**2), n=120), prior)
        for seed in range(20, 60)
    ]
    share = np.mean([one.probability[1] >= 0.7 for one in found])
    assert 0.45 <= share <= 0.9
