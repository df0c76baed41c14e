"""An N-of-1 trial, fixed before its first day."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

import msgspec

from surefoot.model.check import require, require_utc
from surefoot.model.codes import Leg, Measure

TrialId = NewType("TrialId", str)


class Assignment(StrEnum):
    """What a day asks for: the strategy, or the person's usual."""

    ON = "on"
    OFF = "off"


class TrialDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One day of the schedule."""

    day: date
    assignment: Assignment
    pair: int


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Question, outcome, design and schedule, with the seed that drew it."""

    id: TrialId
    strategy: str
    outcome: Measure
    leg: Leg
    block_days: int
    seed: int
    frozen_at: datetime
    schedule: tuple[TrialDay, ...]

    def __post_init__(self) -> None:
        require_utc("frozen_at", self.frozen_at)
        days = [d.day for d in self.schedule]
        require(
            bool(days) and days == sorted(set(days)), "a schedule names each day once, in order"
        )
