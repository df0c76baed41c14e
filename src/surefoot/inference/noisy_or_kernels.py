"""Compiled loops of the noisy-OR posterior. They share this file: numba keeps one cache a file.

``steps`` are those of ``noisy_or_order.Sequence``. A state is a bit pattern: bit k is set when
the effect in slot k is explained already, by its leak or by a cause before.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Steps = NDArray[np.int64]


@njit(cache=True, nogil=True)
def _explain(weights: Floats, bit: int, size: int, probability: float) -> None:
    """Move that share of every state without the bit to the state with it."""
    for state in range(size):
        if not state & bit:
            moved = weights[state] * probability
            weights[state] -= moved
            weights[state | bit] += moved


@njit(cache=True, nogil=True)
def _explain_back(values: Floats, bit: int, size: int, probability: float) -> None:
    """Do the same to what the states are worth: the transpose of ``_explain``."""
    for state in range(size):
        if not state & bit:
            values[state] += probability * (values[state | bit] - values[state])


@njit(cache=True, nogil=True)
def _keep_explained(weights: Floats, bit: int, size: int) -> None:
    """Close an effect: only states that explain it stay, and its bit is free again."""
    for state in range(size):
        if not state & bit:
            weights[state] = weights[state | bit]
            weights[state | bit] = 0.0


@njit(cache=True, nogil=True)
def _keep_explained_back(values: Floats, bit: int, size: int) -> None:
    for state in range(size):
        if not state & bit:
            values[state | bit] = values[state]
            values[state] = 0.0


@njit(cache=True, nogil=True)
def _sizes(steps: Steps) -> tuple[NDArray[np.int64], int]:
    """Return where the weights before each cause are kept, and the largest number of states."""
    starts = np.zeros(len(steps) + 1, np.int64)
    largest = 1
    for k in range(len(steps)):
        kept = 1 << steps[k, 3] if steps[k, 0] == 2 else 0
        starts[k + 1] = starts[k] + kept
        largest = max(largest, 1 << steps[k, 3])
        if steps[k, 0] == 1:
            largest = max(largest, 2 << steps[k, 2])
    return starts, largest


@njit(cache=True, nogil=True)
def _forward(
    steps: Steps, priors: Floats, leaks: Floats, links: Floats, starts: NDArray[np.int64]
) -> Floats:
    """Return the weights of all states before each cause, one after the other."""
    largest = _sizes(steps)[1]
    kept = np.zeros(starts[-1])
    weights = np.zeros(largest)
    weights[0] = 1.0
    k = 0
    while k < len(steps):
        kind, index, slot, size = steps[k, 0], steps[k, 1], steps[k, 2], 1 << steps[k, 3]
        if kind == 0:
            _explain(weights, 1 << slot, size, leaks[index])
        elif kind == 1:
            _keep_explained(weights, 1 << slot, max(size, 2 << slot))
        else:
            total = weights[:size].sum()
            weights[:size] /= total
            kept[starts[k] : starts[k + 1]] = weights[:size]
            present = weights[:size] * priors[index]
            weights[:size] -= present
            for link in range(k + 1, k + 1 + slot):
                effect = steps[link, 1]
                _explain(present, 1 << steps[link, 2], size, links[effect, index])
            weights[:size] += present
            k += slot
        k += 1
    return kept


@njit(cache=True, nogil=True)
def _cause_back(
    steps: Steps, k: int, values: Floats, links: Floats, prior: float, before: Floats
) -> float:
    """Take the values back over the cause at step k; return how probable it is."""
    size = 1 << steps[k, 3]
    present = values[:size].copy()
    for link in range(k + 1, k + 1 + steps[k, 2]):
        effect = steps[link, 1]
        _explain_back(present, 1 << steps[link, 2], size, links[effect, steps[k, 1]])
    with_it = prior * np.sum(before * present)
    without = (1.0 - prior) * np.sum(before * values[:size])
    values[:size] += prior * (present - values[:size])
    values[:size] /= values[:size].max()
    return with_it / (with_it + without)


@njit(cache=True, nogil=True)
def exact_marginals(steps: Steps, priors: Floats, leaks: Floats, links: Floats) -> Floats:
    """Return the posterior of every cause; those in no step keep their prior.

    Args:
        steps: shape (k, 4).
        priors: shape (n,).
        leaks: shape (f,).
        links: shape (f, n).
    """
    starts, largest = _sizes(steps)
    kept = _forward(steps, priors, leaks, links, starts)
    posterior = priors.copy()
    values = np.zeros(largest)
    values[0] = 1.0
    for k in range(len(steps) - 1, -1, -1):
        kind, index, slot, size = steps[k, 0], steps[k, 1], steps[k, 2], 1 << steps[k, 3]
        if kind == 0:
            _explain_back(values, 1 << slot, size, leaks[index])
        elif kind == 1:
            _keep_explained_back(values, 1 << slot, max(size, 2 << slot))
        elif kind == 2:
            before = kept[starts[k] : starts[k + 1]]
            posterior[index] = _cause_back(steps, k, values, links, priors[index], before)
    return posterior


@njit(cache=True, nogil=True)
def _failing(present: NDArray[np.bool_], leaks: Floats, links: Floats) -> Floats:
    """Return the probability of each effect that nothing present explains it."""
    failing = 1.0 - leaks
    for effect in range(len(leaks)):
        for cause in range(len(present)):
            if present[cause]:
                failing[effect] *= 1.0 - links[effect, cause]
    return failing


@njit(cache=True, nogil=True)
def _sweep(
    steps: Steps,
    priors: Floats,
    links: Floats,
    present: NDArray[np.bool_],
    failing: Floats,
    conditional: Floats,
) -> None:
    """Draw each cause given all others; keep how probable each was in ``conditional``."""
    for k in range(len(steps)):
        if steps[k, 0] != 2:
            continue
        cause = steps[k, 1]
        with_it, without = priors[cause], 1.0 - priors[cause]
        for link in range(k + 1, k + 1 + steps[k, 2]):
            effect = steps[link, 1]
            fails = 1.0 - links[effect, cause]
            other = failing[effect] / fails if present[cause] else failing[effect]
            with_it *= 1.0 - other * fails
            without *= 1.0 - other
        conditional[cause] = with_it / (with_it + without)
        drawn = np.random.random() < conditional[cause]
        if drawn != present[cause]:
            for link in range(k + 1, k + 1 + steps[k, 2]):
                fails = 1.0 - links[steps[link, 1], cause]
                failing[steps[link, 1]] *= fails if drawn else 1.0 / fails
        present[cause] = drawn


@njit(cache=True, nogil=True)
def sampled_marginals(
    steps: Steps, priors: Floats, leaks: Floats, links: Floats, settings: NDArray[np.int64]
) -> Floats:
    """Return the posterior of every cause by Gibbs sampling, averaging what each sweep expects.

    Args:
        steps: shape (k, 4); only the causes and their links count.
        priors: shape (n,).
        leaks: shape (f,).
        links: shape (f, n).
        settings: shape (3,), sweeps that do not count, sweeps that do, seed.
    """
    np.random.seed(settings[2])
    present = priors > 0.5
    total = np.zeros(len(priors))
    conditional = priors.copy()
    failing = _failing(present, leaks, links)
    for sweep in range(settings[0] + settings[1]):
        if sweep % 1000 == 0:
            failing = _failing(present, leaks, links)
        _sweep(steps, priors, links, present, failing, conditional)
        if sweep >= settings[0]:
            total += conditional
    total /= settings[1]
    return total
