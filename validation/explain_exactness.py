"""Is the posterior over causes exact? Against quickscore in 80 digits, on the real network."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cache

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.noisy_or import Effort, NoisyOr, make_plan, marginals
from surefoot.knowledge.answers import read_answer
from surefoot.knowledge.kinds import FindingFact, Means
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingOrigin
from surefoot.model.reasoning import About, Finding, MsStatus
from surefoot.reasoning.answer_tables import AnswerTables, answer_tables
from surefoot.reasoning.network import build_network, to_noisy_or
from validation.summary import SEED

Floats = NDArray[np.float64]

SETS, QUESTIONS = 40, 60
#: Quickscore takes twice as long with every effect: so many are compared at most.
MOST_EFFECTS = 12
ALWAYS_SAMPLE = Effort(most_work=0.0, sweeps=30_000, warm_up=1_000)

TEXT = """
## Explaining: is the posterior exact?

{n} sets of {questions} answers of people with MS, whose priors add up to {total:.1f} causes at a
time. Causes were drawn from the priors, questions by lot, and each answer as often as the facts let
expect. Compared with quickscore (Heckerman 1989), which adds and subtracts 2^k terms for k effects
that are there, in {digits} digits; sets with up to {most} such effects ({compared} of {n}).

| | largest error of any cause | mean error | time of one set, median (most) |
| --- | --- | --- | --- |
| exact sum, as used | {exact:.1e} | {exact_mean:.1e} | {exact_ms:.1f} ms ({exact_most:.1f} ms) |
| Gibbs sampling, where summing takes too long | {sampled:.4f} | {sampled_mean:.5f} | \
{sampled_ms:.0f} ms ({sampled_most:.0f} ms) |
| quickscore in double precision | {double:.1e} | {double_mean:.1e} | – |

With every question of the book answered ({all_n} people drawn in the same way, {all_effects} such
effects in the median), the exact sum was within reach for {all_exact}; the others are sampled.
"""


def reference_marginals(network: NoisyOr, digits: int = 80) -> Floats:
    """Return the posterior of each cause by quickscore in that many digits, shape (n,).

    P(all effects) is the sum over sets of effects of (-1)^size times P(none of the set), where
    P(none) is a product over causes. Takes twice as long with every effect.
    """
    with localcontext() as context:
        context.prec = digits
        priors = [Decimal(p) for p in network.priors.tolist()]
        total, of_cause = Decimal(0), [Decimal(0)] * len(priors)
        for sign, failing in _terms(network, [Decimal(1)] * len(priors), Decimal(1), 0):
            factors = [1 - p + p * f for p, f in zip(priors, failing, strict=True)]
            term = sign * _product(factors)
            total += term
            for n, (p, f, factor) in enumerate(zip(priors, failing, factors, strict=True)):
                if p > 0:
                    of_cause[n] += term * p * f / factor
        return np.array([float(one / total) for one in of_cause])


def _terms(
    network: NoisyOr, failing: list[Decimal], sign: Decimal, effect: int
) -> Iterator[tuple[Decimal, list[Decimal]]]:
    """Yield for every set of effects its sign times leaks, and how each cause fails to bring
    about any of it."""
    if effect == len(network.leaks):
        yield sign, failing
        return
    yield from _terms(network, failing, sign, effect + 1)
    links = [1 - Decimal(link) for link in network.links[effect].tolist()]
    fails = [f * link for f, link in zip(failing, links, strict=True)]
    yield from _terms(network, fails, -sign * (1 - Decimal(network.leaks[effect])), effect + 1)


def _product(factors: list[Decimal]) -> Decimal:
    product = Decimal(1)
    for factor in factors:
        product *= factor
    return product


def quickscore_in_doubles(network: NoisyOr) -> Floats:
    """Return the same in double precision, where the terms cancel: what must not be used."""
    total, of_cause = 0.0, np.zeros(len(network.priors))
    for chosen in range(1 << len(network.leaks)):
        on = np.array([bool(chosen >> k & 1) for k in range(len(network.leaks))], dtype=bool)
        failing = (1.0 - network.links[on]).prod(axis=0)
        factors = 1.0 - network.priors + network.priors * failing
        term = (-1.0) ** on.sum() * (1.0 - network.leaks[on]).prod() * factors.prod()
        total += term
        of_cause += term * network.priors * failing / factors
    return np.asarray(of_cause / total)


def coupled(network: NoisyOr) -> int:
    """Return how many effects are there that some cause brings about."""
    return int((network.links > 0).any(axis=1).sum())


def without_idle(network: NoisyOr) -> NoisyOr:
    """Return the network without the effects that no cause brings about: they say nothing."""
    telling = (network.links > 0).any(axis=1)
    return NoisyOr(network.priors, network.leaks[telling], network.links[telling])


def answer_set(
    knowledge: Knowledge, tables: AnswerTables, questions: int, rng: np.random.Generator
) -> list[Finding]:
    """Return answers of somebody drawn by lot to that many questions."""
    there = rng.random(len(tables.causes)) < tables.priors
    facts = [fact for fact in knowledge.findings() if fact.id.startswith(("f_", "t_"))]
    chosen = rng.permutation(len(facts))[:questions]
    return [_answer(facts[k], tables, there, rng) for k in chosen if facts[k].id != "f_ms"]


def _answer(
    fact: FindingFact, tables: AnswerTables, there: NDArray[np.bool_], rng: np.random.Generator
) -> Finding:
    codes = [a.code for a in fact.answers if a.means is not Means.UNKNOWN]
    rows = [tables.rows[fact.id, code] for code in codes]
    logs = tables.weights[rows][:, there]
    strongest = logs.max(axis=1, initial=0.0) + logs.min(axis=1, initial=0.0)
    weights = tables.backgrounds[rows] * np.exp(strongest)
    code = codes[rng.choice(len(codes), p=weights / weights.sum())]
    return read_answer(fact, code, FindingOrigin.ANSWERED)


@dataclass(frozen=True, slots=True)
class Compared:
    """Absolute errors of every cause in every set, by method, and seconds a set took."""

    exact: Floats
    sampled: Floats
    double: Floats
    exact_s: Floats
    sampled_s: Floats


def draw_networks(knowledge: Knowledge, sets: int, questions: int) -> list[NoisyOr]:
    """Return networks of people with MS who answered that many questions."""
    tables = answer_tables(knowledge, MsStatus.YES)
    rng = np.random.default_rng([SEED, questions])
    drawn = [answer_set(knowledge, tables, questions, rng) for _ in range(sets)]
    networks = [build_network(About(MsStatus.YES), one, knowledge) for one in drawn]
    return [without_idle(to_noisy_or(one.priors, one.observed)) for one in networks]


def compare(networks: list[NoisyOr]) -> Compared:
    """Compare every way of working out the posterior with the reference."""
    true = [reference_marginals(network) for network in networks]
    exact, exact_s = _timed(networks, None)
    sampled, sampled_s = _timed(networks, ALWAYS_SAMPLE)
    double = [quickscore_in_doubles(network) for network in networks]
    return Compared(
        _errors(exact, true), _errors(sampled, true), _errors(double, true), exact_s, sampled_s
    )


def _errors(found: list[Floats], true: list[Floats]) -> Floats:
    return np.abs(np.array(found) - np.array(true))


def _timed(networks: list[NoisyOr], effort: Effort | None) -> tuple[list[Floats], Floats]:
    found, seconds = [], []
    for network in networks:
        begun = time.process_time()
        plan = make_plan(network, effort) if effort else make_plan(network)
        found.append(marginals(network, plan))
        seconds.append(time.process_time() - begun)
    return found, np.array(seconds)


@cache
def _everything(knowledge: Knowledge) -> list[NoisyOr]:
    return draw_networks(knowledge, 20, 1000)


def exactness_section(knowledge: Knowledge) -> str:
    """Return the section about the error of the posterior."""
    networks = draw_networks(knowledge, SETS, QUESTIONS)
    compared = [network for network in networks if coupled(network) <= MOST_EFFECTS]
    marginals(compared[0])
    found = compare(compared)
    everything = _everything(knowledge)
    ms = 1000.0
    return TEXT.format(
        n=SETS,
        questions=QUESTIONS,
        total=float(answer_tables(knowledge, MsStatus.YES).priors.sum()),
        digits=80,
        most=MOST_EFFECTS,
        compared=len(compared),
        exact=found.exact.max(),
        exact_mean=found.exact.mean(),
        exact_ms=ms * np.median(found.exact_s),
        exact_most=ms * found.exact_s.max(),
        sampled=found.sampled.max(),
        sampled_mean=found.sampled.mean(),
        sampled_ms=ms * np.median(found.sampled_s),
        sampled_most=ms * found.sampled_s.max(),
        double=found.double.max(),
        double_mean=found.double.mean(),
        all_n=len(everything),
        all_effects=int(np.median([coupled(network) for network in everything])),
        all_exact=sum(make_plan(network).exact for network in everything),
    )
