"""Clinical findings and the explanation they lead to."""

import msgspec

from surefoot.model.check import require, require_finite
from surefoot.model.codes import FindingOrigin, FindingState, Urgency


class Finding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One clinical finding by its id in the knowledge base, with where it came from."""

    id: str
    state: FindingState
    origin: FindingOrigin
    code: str | None = None
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(
            self.code is None or self.state is FindingState.PRESENT,
            "only a present finding has a code",
        )


class Alarm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A red flag that fired: the rule's id, its level, and the findings that fired it."""

    rule: str
    level: Urgency
    because: tuple[str, ...]


class FittingCause(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A cause with how well it fits and the findings for and against it."""

    cause: str
    probability: float
    low: float
    high: float
    lift: float
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_finite("lift", self.lift)
        require(
            0 <= self.low <= self.probability <= self.high <= 1,
            "a probability lies inside its range",
        )


class Explanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Alarms first, then what to rule out, then the causes that fit."""

    alarms: tuple[Alarm, ...]
    rule_out: tuple[str, ...] = ()
    causes: tuple[FittingCause, ...] = ()
