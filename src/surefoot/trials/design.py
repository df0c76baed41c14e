"""A trial of one person, drawn and frozen before its first day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.check import require
from surefoot.model.codec import encode
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import InputProblem
from surefoot.model.trial import (
    AnalysisPlan,
    Assignment,
    DesignKind,
    SignOff,
    Trial,
    TrialDay,
    TrialDesign,
    TrialId,
)

ANALYSIS_VERSION = 1
#: When a trial stops, whatever is tried: statements of the knowledge base.
STOP_RULES = ("trial_stop_pain", "trial_stop_fall", "trial_stop_new", "trial_stop_worse")
_IN_PAIRS = (DesignKind.DAYS, DesignKind.BLOCKS, DesignKind.PRESCRIBER)
_ON, _OFF = Assignment.ON, Assignment.OFF


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be tried, before it is drawn. ``after_days``: of a programme, after its start."""

    strategy: str
    outcome: Measure
    leg: Leg
    first_day: date
    design: TrialDesign
    plan: AnalysisPlan
    seed: int
    after_days: int = 84
    question: str = ""
    sign_off: SignOff | None = None

    def __post_init__(self) -> None:
        require(bool(self.strategy), "a trial names what is tried")

    @property
    def days(self) -> int:
        """How many days the trial lasts, if each one counts."""
        design = self.design
        if design.kind is DesignKind.RANDOM_START:
            return design.block_days + design.pairs - 1 + self.after_days
        if design.kind is DesignKind.WITHIN_SESSION:
            return design.pairs
        return 2 * design.block_days * design.pairs


def _drawn(seed: int, place: int) -> int:
    # A hash, not a random generator: the same seed draws the same schedule on every machine and
    # in every version of every library, so that anyone can check the draw years later.
    return sha256(f"surefoot-trial:{seed}:{place}".encode()).digest()[0]


def _in_pairs(draft: Draft) -> Iterator[tuple[int, Assignment]]:
    for pair in range(draft.design.pairs):
        order = (_ON, _OFF) if _drawn(draft.seed, pair) & 1 else (_OFF, _ON)
        for assignment in order:
            yield from [(pair, assignment)] * draft.design.block_days


def _sessions(draft: Draft) -> Iterator[tuple[int, Assignment]]:
    for session in range(draft.design.pairs):
        yield session, _ON if _drawn(draft.seed, session) & 1 else _OFF


def _start(draft: Draft) -> Iterator[tuple[int, Assignment]]:
    wait = draft.design.block_days + _start_of(draft.seed, draft.design.pairs)
    for day in range(draft.days):
        yield 0, _ON if day >= wait else _OFF


def _start_of(seed: int, window: int) -> int:
    """Return a day of the window, each as likely: draws beyond the last whole round are drawn anew.

    A byte has 256 values; without this some days would come a little more often.
    """
    for place in range(1000):
        drawn = _drawn(seed, place)
        if drawn < 256 - 256 % window:
            return drawn % window
    raise ValueError("no day could be drawn")


def draw_schedule(draft: Draft) -> tuple[TrialDay, ...]:
    """Return the days of the trial with their assignments; the same draft gives the same days."""
    kind = draft.design.kind
    if kind is DesignKind.RANDOM_START:
        drawn = _start(draft)
    else:
        drawn = _sessions(draft) if kind is DesignKind.WITHIN_SESSION else _in_pairs(draft)
    return tuple(
        TrialDay(draft.first_day + timedelta(days=place), assignment, pair)
        for place, (pair, assignment) in enumerate(drawn)
    )


def _check(draft: Draft, knowledge: Knowledge) -> None:
    design = draft.design
    if design.kind is DesignKind.PRESCRIBER and draft.sign_off is None:
        raise InputProblem("trials.sign-off")
    fewest = int(knowledge.number("trial_min_pairs").value)
    if design.pairs < fewest:
        raise InputProblem("trials.too-few-pairs", pairs=design.pairs, fewest=fewest)
    if design.kind not in _IN_PAIRS:
        return
    longest_block = int(knowledge.number("trial_max_block_days").value)
    if design.block_days > longest_block:
        raise InputProblem("trials.block-too-long", days=design.block_days, longest=longest_block)
    longest = int(knowledge.number("trial_max_days").value)
    if draft.days > longest:
        raise InputProblem("trials.too-long", days=draft.days, longest=longest)


def freeze(draft: Draft, knowledge: Knowledge, frozen_at: datetime) -> Trial:
    """Return the trial, fixed from this UTC moment; its id is a hash of everything in it.

    Raises:
        InputProblem: too few pairs for an answer, longer than anyone would keep up, or not signed;
            the limits are the facts ``trial_min_pairs``, ``trial_max_block_days`` and
            ``trial_max_days``.
    """
    _check(draft, knowledge)
    trial = Trial(
        TrialId(""),
        draft.strategy,
        draft.outcome,
        draft.leg,
        draft.design,
        draft.plan,
        draft.seed,
        frozen_at,
        draw_schedule(draft),
        STOP_RULES,
        draft.question,
        draft.sign_off,
    )
    return msgspec.structs.replace(trial, id=hash_of(trial))


def hash_of(trial: Trial) -> TrialId:
    """Return the id a trial must have: of what is in it, and of nothing else."""
    return TrialId(sha256(encode(msgspec.structs.replace(trial, id=TrialId("")))).hexdigest())


def assignment_on(trial: Trial, day: date) -> Assignment | None:
    """Return what a planned day asks for, or None when the day is not part of the trial."""
    return next((one.assignment for one in trial.schedule if one.day == day), None)
