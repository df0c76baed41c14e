"""Weighted mixtures of Student t distributions: what is left after averaging over a grid."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class StudentMixture:
    """Components, all (m,): ``weight`` (sum 1), ``centre``, ``scale``, degrees of ``freedom``."""

    weight: Floats
    centre: Floats
    scale: Floats
    freedom: Floats

    def __post_init__(self) -> None:
        shapes = {part.shape for part in (self.weight, self.centre, self.scale, self.freedom)}
        if len(shapes) != 1 or self.weight.ndim != 1 or self.weight.size == 0:
            raise ValueError("every component has a weight, a centre, a scale and a freedom")
        if not (np.isclose(self.weight.sum(), 1.0) and (self.scale > 0).all()):
            raise ValueError("weights add up to one and scales are above zero")

    def below(self, value: float) -> float:
        """Return the probability of being at or below ``value``."""
        from scipy.special import stdtr  # loading it takes longer than most pages

        return float(self.weight @ stdtr(self.freedom, (value - self.centre) / self.scale))

    def mean(self) -> float:
        """Return the mean (components need more than one degree of freedom)."""
        return float(self.weight @ self.centre)

    def quantile(self, probability: float) -> float:
        """Return the value with this probability at or below it.

        Raises:
            ValueError: the probability is not strictly between 0 and 1.
        """
        from scipy.optimize import brentq  # loading it takes longer than most pages

        if not 0.0 < probability < 1.0:
            raise ValueError("a probability lies strictly between 0 and 1")
        reach = float(self.scale.max())
        low, high = float(self.centre.min()) - reach, float(self.centre.max()) + reach
        while self.below(low) > probability:
            low -= reach
            reach *= 2.0
        while self.below(high) < probability:
            high += reach
            reach *= 2.0
        return float(brentq(lambda x: self.below(x) - probability, low, high, xtol=1e-10))

    def interval(self, probability: float = 0.95) -> tuple[float, float]:
        """Return the central interval that holds this probability."""
        tail = 0.5 * (1.0 - probability)
        return self.quantile(tail), self.quantile(1.0 - tail)


def weights_from_logs(logs: Sequence[float] | Floats) -> Floats:
    """Return weights proportional to exp(logs) that add up to one, safe from overflow."""
    values = np.asarray(logs, dtype=np.float64)
    raised = np.exp(values - values.max())
    return np.asarray(raised / raised.sum())
