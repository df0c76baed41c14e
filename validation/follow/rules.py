"""Simpler rules on the same people: fixed lines and the usual control charts.

They are given the true effects of heat and of the hour, which nobody knows of a person, and a
baseline of the first four weeks.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from validation.follow.results import PROOF_SEED, Share
from validation.follow.rows import HORIZONS, Row, Truth, row_named
from validation.follow.watch import generator
from validation.follow.worlds import Drawn

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rule = Callable[[Floats, Floats], Flags]

BASELINE_D = 28.0
TWENTY, MDC = float(np.log(0.8)), float(np.log(1.0 - 0.23))
NAMES = (
    ("as the model has it", Truth.STABLE),
    ("3 % outliers, five times as far", Truth.STABLE),
    ("a season of 3 %", Truth.STABLE),
    ("a level that wanders, 5 % a year", Truth.STABLE),
    ("two bad spells a year nobody noted", Truth.STABLE),
    ("slow fluctuation (0.9 from day to day)", Truth.STABLE),
    ("GPS noise (17 %)", Truth.STABLE),
    ("−20 %", Truth.STEP),
    ("−10 % a year", Truth.DRIFT),
)


def standardised(drawn: Drawn) -> tuple[Floats, Floats, float]:
    """Return days after the baseline, values against it in its standard deviations, and that."""
    series = drawn.parts[0]
    known = 0.006 * np.maximum(np.nan_to_num(series.temperature_c) - 20.0, 0.0)
    values = series.values + known + 0.005 * (series.hour - 12.0)
    early = series.days < BASELINE_D
    middle, spread = float(np.median(values[early])), float(np.std(values[early], ddof=1))
    return series.days[~early], values[~early] - middle, max(spread, 0.02)


def twenty_twice(below: Floats, _: Floats) -> Flags:
    """Two tests in a row at least 20 % below the baseline."""
    low = below <= TWENTY
    before = np.concatenate([[False], low[:-1]])
    return np.asarray(low & before)


def past_error(below: Floats, _: Floats) -> Flags:
    """One test below the error of one pair of tests (23 %, Oosterveer 2024)."""
    return below <= MDC


def seven_median(below: Floats, _: Floats) -> Flags:
    """The median of the last seven tests is 20 % below the baseline."""
    found = np.zeros(len(below), dtype=np.bool_)
    for i in range(6, len(below)):
        found[i] = np.median(below[i - 6 : i + 1]) <= TWENTY
    return found


def cusum(below: Floats, spread: Floats) -> Flags:
    """A one-sided cumulative sum, k 0.5, h 5 (Page 1954, Biometrika 41:100)."""
    total, found = 0.0, np.zeros(len(below), dtype=np.bool_)
    for i, value in enumerate(below / spread):
        total = max(0.0, total - value - 0.5)
        found[i] = total > 5.0
    return found


def ewma(below: Floats, spread: Floats) -> Flags:
    """An exponentially weighted mean, weight 0.2, L 2.7 (Roberts 1959, Technometrics 1:239)."""
    level, found = 0.0, np.zeros(len(below), dtype=np.bool_)
    for i, value in enumerate(below / spread):
        level += 0.2 * (value - level)
        width = 2.7 * np.sqrt(0.2 / 1.8 * (1.0 - 0.8 ** (2 * (i + 1))))
        found[i] = level < -width
    return found


def likelihood_ratio(below: Floats, spread: Floats) -> Flags:
    """A shift of the mean at any earlier test, twice ln 250 (Willsky & Jones 1976)."""
    sums = np.concatenate([[0.0], np.cumsum(below / spread)])
    found = np.zeros(len(below), dtype=np.bool_)
    for i in range(1, len(sums)):
        moved = np.minimum(sums[i] - sums[:i], 0.0)
        found[i - 1] = np.max(moved**2 / np.arange(i, 0, -1)) > 2.0 * np.log(250.0)
    return found


def bayes_online(below: Floats, spread: Floats) -> Flags:
    """Run lengths of independent normal values (Adams & MacKay 2007, arXiv 0710.3742).

    It speaks where a change is likely with 0.9 and the level since is lower.
    """
    mean, n = np.zeros(1), np.full(1, BASELINE_D)
    weights, found = np.ones(1), np.zeros(len(below), dtype=np.bool_)
    for i, value in enumerate(below / spread):
        variance = 1.0 + 1.0 / n
        fits = np.exp(-0.5 * (value - mean) ** 2 / variance) / np.sqrt(variance)
        grown = weights * fits * (1.0 - 1.0 / 250.0)
        begun = float((weights * fits).sum() / 250.0)
        weights = np.concatenate([[begun], grown])
        weights /= weights.sum()
        mean = np.concatenate([[0.0], (mean * n + value) / (n + 1.0)])
        n = np.concatenate([[0.1], n + 1.0])
        found[i] = 1.0 - weights[-1] > 0.9 and float(weights[:-1] @ mean[:-1]) < -0.5
    return found


RULES: dict[str, Rule] = {
    "20 % twice in a row": twenty_twice,
    "past 23 % (error of one pair)": past_error,
    "median of 7 past 20 %": seven_median,
    "CUSUM": cusum,
    "EWMA": ewma,
    "likelihood ratio": likelihood_ratio,
    "Bayesian online change points": bayes_online,
}


def rules_table(years: int) -> dict[str, Any]:
    """Return for each rule and row how many of so many people it spoke of, by horizon."""
    rows = [row_named(*name) for name in NAMES]
    return {
        "years": years,
        "spoke": {name: [_spoke(rule, row, years) for row in rows] for name, rule in RULES.items()},
    }


def _spoke(rule: Rule, row: Row, years: int) -> list[int]:
    horizons = HORIZONS[row.truth]
    hits = np.zeros(len(horizons), dtype=np.int64)
    for number in range(years):
        drawn = row.draw(generator(PROOF_SEED, row, number))
        days, below, spread = standardised(drawn)
        since = days[rule(below, np.full(len(below), spread))] - drawn.onset
        hits += [bool(((since >= 0) & (since <= horizon)).any()) for horizon in horizons]
    return [int(hit) for hit in hits]


def share_of(table: dict[str, Any], rule: str, row: int, horizon: int) -> Share:
    """Return the share of people a rule spoke of."""
    return Share(table["spoke"][rule][row][horizon], table["years"])
