"""What goes with how the legs are: the factors, and the legs by time of day."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from surefoot.app.trigger_words import Standing, factor_name, shown_factors, shown_plain
from surefoot.app.views.alarms import numbers_of, shown_alarms
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.pictures import looks_of, svg
from surefoot.app.words import words
from surefoot.app.workspace import workspace
from surefoot.model.check import utc_now
from surefoot.model.people import Person
from surefoot.usecases.look_up import key_of
from surefoot.usecases.red_flags import open_flags_of
from surefoot.usecases.triggers import GoesWith, goes_with, legs_of_person


@require_safe
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show what goes with how the legs are, open red flags first."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    flags = open_flags_of(here.store, here.knowledge, access)
    told = goes_with(here.store, here.knowledge, access, utc_now())
    context = {
        "alarms": shown_alarms([flag.alarm for flag in flags], here.knowledge, owner),
        "numbers": numbers_of(here.knowledge, owner.country),
        **_told(told, owner),
    }
    return page(request, "goes_with.html", owner, context)


@require_safe
def picture(request: HttpRequest, person: str, look: str) -> HttpResponse:
    """Return the picture of the legs by time of day."""
    here, access = workspace(), access_to(request, person)
    palette, width = looks_of(look)
    legs = legs_of_person(here.store, here.knowledge, access)
    from surefoot.report.pictures import draw_day_parts  # loads the drawing library

    return svg(draw_day_parts(legs, words, palette, width))


def _told(told: GoesWith, owner: Person) -> Mapping[str, Any]:
    shown = shown_factors(told.outcomes, words)
    needs = [need for outcome in told.outcomes for need in outcome.triggers.needs]
    waiting = bool(told.outcomes) and all(outcome.triggers.needs for outcome in told.outcomes)
    return {
        "nothing": not told.outcomes,
        "needs": tuple(dict.fromkeys(words(need) for need in needs)) if waiting else (),
        "listed": shown[Standing.LISTED],
        "perhaps": shown[Standing.PERHAPS],
        "not_found": shown[Standing.NOT_FOUND],
        "too_early": () if waiting else shown[Standing.TOO_EARLY],
        "plain": shown_plain(told.outcomes, words),
        "legs": told.legs,
        "early": any(leg.early for leg in told.legs),
        **_to_try(told, owner),
    }


def _to_try(told: GoesWith, owner: Person) -> Mapping[str, str]:
    if told.to_try is None:
        return {}
    return {
        "try_factor": factor_name(told.factor, own=False, words=words),
        "try_name": told.to_try.plain.name or told.to_try.name,
        "try_url": reverse("our-book-fact", args=[owner.id, key_of(told.to_try.id)]),
    }
