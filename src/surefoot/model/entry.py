"""One diary entry: how the legs felt, when it was lived and when it was written."""

from datetime import date, datetime
from typing import NewType

import msgspec

from surefoot.model.check import require, require_finite, require_utc
from surefoot.model.codes import (
    Answer,
    Before,
    BodyPart,
    CouldNotWalk,
    DayEvent,
    Felt,
    Leg,
    Measure,
)
from surefoot.model.leg_rating import LegRating
from surefoot.model.people import ActorId
from surefoot.model.rest import Rest
from surefoot.model.score import Score
from surefoot.model.trial import TrialMark

__all__ = ["SKIPPED", "Entry", "EntryId", "GivenAnswer", "LegRating", "Seen"]

EntryId = NewType("EntryId", str)

#: The value of a question that was asked and passed over: no finding.
SKIPPED = "skipped"


#: A name of a person's own factor is no longer than this.
LONGEST_NAME = 60


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text == " ".join(text.split())


class GivenAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer to the question of a finding: a code that question offers, or ``SKIPPED``.

    A question that allows several answers has one of these for each.
    """

    finding: str
    value: str

    def __post_init__(self) -> None:
        require(bool(self.finding and self.value), "an answer names its question and its value")


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody medical has seen the person about these red flags: on which day, what they said."""

    rules: tuple[str, ...]
    when: date
    said: str = ""

    def __post_init__(self) -> None:
        require(bool(self.rules) and all(self.rules), "being seen names a red flag")
        require(len(set(self.rules)) == len(self.rules), "being seen names a red flag once")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One diary entry. ``lived`` is when it was so, ``written`` when it was noted; both UTC.

    ``factors`` are things of the person's own that went before, by the names they gave them.
    """

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
    scores: tuple[Score, ...] = ()
    rest: Rest | None = None
    answers: tuple[GivenAnswer, ...] = ()
    seen: Seen | None = None
    factors: tuple[str, ...] = ()
    trial: TrialMark | None = None
    supersedes: tuple[EntryId, ...] = ()

    def __post_init__(self) -> None:
        require_utc("lived", self.lived)
        require_utc("written", self.written)
        require_finite("temperature", self.body_temperature_c, self.air_temperature_c)
        legs = [rating.leg for rating in self.ratings]
        require(len(set(legs)) == len(legs), "each leg is rated once in an entry")
        scored = [(score.measure, score.leg) for score in self.scores]
        require(len(set(scored)) == len(scored), "each measure of a leg has one score in an entry")
        self._check_answers()
        require(len(set(self.factors)) == len(self.factors), "a factor stands once in an entry")
        require(all(_is_name(factor) for factor in self.factors), "a factor has a short name")
        require(self._says_something(), "an entry says at least one thing")

    def _check_answers(self) -> None:
        require(len(set(self.answers)) == len(self.answers), "an answer stands once in an entry")
        skipped = {given.finding for given in self.answers if given.value == SKIPPED}
        answered = {given.finding for given in self.answers if given.value != SKIPPED}
        require(not skipped & answered, "a question is answered or skipped")

    def _says_something(self) -> bool:
        return bool(
            self.ratings
            or self.felt
            or self.before
            or self.events
            or self.could_not_walk
            or self.treatments
            or self.factors
            or self.scores
            or self.rest
            or self.answers
            or self.seen
            or self.trial
            or self.note.strip()
            or self.body_temperature_c is not None
            or self.air_temperature_c is not None
        )

    def score(self, measure: Measure, leg: Leg = Leg.BOTH) -> float | None:
        """Return a number that was written down, or None when it was not."""
        wanted = (measure, leg)
        return next((s.value for s in self.scores if (s.measure, s.leg) == wanted), None)

    def rating(self, leg: Leg) -> int | None:
        """Return the heaviness of one leg, or None when it was not rated."""
        return next((r.heaviness for r in self.ratings if r.leg is leg), None)
