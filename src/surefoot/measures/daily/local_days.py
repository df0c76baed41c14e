"""The days of a recording, as the clock on the wall has them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from surefoot.model.recording import Capture, Recording, start_of


@dataclass(frozen=True, slots=True)
class Day:
    """The part of one local day that was recorded, in seconds from the start of the recording."""

    start_s: float
    end_s: float

    def holds(self, time_s: float) -> bool:
        """Whether a time lies in this day."""
        return self.start_s <= time_s < self.end_s


def _zone(name: str) -> ZoneInfo:
    """Return the zone; one that is not known here is taken as UTC."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def _midnights(start: datetime, zone: ZoneInfo) -> Iterator[float]:
    """Yield every midnight after ``start``, in seconds from it; days of 23 and 25 h are told."""
    day = start.astimezone(zone).date()
    while True:
        day += timedelta(days=1)
        midnight = datetime.combine(day, time(), zone).astimezone(UTC)
        yield (midnight - start).total_seconds()


def local_days(recording: Recording, capture: Capture) -> tuple[Day, ...]:
    """Return the local days of a recording in order; the first and last are usually not whole."""
    start = start_of(recording.header, capture)
    base = recording.header.time_base
    days, since = [], 0.0
    for midnight in _midnights(start, _zone(base.zone)):
        if midnight >= base.duration_s:
            break
        days.append(Day(since, midnight))
        since = midnight
    return (*days, Day(since, base.duration_s))
