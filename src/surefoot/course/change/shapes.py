"""How an event shows over time once it has begun, with amplitude one."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import EventFacts, Spread

Floats = NDArray[np.float64]

# Lengths of a passing change, and how long its edge takes; how fast a sudden change is complete
# (the slower one for attacks that build up over two weeks) and what is left of it in the end.
# A grid wide enough that what lies between is close to one of them.
TRANSIENT_D, EDGE_D = (4.0, 10.0, 21.0), 2.0
RISES_D, RESIDUALS = (4.0, 14.0), (0.0, 0.4, 1.0)
IMPROVES_D, YEAR_D = 14.0, 365.0


class Kind(IntEnum):
    """What an event is; NOTHING is no event yet, PASSED a passing change that is over."""

    NOTHING = 0
    TRANSIENT = 1
    STEP = 2
    DRIFT = 3
    IMPROVEMENT = 4
    PASSED = 5


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape of a kind: its numbers, the prior of its amplitude, how often it begins a year.

    ``first`` and ``second`` are the length of a passing change, or rise and residual of a step.
    """

    kind: Kind
    size: Spread
    rate: float
    first: float = 0.0
    second: float = 0.0

    @property
    def over_after_d(self) -> float:
        """Days after which it is over, infinite where it lasts."""
        return self.first + EDGE_D if self.kind is Kind.TRANSIENT else np.inf


def shapes(events: EventFacts) -> list[Shape]:
    """Return every shape that may begin on any day; a drift's rate is its probability in a year."""
    passing = [
        Shape(Kind.TRANSIENT, events.transient, events.transient_rate / len(TRANSIENT_D), length)
        for length in TRANSIENT_D
    ]
    share = events.step_rate / (len(RISES_D) * len(RESIDUALS))
    lasting = [
        Shape(Kind.STEP, events.step, share, rise, residual)
        for rise in RISES_D
        for residual in RESIDUALS
    ]
    better = Shape(Kind.IMPROVEMENT, events.improvement, events.improvement_rate)
    drift = Shape(Kind.DRIFT, events.drift, events.drift_probability / 2.0)
    return [*passing, *lasting, better, drift]


def signature(shape: Shape, since: Floats, events: EventFacts) -> Floats:
    """Return the shape at times since its onset in days, zero before it; any array shape."""
    begun = np.maximum(since, 0.0)
    if shape.kind is Kind.TRANSIENT:
        values = np.clip(1.0 - (begun - shape.first) / EDGE_D, 0.0, 1.0)
    elif shape.kind is Kind.STEP:
        values = _step(begun, shape, events)
    elif shape.kind is Kind.DRIFT:
        values = begun / YEAR_D
    else:
        values = np.minimum(1.0, (begun + 1.0) / IMPROVES_D)
    return np.where(since >= 0.0, values, 0.0)


def _step(since: Floats, shape: Shape, events: EventFacts) -> Floats:
    risen = np.minimum(1.0, (since + 1.0) / shape.first)
    eased = np.exp(-np.maximum(0.0, since - events.plateau_d) / events.recovery_d)
    return np.asarray(risen * (shape.second + (1.0 - shape.second) * eased), dtype=np.float64)
