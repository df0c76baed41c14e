"""What a person's own page shows of the last days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from surefoot.app.views.grouped import grouped
from surefoot.model.entry import Entry
from surefoot.model.timeline import Timeline
from surefoot.model.trial import MarkKind
from surefoot.store.protocol import Walk

_HOW_MANY = 10
_IN_ITS_CARD = (
    MarkKind.DONE,
    MarkKind.PARTLY,
    MarkKind.NOT_DONE,
    MarkKind.FITS,
    MarkKind.FITS_NOT,
)


@dataclass(frozen=True, slots=True)
class Happening:
    """An entry or a walk, at the moment it was lived."""

    when: datetime
    entry: Entry | None = None
    walk: Walk | None = None


def said_today(timeline: Timeline) -> tuple[Entry, ...]:
    """Return today's entries, the latest first."""
    today = timezone.localdate()
    mine = (e for e in _told(timeline) if timezone.localdate(e.lived) == today)
    return tuple(reversed(grouped(mine)))


def recent(timeline: Timeline, walks: Sequence[Walk]) -> tuple[Happening, ...]:
    """Return the latest entries and walks together, the latest first."""
    entries = [
        Happening(entry.lived, entry=entry) for entry in grouped(_told(timeline))[-_HOW_MANY:]
    ]
    walked = [Happening(walk.started, walk=walk) for walk in walks[:_HOW_MANY]]
    newest = sorted(entries + walked, key=lambda happening: happening.when, reverse=True)
    return tuple(newest[:_HOW_MANY])


def _told(timeline: Timeline) -> Iterator[Entry]:
    """Yield what stands in lists of the day: how a day of a try went is told in its own card."""
    for entry in timeline.entries:
        if entry.trial is None or entry.trial.kind not in _IN_ITS_CARD:
            yield entry
