"""What goes with how the legs are: factors of days, and how heavy legs are by time of day."""

from datetime import date
from enum import StrEnum

import msgspec

from surefoot.model.check import require, require_finite
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import Message
from surefoot.model.units import Unit


class Factor(StrEnum):
    """What a day may hold that legs may go with. A person's own factors have names, no code."""

    HEAT = "heat"
    COLD = "cold"
    TIME_OF_DAY = "time-of-day"
    POOR_SLEEP = "poor-sleep"
    STRESS = "stress"
    EXERTION = "exertion"
    LONG_STANDING = "long-standing"
    LONG_SITTING = "long-sitting"
    LITTLE_TO_DRINK = "little-to-drink"
    INFECTION = "infection"
    MISSED_PILL = "missed-pill"
    HOT_BATH = "hot-bath"


class TriggerLabel(StrEnum):
    """How sure it is that a factor goes with an outcome; nothing found is no proof of nothing."""

    LIKELY = "likely"
    POSSIBLE = "possible"
    NO_EVIDENCE = "no-evidence-yet"
    NOT_ASSESSABLE = "not-assessable"


class TriggerFound(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One factor beside one outcome.

    ``factor`` is a code of ``Factor``, or the name of an ``own`` one. ``probability`` is that it
    goes with the outcome. ``effect`` with its 95 % interval is how much more of the outcome there
    is on days with the factor than on days without, were it so; for what is compared as a ratio in
    percent. ``detectable`` is the smallest effect that would have been seen in half of all such
    diaries. All four are absent where it cannot be assessed, and ``needs`` says why.
    ``exposed`` and ``unexposed`` count days. ``listed``: it stands in the list of which at most a
    fixed share is expected to be there by chance.
    """

    factor: str
    label: TriggerLabel
    unit: Unit
    exposed: int
    unexposed: int
    probability: float | None = None
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    detectable: float | None = None
    listed: bool = False
    own: bool = False
    needs: Message | None = None

    def __post_init__(self) -> None:
        require(bool(self.factor), "a factor has a name")
        numbers = (self.probability, self.effect, self.low, self.high, self.detectable)
        require_finite("trigger", *numbers)
        unknown = self.label is TriggerLabel.NOT_ASSESSABLE
        require(all((n is None) == unknown for n in numbers), "numbers where it was assessed")
        require((self.needs is None) != unknown, "what cannot be assessed says why")
        require(min(self.exposed, self.unexposed) >= 0, "days are counted from zero")
        self._check_numbers()

    def _check_numbers(self) -> None:
        if self.probability is None or self.effect is None:
            return
        # All numbers are there together.
        assert self.low is not None
        assert self.high is not None
        require(0.0 <= self.probability <= 1.0, "a probability is 0 to 1")
        require(self.low <= self.effect <= self.high, "an effect lies inside its interval")


class Triggers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All factors beside one outcome, the most probable first, from so many ``days``.

    Where nothing may be shown yet, no factor was assessed and ``needs`` says what is missing.
    """

    days: int
    found: tuple[TriggerFound, ...] = ()
    needs: tuple[Message, ...] = ()


class PlainComparison(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Means of an outcome on days with and without a factor, corrected for nothing at all."""

    factor: str
    exposed: int
    unexposed: int
    with_mean: float
    without_mean: float
    own: bool = False

    def __post_init__(self) -> None:
        require_finite("mean", self.with_mean, self.without_mean)


class OutcomeTriggers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What goes with one outcome of one leg, and the plain comparison beside it."""

    measure: Measure
    leg: Leg
    triggers: Triggers
    plain: tuple[PlainComparison, ...] = ()


class DayPart(StrEnum):
    """A part of the day; from which hour on is a fact."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    NIGHT = "night"


class PartOfDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How heavy a leg was in one part of the day: mean over days, 95 % interval of the mean."""

    part: DayPart
    mean: float
    low: float
    high: float
    days: int

    def __post_init__(self) -> None:
        require_finite("mean", self.mean, self.low, self.high)
        require(self.low <= self.mean <= self.high, "a mean lies inside its interval")


class LegByTimeOfDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How heavy one leg is by time of day, over so many days; ``early`` while they are few."""

    leg: Leg
    days: int
    early: bool
    parts: tuple[PartOfDay, ...]


class DiaryColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A factor of a diary, a number a row; None where nothing was written."""

    name: str
    values: tuple[float | None, ...]

    def __post_init__(self) -> None:
        require(bool(self.name), "a column has a name")
        require_finite(self.name, *self.values)


class DiaryTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A diary in rows, by day: one outcome and factors as the person wrote them down."""

    days: tuple[date, ...]
    outcome: tuple[float | None, ...]
    factors: tuple[DiaryColumn, ...]

    def __post_init__(self) -> None:
        require_finite("outcome", *self.outcome)
        require(list(self.days) == sorted(self.days), "rows stand in order of days")
        sizes = {len(self.days), len(self.outcome), *(len(f.values) for f in self.factors)}
        require(len(sizes) == 1, "every row has an outcome and every factor")
        names = [factor.name for factor in self.factors]
        require(len(set(names)) == len(names), "every factor has its own name")
