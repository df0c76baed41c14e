"""From scores to the numbers in a table, with seeded bootstrap intervals."""

from collections.abc import Callable, Sequence

import numpy as np

from validation.cases import BoutError, Score
from validation.matching import Counts

SEED, DRAWS = 20261121, 2000

Statistic = Callable[[Sequence[Score]], float | None]


def summed(scores: Sequence[Score], part: str) -> Counts:
    """Return the counts named ``part`` added over recordings."""
    return sum((getattr(score, part) for score in scores), Counts())


def mean_absolute(scores: Sequence[Score], part: str) -> float | None:
    """Return the mean absolute error of ``part`` over reference bouts, weighted by overlap."""
    return _weighted(scores, part, abs)


def mean_signed(scores: Sequence[Score], part: str) -> float | None:
    """Return the mean error (measured minus true) of ``part``, weighted by overlap."""
    return _weighted(scores, part, float)


def _weighted(scores: Sequence[Score], part: str, of: Callable[[float], float]) -> float | None:
    errors: list[BoutError] = [error for score in scores for error in score.errors]
    pairs = [(e.weight, getattr(e, part)) for e in errors if getattr(e, part) is not None]
    total = sum(weight for weight, _ in pairs)
    return sum(weight * of(value) for weight, value in pairs) / total if total else None


def coverage(scores: Sequence[Score]) -> float | None:
    """Return the share of reference walking time that was measured."""
    true = sum(score.true_s for score in scores)
    return sum(score.covered_s for score in scores) / true if true else None


STATISTICS: dict[str, Statistic] = {
    "bout F1": lambda s: summed(s, "bouts").f1,
    "contact F1 ±0.25 s": lambda s: summed(s, "contacts_wide").f1,
    "contact F1 ±0.10 s": lambda s: summed(s, "contacts_narrow").f1,
    "stride length error (m)": lambda s: mean_absolute(s, "stride_length_m"),
    "speed error (m/s)": lambda s: mean_absolute(s, "speed_mps"),
    "cadence error (steps/min)": lambda s: mean_absolute(s, "cadence_spm"),
    "coverage": coverage,
}


def bootstrap(scores: Sequence[Score], statistic: Statistic) -> tuple[float, float] | None:
    """Return the 95 % percentile interval over recordings drawn with replacement, seeded."""
    if len(scores) < 2:
        return None
    rng = np.random.default_rng(SEED)
    draws = rng.integers(0, len(scores), (DRAWS, len(scores)))
    values = [statistic([scores[i] for i in draw]) for draw in draws.tolist()]
    known = [value for value in values if value is not None]
    if not known:
        return None
    low, high = np.percentile(known, [2.5, 97.5])
    return float(low), float(high)
