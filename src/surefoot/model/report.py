"""An ordered document for one audience; every number points at what it came from."""

from datetime import date, datetime

import msgspec

from surefoot.model.check import require, require_utc
from surefoot.model.codes import Audience
from surefoot.model.message import Message


class ReportNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="number"):
    """A number with its 95 % interval and usual range, and the ids of what it rests on."""

    label: Message
    value: float
    low: float
    high: float
    unit: str
    rests_on: tuple[str, ...]
    usual_low: float | None = None
    usual_high: float | None = None

    def __post_init__(self) -> None:
        require(bool(self.rests_on), "every number of a report points at a measurement or an entry")


class ReportText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="text"):
    """A sentence."""

    message: Message


class SeriesPoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One point of a plotted series."""

    day: date
    value: float


class ReportSeries(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="series"):
    """Points to plot over time, with the usual range as a band when known."""

    label: Message
    unit: str
    points: tuple[SeriesPoint, ...]
    usual_low: float | None = None
    usual_high: float | None = None


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A titled part of a report."""

    title: Message
    blocks: tuple[ReportNumber | ReportText | ReportSeries, ...]


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One document for one audience."""

    audience: Audience
    person: str
    made: datetime
    sections: tuple[Section, ...]
    simulated: bool = False

    def __post_init__(self) -> None:
        require_utc("made", self.made)
