"""Noisy-OR networks: many independent causes, each of which may bring about several effects.

An effect that was observed is absent only if its leak and every link from a present cause failed
(Pearl, Probabilistic Reasoning in Intelligent Systems, 1988; Henrion 1989 for the leak):

    P(effect | causes) = 1 - (1 - leak) * product over present causes of (1 - link).

A link is made from a likelihood ratio so that with one cause and one effect the network says
exactly what Bayes' rule says. P(effect | cause) = ratio * leak asks for

    1 - (1 - leak) * (1 - link) = ratio * leak,   so   link = (ratio - 1) * leak / (1 - leak),

which is a probability as long as ratio * leak stays below 1. Where it would not, the leak is
lowered (``leak_below``), never the ratio: what is known of the ratio is kept.

What speaks against a cause (a ratio below one) multiplies the likelihood of that cause, whatever
else is there: it only changes the odds of the cause and couples nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.noisy_or_kernels import exact_marginals, sampled_marginals
from surefoot.inference.noisy_or_order import Sequence, cheapest_sequence

Floats = NDArray[np.float64]

#: No cause brings about an effect more surely than this.
HIGHEST = 0.98
SEED = 20_261_121


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try: above ``most_work`` additions the posterior is sampled, with so many sweeps
    that count after so many that do not."""

    most_work: float
    sweeps: int
    warm_up: int


#: At most about 0.2 s on one core; sweeps chosen on random networks for an error below 0.003.
FULL = Effort(1.5e8, 30_000, 1_000)
#: For hundreds of posteriors: at most about 0.01 s each, error about 0.01.
QUICK = Effort(4e6, 3_000, 300)


@dataclass(frozen=True, slots=True)
class NoisyOr:
    """What was observed of a network.

    priors: shape (n,), probability of each cause, with what speaks against it counted in.
    leaks: shape (f,), probability of each observed effect without any cause, inside (0, 1).
    links: shape (f, n), probability that a cause brings about an effect, inside [0, 1).
    """

    priors: Floats
    leaks: Floats
    links: Floats

    def __post_init__(self) -> None:
        if self.links.shape != (len(self.leaks), len(self.priors)):
            raise ValueError("links need one row for an effect and one column for a cause")
        if not (np.all(self.priors >= 0) and np.all(self.priors <= 1)):
            raise ValueError("a prior is a probability")
        if not (np.all(self.leaks > 0) and np.all(self.leaks < 1)):
            raise ValueError("a leak is above 0 and below 1")
        if not (np.all(self.links >= 0) and np.all(self.links < 1)):
            raise ValueError("a link is at least 0 and below 1")


@dataclass(frozen=True, slots=True)
class Plan:
    """How the posterior of a network of this shape is worked out; the numbers may differ."""

    sequence: Sequence
    effort: Effort = FULL

    @property
    def exact(self) -> bool:
        """Whether every state is summed; else the posterior is sampled."""
        return self.sequence.work <= self.effort.most_work


def leak_below(background: float, highest_ratio: float) -> float:
    """Return the leak: the background rate, lowered so far that no link has to be above one."""
    return min(background, HIGHEST / max(highest_ratio, 1.0))


def link_from_ratio(ratio: float | Floats, leak: float | Floats) -> Floats:
    """Return the link by which P(effect | cause) / P(effect | no cause) is ``ratio``, at least 1.

    Args:
        ratio: any shape; times the leak at most 1.
        leak: a number or the same shape, inside (0, 1).
    """
    return np.asarray((np.asarray(ratio) - 1.0) * leak / (1.0 - np.asarray(leak)))


def update_odds(probabilities: Floats, ratios: Floats) -> Floats:
    """Return probabilities, shape (n,), after their odds were multiplied by ``ratios``, (n,)."""
    raised = probabilities * ratios
    return raised / (raised + (1.0 - probabilities))


def make_plan(network: NoisyOr, effort: Effort = FULL) -> Plan:
    """Return how to work out networks with the same links above zero and priors above zero."""
    coupled = _coupled(network)
    links = (network.links > 0.0) & (network.priors > 0.0) & coupled[:, None]
    return Plan(cheapest_sequence(links), effort)


def marginals(network: NoisyOr, plan: Plan | None = None) -> Floats:
    """Return the posterior probability of each cause, shape (n,).

    Effects that only one cause explains change its odds. The others couple their causes, which
    are summed over one by one with the effects still unexplained as the state: exact, and
    nothing is ever subtracted. Where that would take too long, a seeded Gibbs sampler averages
    the conditional probabilities (Gelfand & Smith 1990).
    """
    plan = plan or make_plan(network)
    priors, steps = _with_single_effects(network), plan.sequence.steps
    if plan.exact:
        return exact_marginals(steps, priors, network.leaks, network.links)
    settings = np.array([plan.effort.warm_up, plan.effort.sweeps, SEED])
    return sampled_marginals(steps, priors, network.leaks, network.links, settings)


def _coupled(network: NoisyOr) -> NDArray[np.bool_]:
    """Return which effects more than one cause may explain."""
    possible = (network.links > 0.0) & (network.priors > 0.0)
    return np.asarray(possible.sum(axis=1) > 1)


def _with_single_effects(network: NoisyOr) -> Floats:
    """Return the priors after the effects that only one cause may explain."""
    alone = ~_coupled(network)
    links, leaks = network.links[alone], network.leaks[alone, None]
    ratios = 1.0 + links * (1.0 - leaks) / leaks
    return update_odds(network.priors, ratios.prod(axis=0))
