"""Hypothesis strategies for the values that nouns are made of: names, numbers, moments, codes."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from surefoot.model.people import ActorId, PersonId
from surefoot.model.recording import RecordingId

T = TypeVar("T")
S = TypeVar("S", bound=msgspec.Struct)
E = TypeVar("E", bound=StrEnum)

text = st.text(max_size=12)
name = st.text(min_size=1, max_size=12).filter(lambda t: bool(t.strip()))
number = st.floats(allow_nan=False, allow_infinity=False)
positive = st.floats(min_value=1e-6, max_value=1e6)
moment = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
day = st.dates(min_value=datetime(1970, 1, 2, tzinfo=UTC).date())
height = st.none() | st.floats(min_value=0.5, max_value=2.6)
person_id = name.map(PersonId)
actor_id = name.map(ActorId)
recording_id = name.map(RecordingId)


def some(
    strategy: SearchStrategy[T], least: int = 0, most: int = 3
) -> SearchStrategy[tuple[T, ...]]:
    """Return tuples of what ``strategy`` makes."""
    return st.lists(strategy, min_size=least, max_size=most).map(tuple)


def code(kind: type[E]) -> SearchStrategy[E]:
    """Return codes of a vocabulary."""
    return st.sampled_from(list(kind))


@st.composite
def ordered(draw: st.DrawFn, count: int, distinct: bool = False) -> list[float]:
    """Return finite numbers, rising."""
    return sorted(draw(st.lists(number, min_size=count, max_size=count, unique=distinct)))


def around(**fields: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    """Return fields together with ``low <= value <= high``."""
    return st.tuples(ordered(3), st.fixed_dictionaries(fields)).map(
        lambda drawn: {
            "low": drawn[0][0],
            "value": drawn[0][1],
            "high": drawn[0][2],
            **drawn[1],
        }
    )


def made(kind: type[S], fields: SearchStrategy[dict[str, Any]]) -> SearchStrategy[S]:
    """Return nouns made from drawn fields."""
    return fields.map(lambda drawn: kind(**drawn))
