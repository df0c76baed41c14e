"""What each rule calls a trigger: Surefoot's labels, and rules that apps and papers use."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import pearsonr

from surefoot.course.triggers.tables import triggers_in_table, upper
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.trigger import DiaryTable, TriggerFound, TriggerLabel

Floats = NDArray[np.float64]

LIKELY, POSSIBLE, LISTED = "likely", "likely or possible", "listed"
OURS = (LIKELY, POSSIBLE, LISTED)
OTHERS = ("mean difference", "correlation", "best of three lags", "correlation, BH")
# A difference is shown from so many days with and without (as a symptom app does), and counted
# here from half a standard deviation.
LEAST, SHOWN_FROM = 3, 0.5
LEVEL, BH_LEVEL, LAGS = 0.05, 0.10, (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Judged:
    """What every rule calls a trigger, and what Surefoot says of each factor."""

    called: Mapping[str, frozenset[str]]
    found: Mapping[str, TriggerFound]


def judge(table: DiaryTable, knowledge: Knowledge) -> Judged:
    """Return what each rule finds in a diary."""
    triggers = triggers_in_table(table, knowledge).found
    found = {one.factor: one for one in triggers}
    called = {
        LIKELY: {one.factor for one in triggers if one.label is TriggerLabel.LIKELY},
        POSSIBLE: {
            one.factor
            for one in triggers
            if one.label in (TriggerLabel.LIKELY, TriggerLabel.POSSIBLE)
        },
        LISTED: {one.factor for one in triggers if one.listed},
        **_others(table),
    }
    return Judged({rule: frozenset(names) for rule, names in called.items()}, found)


def _others(table: DiaryTable) -> dict[str, set[str]]:
    outcome = np.array([np.nan if v is None else v for v in table.outcome])
    columns = {
        one.name: np.array([np.nan if v is None else v for v in one.values])
        for one in table.factors
    }
    names = list(columns)
    plain = np.array([_p(columns[name], outcome, 0) for name in names])
    best = np.array([min(_p(columns[name], outcome, lag) for lag in LAGS) for name in names])
    return {
        "mean difference": {name for name in names if _differs(columns[name], outcome)},
        "correlation": {name for name, p in zip(names, plain, strict=True) if p < LEVEL},
        "best of three lags": {name for name, p in zip(names, best, strict=True) if p < LEVEL},
        "correlation, BH": {names[place] for place in _benjamini_hochberg(plain)},
    }


def _differs(values: Floats, outcome: Floats) -> bool:
    there = upper(values)
    with_it, without = outcome[there == 1.0], outcome[there == 0.0]
    if min(len(with_it), len(without)) < LEAST:
        return False
    return bool(abs(with_it.mean() - without.mean()) >= SHOWN_FROM * outcome.std())


def _p(values: Floats, outcome: Floats, lag: int) -> float:
    earlier, later = values[: len(values) - lag], outcome[lag:]
    known = np.isfinite(earlier) & np.isfinite(later)
    if known.sum() < LEAST or np.ptp(earlier[known]) == 0.0:
        return 1.0
    return float(pearsonr(earlier[known], later[known])[1])


def _benjamini_hochberg(p: Floats) -> list[int]:
    order = np.argsort(p)
    passed = np.flatnonzero(p[order] <= BH_LEVEL * np.arange(1, len(p) + 1) / len(p))
    return order[: passed[-1] + 1].tolist() if len(passed) else []
