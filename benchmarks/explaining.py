"""What explaining costs once Surefoot runs: the posterior, the next step, the ranges."""

import time
from collections.abc import Callable
from functools import partial

import numpy as np

from surefoot.knowledge.load import load_knowledge
from surefoot.model.reasoning import About, MsStatus
from surefoot.reasoning.answer_tables import answer_tables
from surefoot.reasoning.explain import explain
from surefoot.reasoning.network import build_network
from surefoot.reasoning.next_step import next_steps
from surefoot.reasoning.posterior import posterior
from surefoot.reasoning.ranges import with_ranges
from validation.explain_exactness import answer_set

#: A first session, and everything there is to answer.
ANSWERS = (12, 60, 1000)
_ABOUT = About(MsStatus.YES)


def time_explaining(runs: int) -> dict[str, list[float]]:
    """Return seconds of each run by what was done, after one run that does not count."""
    knowledge = load_knowledge()
    rng = np.random.default_rng(1)
    timed: dict[str, list[float]] = {}
    for wanted in ANSWERS:
        answers = answer_set(knowledge, answer_tables(knowledge, MsStatus.YES), wanted, rng)
        network = build_network(_ABOUT, answers, knowledge)
        found = posterior(network)
        made = explain(_ABOUT, answers, knowledge)
        steps: dict[str, Callable[[], object]] = {
            "posterior": partial(posterior, network),
            "next step": partial(next_steps, network, found, answers, knowledge),
            "ranges": partial(with_ranges, made, answers, knowledge),
        }
        for name, step in steps.items():
            seconds = [_seconds(step) for _ in range(runs + 1)][1:]
            timed[f"explain, {len(answers)} answers: {name}"] = seconds
    return timed


def _seconds(step: Callable[[], object]) -> float:
    begun = time.perf_counter()
    step()
    return time.perf_counter() - begun
