"""How much an outcome varies from day to day in one person, for how long a trial has to be."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.inference.ar1 import whiten
from surefoot.inference.mixture import weights_from_logs
from surefoot.inference.regression import Prior, fit
from surefoot.inference.unit_noise import RATE, SHAPE, unit_noises
from surefoot.knowledge.knowledge import Knowledge
from surefoot.trials.power import Variation

Floats = NDArray[np.float64]

# Prior variances of level and trend, in variances of the series.
_LEVEL, _TREND = 100.0, 1.0


@dataclass(frozen=True, slots=True)
class OwnDays:
    """Values (n,) of days (n,), rising, the last ones of a person."""

    days: Floats
    values: Floats


def own_variation(own: OwnDays, knowledge: Knowledge) -> Variation | None:
    """Return how a person varies, or None where there are too few days, or all are alike.

    The noise of the days is weighed as in the analysis; a level and a straight trend are set aside.
    """
    least = int(knowledge.number("trial_variation_values").value)
    spread = float(own.values.std()) if len(own.values) else 0.0
    if len(own.values) < least or spread <= 0.0:
        return None
    values = (own.values - own.values.mean()) / spread
    span = max(float(own.days[-1] - own.days[0]), 1.0)
    trend = (own.days - own.days.mean()) / span
    columns = np.column_stack([values, np.ones(len(values)), trend])
    prior = Prior(np.zeros(2), np.array([_LEVEL, _TREND]), SHAPE, RATE)
    fits = [(fit(whiten(columns, own.days, noise), prior), noise, w) for noise, w in unit_noises()]
    weights = weights_from_logs([one.log_evidence + np.log(w) for one, _, w in fits])
    scale = [one.rate / one.shape for one, _, _ in fits]
    share = float(weights @ [noise.ar_var for _, noise, _ in fits])
    phi = float(weights @ [noise.phi for _, noise, _ in fits])
    return Variation(spread * float(np.sqrt(weights @ scale)), share, phi)


def assumed_variation(sd: float, knowledge: Knowledge) -> Variation:
    """Return a variation of which only the spread of one day is known, or assumed."""
    share = knowledge.number("trial_fluctuating").value
    return Variation(sd, share, knowledge.number("trial_phi").value)
