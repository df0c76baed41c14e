"""Screens of questions as one line a day: nobody wants to read fifteen."""

from collections.abc import Iterable
from datetime import date

import msgspec
from django.utils import timezone

from surefoot.model.entry import Entry, GivenAnswer


def is_only_answers(entry: Entry) -> bool:
    """Whether an entry holds answers to questions and nothing else."""
    if not entry.answers:
        return False
    bare = Entry(
        entry.id, entry.lived, entry.zone, entry.written, entry.author, answers=entry.answers
    )
    return msgspec.structs.replace(entry, supersedes=()) == bare


def grouped(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries with the answers of one day put together, where the last of them stood."""
    others: list[Entry] = []
    days: dict[date, Entry] = {}
    for entry in entries:
        if is_only_answers(entry):
            day = timezone.localdate(entry.lived)
            days[day] = _together(days.get(day), entry)
        else:
            others.append(entry)
    return tuple(sorted([*others, *days.values()], key=lambda entry: entry.lived))


def _together(earlier: Entry | None, entry: Entry) -> Entry:
    if earlier is None:
        return entry
    again = {given.finding for given in entry.answers}
    kept: list[GivenAnswer] = [g for g in earlier.answers if g.finding not in again]
    return msgspec.structs.replace(entry, answers=(*kept, *entry.answers))
