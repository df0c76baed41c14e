"""Several trials of one strategy by one person, taken together.

Each trial's effect is normal around the person's own effect of that time; those are normal around
one effect, with a spread between trials that is not known: a grid of spreads is weighed exactly
(normal-normal hierarchy; Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, ch. 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.mixture import StudentMixture, weights_from_logs

Floats = NDArray[np.float64]

# Degrees of freedom at which a Student distribution is a normal one.
_NORMAL = 1e6
# Spreads between trials that are tried, in mean standard errors; half-normal with this scale.
_SPREADS, _SCALE = np.linspace(0.0, 4.0, 81), 1.0
# Half the width of a 95 % interval, in standard deviations.
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class OneTrial:
    """The effect of one trial with its 95 % interval."""

    effect: float
    low: float
    high: float

    @property
    def error(self) -> float:
        """The standard error."""
        return max((self.high - self.low) / (2.0 * _Z), 1e-9)


@dataclass(frozen=True, slots=True)
class Pooled:
    """The effect over all trials with its 95 % interval, and each trial's beside the others'."""

    effect: float
    low: float
    high: float
    between: float
    each: tuple[float, ...]
    posterior: StudentMixture


def pool(trials: Sequence[OneTrial], prior_sd: float) -> Pooled:
    """Return what several trials say together.

    Args:
        trials: two or more.
        prior_sd: of the effect before any trial, around nothing.

    Raises:
        ValueError: fewer than two trials.
    """
    if len(trials) < 2:
        raise ValueError("two trials or more are taken together")
    seen = np.array([one.effect for one in trials])
    variance = np.array([one.error for one in trials]) ** 2
    unit = float(np.sqrt(variance.mean()))
    spreads = _SPREADS * unit
    parts = [_given(seen, variance, spread, prior_sd) for spread in spreads]
    logs = [
        log - 0.5 * (s / unit / _SCALE) ** 2 for (_, _, log), s in zip(parts, spreads, strict=True)
    ]
    weight = weights_from_logs(logs)
    centre = np.array([mean for mean, _, _ in parts])
    scale = np.array([sd for _, sd, _ in parts])
    posterior = StudentMixture(weight, centre, scale, np.full(len(weight), _NORMAL))
    low, high = posterior.interval()
    each = [weight @ _shrunk(seen, variance, spreads, centre, k) for k in range(len(seen))]
    between = float(weight @ spreads)
    return Pooled(posterior.mean(), low, high, between, tuple(map(float, each)), posterior)


def _given(
    seen: Floats, variance: Floats, spread: float, prior_sd: float
) -> tuple[float, float, float]:
    """Return mean and deviation of the effect for one spread, and the log evidence."""
    total = variance + spread**2
    precision = float((1.0 / total).sum()) + prior_sd**-2
    mean = float((seen / total).sum()) / precision
    fit = float((seen**2 / total).sum()) - precision * mean**2
    log = -0.5 * (float(np.log(total).sum()) + np.log(precision * prior_sd**2) + fit)
    return mean, precision**-0.5, log


def _shrunk(seen: Floats, variance: Floats, spreads: Floats, centre: Floats, k: int) -> Floats:
    """Return one trial's effect beside the others', for each spread."""
    share = spreads**2 / (spreads**2 + variance[k])
    return np.asarray(share * seen[k] + (1.0 - share) * centre)
