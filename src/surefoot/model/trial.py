"""An N-of-1 trial, fixed before its first day, and what is noted of it while it runs."""

from datetime import date, datetime
from enum import StrEnum
from typing import NewType

import msgspec

from surefoot.model.check import require, require_finite, require_utc
from surefoot.model.codes import Leg, Measure

TrialId = NewType("TrialId", str)


class Assignment(StrEnum):
    """What a day asks for: the strategy, or the person's usual."""

    ON = "on"
    OFF = "off"


class DesignKind(StrEnum):
    """How on and off are drawn.

    DAYS and BLOCKS: pairs of days, or of blocks of days, in random order. WITHIN_SESSION: four
    short walks one after the other, on-off-off-on or the other way round. RANDOM_START: off until
    a day that is drawn, then on. PRESCRIBER: blocks that somebody who prescribes has signed.
    NOT_POSSIBLE: too slow, not reversible or not safe to switch on and off.
    """

    DAYS = "days"
    BLOCKS = "blocks"
    WITHIN_SESSION = "within-session"
    RANDOM_START = "random-start"
    PRESCRIBER = "prescriber-run"
    NOT_POSSIBLE = "not-possible"


class Better(StrEnum):
    """Which way of the outcome is good."""

    LOWER = "lower"
    HIGHER = "higher"


class TrialDay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One day of the schedule. Of four walks in a session, ``assignment`` is that of the first and
    the last."""

    day: date
    assignment: Assignment
    pair: int


class TrialDesign(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The design: blocks in pairs, or sessions, or a start in a window of days.

    ``pairs`` counts pairs of blocks, sessions, or the days on which a start was possible;
    ``block_days`` is the length of a block, or the fewest days before a start. ``half_life_d``:
    of what is left after stopping. ``warm_days``: only days count of which the person says, before
    the assignment is shown, that they are warm or that they will exert themselves.
    """

    kind: DesignKind
    block_days: int
    pairs: int
    half_life_d: float = 0.0
    warm_days: bool = False

    def __post_init__(self) -> None:
        require_finite("half-life", self.half_life_d)
        require(self.block_days >= 1 and self.pairs >= 1, "a trial has blocks in pairs")
        require(self.half_life_d >= 0, "a half-life is not below zero")
        require(self.kind is not DesignKind.NOT_POSSIBLE, "a trial has a design that is possible")


class AnalysisPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the trial will be analysed, fixed with it.

    ``matters`` is the smallest difference worth having, in the outcome's unit; ``half_lives_d``
    are those of carry-over that are tried, in days. ``shown`` is the smallest difference that four
    of five such trials would show, by the variation that was known or assumed.
    """

    version: int
    matters: float
    better: Better
    half_lives_d: tuple[float, ...]
    shown: float | None = None

    def __post_init__(self) -> None:
        require_finite("plan", self.matters, self.shown, *self.half_lives_d)
        require(self.matters > 0, "a difference that matters is above zero")
        require(bool(self.half_lives_d), "a plan names the carry-over it tries")


class SignOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who of the team has agreed to the trial, and when."""

    by: str
    on: date

    def __post_init__(self) -> None:
        require(bool(self.by.strip()), "a sign-off names who signed")


class Trial(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Question, outcome, design, plan and schedule, with the seed that drew it.

    ``id`` is a hash of all the rest. ``schedule`` has the days as planned; a pause moves what is
    left of it. ``stop_rules`` are statements of the knowledge base.
    """

    id: TrialId
    strategy: str
    outcome: Measure
    leg: Leg
    design: TrialDesign
    plan: AnalysisPlan
    seed: int
    frozen_at: datetime
    schedule: tuple[TrialDay, ...]
    stop_rules: tuple[str, ...] = ()
    question: str = ""
    sign_off: SignOff | None = None

    def __post_init__(self) -> None:
        require_utc("frozen_at", self.frozen_at)
        days = [d.day for d in self.schedule]
        require(
            bool(days) and days == sorted(set(days)), "a schedule names each day once, in order"
        )
        require(
            self.design.kind is not DesignKind.PRESCRIBER or self.sign_off is not None,
            "a prescriber-run trial is signed",
        )


class MarkKind(StrEnum):
    """What is noted of a trial: whether a day went as asked; whether it counts (warm, or with
    exertion); pauses and the end; and a session of a programme."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not-done"
    FITS = "fits"
    FITS_NOT = "fits-not"
    PAUSED = "paused"
    RESUMED = "resumed"
    STOPPED = "stopped"
    SESSION = "session"


class TrialMark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something noted of one day of a trial. A pause lasts until its last day ``until``, or until
    it is said to be over."""

    trial: TrialId
    kind: MarkKind
    day: date
    until: date | None = None

    def __post_init__(self) -> None:
        require(bool(self.trial), "a mark names its trial")
        require(
            self.until is None or (self.kind is MarkKind.PAUSED and self.until >= self.day),
            "only a pause has a last day, not before its first",
        )
