"""Whether something changed for a person: over all that is followed, and for each outcome."""

from datetime import date
from enum import StrEnum

import msgspec

from surefoot.model.check import require, require_finite
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import Message
from surefoot.model.units import Unit


class ChangeState(StrEnum):
    """What can be said: nothing but the usual; something is different; a lasting change, sudden or
    slow; a lasting change for the better; or nothing yet."""

    USUAL = "usual"
    DIFFERENT = "different"
    STEP = "step"
    DRIFT = "drift"
    BETTER = "better"
    CANNOT_SAY = "cannot-say"


class ChangeProbabilities(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How probable each explanation is; they add up to one. What passed already is usual."""

    usual: float
    transient: float
    step: float
    drift: float
    improvement: float

    def __post_init__(self) -> None:
        parts = (self.usual, self.transient, self.step, self.drift, self.improvement)
        require_finite("probabilities", *parts)
        require(all(-1e-9 <= part <= 1 + 1e-9 for part in parts), "a probability is 0 to 1")
        require(abs(sum(parts) - 1.0) < 1e-6, "probabilities add up to one")


class ChangeSize(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far one outcome has moved, with its 95 % interval; negative is worse.

    ``unit`` is percent for what is compared as a ratio, else the outcome's own unit.
    """

    measure: Measure
    leg: Leg
    unit: Unit
    value: float
    low: float
    high: float

    def __post_init__(self) -> None:
        require_finite("size", self.value, self.low, self.high)
        require(self.low <= self.value <= self.high, "a size lies inside its interval")


class SlowestShown(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The slowest change for the worse, a year, that would show by now in four of five people.

    ``unit`` is percent for what is compared as a ratio, else the outcome's own unit.
    """

    measure: Measure
    leg: Leg
    unit: Unit
    value: float

    def __post_init__(self) -> None:
        require_finite("slowest", self.value)
        require(self.value > 0, "a change that would show is above zero")


class FollowedDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value of one day, with the 95 % range it was expected in and its middle."""

    day: date
    value: float
    low: float
    middle: float
    high: float

    def __post_init__(self) -> None:
        require_finite("followed", self.value, self.low, self.middle, self.high)
        require(self.low <= self.middle <= self.high, "a range runs from low to high")


class FixedLine(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The middle of the first settled month of a series, ``first`` to ``last`` day."""

    value: float
    first: date
    last: date

    def __post_init__(self) -> None:
        require_finite("fixed line", self.value)
        require(self.first <= self.last, "a month runs forwards")


class FollowedSeries(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One outcome day by day; ``fixed`` stands still while the ranges move with the person."""

    measure: Measure
    leg: Leg
    unit: Unit
    days: tuple[FollowedDay, ...]
    fixed: FixedLine | None = None

    def __post_init__(self) -> None:
        days = [one.day for one in self.days]
        require(days == sorted(days), "days stand in order")


class MonthlyChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The newest monthly median of an outcome against its first settled month, for clinicians.

    Negative is worse. ``detectable_percent``: the smallest worsening of a monthly median that is
    not chance (95 %). ``crossed``: since when every monthly median has lain beyond the line of
    trials, for ``held_days`` by now; None where the newest does not.
    """

    measure: Measure
    leg: Leg
    change_percent: float
    detectable_percent: float
    months: int
    crossed: date | None = None
    held_days: int = 0

    def __post_init__(self) -> None:
        require_finite("monthly change", self.change_percent, self.detectable_percent)
        require(self.months >= 2 and self.held_days >= 0, "a monthly change compares two months")


class KnownChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A lasting change that was found and is part of the level since."""

    onset: date
    state: ChangeState
    sizes: tuple[ChangeSize, ...] = ()


class Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known on one day. ``tier1``: something is different. ``tier2``: a real change.

    ``onset`` with its 95 % interval and ``sizes`` are there where something is different; ``needs``
    says what is missing where nothing can be said. ``rests_on`` counts the tests. ``slowest`` is
    None where no slow change that can be would show yet. ``measured``: whether anything is followed
    that is measured rather than rated.
    """

    day: date
    state: ChangeState
    tier1: bool
    tier2: bool
    probabilities: ChangeProbabilities
    rests_on: int
    onset: date | None = None
    onset_low: date | None = None
    onset_high: date | None = None
    sizes: tuple[ChangeSize, ...] = ()
    known: tuple[KnownChange, ...] = ()
    needs: tuple[Message, ...] = ()
    slowest: SlowestShown | None = None
    measured: bool = True

    def __post_init__(self) -> None:
        require(
            self.state is not ChangeState.CANNOT_SAY or bool(self.needs),
            "cannot-say names what is missing",
        )
        if self.onset is not None and self.onset_low is not None and self.onset_high is not None:
            require(
                self.onset_low <= self.onset <= self.onset_high, "an onset lies in its interval"
            )
