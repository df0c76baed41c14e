"""One person's measurements and entries in order, and what a deletion leaves."""

from datetime import datetime

import msgspec

from surefoot.model.check import require, require_utc
from surefoot.model.entry import Entry
from surefoot.model.measurement import Measurement
from surefoot.model.people import ActorId, PersonId


class Tombstone(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stays of a deleted noun: that it was, who deleted it and when; no content."""

    id: str
    kind: str
    deleted: datetime
    actor: ActorId

    def __post_init__(self) -> None:
        require_utc("deleted", self.deleted)


class Timeline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands now of one person (not superseded, not deleted), oldest first."""

    owner: PersonId
    measurements: tuple[Measurement, ...] = ()
    entries: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        measured = [m.when for m in self.measurements]
        lived = [e.lived for e in self.entries]
        require(measured == sorted(measured), "measurements stand in order of time")
        require(lived == sorted(lived), "entries stand in order of time")
