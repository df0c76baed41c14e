"""The noisy-OR posterior: against enumeration, against Bayes' rule, and its plain properties."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from surefoot.inference.noisy_or import (
    Effort,
    NoisyOr,
    Plan,
    leak_below,
    link_from_ratio,
    make_plan,
    marginals,
    update_odds,
)

Floats = NDArray[np.float64]


def enumerate_all(network: NoisyOr) -> Floats:
    """Return the posterior by going through every set of causes."""
    total, found = 0.0, np.zeros(len(network.priors))
    for chosen in itertools.product([False, True], repeat=len(network.priors)):
        present = np.array(chosen, dtype=bool)
        failing = (1 - network.leaks) * np.where(present, 1 - network.links, 1).prod(axis=1)
        weight = np.where(present, network.priors, 1 - network.priors).prod() * (1 - failing).prod()
        total += weight
        found += weight * present
    return np.asarray(found / total)


def random_network(seed: int, causes: int, effects: int, share: float = 0.4) -> NoisyOr:
    rng = np.random.default_rng(seed)
    links = rng.uniform(0.05, 0.95, (effects, causes)) * (rng.random((effects, causes)) < share)
    return NoisyOr(rng.uniform(1e-4, 0.95, causes), rng.uniform(0.005, 0.6, effects), links)


def widest(network: NoisyOr) -> int:
    return int(make_plan(network).sequence.steps[:, 3].max())


@given(st.integers(0, 10**6), st.integers(1, 9), st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_it_equals_enumeration(seed: int, causes: int, effects: int) -> None:
    network = random_network(seed, causes, effects)
    assert marginals(network) == pytest.approx(enumerate_all(network), abs=1e-12)


@given(st.floats(1e-6, 0.999), st.floats(1.0, 500.0), st.floats(1e-6, 0.9), st.sampled_from([1, 3]))
@settings(max_examples=60, deadline=None)
def test_one_cause_and_one_effect_are_bayes_rule(
    prior: float, ratio: float, background: float, causes: int
) -> None:
    leak = leak_below(background, ratio)
    links = np.zeros((1, causes))
    links[0, 0] = link_from_ratio(ratio, leak)
    found = marginals(NoisyOr(np.full(causes, prior), np.array([leak]), links))
    odds = prior / (1 - prior) * ratio
    assert found[0] == pytest.approx(odds / (1 + odds), rel=1e-9)
    assert found[1:] == pytest.approx(prior)


def test_the_ratio_holds_where_the_background_is_too_high_for_it() -> None:
    leak = leak_below(0.5, 5.0)
    link = float(link_from_ratio(5.0, leak))
    assert leak < 0.2
    assert (1 - (1 - leak) * (1 - link)) / leak == pytest.approx(5.0)
    assert float(link_from_ratio(5.0, 0.5)) > 1, "the planted bad leak makes no probability"


def test_nothing_observed_returns_the_priors() -> None:
    priors = np.array([0.9, 0.0005, 0.0, 1.0, 0.45])
    found = marginals(NoisyOr(priors, np.zeros(0), np.zeros((0, 5))))
    assert found == pytest.approx(priors, abs=1e-15)


def test_what_is_impossible_stays_so_and_what_is_certain_too() -> None:
    network = random_network(4, 6, 5, share=0.8)
    priors = network.priors.copy()
    priors[0], priors[1] = 0.0, 1.0
    changed = NoisyOr(priors, network.leaks, network.links)
    assert marginals(changed) == pytest.approx(enumerate_all(changed), abs=1e-12)
    assert marginals(changed)[:2] == pytest.approx([0.0, 1.0])


@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_order_never_matters(seed: int, shuffle: Any) -> None:
    network = random_network(seed, 12, 9)
    order = list(range(9))
    shuffle.shuffle(order)
    other = NoisyOr(network.priors, network.leaks[order], network.links[order])
    assert marginals(other) == pytest.approx(marginals(network), abs=1e-12)


@given(st.integers(0, 10**6), st.floats(0.01, 0.5))
@settings(max_examples=25, deadline=None)
def test_a_stronger_link_never_lowers_its_cause(seed: int, more: float) -> None:
    network = random_network(seed, 10, 6)
    links = network.links.copy()
    links[2, 3] += (1 - links[2, 3]) * more
    stronger = NoisyOr(network.priors, network.leaks, links)
    assert marginals(stronger)[3] >= marginals(network)[3] - 1e-12


def test_one_explanation_makes_another_less_needed() -> None:
    links = np.array([[0.5, 0.5], [0.0, 0.9]])
    one = NoisyOr(np.array([0.1, 0.1]), np.array([0.1]), links[:1])
    both = NoisyOr(np.array([0.1, 0.1]), np.array([0.1, 0.01]), links)
    assert marginals(both)[0] < marginals(one)[0]


def test_sampling_takes_over_where_summing_is_too_much() -> None:
    network = random_network(7, 9, 9, share=0.6)
    exact = marginals(network)
    plan = make_plan(network, Effort(most_work=1.0, sweeps=30_000, warm_up=1_000))
    assert make_plan(network).exact
    assert not plan.exact
    sampled = marginals(network, plan)
    assert np.abs(sampled - exact).max() < 0.005
    assert not np.array_equal(sampled, exact)
    assert np.array_equal(sampled, marginals(network, plan)), "the seed is fixed"


def test_a_chain_of_many_effects_stays_cheap() -> None:
    links = np.zeros((60, 61))
    for effect in range(60):
        links[effect, effect : effect + 2] = 0.5
    network = NoisyOr(np.full(61, 0.3), np.full(60, 0.1), links)
    assert widest(network) <= 2
    assert np.all(marginals(network) > 0.3)


def test_a_plan_serves_every_network_of_the_same_shape() -> None:
    network = random_network(3, 10, 8)
    plan = make_plan(network)
    other = NoisyOr(network.priors * 0.5, network.leaks * 0.9, network.links * 0.7)
    assert marginals(other, plan) == pytest.approx(marginals(other), abs=1e-12)
    assert isinstance(plan, Plan)


def test_odds_are_multiplied() -> None:
    raised = update_odds(np.array([0.5, 0.2, 0.0, 1.0]), np.array([3.0, 0.5, 9.0, 0.1]))
    assert raised == pytest.approx([0.75, 1 / 9, 0.0, 1.0])


@pytest.mark.parametrize(
    ("priors", "leaks", "links", "said"),
    [
        ([1.2], [0.1], [[0.5]], "a prior is a probability"),
        ([0.2], [0.0], [[0.5]], "a leak is above 0"),
        ([0.2], [0.1], [[1.0]], "a link is at least 0"),
        ([0.2, 0.3], [0.1], [[0.5]], "one row for an effect"),
    ],
)
def test_it_refuses_what_is_no_network(
    priors: list[float], leaks: list[float], links: list[list[float]], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        NoisyOr(np.array(priors), np.array(leaks), np.array(links))
