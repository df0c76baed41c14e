"""Several trials of one person together."""

import numpy as np
import pytest

from surefoot.trials.pool import OneTrial, pool


def one(effect: float, reach: float = 1.0) -> OneTrial:
    return OneTrial(effect, effect - reach, effect + reach)


def test_together_is_surer_and_each_leans_on_the_others() -> None:
    found = pool([one(-1.4), one(-1.6), one(-0.6)], prior_sd=2.0)
    assert -1.6 < found.effect < -0.6
    assert found.high - found.low < 2.0
    assert -0.6 > found.each[2] > found.effect - 1.0
    assert found.each[2] < -0.6


def test_trials_that_disagree_stay_apart() -> None:
    near, far = (pool([one(-a, 0.2), one(a, 0.2)], 3.0) for a in (0.1, 2.0))
    assert far.between > near.between
    assert far.high - far.low > near.high - near.low


def test_coverage_over_simulated_people() -> None:
    rng = np.random.default_rng(4)
    inside = 0
    for _ in range(200):
        truth = rng.normal(0.0, 1.0)
        effects = truth + rng.normal(0.0, 0.3, 4)
        errors = np.full(4, 0.4)
        seen = effects + rng.normal(0.0, errors)
        found = pool([one(float(e), 1.96 * 0.4) for e in seen], 1.0)
        inside += found.low <= truth <= found.high
    assert inside >= 182


def test_one_trial_is_not_several() -> None:
    with pytest.raises(ValueError, match="two trials"):
        pool([one(1.0)], 1.0)
