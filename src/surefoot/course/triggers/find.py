"""What goes with how the legs are: everything one timeline says of it."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from surefoot.course.triggers.diary import DayNotes, exposures, read_notes
from surefoot.course.triggers.facts import (
    DayFacts,
    TriggerFacts,
    read_day_facts,
    read_trigger_facts,
)
from surefoot.course.triggers.outcomes import Rows, outcome_rows, series_of
from surefoot.course.triggers.series import Exposure, Series
from surefoot.course.triggers.weigh import counts, weigh
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.change import KnownChange
from surefoot.model.timeline import Timeline
from surefoot.model.trigger import OutcomeTriggers, PlainComparison

Floats = NDArray[np.float64]

# The question whether heat makes the legs worse, and the answer that says so.
HEAT_QUESTION, YES = "f_heat", "yes"


def triggers_of(
    timeline: Timeline, knowledge: Knowledge, known: Sequence[KnownChange] = ()
) -> tuple[OutcomeTriggers, ...]:
    """Return what goes with each outcome of a timeline.

    Args:
        timeline: one person's measurements and entries.
        knowledge: the numbers that decide.
        known: lasting changes that are known already; they are part of the level.

    Raises:
        UnknownFact: a fact is missing.
    """
    facts, day_facts = read_trigger_facts(knowledge), read_day_facts(knowledge)
    notes, expected = read_notes(timeline), heat_is_expected(timeline)
    plain_days = int(knowledge.number("trigger_plain_days").value)
    return tuple(
        _outcome(rows, _exposed(rows, notes, day_facts, expected), known, facts, plain_days)
        for rows in outcome_rows(timeline, knowledge, day_facts)
    )


def _exposed(rows: Rows, notes: DayNotes, facts: DayFacts, expected: bool) -> tuple[Exposure, ...]:
    return exposures(rows.days, rows.hours, notes, facts, expected)


def _outcome(
    rows: Rows,
    factors: Sequence[Exposure],
    known: Sequence[KnownChange],
    facts: TriggerFacts,
    plain_days: int,
) -> OutcomeTriggers:
    series = series_of(rows, known, facts.season_days)
    plain = tuple(_plain(series, factors, plain_days))
    return OutcomeTriggers(rows.measure, rows.leg, weigh(series, factors, facts), plain)


def heat_is_expected(timeline: Timeline) -> bool:
    """Whether the person's newest answer says that heat makes the legs worse."""
    for entry in reversed(timeline.entries):
        said = [one.value for one in entry.answers if one.finding == HEAT_QUESTION]
        if said:
            return YES in said
    return False


def _plain(series: Series, factors: Sequence[Exposure], least: int) -> Iterator[PlainComparison]:
    """Yield the plain means of days with and without each factor, where there are a few of both."""
    for factor in factors:
        there, without = counts(factor, series)
        if min(there, without) >= least:
            with_it, other = (_mean(series, factor.exposed == one) for one in (1.0, 0.0))
            yield PlainComparison(factor.name, there, without, with_it, other, factor.own)


def _mean(series: Series, rows: NDArray[np.bool_]) -> float:
    mean = float(series.values[rows].mean())
    return float(np.exp(mean)) if series.ratio else mean
