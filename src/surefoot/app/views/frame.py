"""What every page has around it, and who may see it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from surefoot.app.door import actor_of, is_phone, known_actor
from surefoot.app.workspace import workspace
from surefoot.model.people import Access, Person, PersonId

#: Pages of a person that the start page leads to.
WAYS_ON = ("check-in", "add-walk", "questions")


def access_to(request: HttpRequest, person: str) -> Access:
    """Return who asks and for whom; whether they may is the store's to say."""
    return Access(PersonId(person), known_actor(request))


def page(
    request: HttpRequest,
    template: str,
    owner: Person | None = None,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return a page; with an ``owner`` it carries that person's name, warnings and ways on."""
    return render(request, template, {**(context or {}), "person": owner}, status=status)


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context every template has: whether the door is open, and whether for a phone."""
    is_open = bool(getattr(request, "session", None) and actor_of(request))
    return {"door_is_open": is_open, "on_phone": is_open and is_phone(request)}


def everyone(request: HttpRequest) -> tuple[Person, ...]:
    """Return the people this actor may act for."""
    return workspace().store.people(known_actor(request))
