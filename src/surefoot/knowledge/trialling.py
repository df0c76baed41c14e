"""How a strategy can be tried fairly by one person at home, as data."""

from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.model.check import require
from surefoot.model.trial import DesignKind

Text = Annotated[str, Meta(min_length=1)]


class TrialRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The design that suits a strategy, or why none does.

    ``asks_on`` and ``asks_off`` are what a day asks for, in plain words; off is always the
    person's usual. ``half_life_d``: of what is left after stopping, in days. ``warm_days``: only
    days that are warm, or on which the person will exert themselves, can tell. ``adds_only``: an
    aid that is only ever added to somebody who does not rely on it. ``why`` gives the reason of
    the design, and ``instead`` what to do where there is none.
    """

    kind: DesignKind
    why: Text
    asks_on: str = ""
    asks_off: str = ""
    block_days: Annotated[int, Meta(ge=1)] = 1
    half_life_d: Annotated[float, Meta(ge=0)] = 0.0
    warm_days: bool = False
    adds_only: bool = False
    instead: str = ""

    def __post_init__(self) -> None:
        possible = self.kind is not DesignKind.NOT_POSSIBLE
        require(
            not possible or bool(self.asks_on and self.asks_off),
            "a trial says what on and off ask for",
        )
        require(possible or bool(self.instead), "where no trial is possible, something else is")
        short = self.kind in (DesignKind.DAYS, DesignKind.BLOCKS)
        require(
            not short or self.block_days >= 3.0 * self.half_life_d,
            "a block lasts at least three half-lives",
        )
