"""When a strategy is not for somebody, as data; and how soon its effect can show."""

from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.model.check import require

Text = Annotated[str, Meta(min_length=1)]


class CautionLevel(StrEnum):
    """How strong a caution is, the strongest first."""

    AVOID = "avoid"
    ASK_FIRST = "ask-first"
    CAREFUL = "careful"


class Shows(StrEnum):
    """How soon an effect can show."""

    TODAY = "today"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


class Caution(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"codes": "is"}
):
    """One reason to leave a strategy alone, to ask first, or to take care, in plain words.

    It is met by a ``finding`` that is present, with one of the codes in ``is`` where they are
    given; or by a ``cause`` that fits at least partly. ``unless_known``: it is met as well while
    nobody has answered, or the answer is "don't know".
    """

    level: CautionLevel
    says: Text
    finding: str = ""
    codes: tuple[str, ...] = ()
    cause: str = ""
    unless_known: bool = False

    def __post_init__(self) -> None:
        require(bool(self.finding) != bool(self.cause), "a caution is met by a finding or a cause")
        require(bool(self.finding) or not self.codes, "only a finding has codes")
        require(bool(self.finding) or not self.unless_known, "only a finding can be unknown")

    @property
    def met_by(self) -> str:
        """The id of the finding or cause that meets it."""
        return self.finding or self.cause


class Fallback(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """That a strategy is safe to offer when little is known, and in which order; 1 is first."""

    order: Annotated[int, Meta(ge=1)]
    only_ms: bool = False
