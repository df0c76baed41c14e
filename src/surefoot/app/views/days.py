"""The timeline as a table, for those who read rather than look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from surefoot.app.views.grouped import grouped
from surefoot.model.codes import Leg, Measure
from surefoot.model.entry import Entry
from surefoot.model.measurement import Measurement
from surefoot.model.recording import RecordingId
from surefoot.model.timeline import Timeline
from surefoot.store.protocol import Walk


@dataclass(frozen=True, slots=True)
class WalkOfDay:
    """A walk, and how fast it was where that could be measured."""

    recording: RecordingId
    started: datetime
    speed: Measurement | None


@dataclass(frozen=True, slots=True)
class Day:
    """What was said and measured on one day."""

    day: date
    entries: tuple[Entry, ...]
    walks: tuple[WalkOfDay, ...]

    @property
    def left(self) -> tuple[int, ...]:
        """How heavy the left leg was, each time it was said."""
        return self._ratings(Leg.LEFT)

    @property
    def right(self) -> tuple[int, ...]:
        """How heavy the right leg was, each time it was said."""
        return self._ratings(Leg.RIGHT)

    def _ratings(self, leg: Leg) -> tuple[int, ...]:
        said = (entry.rating(leg) for entry in self.entries)
        return tuple(rating for rating in said if rating is not None)


def days_of(
    timeline: Timeline, walks: Sequence[Walk], span: tuple[date, date] | None
) -> tuple[Day, ...]:
    """Return every day on which something was said or walked, the latest first."""
    entries: dict[date, list[Entry]] = {}
    for entry in grouped(timeline.entries):
        entries.setdefault(timezone.localdate(entry.lived), []).append(entry)
    walked: dict[date, list[WalkOfDay]] = {}
    for walk in reversed(walks):
        of_day = WalkOfDay(walk.recording, walk.started, _speed(walk))
        walked.setdefault(timezone.localdate(walk.started), []).append(of_day)
    days = sorted(_inside(entries.keys() | walked.keys(), span), reverse=True)
    return tuple(Day(day, tuple(entries.get(day, ())), tuple(walked.get(day, ()))) for day in days)


def _speed(walk: Walk) -> Measurement | None:
    measured = walk.analysis.measurements if walk.analysis else ()
    whole = (m for m in measured if m.measure is Measure.WALKING_SPEED and m.segment is None)
    return next(whole, None)


def _inside(days: Iterable[date], span: tuple[date, date] | None) -> list[date]:
    return [day for day in days if span is None or span[0] <= day <= span[1]]
