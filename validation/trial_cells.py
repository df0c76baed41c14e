"""Simulated trials of one person with a known effect: how often each analysis is right.

As in the simulation the targets come from: 56 days, one in ten missing, a fluctuation of 60 % of
the variance with correlation phi from day to day and 40 % white, a trend over the trial, a
carry-over that washes in and out. Added: bad days that go missing more often, and days that do not
go as asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.trial_answer import TrialVerdict
from surefoot.trials.answer import AnswerFacts, TrialData, answer, read_answer_facts
from surefoot.trials.effect import HALF_LIVES_D, exposure
from surefoot.trials.schemes import Pairs

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

DAYS, MISSING, FLUCTUATING = 56, 0.1, 0.6
#: Days that go as asked where some do not.
KEPT_OF = 0.8
AVERAGED, SHORT = "model, carry-over averaged", "model, carry-over known short"
AS_DONE, VERDICT = "model, as done", "what is said"
DRAWN, DAILY, PAIRED = "randomisation test", "t-test of days", "paired t-test of blocks"
METHODS = (AVERAGED, SHORT, VERDICT, DRAWN, DAILY, PAIRED, AS_DONE)
SEED = 20261121


@dataclass(frozen=True, slots=True)
class Cell:
    """A kind of trial: ``size`` of the effect and ``trend`` in standard deviations of a day."""

    block: int
    phi: float
    size: float
    half_life_d: float = 0.0
    trend: float = 0.0
    bad_days_missing: bool = False
    not_kept: bool = False

    @property
    def pairs(self) -> int:
        """How many pairs of blocks fit in the days."""
        return DAYS // (2 * self.block)


@dataclass(frozen=True, slots=True)
class Said:
    """What one analysis said of one trial: an effect or not, and its interval where it has one."""

    rejects: bool
    low: float = np.nan
    high: float = np.nan


CELLS: tuple[Cell, ...] = (
    *(Cell(b, 0.0, 0.0) for b in (4, 2, 1)),
    *(Cell(b, 0.5, 0.0, trend=1.0) for b in (4, 2, 1)),
    *(Cell(b, 0.8, 0.0, trend=1.0) for b in (4, 2, 1)),
    *(Cell(b, 0.5, 1.0, trend=1.0) for b in (4, 2, 1)),
    *(Cell(b, 0.5, 1.0, 1.5, 1.0) for b in (4, 2)),
    Cell(2, 0.5, 0.0, trend=1.0, bad_days_missing=True),
    Cell(2, 0.5, 1.0, trend=1.0, bad_days_missing=True),
    Cell(2, 0.5, 1.0, trend=1.0, not_kept=True),
)


def _fluctuation(rng: np.random.Generator, n: int, phi: float) -> Floats:
    if phi == 0.0:
        return rng.standard_normal(n)
    level, found = rng.standard_normal(), np.zeros(n)
    for day in range(n):
        level = phi * level + np.sqrt(1.0 - phi**2) * rng.standard_normal()
        found[day] = level
    white = rng.standard_normal(n)
    return np.asarray(np.sqrt(FLUCTUATING) * found + np.sqrt(1.0 - FLUCTUATING) * white)


def draw_trial(cell: Cell, seed: int) -> tuple[TrialData, Pairs]:
    """Return one simulated trial of a cell; more is worse, and the effect is below zero."""
    rng = np.random.default_rng([SEED, seed])
    scheme = Pairs(cell.pairs, cell.block)
    assigned = scheme.draw(rng)
    done = assigned.astype(np.float64)
    if cell.not_kept:
        done = np.where(rng.random(DAYS) < KEPT_OF, done, 1.0 - done)
    noise = _fluctuation(rng, DAYS, cell.phi)
    trend = cell.trend * (np.arange(DAYS) / DAYS - 0.5)
    values = 5.0 + noise + trend - cell.size * exposure(done, cell.half_life_d)
    # One in ten is missing; where bad days are, those above the middle three times as often.
    missing = np.full(DAYS, MISSING)
    if cell.bad_days_missing:
        missing = np.where(values > np.median(values), 1.5 * MISSING, 0.5 * MISSING)
    days = np.flatnonzero(rng.random(DAYS) >= missing)
    told = done if cell.not_kept else None
    none = np.zeros((len(days), 0))
    return TrialData(assigned, told, days, values[days], none, True, 0.5), scheme


def judge(cell: Cell, seed: int, facts: AnswerFacts) -> Mapping[str, Said]:
    """Return what each analysis says of one simulated trial."""
    data, scheme = draw_trial(cell, seed)
    said = answer(data, scheme, cell.pairs, facts)
    assert said.low is not None
    assert said.high is not None
    assert said.p_randomisation is not None
    found = {
        AVERAGED: _by_interval(said.low, said.high),
        SHORT: _model(data, data.assigned.astype(np.float64), (0.0,)),
        VERDICT: Said(said.verdict is not TrialVerdict.CANNOT_SAY and _claims(said.verdict)),
        DRAWN: Said(said.p_randomisation <= 0.05),
        DAILY: _daily(data),
        PAIRED: _paired(data, cell),
    }
    if data.done is not None:
        found[AS_DONE] = _model(data, data.done, HALF_LIVES_D)
    return found


def _claims(verdict: TrialVerdict) -> bool:
    return verdict in (TrialVerdict.HELPS, TrialVerdict.HELPS_ENOUGH, TrialVerdict.WORSE)


def _by_interval(low: float, high: float) -> Said:
    return Said(low > 0.0 or high < 0.0, low, high)


def _model(data: TrialData, exposed: Floats, half_lives: tuple[float, ...]) -> Said:
    with_lives = replace(data, half_lives_d=half_lives)
    return _by_interval(*with_lives.effect_of(exposed).interval())


def _daily(data: TrialData) -> Said:
    """Return what a t-test of all days says, as a phone would do it."""
    on = data.assigned[data.days]
    found = stats.ttest_ind(data.values[on], data.values[~on])
    interval = found.confidence_interval()
    return Said(bool(found.pvalue < 0.05), float(interval.low), float(interval.high))


def _paired(data: TrialData, cell: Cell) -> Said:
    """Return what a t-test of the differences of pairs of blocks says."""
    block = data.days // cell.block
    means = {int(b): float(data.values[block == b].mean()) for b in np.unique(block)}
    differences = []
    for pair in range(cell.pairs):
        if 2 * pair in means and 2 * pair + 1 in means:
            sign = 1.0 if data.assigned[(2 * pair + 1) * cell.block] else -1.0
            differences.append(sign * (means[2 * pair + 1] - means[2 * pair]))
    found = stats.ttest_1samp(differences, 0.0)
    interval = found.confidence_interval()
    return Said(bool(found.pvalue < 0.05), float(interval.low), float(interval.high))


@dataclass(frozen=True, slots=True)
class Tally:
    """How one analysis did in a cell: shares of ``n`` trials, and the mean width of intervals."""

    n: int
    rejects: float
    covers: float | None
    width: float | None


@dataclass(frozen=True, slots=True)
class CellTally:
    """How every analysis did in a cell; ``agree``: how often the model (known short) and the
    randomisation test both see an effect, or both none."""

    cell: Cell
    tallies: Mapping[str, Tally]
    agree: float


def tally(cell: Cell, trials: int, knowledge: Knowledge) -> CellTally:
    """Return how each analysis did in so many simulated trials."""
    facts = read_answer_facts(knowledge)
    found = [judge(cell, seed, facts) for seed in range(trials)]
    agree = np.mean([one[SHORT].rejects == one[DRAWN].rejects for one in found])
    methods = [name for name in METHODS if name in found[0]]
    tallies = {name: _tally([one[name] for one in found], -cell.size) for name in methods}
    return CellTally(cell, tallies, float(agree))


def _tally(said: list[Said], truth: float) -> Tally:
    low, high = np.array([one.low for one in said]), np.array([one.high for one in said])
    rejects = float(np.mean([one.rejects for one in said]))
    if np.isnan(low).any():
        return Tally(len(said), rejects, None, None)
    covers = float(np.mean((low <= truth) & (truth <= high)))
    return Tally(len(said), rejects, covers, float(np.mean(high - low)))
