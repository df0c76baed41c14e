"""Diaries to try red flags on."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from surefoot.model.codes import Leg
from surefoot.model.entry import Entry, EntryId, GivenAnswer, LegRating, Seen
from surefoot.model.people import ActorId

START = datetime(2026, 7, 1, 8, tzinfo=UTC)
Value = bool | str | Sequence[str]


def given(answers: Mapping[str, Value], codes: Mapping[str, str]) -> tuple[GivenAnswer, ...]:
    """Return answers as the questionnaire keeps them; ``codes`` says what yes and no are."""
    said: list[GivenAnswer] = []
    for name, value in answers.items():
        values = [value] if isinstance(value, bool | str) else value
        for one in values:
            code = codes[f"{name}:{one}".lower()] if isinstance(one, bool) else one
            said.append(GivenAnswer(name, code))
    return tuple(said)


def entry(
    hours: float,
    answers: Mapping[str, str] | None = None,
    *,
    seen: Sequence[str] = (),
    heaviness: int | None = None,
    temperature: float | None = None,
    written: float | None = None,
) -> Entry:
    """Return an entry so many hours after the start."""
    at = START + timedelta(hours=hours)
    return Entry(
        id=EntryId(f"e{hours}"),
        lived=at,
        zone="UTC",
        written=at if written is None else START + timedelta(hours=written),
        author=ActorId("anna"),
        ratings=() if heaviness is None else (LegRating(Leg.LEFT, heaviness),),
        body_temperature_c=temperature,
        answers=tuple(GivenAnswer(name, code) for name, code in (answers or {}).items()),
        seen=Seen(tuple(seen), date(2026, 7, 1), "all well") if seen else None,
    )
