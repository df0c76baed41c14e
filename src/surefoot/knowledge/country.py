"""Whom to call in a country, and where people with MS find each other."""

from typing import Annotated

import msgspec
from msgspec import Meta

from surefoot.knowledge.kinds import Certainty, Fact, Text


class Society(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The MS society of a country: its name and its site."""

    name: Text
    url: Annotated[str, Meta(pattern="^https://")]
    certainty: Certainty


class Country(Fact, frozen=True, kw_only=True):
    """Whom to call in one country, and where people with MS find each other."""

    name: Text
    emergency_number: Text
    urgent_line: str = ""
    crisis_line: str = ""
    ms_society: Society | None = None
    kind: str = "country"
