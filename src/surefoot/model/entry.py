"""One diary entry: how heavy each leg felt, when it was lived and when it was written."""

from datetime import datetime
from typing import NewType

import msgspec

from surefoot.model.check import require, require_finite, require_utc
from surefoot.model.codes import Answer, Before, BodyPart, CouldNotWalk, DayEvent, Felt, Leg
from surefoot.model.people import ActorId

EntryId = NewType("EntryId", str)


class LegRating(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How heavy one leg felt, 0 (not heavy at all) to 10 (as heavy as can be)."""

    leg: Leg
    heaviness: int

    def __post_init__(self) -> None:
        require(self.leg is not Leg.BOTH, "a rating is of the left or the right leg")
        require(0 <= self.heaviness <= 10, "heaviness is between 0 and 10")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One diary entry. ``lived`` is when it was so, ``written`` when it was noted; both UTC."""

    id: EntryId
    lived: datetime
    zone: str
    written: datetime
    author: ActorId
    ratings: tuple[LegRating, ...] = ()
    felt: tuple[Felt, ...] = ()
    where: tuple[BodyPart, ...] = ()
    before: tuple[Before, ...] = ()
    events: tuple[DayEvent, ...] = ()
    could_not_walk: CouldNotWalk | None = None
    is_new: Answer | None = None
    body_temperature_c: float | None = None
    air_temperature_c: float | None = None
    treatments: tuple[str, ...] = ()
    note: str = ""
    supersedes: tuple[EntryId, ...] = ()

    def __post_init__(self) -> None:
        require_utc("lived", self.lived)
        require_utc("written", self.written)
        require_finite("temperature", self.body_temperature_c, self.air_temperature_c)
        legs = [rating.leg for rating in self.ratings]
        require(len(set(legs)) == len(legs), "each leg is rated once in an entry")
        require(self._says_something(), "an entry says at least one thing")

    def _says_something(self) -> bool:
        return bool(
            self.ratings
            or self.felt
            or self.before
            or self.events
            or self.could_not_walk
            or self.treatments
            or self.note.strip()
            or self.body_temperature_c is not None
            or self.air_temperature_c is not None
        )

    def rating(self, leg: Leg) -> int | None:
        """Return the heaviness of one leg, or None when it was not rated."""
        return next((r.heaviness for r in self.ratings if r.leg is leg), None)
