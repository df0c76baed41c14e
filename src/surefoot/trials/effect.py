"""How much a strategy changes an outcome in one person: exact, with carry-over averaged over.

y_t = level + effect * exposure_t + trend + practice + covariates + AR(1) fluctuation + white error.
Exposure follows the assignment with a half-life of wash-in and wash-out that is not known: several
are tried and weighed by the data, as are the noises (methods of inference/regression).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.ar1 import whiten
from surefoot.inference.mixture import StudentMixture, weights_from_logs
from surefoot.inference.regression import Fit, Prior, fit
from surefoot.inference.unit_noise import RATE, SHAPE, unit_noises

Floats = NDArray[np.float64]
Places = NDArray[np.int64]

# Half-lives of wash-in and wash-out that are tried, in days, alike before anything is seen.
HALF_LIVES_D = (0.0, 0.5, 1.5, 4.0)
# Prior variances in variances of the outcome: level, trend over the trial, practice, a covariate.
LEVEL, TREND, PRACTICE, COVARIATE = 100.0, 1.0, 0.25, 0.25
# After so many values an effect of practice has fallen to about a third.
PRACTICE_OF = 6.0
# Components lighter than this share of all are left out.
LIGHTEST = 1e-4


@dataclass(frozen=True, slots=True)
class TrialSeries:
    """Outcomes of a trial: ``values`` (n,) on ``days`` (n,), places in the calendar, rising.

    ``exposed`` (days of the calendar,) is 1 on, 0 off, between for days done in part;
    ``covariates`` (n, k) are what else may have moved the outcome.
    """

    days: Places
    values: Floats
    exposed: Floats
    covariates: Floats

    def __post_init__(self) -> None:
        n = len(self.days)
        if len(self.values) != n or len(self.covariates) != n:
            raise ValueError("every day with a value has its covariates")
        if not (np.isfinite(self.values).all() and np.isfinite(self.covariates).all()):
            raise ValueError("every value is finite; a missing one is left out")
        if n and not (self.days[0] >= 0 and self.days[-1] < len(self.exposed)):
            raise ValueError("every value lies within the calendar")
        if (np.diff(self.days) < 0).any():
            raise ValueError("days never fall")


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect in the outcome's unit, on minus off, as a mixture of Student distributions."""

    posterior: StudentMixture

    @property
    def mean(self) -> float:
        """The mean."""
        return self.posterior.mean()

    def interval(self) -> tuple[float, float]:
        """Return the 95 % interval."""
        return self.posterior.interval()

    def below(self, value: float) -> float:
        """Return the probability that the effect is at or below a value."""
        return self.posterior.below(value)


def exposure(exposed: Floats, half_life_d: float) -> Floats:
    """Return how much of a treatment acts on each day, (t,), washing in and out exponentially."""
    if half_life_d <= 0.0:
        return exposed.astype(np.float64)
    kept = 0.5 ** (1.0 / half_life_d)
    acting, now = np.zeros(len(exposed)), 0.0
    for day, dose in enumerate(exposed.tolist()):
        now = kept * now + (1.0 - kept) * dose
        acting[day] = now
    return acting


def _base(series: TrialSeries) -> tuple[Floats, list[float]]:
    """Return the columns beside the treatment, and the prior variance of each."""
    n = len(series.days)
    span = max(float(series.days[-1] - series.days[0]), 1.0)
    trend = (series.days - series.days.mean()) / span
    columns = [np.ones(n), trend, np.exp(-np.arange(n) / PRACTICE_OF)]
    variances = [LEVEL, TREND, PRACTICE]
    for covariate in series.covariates.T:
        spread = float(covariate.std())
        if spread > 0.0:
            columns.append((covariate - covariate.mean()) / spread)
            variances.append(COVARIATE)
    return np.column_stack(columns), variances


def effect(
    series: TrialSeries, prior_sd: float = 1.0, half_lives: tuple[float, ...] = HALF_LIVES_D
) -> Effect:
    """Return what a trial says of the effect.

    Args:
        series: at least three values, not all alike.
        prior_sd: of the effect before anything is seen, in standard deviations of the outcome
            around nothing: sceptical.
        half_lives: of wash-in and wash-out that may be, days.

    Raises:
        ValueError: fewer than three values, or all the same.
    """
    spread = float(series.values.std()) if len(series.values) >= 3 else 0.0
    if spread <= 0.0:
        raise ValueError("an effect needs three values that are not all alike")
    values = (series.values - series.values.mean()) / spread
    base, variances = _base(series)
    variance = np.array([*variances, prior_sd**2])
    prior = Prior(np.zeros(len(variance)), variance, SHAPE, RATE)
    times = series.days.astype(np.float64)
    fits, logs = [], []
    for half_life in half_lives:
        acting = exposure(series.exposed, half_life)[series.days]
        columns = np.column_stack([values, base, acting - acting.mean()])
        for noise, weight in unit_noises():
            found = fit(whiten(columns, times, noise), prior)
            fits.append(found)
            logs.append(found.log_evidence + np.log(weight / len(half_lives)))
    weight_of = weights_from_logs(logs)
    return Effect(_mixture(fits, weight_of, spread))


def _mixture(fits: Sequence[Fit], weight_of: Floats, spread: float) -> StudentMixture:
    """Return the effect's posterior in the outcome's unit, without what hardly weighs."""
    heavy = np.flatnonzero(weight_of >= LIGHTEST)
    kept = [fits[place] for place in heavy.tolist()]
    scale = [np.sqrt(one.covariance[-1, -1] * one.rate / one.shape) * spread for one in kept]
    return StudentMixture(
        weight_of[heavy] / weight_of[heavy].sum(),
        np.array([one.mean[-1] * spread for one in kept]),
        np.array(scale),
        np.array([2.0 * one.shape for one in kept]),
    )
