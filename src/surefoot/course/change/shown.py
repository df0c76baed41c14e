"""What a person is shown of a change: what is known, the usual range day by day, and what a slow
change could hide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from msgspec.structs import replace

from surefoot.course.change.band import Looked, look, series_of
from surefoot.course.change.confirm import monthly_change
from surefoot.course.change.detectable import information, slowest_drift
from surefoot.course.change.facts import Scale
from surefoot.course.change.outcomes import Outcome
from surefoot.course.change.today import Told, tell_today
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.change import Change, FollowedSeries, MonthlyChange, SlowestShown
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit

_YEAR_D = 365.25


@dataclass(frozen=True, slots=True)
class Shown:
    """What is known today; of each outcome with values lately its days, and its months."""

    change: Change
    series: tuple[FollowedSeries, ...]
    monthly: tuple[MonthlyChange, ...] = ()


def show_change(timeline: Timeline, knowledge: Knowledge) -> Shown | None:
    """Return what is known today with the usual range of each day; None without any value.

    Where something is different, the range is that of the days before it began.

    Raises:
        UnknownFact: a fact is missing.
    """
    told = tell_today(timeline, knowledge)
    if told is None:
        return None
    by_name = {one.name: one for one in told.outcomes}
    looked = [look(part, _onset(told)) for part in told.found.parts]
    pairs = [(one, by_name[one.part.name]) for one in looked]
    change = replace(told.change, slowest=_slowest(pairs))
    months = [monthly_change(one, outcome, knowledge) for one, outcome in pairs]
    return Shown(
        change,
        tuple(series_of(one, outcome) for one, outcome in pairs),
        tuple(month for month in months if month is not None),
    )


def _onset(told: Told) -> float | None:
    """Return the day, counted from the start, on which something not yet known began."""
    if told.change.onset is None:
        return None
    return (told.change.onset - told.outcomes[0].start) / timedelta(days=1)


def _slowest(pairs: Sequence[tuple[Looked, Outcome]]) -> SlowestShown | None:
    """Return the slowest drift that would show, of the outcome that tells most of it."""
    shown = []
    for looked, outcome in pairs:
        facts = looked.part.facts
        told = information(looked.observed, looked.rows, facts)
        value = slowest_drift(told, looked.part.followed.span_days / _YEAR_D, facts)
        if value is not None:
            unit = Unit.PERCENT if facts.scale is Scale.LOG else UNIT_OF[outcome.measure]
            shown.append(SlowestShown(outcome.measure, outcome.leg, unit, value))
    # Percents of a measured value come before points of a rating.
    return min(shown, key=lambda one: (one.unit is not Unit.PERCENT, one.value), default=None)
