"""The posterior on the real network against a reference in many digits."""

import numpy as np
import pytest

from surefoot.inference.noisy_or import NoisyOr, make_plan, marginals
from tests.unit.inference.test_noisy_or import enumerate_all, random_network
from tests.unit.reasoning.answer_sets import KNOWLEDGE
from validation.explain_exactness import (
    ALWAYS_SAMPLE,
    coupled,
    draw_networks,
    quickscore_in_doubles,
    reference_marginals,
    without_idle,
)


def test_the_reference_is_right() -> None:
    network = random_network(11, 8, 6)
    assert reference_marginals(network) == pytest.approx(enumerate_all(network), abs=1e-13)
    assert quickscore_in_doubles(network) == pytest.approx(enumerate_all(network), abs=1e-9)


@pytest.fixture(scope="module")
def networks() -> list[NoisyOr]:
    """People with MS who answered sixty questions, with few enough effects for the reference."""
    drawn = draw_networks(KNOWLEDGE, 20, 50)
    return [network for network in drawn if 4 <= coupled(network) <= 10][:3]


def test_what_is_used_is_exact(networks: list[NoisyOr]) -> None:
    assert len(networks) == 3
    for network in networks:
        assert np.abs(marginals(network) - reference_marginals(network)).max() < 1e-12


def test_sampling_stays_below_the_error_allowed(networks: list[NoisyOr]) -> None:
    for network in networks[:2]:
        sampled = marginals(network, make_plan(network, ALWAYS_SAMPLE))
        assert 0 < np.abs(sampled - reference_marginals(network)).max() < 0.005


def test_quickscore_in_doubles_would_cancel() -> None:
    """The planted bad method: many effects that are rare without their causes."""
    rng = np.random.default_rng(5)
    links = rng.uniform(0.01, 0.3, (12, 6))
    network = NoisyOr(np.full(6, 0.001), np.full(12, 0.004), links)
    reference = reference_marginals(network)
    assert np.abs(marginals(network) - reference).max() < 1e-12
    assert np.abs(quickscore_in_doubles(network) - reference).max() > 1e-3


def test_effects_no_cause_brings_about_say_nothing() -> None:
    network = random_network(2, 5, 4)
    links = network.links.copy()
    links[1] = 0.0
    idle = NoisyOr(network.priors, network.leaks, links)
    assert len(without_idle(idle).leaks) == coupled(idle)
    assert marginals(without_idle(idle)) == pytest.approx(marginals(idle))
