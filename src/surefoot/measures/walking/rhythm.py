"""The step rate along a recording.

Vertical acceleration repeats with every step, so its harmonic sum over step rates peaks at the
step rate (Noll 1970, for pitch of speech). In slow walking its second harmonic is often the
stronger one; the pelvis, which turns and rolls once a stride, then decides: the rate must show
half of itself there. One smooth path through all windows is taken (dynamic programming).
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.signals.filters import high_pass
from surefoot.signals.spectrum import power_at

Floats = NDArray[np.float64]

# "Chosen" below means: chosen on the recordings voisard_ipol2023, oxford_stepcounter and geotec_tug
# and on simulated walks, never taken from a paper; docs/validation.md says what each set is.
#
# Steps per second that count as walking, from very slow to a brisk walk (chosen).
SLOWEST_HZ, QUICKEST_HZ, SPACING_HZ = 0.7, 2.6, 0.05
# Usual step rate and its spread (natural logarithm): a weak leaning, wide enough for 0.7 to 2.6
# steps a second to stand within two spreads (chosen).
USUAL_HZ, USUAL_SPREAD = 1.7, 0.45
# How much a rate's first, second and third harmonic count for it (chosen; that they are
# summed is Noll 1970).
HARMONIC_WEIGHTS = (1.0, 0.6, 0.3)
# How much a rate counts whose half is not seen in the turning of the pelvis (chosen).
WITHOUT_STRIDE = 0.3
# Length of a window and distance between two: several slow strides in one (chosen).
WINDOW_S, HOP_S = 5.0, 0.5
# Slower than any step, and than half of a usual slow one: taken away first (chosen).
SWAY_CUT_HZ = 0.4
# Cost of changing the rate between windows, per unit of its natural logarithm (chosen).
CHANGE_COST = 8.0


def _powers(values: Floats, rate_hz: float, wanted_hz: list[Floats]) -> tuple[Floats, list[Floats]]:
    """Return window times (t,) and for each list of frequencies (c,) the power there (t, c)."""
    steady = high_pass(values, rate_hz, SWAY_CUT_HZ)
    fine = SPACING_HZ / 2
    places = [np.rint(wanted / fine).astype(np.int64) for wanted in wanted_hz]
    needed, where = np.unique(np.concatenate(places), return_inverse=True)
    times, power = power_at(steady, rate_hz, WINDOW_S, HOP_S, np.asarray(needed * fine))
    edges = np.cumsum([len(each) for each in places])[:-1]
    return times, [power[:, part] for part in np.split(where, edges)]


def _step_evidence(motion: Motion, rates: Floats) -> tuple[Floats, Floats]:
    """Return window times (t,) and the harmonic sum of vertical acceleration (t, c)."""
    wanted = [harmonic * rates for harmonic in range(1, len(HARMONIC_WEIGHTS) + 1)]
    times, powers = _powers(motion.vertical, motion.rate_hz, wanted)
    sums = sum(weight * power for weight, power in zip(HARMONIC_WEIGHTS, powers, strict=True))
    return times, np.asarray(sums, dtype=np.float64)


def _rates() -> Floats:
    return np.arange(SLOWEST_HZ, QUICKEST_HZ + 1e-9, SPACING_HZ)


def stride_evidence(motion: Motion) -> Floats:
    """Return how much the pelvis sways at half of each rate, 0 to 1 in each window, (t, c)."""
    if motion.yaw is None or motion.tilting is None:
        return np.ones((1, len(_rates())))
    turning = np.column_stack([motion.yaw, motion.tilting])
    _, (sway,) = _powers(turning, motion.rate_hz, [_rates() / 2.0])
    most = np.maximum(sway.max(axis=1, keepdims=True), 1e-12)
    return np.asarray(sway / most, dtype=np.float64)


def _smooth_path(score: Floats, rates: Floats) -> Floats:
    """Return the rate of each window along the best path through scores (t, c): (t,)."""
    change = CHANGE_COST * np.abs(np.subtract.outer(np.log(rates), np.log(rates)))
    gain = np.log(score / np.maximum(score.sum(axis=1, keepdims=True), 1e-12) + 1e-3)
    best = gain[0]
    came_from = np.zeros(gain.shape, dtype=np.int64)
    for place in range(1, len(gain)):
        ways = best[:, None] - change
        came_from[place] = np.argmax(ways, axis=0)
        best = ways[came_from[place], np.arange(len(rates))] + gain[place]
    path = np.empty(len(gain), dtype=np.int64)
    path[-1] = int(np.argmax(best))
    for place in range(len(gain) - 1, 0, -1):
        path[place - 1] = came_from[place, path[place]]
    return np.asarray(rates[path], dtype=np.float64)


def step_rate(motion: Motion, strides: Floats | None = None) -> Floats:
    """Return the likely step rate at each sample, in hertz, shape (n,).

    Args:
        motion: a stretch of samples.
        strides: its ``stride_evidence``, where that is known already.
    """
    rates = _rates()
    times, steps = _step_evidence(motion, rates)
    halves = WITHOUT_STRIDE + (stride_evidence(motion) if strides is None else strides)
    usual = np.exp(-0.5 * (np.log(rates / USUAL_HZ) / USUAL_SPREAD) ** 2)
    path = _smooth_path(steps * halves * usual, rates)
    places = np.arange(len(motion.vertical)) / motion.rate_hz
    return np.asarray(np.interp(places, times, path), dtype=np.float64)
