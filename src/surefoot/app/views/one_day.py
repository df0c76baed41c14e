"""One day of a person: what was said and measured, beside what was usual then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from surefoot.app.change_words import name_of
from surefoot.app.views.days import days_of
from surefoot.app.views.frame import access_to, page
from surefoot.app.words import words
from surefoot.app.workspace import workspace
from surefoot.course.change.shown import Shown
from surefoot.model.change import FollowedDay
from surefoot.model.message import Message
from surefoot.report.quantity import write_quantity, write_quantity_range
from surefoot.usecases.follow import change_of_person


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value with its name, where it stands, and the range of that day."""

    name: str
    value: str
    place: str
    usual: str


@require_safe
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show one day, today where none is said; the timeline for one that cannot be."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    near = request.GET.get("near", "")
    day = _day(near or request.GET.get("day", ""))
    if day is None:
        return redirect("timeline", person=person)
    days = days_of(here.store.timeline(access), here.store.walks(access), None)
    known = [one.day for one in days]
    if near:
        day = _nearest(day, known)
    context = {
        "day": day,
        "told": next((one for one in days if one.day == day), None),
        "values": tuple(_values(change_of_person(here.store, here.knowledge, access), day)),
        "before": max((one for one in known if one < day), default=None),
        "after": min((one for one in known if one > day), default=None),
    }
    return page(request, "one_day.html", owner, context)


def _day(said: str) -> date | None:
    try:
        day = date.fromisoformat(said) if said else timezone.localdate()
    except ValueError:
        return None
    return day if day <= timezone.localdate() else None


def _nearest(day: date, known: Sequence[date]) -> date:
    """Return the nearest day with something on it: a finger is wider than a day of a picture."""
    return min(known, key=lambda one: abs(one - day), default=day)


def _values(shown: Shown | None, day: date) -> Iterator[ShownValue]:
    for series in shown.series if shown else ():
        for one in series.days:
            if one.day == day:
                yield ShownValue(
                    name_of(series.measure, series.leg, words),
                    write_quantity(one.value, series.unit, words),
                    words(Message(f"follow.day.{_place(one)}")),
                    write_quantity_range(one.low, one.high, series.unit, words),
                )


def _place(one: FollowedDay) -> str:
    if one.value < one.low:
        return "below"
    return "above" if one.value > one.high else "inside"
