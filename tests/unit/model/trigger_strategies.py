"""Hypothesis strategies of what goes with how the legs are."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from surefoot.model import codes
from surefoot.model.message import Message
from surefoot.model.trigger import (
    DayPart,
    DiaryColumn,
    DiaryTable,
    LegByTimeOfDay,
    OutcomeTriggers,
    PartOfDay,
    PlainComparison,
    TriggerFound,
    TriggerLabel,
    Triggers,
)
from surefoot.model.units import Unit
from tests.unit.model.value_strategies import code, day, name, number, ordered, some

days = st.integers(0, 10_000)
needs = name.map(Message)


@st.composite
def triggers_found(draw: st.DrawFn) -> TriggerFound:
    """Return factors with all numbers, or with none of them and why."""
    label = draw(code(TriggerLabel))
    plain = TriggerFound(
        draw(name), TriggerLabel.NOT_ASSESSABLE, draw(code(Unit)), draw(days), draw(days),
        own=draw(st.booleans()), needs=draw(needs),
    )  # fmt: skip
    if label is TriggerLabel.NOT_ASSESSABLE:
        return plain
    low, effect, high = draw(ordered(3))
    return TriggerFound(
        plain.factor, label, plain.unit, plain.exposed, plain.unexposed,
        draw(st.floats(0.0, 1.0)), effect, low, high, draw(number),
        draw(st.booleans()), plain.own,
    )  # fmt: skip


@st.composite
def parts_of_day(draw: st.DrawFn) -> PartOfDay:
    """Return means inside their intervals."""
    low, mean, high = draw(ordered(3))
    return PartOfDay(draw(code(DayPart)), mean, low, high, draw(days))


@st.composite
def diary_tables(draw: st.DrawFn) -> DiaryTable:
    """Return tables of equally long columns."""
    rows = sorted(draw(st.lists(day, max_size=4)))
    column = st.lists(st.none() | number, min_size=len(rows), max_size=len(rows)).map(tuple)
    names = draw(st.lists(name, max_size=3, unique=True))
    factors = tuple(DiaryColumn(one, draw(column)) for one in names)
    return DiaryTable(tuple(rows), draw(column), factors)


triggers = st.builds(Triggers, days, some(triggers_found()), some(needs))
plain = st.builds(PlainComparison, name, days, days, number, number, st.booleans())

TRIGGER_NOUNS: dict[type, SearchStrategy[Any]] = {
    TriggerFound: triggers_found(),
    Triggers: triggers,
    PlainComparison: plain,
    OutcomeTriggers: st.builds(
        OutcomeTriggers, code(codes.Measure), code(codes.Leg), triggers, some(plain)
    ),
    PartOfDay: parts_of_day(),
    LegByTimeOfDay: st.builds(
        LegByTimeOfDay, code(codes.Leg), days, st.booleans(), some(parts_of_day())
    ),
    DiaryColumn: st.builds(DiaryColumn, name, some(st.none() | number)),
    DiaryTable: diary_tables(),
}
