"""A trial of one person, drawn before its first day: randomised pairs of on and off blocks."""

from datetime import date, datetime, timedelta
from hashlib import sha256

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.check import require
from surefoot.model.codec import encode
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import InputProblem
from surefoot.model.trial import Assignment, Trial, TrialDay, TrialId


class PairsPlan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be tried: each pair holds one block on and one block off, in random order."""

    strategy: str
    outcome: Measure
    leg: Leg
    first_day: date
    block_days: int
    pairs: int
    seed: int

    def __post_init__(self) -> None:
        require(bool(self.strategy), "a trial names what is tried")
        require(self.block_days >= 1, "a block lasts at least a day")
        require(self.pairs >= 1, "a trial has pairs")

    @property
    def days(self) -> int:
        """How many days the trial lasts."""
        return 2 * self.block_days * self.pairs


def _on_comes_first(seed: int, pair: int) -> bool:
    # A hash, not a random generator: the same seed draws the same schedule on every machine and
    # in every version of every library, so that anyone can check the draw years later.
    return bool(sha256(f"surefoot-trial:{seed}:{pair}".encode()).digest()[0] & 1)


def draw_schedule(plan: PairsPlan) -> tuple[TrialDay, ...]:
    """Return the days of the trial with their assignments; the same plan gives the same days."""
    days = []
    for pair in range(plan.pairs):
        order = [Assignment.ON, Assignment.OFF]
        if not _on_comes_first(plan.seed, pair):
            order.reverse()
        blocks = [assignment for assignment in order for _ in range(plan.block_days)]
        days += [(pair, assignment) for assignment in blocks]
    return tuple(
        TrialDay(plan.first_day + timedelta(days=i), assignment, pair)
        for i, (pair, assignment) in enumerate(days)
    )


def _check(plan: PairsPlan, knowledge: Knowledge) -> None:
    fewest = int(knowledge.number("trial_min_pairs").value)
    if plan.pairs < fewest:
        raise InputProblem("trials.too-few-pairs", pairs=plan.pairs, fewest=fewest)
    longest_block = int(knowledge.number("trial_max_block_days").value)
    if plan.block_days > longest_block:
        raise InputProblem("trials.block-too-long", days=plan.block_days, longest=longest_block)
    longest = int(knowledge.number("trial_max_days").value)
    if plan.days > longest:
        raise InputProblem("trials.too-long", days=plan.days, longest=longest)


def design_pairs(plan: PairsPlan, knowledge: Knowledge, frozen_at: datetime) -> Trial:
    """Return the trial, fixed from this UTC moment; its id is a hash of the plan.

    Raises:
        InputProblem: too few pairs for an answer, or longer than anyone would keep up; the limits
            are the facts ``trial_min_pairs``, ``trial_max_block_days`` and ``trial_max_days``.
    """
    _check(plan, knowledge)
    return Trial(
        TrialId(sha256(encode(plan)).hexdigest()),
        plan.strategy,
        plan.outcome,
        plan.leg,
        plan.block_days,
        plan.seed,
        frozen_at,
        draw_schedule(plan),
    )


def assignment_on(trial: Trial, day: date) -> Assignment | None:
    """Return what a day asks for, or None when the day is not part of the trial."""
    return next((one.assignment for one in trial.schedule if one.day == day), None)
