"""Whether a person gets clearly slower within one walk, judged on the mean of several tests.

Leone et al. 2016 call a distance walked index of -15 % or less walking-related motor fatigue. From
one day to the next the index of one person differs by up to 15 points (Van Geel et al. 2020), so
one test says little: the posterior of the person's own mean is asked, from three tests on. The
limit was found in six-minute walks; a two-minute walk that loses as much has lost it sooner.
"""

from datetime import datetime

import msgspec

from surefoot.course.series import Series, walking_series, within_last
from surefoot.inference.steady import steady_level
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Leg, Measure, Tier, VerdictKind
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.message import Message
from surefoot.model.timeline import Timeline
from surefoot.model.verdict import Verdict

_INDEX = Measure.DISTANCE_WALKED_INDEX
# How sure the published day-to-day deviation is for this person, as the shape of an inverse gamma:
# as much as eight tests (chosen).
_SD_WEIGHT = 4.0


def _verdict(answer: Tier, series: Series, needs: tuple[Message, ...] = ()) -> Verdict:
    return Verdict(
        answer,
        VerdictKind.FATIGABLE,
        _INDEX,
        Leg.BOTH,
        UNIT_OF[_INDEX],
        rests_on=series.ids,
        needs=needs,
    )


def _missing(count: int) -> Message:
    if count == 1:
        return Message("course.need-tests-one")
    return Message("course.need-tests", {"n": count})


def _answer(probability: float, sure: float) -> Tier:
    if probability >= sure:
        return Tier.SHOWN
    return Tier.NOT_SHOWN if probability <= 1.0 - sure else Tier.CANNOT_SAY


def fatigable(timeline: Timeline, knowledge: Knowledge, before: datetime | None = None) -> Verdict:
    """Return whether the mean distance walked index lies at or below the limit.

    ``probability`` is that of the mean lying there; ``size`` the mean with its 95 % interval, where
    the answer is shown or not shown. Only comparable tests count (``course.series``): the last one
    says which.

    Args:
        timeline: one person's measurements.
        knowledge: limit, fewest tests, day-to-day deviation, window of time.
        before: only what was measured before this moment counts; None means everything.

    Raises:
        KeyError: a fact is missing.
    """
    window = knowledge.number("usual_range_window").value
    series = within_last(walking_series(timeline, _INDEX, Leg.BOTH, before), window)
    missing = round(knowledge.number("fatigable_min_tests").value) - len(series.values)
    if missing > 0:
        return _verdict(Tier.CANNOT_SAY, series, (_missing(missing),))
    spread = knowledge.number("fatigable_day_to_day_sd").value
    level = steady_level(series.values, series.days, spread, _SD_WEIGHT).level
    probability = level.below(knowledge.number("fatigable_below").value)
    answer = _answer(probability, knowledge.number("fatigable_probability").value)
    if answer is Tier.CANNOT_SAY:
        open_ = _verdict(answer, series, (Message("course.fatigable-open"),))
        return msgspec.structs.replace(open_, probability=probability)
    low, high = level.interval(0.95)
    return msgspec.structs.replace(
        _verdict(answer, series),
        size=level.quantile(0.5),
        low=low,
        high=high,
        probability=probability,
    )
