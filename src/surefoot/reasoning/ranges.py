"""How far each probability may be off, because priors and ratios are uncertain themselves.

Priors and ratios are drawn around what the facts say, on the scale of log odds and of logarithms,
with a spread that is a fact for each certainty. A cap stays a cap, and an answer never changes
sides. The seed is fixed: the same answers give the same ranges.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
import numpy as np

from surefoot.inference.noisy_or import QUICK, make_plan, marginals, update_odds
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.reasoning import Explanation, Finding
from surefoot.reasoning.answer_tables import Floats
from surefoot.reasoning.network import Network, build_network, to_noisy_or
from surefoot.reasoning.posterior import odds_ratio

#: 95 % ranges rest on so many draws: their ends are the 5th values from either end.
DRAWS = 200
_SEED = 1_907
_ENDS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Draws:
    """Shape (draws, n) each, in the order of ``causes``."""

    causes: tuple[str, ...]
    probabilities: Floats
    lifts: Floats


def with_ranges(
    explanation: Explanation, findings: Sequence[Finding], knowledge: Knowledge
) -> Explanation:
    """Return the explanation with a range for every cause, and causes tied whose order is not
    stable."""
    draws = draw(build_network(explanation.about, findings, knowledge))
    column = {cause: n for n, cause in enumerate(draws.causes)}
    order = [column[cause.cause] for cause in explanation.causes]
    low, high = np.quantile(draws.probabilities, _ENDS, axis=0)
    ties = tied(draws.lifts[:, order], knowledge.number("tie_share").value)
    causes = tuple(
        msgspec.structs.replace(
            cause,
            low=min(float(low[n]), cause.probability),
            high=max(float(high[n]), cause.probability),
            tie=tie,
        )
        for cause, n, tie in zip(explanation.causes, order, ties, strict=True)
    )
    return msgspec.structs.replace(explanation, causes=causes)


def draw(network: Network, draws: int = DRAWS) -> Draws:
    """Return what the posterior would be with other priors and ratios."""
    rng = np.random.default_rng(_SEED)
    plan = make_plan(to_noisy_or(network.priors, network.observed), QUICK)
    drawn = [_one(network, rng) for _ in range(draws)]
    found = [marginals(to_noisy_or(p, network.observed, logs), plan) for p, logs in drawn]
    probabilities = np.array(found)
    lifts = odds_ratio(probabilities, np.array([priors for priors, _ in drawn]))
    return Draws(network.tables.causes, probabilities, lifts)


def _one(network: Network, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Return priors, shape (n,), and logarithms of ratios, shape (k, n), as they might be."""
    observed, tables = network.observed, network.tables
    shift = tables.prior_spreads * rng.standard_normal(len(network.priors))
    noise = observed.spreads * rng.standard_normal(observed.logs.shape)
    moved = np.clip(observed.logs + noise, observed.lowest, observed.highest)
    same_side = np.where(observed.logs > 0.0, np.maximum(moved, 0.0), np.minimum(moved, 0.0))
    return update_odds(network.priors, np.exp(shift)), same_side * observed.exponents


def tied(lifts: Floats, share: float) -> tuple[int, ...]:
    """Return for each cause, in their order, the number of its tie, from 0 on.

    A cause is tied with those before it as long as it comes out above the first of them in at
    least that share of the draws.

    Args:
        lifts: shape (draws, n), columns in the order of the causes.
        share: between 0 and 0.5.
    """
    ties: list[int] = []
    first = 0
    for n in range(lifts.shape[1]):
        stable = float(np.mean(lifts[:, n] > lifts[:, first])) < share
        first = n if stable else first
        ties.append(len(set(ties)) if n == first else ties[-1])
    return tuple(ties)
