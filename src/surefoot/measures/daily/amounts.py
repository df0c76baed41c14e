"""Numbers about one day, or about several days together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from surefoot.measures.daily.epochs import EPOCH_S
from surefoot.measures.daily.facts import DailyErrors, DailyFacts
from surefoot.measures.daily.look import Seen
from surefoot.measures.intervals import NORMAL_95, Estimate, around, mean_estimate, student_95
from surefoot.measures.outcome import Finished
from surefoot.measures.walking.facts import ErrorFacts
from surefoot.measures.walking.parameters import step_count, walking_time
from surefoot.measures.walking.placement import Can
from surefoot.measures.walking.walk import Bout
from surefoot.model.codes import AbsenceReason, Measure

# Bouts over 10 s and over 30 s are what Mobilise-D gives speeds for (Mico-Amigo et al. 2023,
# J NeuroEng Rehabil 20:78).
LONGER_THAN_S = {Measure.SPEED_BOUTS_OVER_10S: 10.0, Measure.SPEED_BOUTS_OVER_30S: 30.0}
TOTALS = (
    Measure.DAILY_STEPS,
    Measure.DAILY_BOUTS,
    Measure.DAILY_WALKING_TIME,
    Measure.DAILY_STANDING_TIME,
    Measure.DAILY_RISES,
    Measure.LONGEST_BOUT,
)
Result = Estimate | AbsenceReason


@dataclass(frozen=True, slots=True)
class Judge:
    """What turns findings into numbers: what the placement allows, and the error model."""

    can: Can
    walk_error: ErrorFacts
    facts: DailyFacts


def _counted(number: int, share: float) -> Estimate:
    """Return a count; one more or one less is always possible."""
    return around(float(number), 0.0, share * number + 0.5)


def _walking_minutes(bouts: Sequence[Bout], share: float, error: ErrorFacts) -> Estimate:
    edges = walking_time(bouts, error)
    minutes = edges.value / 60.0
    return around(minutes, (edges.high - edges.value) / 60.0, share * minutes)


def _standing_minutes(seen: Seen, share: float) -> Result:
    if seen.standing is None:
        return AbsenceReason.PLACEMENT_UNSUITABLE
    if not seen.bouts:
        # How the sensor lies in standing is told from walking.
        return AbsenceReason.NO_WALKING_FOUND
    minutes = float(np.count_nonzero(seen.standing)) * EPOCH_S / 60.0
    return around(minutes, 0.0, share * minutes + EPOCH_S / 60.0)


def _longest(bouts: Sequence[Bout], error: ErrorFacts) -> Result:
    if not bouts:
        return AbsenceReason.NO_WALKING_FOUND
    longest = max(bout.end_s - bout.start_s for bout in bouts)
    return around(longest, 0.0, error.bout_edge_s * float(np.sqrt(2.0)))


def _walked(seen: Seen, judge: Judge) -> list[Result]:
    """Return steps, walks and time walking of a day.

    Away from the pelvis very slow walking is not found at all, so a day without a walk is then no
    day of no steps.
    """
    if not seen.bouts and not judge.can.on_pelvis:
        return [AbsenceReason.NO_WALKING_FOUND] * 3
    return [
        step_count(seen.bouts, judge.walk_error),
        _counted(len(seen.bouts), judge.facts.error.bouts_share),
        _walking_minutes(seen.bouts, judge.facts.error.walking_time_share, judge.walk_error),
    ]


def _totals(seen: Seen, judge: Judge) -> list[Result]:
    """Return what a whole day's wear is needed for, in the order of ``TOTALS``."""
    error: DailyErrors = judge.facts.error
    rises = seen.rises
    return [
        *_walked(seen, judge),
        _standing_minutes(seen, error.standing_time_share),
        AbsenceReason.PLACEMENT_UNSUITABLE
        if rises is None
        else _counted(len(rises), error.rises_share),
        _longest(seen.bouts, judge.walk_error),
    ]


def speed_in_bouts(bouts: Sequence[Bout], longer_than_s: float, judge: Judge) -> Result:
    """Return the mean over bouts longer than so many seconds of their mean speed, m/s."""
    if judge.can.no_length is not None:
        return judge.can.no_length
    long = [bout for bout in bouts if bout.end_s - bout.start_s > longer_than_s]
    told = [[s.speed_mps for s in bout.strides if s.speed_mps is not None] for bout in long]
    means = np.array([np.mean(speeds) for speeds in told if speeds], dtype=np.float64)
    if not len(means):
        return AbsenceReason.NO_WALKING_FOUND
    return mean_estimate(means, judge.walk_error.speed_mps)


def _speeds(bouts: Sequence[Bout], judge: Judge) -> list[Finished]:
    return [
        Finished(measure, speed_in_bouts(bouts, longer, judge))
        for measure, longer in LONGER_THAN_S.items()
    ]


def _worn(days: Sequence[Seen], judge: Judge) -> Estimate:
    """Return the mean hours a day was worn; nobody wears a sensor for longer than it records."""
    worn_h = float(np.mean([day.worn_h for day in days]))
    recorded_h = float(np.mean([day.recorded_h for day in days]))
    found = around(worn_h, 0.0, judge.facts.error.wear_time_h)
    return Estimate(found.value, found.low, min(found.high, recorded_h))


def is_valid(seen: Seen, facts: DailyFacts) -> bool:
    """Whether a day was worn long enough to count."""
    return seen.worn_h >= facts.valid_day_h


def day_results(seen: Seen, judge: Judge) -> list[Finished]:
    """Return what one day gives; its totals only where the sensor was worn long enough."""
    worn = _worn([seen], judge)
    results: list[Result] = [AbsenceReason.NOT_WORN_ENOUGH] * len(TOTALS)
    if is_valid(seen, judge.facts):
        results = _totals(seen, judge)
    totals = [Finished(measure, done) for measure, done in zip(TOTALS, results, strict=True)]
    return [*totals, *_speeds(seen.bouts, judge), Finished(Measure.WEAR_TIME, worn)]


def _mean_of_days(results: Sequence[Result]) -> Result:
    """Return the mean day: days differ, and the method errs alike on each."""
    known = [done for done in results if isinstance(done, Estimate)]
    if not known:
        return results[0] if results else AbsenceReason.NOT_WORN_ENOUGH
    values = np.array([one.value for one in known])
    method_sd = float(np.mean([one.high - one.value for one in known])) / NORMAL_95
    half = 0.0
    if len(values) > 1:
        half = student_95(len(values) - 1) * float(values.std(ddof=1)) / float(np.sqrt(len(values)))
    return around(float(values.mean()), half, method_sd)


def mean_results(days: Sequence[Seen], judge: Judge) -> list[Finished]:
    """Return the usual day: the mean over days that were worn long enough; speeds over all walks.

    Wear time is the mean over all days that were recorded at all, in part or whole.
    """
    valid = [_totals(day, judge) for day in days if is_valid(day, judge.facts)]
    columns: Sequence[Sequence[Result]] = list(zip(*valid, strict=True)) or [()] * len(TOTALS)
    totals = [
        Finished(measure, _mean_of_days(column))
        for measure, column in zip(TOTALS, columns, strict=True)
    ]
    worn = _worn(days, judge)
    bouts = [bout for day in days for bout in day.bouts]
    return [*totals, *_speeds(bouts, judge), Finished(Measure.WEAR_TIME, worn)]
