"""The timeline as a table, for those who read rather than look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from surefoot.model.codes import Leg, Measure
from surefoot.model.entry import Entry
from surefoot.model.measurement import Measurement
from surefoot.model.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Day:
    """What was said and measured on one day."""

    day: date
    entries: tuple[Entry, ...]
    speeds: tuple[Measurement, ...]

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


def days_of(timeline: Timeline, span: tuple[date, date] | None) -> tuple[Day, ...]:
    """Return every day on which something was said or measured, the latest first."""
    speeds = [
        m for m in timeline.measurements if m.measure is Measure.WALKING_SPEED and m.segment is None
    ]
    said = {timezone.localdate(entry.lived) for entry in timeline.entries}
    walked = {timezone.localdate(m.when) for m in speeds}
    days = sorted(_inside(said | walked, span), reverse=True)
    return tuple(
        Day(
            day,
            tuple(e for e in timeline.entries if timezone.localdate(e.lived) == day),
            tuple(m for m in speeds if timezone.localdate(m.when) == day),
        )
        for day in days
    )


def _inside(days: Iterable[date], span: tuple[date, date] | None) -> list[date]:
    return [day for day in days if span is None or span[0] <= day <= span[1]]
