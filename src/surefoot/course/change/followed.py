"""One outcome of one person, day by day, as the scan takes it: lower is worse."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import Scale

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

# Values far from the last so many are drawn in to so many robust deviations (Hampel 1974,
# J Am Stat Assoc 69:383), each by what came before it under the same condition alone; the spread
# is taken to be no smaller than rounding.
WINSOR_OF, WINSOR_LIMIT, WINSOR_FROM = 28, 4.0, 6
SMALLEST_SPREAD = {Scale.LOG: 0.03, Scale.POINTS: 0.5}
MAD_TO_SD = 1.4826


def _none() -> Floats:
    return np.zeros(0)


@dataclass(frozen=True, slots=True)
class Diary:
    """What the diary says of days (in days, as the series counts them), tested or not.

    ``flagged`` are days with fever, infection or a heat wave; ``clear`` are days of which it says
    that there was none; ``started`` are days on which a therapy or exercise began.
    """

    flagged: Floats = field(default_factory=_none)
    clear: Floats = field(default_factory=_none)
    started: Floats = field(default_factory=_none)

    def until(self, day: float) -> "Diary":
        """Return what was written of days up to one."""
        kept = ((of[of <= day]) for of in (self.flagged, self.clear, self.started))
        return Diary(*kept)


@dataclass(frozen=True, slots=True)
class Followed:
    """An outcome at n times, in order.

    ``days`` since the first value; ``values`` on ``scale``, lower is worse; ``trials`` how many
    tests each is the mean of; ``hour`` of the day; ``temperature_c``, NaN where nobody knows;
    ``weekend``; ``infected``, on the day itself; ``condition``, a number that changes when the
    phone, its place, the aid, the shoes, the course or the method did.
    """

    scale: Scale
    days: Floats
    values: Floats
    trials: Floats
    hour: Floats
    temperature_c: Floats
    weekend: Flags
    infected: Flags
    condition: Places
    diary: Diary = field(default_factory=Diary)

    def __post_init__(self) -> None:
        n = len(self.days)
        columns = (self.values, self.trials, self.hour, self.temperature_c)
        flags = (self.weekend, self.infected, self.condition)
        if any(len(column) != n for column in (*columns, *flags)):
            raise ValueError("every time has a value and all that is known of it")
        if not (np.isfinite(self.days).all() and np.isfinite(self.values).all()):
            raise ValueError("times and values are finite")
        if (np.diff(self.days) < 0).any() or (self.trials <= 0).any():
            raise ValueError("times never fall, and a value has at least one test")

    def __len__(self) -> int:
        """How many values there are."""
        return len(self.days)

    @property
    def span_days(self) -> float:
        """Days from the first to the last value."""
        return float(self.days[-1] - self.days[0]) if len(self) else 0.0

    def pick(self, rows: Places) -> "Followed":
        """Return some of the values."""
        return replace(
            self,
            days=self.days[rows],
            values=self.values[rows],
            trials=self.trials[rows],
            hour=self.hour[rows],
            temperature_c=self.temperature_c[rows],
            weekend=self.weekend[rows],
            infected=self.infected[rows],
            condition=self.condition[rows],
        )


def drawn_in(followed: Followed) -> Floats:
    """Return the values with outliers drawn in by the values before them, (n,)."""
    # Plain lists: on so few values each they are several times as fast as arrays.
    values, conditions = followed.values.tolist(), followed.condition.tolist()
    least = SMALLEST_SPREAD[followed.scale]
    for place in range(WINSOR_FROM, len(values)):
        start = max(0, place - WINSOR_OF)
        pairs = zip(values[start:place], conditions[start:place], strict=True)
        before = [value for value, condition in pairs if condition == conditions[place]]
        if len(before) < WINSOR_FROM:
            continue
        middle = _median(before)
        spread = max(MAD_TO_SD * _median([abs(value - middle) for value in before]), least)
        reach = WINSOR_LIMIT * spread
        values[place] = min(max(values[place], middle - reach), middle + reach)
    return np.array(values, dtype=np.float64)


def _median(values: list[float]) -> float:
    ranked, half = sorted(values), len(values) // 2
    return ranked[half] if len(values) % 2 else (ranked[half - 1] + ranked[half]) / 2.0
