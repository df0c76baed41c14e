"""What goes with the outcome of a diary that a person brought as a table."""

import numpy as np
from numpy.typing import NDArray

from surefoot.course.triggers.facts import read_trigger_facts
from surefoot.course.triggers.series import Exposure, Series, background
from surefoot.course.triggers.weigh import weigh
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.trigger import DiaryColumn, DiaryTable, Triggers
from surefoot.model.units import Unit

Floats = NDArray[np.float64]


def triggers_in_table(table: DiaryTable, knowledge: Knowledge) -> Triggers:
    """Return what goes with the outcome of a table; each factor counts for its own day.

    A factor of numbers is there on days above its median, and is weighed as the number it is.

    Raises:
        UnknownFact: a fact is missing.
    """
    facts = read_trigger_facts(knowledge)
    outcome = _numbers(table.outcome)
    rows = np.flatnonzero(np.isfinite(outcome))
    first = table.days[0] if table.days else None
    times = np.array([float((day - first).days) for day in table.days if first])[rows]
    base = background(times, facts.season_days) if len(rows) else np.zeros((0, 1))
    series = Series(times, outcome[rows], base, Unit.ONE)
    return weigh(series, [exposure_of(column, rows) for column in table.factors], facts)


def _numbers(values: tuple[float | None, ...]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def exposure_of(column: DiaryColumn, rows: NDArray[np.int64]) -> Exposure:
    """Return a column as a factor in some of the rows."""
    values = _numbers(column.values)[rows]
    return Exposure(column.name, values, upper(values), own=True)


def upper(values: Floats) -> Floats:
    """Return 1 for numbers above the median (at it, where none lie above), else 0; NaN stays."""
    known = np.isfinite(values)
    if not known.any():
        return values.copy()
    middle = np.median(values[known])
    above = values > middle
    chosen = above if above.any() else (values >= middle) & (np.ptp(values[known]) > 0)
    return np.where(known, chosen.astype(np.float64), np.nan)
