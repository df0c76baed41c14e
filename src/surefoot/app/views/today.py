"""What a person's own page shows of the last days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from surefoot.app.views.grouped import grouped
from surefoot.model.entry import Entry
from surefoot.model.timeline import Timeline
from surefoot.store.protocol import Walk

_HOW_MANY = 10


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry or a walk, at the moment it was lived."""

    when: datetime
    entry: Entry | None = None
    walk: Walk | None = None


def said_today(timeline: Timeline) -> tuple[Entry, ...]:
    """Return today's entries, the latest first."""
    today = timezone.localdate()
    mine = (entry for entry in timeline.entries if timezone.localdate(entry.lived) == today)
    return tuple(reversed(grouped(mine)))


def recent(timeline: Timeline, walks: Sequence[Walk]) -> tuple[Happening, ...]:
    """Return the latest entries and walks together, the latest first."""
    entries = [
        Happening(entry.lived, entry=entry) for entry in grouped(timeline.entries)[-_HOW_MANY:]
    ]
    walked = [Happening(walk.started, walk=walk) for walk in walks[:_HOW_MANY]]
    newest = sorted(entries + walked, key=lambda happening: happening.when, reverse=True)
    return tuple(newest[:_HOW_MANY])
