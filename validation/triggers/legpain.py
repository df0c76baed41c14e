"""Real diaries: years of knee and leg pain with steps (no MS), run from end to end."""

import csv
import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from surefoot.course.triggers.tables import triggers_in_table
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.trigger import DiaryColumn, DiaryTable, TriggerFound, Triggers

_SET = "myaiguide_legpain"
# Columns of the first person that name something a day holds, as numbers; a zero of a device is a
# day on which it was not worn.
_COUNTED = ("climbing", "swimming", "scooterRiding", "sick_tired", "painInOtherRegion")
_STEPS = "fitbitSteps"
_YEARS = range(2017, 2023)
_NOTED = ("Poor sleep", "Tired", "Worried anxious", "Stress")


def first_person(folder: Path, knowledge: Knowledge) -> list[tuple[str, Triggers]]:
    """Return what goes with the knee pain of the first person, a year each."""
    with gzip.open(folder / _SET / "participant1_daily.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    found = []
    for year in _YEARS:
        mine = [row for row in rows if row["date"].startswith(str(year))]
        found.append((f"person 1, {year}", triggers_in_table(_daily(mine), knowledge)))
    return found


def _daily(rows: Sequence[Mapping[str, str]]) -> DiaryTable:
    days = tuple(date.fromisoformat(row["date"]) for row in rows)
    steps = DiaryColumn("steps", tuple(_number(row[_STEPS]) or None for row in rows))
    others = tuple(
        DiaryColumn(name, tuple(_number(row[name]) for row in rows)) for name in _COUNTED
    )
    return DiaryTable(days, tuple(_number(row["kneePain"]) for row in rows), (steps, *others))


def _number(text: str) -> float | None:
    return float(text) if text.strip() else None


def eighth_person(folder: Path, knowledge: Knowledge) -> list[tuple[str, Triggers]]:
    """Return what goes with leg and knee pain of the eighth person, on the days with a rating."""
    place = folder / _SET / "anonymized" / "Participant8"
    with (place / "Participant8PainNew.csv").open(encoding="utf-8") as file:
        pains = list(csv.DictReader(file))
    with (place / "Participant8ObservationsNew.csv").open(encoding="utf-8") as file:
        notes = list(csv.DictReader(file))
    steps = _fitbit(place / "participant8Fitbit.json")
    told = [
        (f"person 8, {name.lower()}", _table(pains, notes, steps, name))
        for name in ("Leg pain", "Knee Pain")
    ]
    return [(name, triggers_in_table(table, knowledge)) for name, table in told]


def _table(
    pains: Iterable[Mapping[str, str]],
    notes: Sequence[Mapping[str, str]],
    steps: Mapping[date, float],
    name: str,
) -> DiaryTable:
    rated: dict[date, list[float]] = {}
    for row in pains:
        if row["name"] == name:
            day = date.fromisoformat(row["date"][:10])
            rated.setdefault(day, []).append(float(row["intensity"]))
    days = tuple(sorted(rated))
    noted = {one: _days_of(notes, one) for one in _NOTED}
    # A day with any note is one on which the others were not so.
    told = set().union(*(_days_of(notes, None).keys(), *noted.values()))
    columns = [DiaryColumn("steps", tuple(steps.get(day) or None for day in days))]
    columns += [
        DiaryColumn(
            one,
            tuple(there.get(day, 0.0) if day in told else None for day in days),
        )
        for one, there in noted.items()
    ]
    return DiaryTable(days, tuple(sum(rated[d]) / len(rated[d]) for d in days), tuple(columns))


def _days_of(notes: Iterable[Mapping[str, str]], name: str | None) -> dict[date, float]:
    """Return the days of a note with 1 where it was so; of any note for None."""
    found: dict[date, float] = {}
    for row in notes:
        if name is None or row["name"] == name:
            day = date.fromisoformat(row["date"][:10])
            so = float(float(row["intensity"] or 0) > 0)
            found[day] = max(found.get(day, 0.0), so)
    return found


def _fitbit(path: Path) -> dict[date, float]:
    rows = json.loads(path.read_text(encoding="utf-8"))["activities-steps"]
    return {date.fromisoformat(row["dateTime"]): float(row["value"]) for row in rows}


def said(found: TriggerFound) -> str:
    """Return a factor with its probability and effect."""
    if found.probability is None or found.effect is None:
        return f"{found.factor}: not assessable ({found.exposed}/{found.unexposed} days)"
    size = f"{found.effect:+.2f} ({found.low:+.2f} to {found.high:+.2f})"
    return f"{found.factor}: {found.probability:.2f}, {size}"
