"""Save my legs for something: when it is, then a plan. Nothing of it is kept."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surefoot.app.views.frame import access_to, page
from surefoot.app.views.what_next import ShownHelp
from surefoot.app.words import number, words
from surefoot.app.workspace import Workspace, workspace
from surefoot.model.message import Message
from surefoot.model.trigger import DayPart
from surefoot.usecases.save_legs import LegsThen, plan_for

# An hour in the middle of each part of the day that may be picked.
_HOURS = {DayPart.MORNING: 9, DayPart.AFTERNOON: 15, DayPart.EVENING: 19, DayPart.NIGHT: 23}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day to pick."""

    code: str
    name: str


@require_safe
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Ask when it is, and show the plan for that part of the day."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    picked = next((part for part in DayPart if part.value == request.GET.get("when")), None)
    parts = [Part(part.value, words(Message(f"daypart.{part.value}"))) for part in DayPart]
    context: dict[str, Any] = {"parts": parts, "picked": picked, "legs": "", "steps": ()}
    if picked is not None:
        plan = plan_for(here.store, here.knowledge, access, _HOURS[picked])
        context["legs"] = _legs(plan.legs)
        context["steps"] = [_step(here, name) for name in plan.strategies]
    return page(request, "save_legs.html", owner, context)


def _legs(legs: LegsThen | None) -> str:
    if legs is None:
        return _("After a week of check-ins we can say how your legs are at that time.")
    then = number(legs.then.mean, 0)
    said = _("At that time your legs are usually about {heavy} of 10.").format(heavy=then)
    if legs.lighter is not None:
        part = words(Message(f"daypart.{legs.lighter.part.value}")).lower()
        more = _("They are lighter at this time of day: {part}, about {light} of 10.")
        said += " " + more.format(part=part, light=number(legs.lighter.mean, 0))
        said += " " + _("If you can choose the time, choose that.")
    return f"{said} {_('This is early: more check-ins make it surer.')}" if legs.early else said


def _step(here: Workspace, strategy: str) -> ShownHelp:
    fact = here.knowledge.strategy(strategy)
    plain = fact.plain
    cares = (plain.care,) if plain.care else ()
    return ShownHelp(fact.id, plain.name or fact.name, plain.how, plain.why, cares, fact.unproven)
