"""Something is new or feels wrong: whom to call, on one screen."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from surefoot.app.door import actor_of, open_to_all
from surefoot.app.views.alarms import numbers_of
from surefoot.app.views.frame import access_to, page
from surefoot.app.workspace import workspace


@require_safe
def for_person(request: HttpRequest, person: str) -> HttpResponse:
    """Show whom to call in this person's country."""
    here = workspace()
    owner = here.store.person(access_to(request, person))
    numbers = numbers_of(here.knowledge, owner.country)
    return page(request, "help_now.html", owner, {"numbers": numbers})


@open_to_all
@require_safe
def for_anyone(request: HttpRequest) -> HttpResponse:
    """Show whom to call, country by country; no locked door stands before it."""
    here, actor = workspace(), actor_of(request)
    known = {person.country for person in here.store.people(actor)} if actor else set()
    countries = [country.id for country in here.knowledge.countries()]
    context = {
        "all": [numbers_of(here.knowledge, country) for country in countries],
        "ours": [numbers_of(here.knowledge, country) for country in sorted(known)],
    }
    return page(request, "help_anyone.html", context=context)
