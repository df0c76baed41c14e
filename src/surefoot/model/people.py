"""Who owns a thing and who acts on it."""

from datetime import datetime
from typing import NewType

import msgspec

from surefoot.model.check import require, require_utc

PersonId = NewType("PersonId", str)
ActorId = NewType("ActorId", str)


class Access(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Stands in every store call: whose data (owner) and who asks (actor)."""

    owner: PersonId
    actor: ActorId

    def __post_init__(self) -> None:
        require(bool(self.owner) and bool(self.actor), "owner and actor must both be named")


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One person of a household: a display name, and the country for the emergency number."""

    id: PersonId
    name: str
    country: str
    created: datetime
    height_m: float | None = None
    simulated: bool = False

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "a person needs a name")
        require(
            len(self.country) == 2 and self.country.isupper(),
            "country is a two-letter ISO 3166 code",
        )
        require_utc("created", self.created)
        require(
            self.height_m is None or 0.5 <= self.height_m <= 2.6,
            "height is between 0.5 and 2.6 metres",
        )
