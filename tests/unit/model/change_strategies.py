"""Hypothesis strategies of what is told of a change."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from surefoot.model import codes
from surefoot.model.change import (
    Change,
    ChangeProbabilities,
    ChangeSize,
    ChangeState,
    FixedLine,
    FollowedDay,
    FollowedSeries,
    KnownChange,
    MonthlyChange,
    SlowestShown,
)
from surefoot.model.message import Message
from surefoot.model.units import Unit
from tests.unit.model.value_strategies import code, day, name, ordered, some

_SHARES = st.lists(st.floats(0.01, 1.0), min_size=5, max_size=5)
probabilities = _SHARES.map(
    lambda parts: ChangeProbabilities(*(part / sum(parts) for part in parts))
)


@st.composite
def sizes(draw: st.DrawFn) -> ChangeSize:
    """Return sizes inside their interval."""
    low, value, high = draw(ordered(3))
    measure, leg = draw(code(codes.Measure)), draw(code(codes.Leg))
    return ChangeSize(measure, leg, draw(code(Unit)), value, low, high)


known = st.builds(KnownChange, day, code(ChangeState), some(sizes()))


slowest = st.builds(
    SlowestShown, code(codes.Measure), code(codes.Leg), code(Unit), st.floats(0.1, 90.0)
)


@st.composite
def followed_days(draw: st.DrawFn) -> FollowedDay:
    """Return days whose range runs from low to high."""
    low, middle, high = draw(ordered(3))
    return FollowedDay(draw(day), draw(st.floats(-10.0, 10.0)), low, middle, high)


fixed = st.tuples(day, day).map(lambda ends: FixedLine(1.0, min(ends), max(ends)))
followed = st.builds(
    FollowedSeries,
    code(codes.Measure),
    code(codes.Leg),
    code(Unit),
    some(followed_days()).map(lambda days: tuple(sorted(days, key=lambda one: one.day))),
    st.none() | fixed,
)


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """Return changes with an onset inside its interval; cannot-say names what is missing."""
    state = draw(code(ChangeState))
    low, onset, high = sorted(draw(st.tuples(day, day, day)))
    return Change(
        day=draw(day),
        state=state,
        tier1=draw(st.booleans()),
        tier2=draw(st.booleans()),
        probabilities=draw(probabilities),
        rests_on=draw(st.integers(0, 10_000)),
        onset=onset,
        onset_low=low,
        onset_high=high,
        sizes=draw(some(sizes())),
        known=draw(some(known)),
        needs=draw(some(name.map(Message), least=int(state is ChangeState.CANNOT_SAY))),
        slowest=draw(st.none() | slowest),
        measured=draw(st.booleans()),
    )


CHANGE_NOUNS: dict[type, SearchStrategy[Any]] = {
    Change: changes(),
    ChangeProbabilities: probabilities,
    ChangeSize: sizes(),
    FixedLine: fixed,
    FollowedDay: followed_days(),
    FollowedSeries: followed,
    KnownChange: known,
    MonthlyChange: st.builds(
        MonthlyChange,
        code(codes.Measure),
        code(codes.Leg),
        st.floats(-90.0, 90.0),
        st.floats(0.0, 90.0),
        st.integers(2, 99),
        st.none() | day,
        st.integers(0, 999),
    ),
    SlowestShown: slowest,
}
