"""An outcome in rows with factors beside it, as they are weighed."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from surefoot.model.units import Unit

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Exposure:
    """A factor in the n rows of an outcome.

    ``values`` as they are weighed; ``exposed`` 1 in rows with the factor, 0 in rows without; both
    NaN where nobody knows. ``daily``: it is the same in all rows of a day.
    """

    name: str
    values: Floats
    exposed: Floats
    own: bool = False
    daily: bool = True
    expected: bool = False

    def __post_init__(self) -> None:
        if self.values.shape != self.exposed.shape or self.values.ndim != 1:
            raise ValueError("every row has a value and is exposed or not")
        if not np.array_equal(np.isnan(self.values), np.isnan(self.exposed)):
            raise ValueError("what is unknown has no value")


@dataclass(frozen=True, slots=True)
class Series:
    """An outcome in n rows: ``times`` in days, never falling; ``base`` (n, b): what always counts.

    ``ratio``: values are natural logarithms, so that differences are told in percent.
    """

    times: Floats
    values: Floats
    base: Floats
    unit: Unit
    ratio: bool = False
    day: Places = field(init=False)

    def __post_init__(self) -> None:
        n = len(self.times)
        if self.values.shape != (n,) or self.base.shape[:1] != (n,):
            raise ValueError("every row has a time, a value and a base")
        if (np.diff(self.times) < 0).any():
            raise ValueError("times never fall")
        object.__setattr__(self, "day", np.floor(self.times).astype(np.int64))

    @property
    def days(self) -> int:
        """On how many days there is a value."""
        return len(np.unique(self.day))


def background(times: Floats, season_days: float, extra: Floats | None = None) -> Floats:
    """Return level, a bent trend, ``extra`` and, in a series so long, a yearly wave, (n, b).

    The bend is for half a season that a factor and an outcome share in a shorter series.
    """
    span = max(float(np.ptp(times)), 1.0) if len(times) else 1.0
    slope = (times - times.mean()) / span
    columns = [np.ones(len(times)), slope, slope**2]
    if span > season_days:
        turn = 2.0 * np.pi * times / 365.25
        columns += [np.sin(turn), np.cos(turn)]
    whole = np.column_stack(columns)
    return whole if extra is None else np.hstack([whole, extra])
