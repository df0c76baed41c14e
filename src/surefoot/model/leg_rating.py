"""How heavy one leg felt."""

import msgspec

from surefoot.model.check import require
from surefoot.model.codes import Leg


class LegRating(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How heavy one leg felt, 0 (not heavy at all) to 10 (as heavy as can be)."""

    leg: Leg
    heaviness: int

    def __post_init__(self) -> None:
        require(self.leg is not Leg.BOTH, "a rating is of the left or the right leg")
        require(0 <= self.heaviness <= 10, "heaviness is between 0 and 10")
