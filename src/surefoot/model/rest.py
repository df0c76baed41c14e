"""Stop and see: how the heaviness that walking brought goes away at rest."""

from datetime import datetime

import msgspec

from surefoot.model.check import require, require_finite, require_utc
from surefoot.model.codes import DistanceSource, Leg, Posture
from surefoot.model.leg_rating import LegRating
from surefoot.model.recording import RecordingId

#: Minutes after stopping at which the legs are rated.
MINUTES = (0, 2, 5, 10)
# Nobody rates a rest for longer than a day.
_LONGEST_MIN = 1440.0


class RestRating(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The heaviness of one leg, 0 to 10, so many minutes after stopping."""

    minute: float
    leg: Leg
    heaviness: int

    def __post_init__(self) -> None:
        require_finite("minute", self.minute)
        require(0 <= self.minute <= _LONGEST_MIN, "a rest is rated within a day")
        require(self.leg is not Leg.BOTH, "a rating is of the left or the right leg")
        require(0 <= self.heaviness <= 10, "heaviness is between 0 and 10")


class Rest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One stop and see. ``stopped`` is when the walk ended, in UTC; None while walking.

    ``before`` are the ratings before the walk, ``ratings`` those after it in order of time.
    ``walked_s`` and ``walked_m`` are what the person says of the walk; ``recording`` is the
    recording of it, where there is one.
    """

    posture: Posture
    before: tuple[LegRating, ...]
    stopped: datetime | None = None
    ratings: tuple[RestRating, ...] = ()
    walked_s: float | None = None
    walked_m: float | None = None
    distance_source: DistanceSource | None = None
    recording: RecordingId | None = None

    def __post_init__(self) -> None:
        require_finite("walk", self.walked_s, self.walked_m)
        require(self.walked_s is None or self.walked_s > 0, "a walk lasts longer than nothing")
        require(self.walked_m is None or self.walked_m > 0, "a distance is above zero")
        if self.stopped is not None:
            require_utc("stopped", self.stopped)
        self._check_ratings()

    def _check_ratings(self) -> None:
        legs = [rating.leg for rating in self.before]
        require(0 < len(legs) == len(set(legs)), "a leg or two are rated once before the walk")
        require(self.stopped is not None or not self.ratings, "a rest begins with stopping")
        said = [(rating.minute, rating.leg) for rating in self.ratings]
        require(len(said) == len(set(said)), "each leg is rated once at each minute")
        require([m for m, _ in said] == sorted(m for m, _ in said), "ratings stand in order")
        require({leg for _, leg in said} <= set(legs), "only a leg rated before is rated after")

    def heaviness_before(self, leg: Leg) -> int | None:
        """Return the rating of a leg before the walk, or None when it was not rated."""
        return next((r.heaviness for r in self.before if r.leg is leg), None)

    def course_of(self, leg: Leg) -> tuple[RestRating, ...]:
        """Return the ratings of one leg after the walk, in order of time."""
        return tuple(rating for rating in self.ratings if rating.leg is leg)
