"""What a trial answers: the effect, how sure, the randomisation test, and when not to say.

Two analyses with different assumptions are asked. The model (``effect``) knows about carry-over,
trends and days that are alike; the randomisation test knows nothing but how the days were drawn.
Where they contradict each other, or there is too little, the answer is "cannot say".
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.trial_answer import TrialAnswer, TrialNote, TrialVerdict
from surefoot.trials.effect import HALF_LIVES_D, Effect, TrialSeries, effect
from surefoot.trials.randomisation import (
    Comparison,
    Outcomes,
    Randomised,
    randomisation_test,
    trend_adjusted,
)
from surefoot.trials.schemes import Scheme

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """Limits: probabilities from which something is said, and the fewest days on and off."""

    sure: float
    contradiction_model: float
    contradiction_drawn: float
    fewest_days: int
    fewest_pairs: int


@dataclass(frozen=True, slots=True)
class TrialData:
    """A finished or stopped trial.

    ``assigned`` (t,) is True on the days drawn to be on; ``done`` (t,) what was done, None where
    nobody said; outcomes as in ``TrialSeries``. ``lower_is_better`` says which way is good, and
    ``matters`` is the smallest difference worth having, above zero, in the outcome's unit.
    ``calendar`` (t,) is the day of each place where they do not follow day by day; between them
    the person was off. ``half_lives_d`` of carry-over are tried.
    """

    assigned: Flags
    done: Floats | None
    days: NDArray[np.int64]
    values: Floats
    covariates: Floats
    lower_is_better: bool
    matters: float
    calendar: NDArray[np.int64] | None = None
    half_lives_d: tuple[float, ...] = HALF_LIVES_D

    def series(self, exposed: Floats) -> TrialSeries:
        """Return the series for some exposure of the occasions, (t,)."""
        if self.calendar is None:
            return TrialSeries(self.days, self.values, exposed, self.covariates)
        of_days = np.zeros(int(self.calendar[-1]) + 1)
        of_days[self.calendar] = exposed
        return TrialSeries(self.calendar[self.days], self.values, of_days, self.covariates)

    def effect_of(self, exposed: Floats) -> Effect:
        """Return the effect for some exposure, (t,)."""
        return effect(self.series(exposed), half_lives=self.half_lives_d)


def read_answer_facts(knowledge: Knowledge) -> AnswerFacts:
    """Return the limits.

    Raises:
        UnknownFact: a fact is missing.
    """
    return AnswerFacts(
        knowledge.number("trial_sure").value,
        knowledge.number("trial_contradiction_model").value,
        knowledge.number("trial_contradiction_drawn").value,
        int(knowledge.number("trial_fewest_days").value),
        int(knowledge.number("trial_min_pairs").value),
    )


def _too_little(data: TrialData, pairs: int, facts: AnswerFacts) -> tuple[TrialNote, ...]:
    on = int(data.assigned[data.days].sum())
    notes = []
    if min(on, len(data.days) - on) < facts.fewest_days:
        notes.append(TrialNote.TOO_FEW_DAYS)
    if pairs < facts.fewest_pairs:
        notes.append(TrialNote.TOO_FEW_PAIRS)
    if len(data.values) == 0 or np.ptp(data.values) == 0.0:
        notes.append(TrialNote.ALL_ALIKE)
    return tuple(notes)


def answer(data: TrialData, scheme: Scheme, pairs: int, facts: AnswerFacts) -> TrialAnswer:
    """Return what a trial says.

    Args:
        data: assignments and outcomes.
        scheme: how the days were drawn.
        pairs: blocks on and off in pairs, or how many times the draw was made.
        facts: limits.

    Raises:
        ValueError: the scheme could not have drawn these days.
    """
    missing = _too_little(data, pairs, facts)
    if TrialNote.ALL_ALIKE in missing or TrialNote.TOO_FEW_DAYS in missing:
        return TrialAnswer(TrialVerdict.CANNOT_SAY, missing)
    found = data.effect_of(data.assigned.astype(np.float64))
    drawn = _drawn(data, scheme)
    better, meaningful, none = _probabilities(found, data)
    notes = [*missing, *_contradiction(found, drawn, better, facts)]
    done, done_notes = _as_done(data, found)
    verdict = _verdict(better, meaningful, none, facts.sure)
    if notes:
        verdict = TrialVerdict.CANNOT_SAY
    elif verdict is TrialVerdict.CANNOT_SAY:
        notes.append(TrialNote.UNSURE)
    low, high = found.interval()
    return TrialAnswer(
        verdict,
        (*notes, *done_notes),
        effect=found.mean,
        low=low,
        high=high,
        p_better=better,
        p_meaningful=meaningful,
        p_no_difference=none,
        p_randomisation=drawn.p,
        as_done=done,
    )


def _drawn(data: TrialData, scheme: Scheme) -> Randomised:
    """Return the randomisation test on the contrast with a straight trend set aside."""
    how = Comparison(trend_adjusted(data.days.astype(np.float64)))
    return randomisation_test(Outcomes(data.values, data.days), data.assigned, scheme, how)


def _probabilities(found: Effect, data: TrialData) -> tuple[float, float, float]:
    """Return the probabilities of better, of better by what matters, and of no such difference."""
    below, above = found.below(-data.matters), 1.0 - found.below(data.matters)
    if data.lower_is_better:
        return found.below(0.0), below, 1.0 - below - above
    return 1.0 - found.below(0.0), above, 1.0 - below - above


def _contradiction(
    found: Effect, drawn: Randomised, better: float, facts: AnswerFacts
) -> list[TrialNote]:
    """Return a note where the model is sure and the draw sees nothing, or the opposite."""
    sure = max(better, 1.0 - better) >= facts.contradiction_model
    opposite = sure and found.mean * drawn.observed < 0.0
    nothing = sure and drawn.p > facts.contradiction_drawn
    return [TrialNote.CONTRADICTION] if opposite or nothing else []


def _as_done(data: TrialData, found: Effect) -> tuple[float | None, list[TrialNote]]:
    """Return the effect by what was really done, and what to say of it."""
    if data.done is None or np.array_equal(data.done, data.assigned):
        return None, []
    if not 0.0 < float(data.done[data.days].mean()) < 1.0:
        return None, [TrialNote.NOT_DONE_AS_ASSIGNED]
    done = data.effect_of(data.done).mean
    notes = [TrialNote.NOT_DONE_AS_ASSIGNED]
    if abs(done - found.mean) > data.matters:
        notes.append(TrialNote.AS_DONE_DIFFERS)
    return done, notes


def _verdict(better: float, meaningful: float, none: float, sure: float) -> TrialVerdict:
    if meaningful >= sure:
        return TrialVerdict.HELPS_ENOUGH
    if none >= sure:
        return TrialVerdict.NO_DIFFERENCE
    if better >= sure:
        return TrialVerdict.HELPS
    return TrialVerdict.WORSE if 1.0 - better >= sure else TrialVerdict.CANNOT_SAY
