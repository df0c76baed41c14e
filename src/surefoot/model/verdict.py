"""What was concluded about a person, how sure it is and what it rests on."""

import msgspec

from surefoot.model.check import require, require_finite
from surefoot.model.codes import Leg, Measure, Tier, VerdictKind
from surefoot.model.message import Message
from surefoot.model.units import Unit


class UsualRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The range in which a new value is expected with 95 % probability."""

    low: float
    high: float
    n: int

    def __post_init__(self) -> None:
        require_finite("usual range", self.low, self.high)
        require(self.low <= self.high, "a range runs from low to high")


class Verdict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One conclusion. ``size`` with its 95 % interval is absent when the answer is cannot-say.

    ``probability``, 0 to 1, is that of what was asked, where a verdict has one.
    """

    answer: Tier
    kind: VerdictKind
    measure: Measure
    leg: Leg
    unit: Unit
    size: float | None = None
    low: float | None = None
    high: float | None = None
    usual: UsualRange | None = None
    rests_on: tuple[str, ...] = ()
    needs: tuple[Message, ...] = ()
    probability: float | None = None

    def __post_init__(self) -> None:
        require_finite("verdict", self.size, self.low, self.high)
        require(
            self.probability is None or 0.0 <= self.probability <= 1.0,
            "a probability is between 0 and 1",
        )
        require(
            self.answer is not Tier.CANNOT_SAY or bool(self.needs),
            "cannot-say names what is missing",
        )
        require(
            self.answer is not Tier.CANNOT_SAY or self.size is None,
            "cannot-say gives no size",
        )
        require(
            self.size is None or _inside(self.low, self.size, self.high),
            "a size lies inside its interval",
        )


def _inside(low: float | None, value: float, high: float | None) -> bool:
    return (low is None or low <= value) and (high is None or value <= high)
