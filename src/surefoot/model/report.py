"""An ordered document for one audience; every number points at what it came from."""

from datetime import date, datetime

import msgspec

from surefoot.model.check import require, require_finite, require_utc
from surefoot.model.codes import Audience
from surefoot.model.measurement import Method
from surefoot.model.message import Message
from surefoot.model.segment import Quality
from surefoot.model.units import Unit


class ReportNumber(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="number"):
    """A number with its 95 % interval and usual range, and the ids of what it rests on.

    ``low == high == value`` when the number is what the person said rather than an estimate.
    """

    label: Message
    value: float
    low: float
    high: float
    unit: Unit
    rests_on: tuple[str, ...]
    usual_low: float | None = None
    usual_high: float | None = None
    day: date | None = None
    quality: Quality | None = None
    method: Method | None = None

    def __post_init__(self) -> None:
        require(bool(self.rests_on), "every number of a report points at a measurement or an entry")
        require_finite("report number", self.value, self.low, self.high)
        require(self.low <= self.value <= self.high, "a value lies inside its interval")
        _check_usual(self.usual_low, self.usual_high)


class ReportNorm(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="norm"):
    """What is known of other people, by the id of its fact, with sources and certainty.

    ``low`` and ``high`` are the 95 % interval of ``value`` where the source gives one.
    """

    label: Message
    fact: str
    value: float
    unit: Unit
    population: str
    sources: tuple[str, ...]
    certainty: str
    reviewed: bool
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        require(bool(self.fact) and bool(self.sources), "a norm points at a fact with a source")
        require_finite("norm", self.value, self.low, self.high)


class ReportText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="text"):
    """A sentence."""

    message: Message


class SeriesPoint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One point of a plotted series, with its 95 % interval when it is an estimate."""

    day: date
    value: float
    low: float | None = None
    high: float | None = None
    rests_on: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require_finite("point", self.value, self.low, self.high)
        require(
            (self.low is None or self.low <= self.value)
            and (self.high is None or self.value <= self.high),
            "a value lies inside its interval",
        )


class ReportSeries(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="series"):
    """Points to plot over time, with the usual range as a band when known."""

    label: Message
    unit: Unit
    points: tuple[SeriesPoint, ...]
    usual_low: float | None = None
    usual_high: float | None = None

    def __post_init__(self) -> None:
        days = [point.day for point in self.points]
        require(days == sorted(days), "points stand in order of time")
        _check_usual(self.usual_low, self.usual_high)


class ReportMarks(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag="marks"):
    """Days on which something happened, to mark beside the series."""

    label: Message
    code: str
    days: tuple[date, ...]
    rests_on: tuple[str, ...]

    def __post_init__(self) -> None:
        require(bool(self.days) and bool(self.rests_on), "a mark names its days and its entries")
        require(list(self.days) == sorted(set(self.days)), "marked days stand once, in order")


ReportBlock = ReportNumber | ReportNorm | ReportText | ReportSeries | ReportMarks


class Section(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A titled part of a report."""

    title: Message
    blocks: tuple[ReportBlock, ...]


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One document for one audience, made in the person's ``zone`` (an IANA name)."""

    audience: Audience
    person: str
    made: datetime
    sections: tuple[Section, ...]
    simulated: bool = False
    zone: str = "UTC"

    def __post_init__(self) -> None:
        require_utc("made", self.made)


def _check_usual(low: float | None, high: float | None) -> None:
    require_finite("usual range", low, high)
    require((low is None) == (high is None), "a usual range has both ends")
    require(low is None or high is None or low <= high, "a range runs from low to high")
