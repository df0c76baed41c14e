"""How small a slow change could be and still show by now.

The Bayes factor of a drift of normal prior (mean m, standard deviation w) depends on the data
through their estimate A of it and its information S alone:
log BF = -log(1 + w²S)/2 + ((SA + m/w²)²/(S + 1/w²) - m²/w²)/2.
Solved for the estimate at which a lasting change would be said, and moved on by what keeps it there
in four of five such series.
"""

from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from surefoot.course.change.facts import ChangeFacts, Scale
from surefoot.course.change.level import find_level
from surefoot.inference.event_scan import Observed, Regression

Places = NDArray[np.int64]

# Four times of five a normal estimate lies beyond this many standard deviations below its mean.
_FOUR_OF_FIVE = 0.841621
# A drift competes with steps and with outliers drawn in, which the formula leaves out: it has to
# be so much faster (chosen on made-up series of half a year and a year, seeds 0 to 29, 2000 to
# 2039; on 60 others each it was said in 82 % and 97 %).
_SAFETY = 1.2
_YEAR_D = 365.25
# Nothing is known beforehand of the drift whose information is asked (standard deviation a year).
_ANYTHING = {Scale.LOG: 10.0, Scale.POINTS: 100.0}
# A drift that would halve speed, or move a rating by half its scale, within a year or the time so
# far is seen by everybody; what needs more is no answer.
MOST = {Scale.LOG: 0.69, Scale.POINTS: 5.0}


def information(observed: Observed, rows: Places, facts: ChangeFacts) -> float:
    """Return how much some rows tell of a drift since the start, in years: one over its variance.

    What a healthy drift and the seasons may do counts as not known.
    """
    causes = observed.regression
    years = (observed.times - observed.times[0])[:, None] / _YEAR_D
    with_drift = Regression(
        np.hstack([causes.table, years]),
        np.append(causes.mean, 0.0),
        np.append(causes.sd, _ANYTHING[facts.scale]),
    )
    asked = Observed(observed.times, observed.values, observed.spread, with_drift)
    variance = float(find_level(asked, rows, facts.noise, facts.scale).covariance[-1, -1])
    return max(1.0 / variance - 1.0 / _ANYTHING[facts.scale] ** 2, 0.0)


def slowest_drift(told: float, years: float, facts: ChangeFacts) -> float | None:
    """Return the slowest drift for the worse, a year, that would be said in four of five series.

    Args:
        told: ``information`` of the series.
        years: how long the series is.
        facts: of its scale; the answer is in percent (log) or points, above zero.

    Returns:
        None where a drift would have to be so fast that everybody would see it.
    """
    if told <= 0.0:
        return None
    drift, prior = facts.events.drift, facts.events.drift_probability
    weight = 1.0 / drift.sd**2
    needed = log(facts.rules.real / (1.0 - facts.rules.real)) - log(prior / (1.0 - prior))
    square = 2.0 * needed + log(1.0 + told / weight) + drift.mean**2 * weight
    estimate = (sqrt(square * (told + weight)) - abs(drift.mean) * weight) / told
    size = _SAFETY * (max(estimate, 0.0) + _FOUR_OF_FIVE / sqrt(told))
    if size * max(years, 1.0) > MOST[facts.scale]:
        return None
    return 100.0 * (1.0 - exp(-size)) if facts.scale is Scale.LOG else size
