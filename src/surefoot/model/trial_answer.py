"""What a trial of one's own answers, and the days it rests on."""

from datetime import date
from enum import StrEnum

import msgspec

from surefoot.model.check import require, require_finite
from surefoot.model.trial import Assignment, MarkKind, Trial
from surefoot.model.units import Unit


class TrialVerdict(StrEnum):
    """What can be said: it helps by enough to matter, it helps, it makes no difference that
    matters, it makes things worse, or nothing yet."""

    HELPS_ENOUGH = "helps-enough"
    HELPS = "helps"
    NO_DIFFERENCE = "no-difference"
    WORSE = "worse"
    CANNOT_SAY = "cannot-say"


class TrialNote(StrEnum):
    """What weakens an answer, why there is none, or what was taken to be so."""

    TOO_FEW_DAYS = "too-few-days"
    TOO_FEW_PAIRS = "too-few-pairs"
    CONTRADICTION = "contradiction"
    ALL_ALIKE = "all-alike"
    ONE_CONDITION = "one-condition"
    NOT_DONE_AS_ASSIGNED = "not-done-as-assigned"
    AS_DONE_DIFFERS = "as-done-differs"
    UNSURE = "unsure"
    STOPPED_EARLY = "stopped-early"
    PAUSED = "paused"
    BEFORE_AFTER = "before-after"
    OPEN_LABEL = "open-label"
    PAIRS_INFERRED = "pairs-inferred"
    FREE_INFERRED = "free-inferred"
    MATTERS_ASSUMED = "matters-assumed"
    BETTER_ASSUMED = "better-assumed"
    DAYS_MISSING = "days-missing"
    OUTCOMES_MISSING = "outcomes-missing"
    COVARIATES_FILLED = "covariates-filled"
    DONE_MEANS_AS_ASKED = "done-means-as-asked"


class TrialAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The answer in the outcome's unit, on minus off; None where nothing could be worked out.

    ``low`` and ``high`` are the 95 % interval; probabilities are of better, of better by what
    matters, and of no difference that matters; ``p_randomisation`` is of the randomisation test.
    """

    verdict: TrialVerdict
    notes: tuple[TrialNote, ...] = ()
    effect: float | None = None
    low: float | None = None
    high: float | None = None
    p_better: float | None = None
    p_meaningful: float | None = None
    p_no_difference: float | None = None
    p_randomisation: float | None = None
    as_done: float | None = None

    def __post_init__(self) -> None:
        require_finite("trial", self.effect, self.low, self.high, self.as_done)
        if self.effect is not None and self.low is not None and self.high is not None:
            require(self.low <= self.effect <= self.high, "an effect lies inside its interval")
        require(
            self.verdict is TrialVerdict.CANNOT_SAY or self.effect is not None,
            "a verdict has an effect",
        )


class TrialPoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One occasion of a trial: its day, what it asked for, the outcome, and whether it was done.

    ``done`` is None where nobody said.
    """

    day: date
    assignment: Assignment
    value: float | None = None
    done: MarkKind | None = None

    def __post_init__(self) -> None:
        require_finite("outcome", self.value)


class TrialResult(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A trial that ended, or as it stands: its answer and every occasion it rests on.

    ``finished``: all its days have passed. ``stopped`` is the day of an early stop. ``days_done``
    of ``days_said`` went as asked.
    """

    trial: Trial
    answer: TrialAnswer
    unit: Unit
    points: tuple[TrialPoint, ...]
    finished: bool
    days_done: int
    days_said: int
    stopped: date | None = None

    def __post_init__(self) -> None:
        require(0 <= self.days_done <= self.days_said, "days done are among those told of")
