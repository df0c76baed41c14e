"""How probable each cause is, and how much more so than before any answer."""

from dataclasses import dataclass

import numpy as np

from surefoot.inference.noisy_or import make_plan, marginals
from surefoot.reasoning.answer_tables import Floats
from surefoot.reasoning.network import Network, to_noisy_or

#: Odds are compared within these probabilities: certainty would make them endless.
_NEARLY = 1e-12


@dataclass(frozen=True, slots=True)
class Posterior:
    """Before and after the answers, shape (n,) each, in the order of ``causes``."""

    causes: tuple[str, ...]
    priors: Floats
    probabilities: Floats

    @property
    def lifts(self) -> Floats:
        """How the answers changed the odds of each cause.

        Odds, not probabilities: a cause with a prior of 0.9 can never become twice as probable,
        however much speaks for it, and a rare one can become a thousand times as probable and
        still be unlikely. For one cause alone, the lift in odds is the product of its likelihood
        ratios, the scale in which evidence is stated.
        """
        return odds_ratio(self.probabilities, self.priors)


def posterior(network: Network) -> Posterior:
    """Return prior and posterior of every cause."""
    numbers = to_noisy_or(network.priors, network.observed)
    found = marginals(numbers, make_plan(numbers))
    return Posterior(network.tables.causes, network.priors, found)


def odds_ratio(after: Floats, before: Floats) -> Floats:
    """Return odds after over odds before, any shape."""
    new, old = (np.clip(p, _NEARLY, 1.0 - _NEARLY) for p in (after, before))
    return np.asarray(new / (1.0 - new) / (old / (1.0 - old)))
