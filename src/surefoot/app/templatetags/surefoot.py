"""Filters that turn nouns into words. Templates decide nothing else."""

from datetime import date, datetime
from enum import StrEnum

from django import template
from django.utils import timezone

from surefoot.app import words as speech
from surefoot.app.forms.check_in import new_entry_id as draw_entry_id
from surefoot.app.views.grouped import is_only_answers
from surefoot.app.views.said import written
from surefoot.app.views.usual import label_of
from surefoot.model.codes import Measure, Placement
from surefoot.model.entry import SKIPPED, Entry, GivenAnswer
from surefoot.model.measurement import Measurement
from surefoot.model.message import Message
from surefoot.model.score import Score
from surefoot.model.units import Unit
from surefoot.model.verdict import UsualRange
from surefoot.report.dates import write_day
from surefoot.report.quantity import write_quantity, write_quantity_range
from surefoot.store.protocol import Walk
from surefoot.usecases.confirm_placement import places_to_ask as to_ask

register = template.Library()


@register.simple_tag
def new_entry_id() -> str:
    """Return an id for the entry that a form may make."""
    return draw_entry_id()


@register.filter
def words(message: Message) -> str:
    """Return the sentence of a message."""
    return speech.words(message)


@register.filter
def name(code: StrEnum) -> str:
    """Return the name of a code."""
    return speech.name(code)


@register.filter
def answered(answers: tuple[GivenAnswer, ...]) -> int:
    """Return how many questions were answered rather than passed over."""
    return len({given.finding for given in answers if given.value != SKIPPED})


@register.filter
def only_answers(entry: Entry) -> bool:
    """Whether an entry holds answers to questions and nothing else."""
    return is_only_answers(entry)


@register.filter
def likely_place(place: Placement) -> str:
    """Return what is asked about the place where the phone probably was."""
    return speech.words(Message(f"likely.{place}"))


@register.filter
def places_to_ask(walk: Walk) -> tuple[Placement, ...]:
    """Return the places to ask the person about, none where nothing is to be asked."""
    return () if walk.analysis is None else to_ask(walk.capture.placement, walk.analysis)


@register.filter
def quantity(measurement: Measurement) -> str:
    """Return the value of a measurement with its unit."""
    if measurement.measure is Measure.WALKING_TIME:
        return speech.duration(measurement.value)
    return write_quantity(measurement.value, measurement.unit, speech.words)


@register.filter
def interval(measurement: Measurement) -> str:
    """Return the 95 % interval of a measurement with its unit."""
    if measurement.measure is Measure.WALKING_TIME:
        return speech.durations(measurement.low, measurement.high)
    return write_quantity_range(measurement.low, measurement.high, measurement.unit, speech.words)


@register.filter
def scored(score: Score) -> str:
    """Return what was written down with its name, e.g. ``Size of the calf, Left leg 37.5 cm``."""
    return f"{label_of(score.measure, score.leg)} {written(score)}"


@register.filter
def usual(band: UsualRange, unit: Unit) -> str:
    """Return a usual range with its unit."""
    return write_quantity_range(band.low, band.high, unit, speech.words)


@register.filter
def day(moment: date) -> str:
    """Return a full date in the reader's zone, e.g. ``21 November 2026``."""
    if isinstance(moment, datetime):
        moment = timezone.localtime(moment).date()
    return write_day(moment, speech.words)


@register.filter
def clock(moment: datetime) -> str:
    """Return the time of day in the reader's zone, e.g. ``09:05``."""
    return f"{timezone.localtime(moment):%H:%M}"


@register.filter
def metres(length: float) -> str:
    """Return a length in metres."""
    return write_quantity(length, Unit.METRE, speech.words)


@register.filter
def celsius(degrees: float) -> str:
    """Return a temperature in degrees Celsius."""
    return write_quantity(degrees, Unit.CELSIUS, speech.words)


@register.filter
def centimetres(height_m: float) -> str:
    """Return a height in centimetres, e.g. ``170 cm``."""
    return f"{speech.number(height_m * 100, 0)} cm"
