"""Diaries with factors, for the tests of triggers."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np

from surefoot.model.codes import Before, Leg
from surefoot.model.entry import Entry, EntryId, GivenAnswer, LegRating
from surefoot.model.people import ActorId, PersonId
from surefoot.model.timeline import Timeline

START = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)


def note(  # noqa: PLR0917 - one day as a person writes it
    day: float,
    left: float,
    before: Sequence[Before] = (),
    factors: Sequence[str] = (),
    air_c: float | None = None,
    answers: Sequence[GivenAnswer] = (),
    zone: str = "UTC",
) -> Entry:
    when = START + timedelta(days=day)
    ratings = (LegRating(Leg.LEFT, int(np.clip(round(left), 0, 10))),)
    return Entry(
        EntryId(f"note-{day}"),
        when,
        zone,
        when,
        ActorId("a"),
        ratings,
        before=tuple(before),
        air_temperature_c=air_c,
        answers=tuple(answers),
        factors=tuple(factors),
    )


def diary(entries: Sequence[Entry]) -> Timeline:
    return Timeline(PersonId("p"), (), tuple(sorted(entries, key=lambda one: one.lived)))


def person(
    seed: int, days: int = 90, effect: float = 0.0, code: Before = Before.EXERTION
) -> Timeline:
    """Return a diary in which heaviness is ``effect`` higher on days with ``code``."""
    rng = np.random.default_rng(seed)
    there = rng.random(days) < 0.35
    other = rng.random(days) < 0.3
    slow = np.zeros(days)
    for day in range(1, days):
        slow[day] = 0.6 * slow[day - 1] + 0.6 * rng.standard_normal()
    values = 4.0 + effect * there + slow + 0.6 * rng.standard_normal(days)
    return diary(
        [
            note(
                day,
                values[day],
                [code] * bool(there[day]) + [Before.LONG_SITTING] * bool(other[day]),
            )
            for day in range(days)
        ]
    )
