"""Connecting a phone: a one-time token becomes a device token."""

from typing import TypeVar

import msgspec
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from surefoot.app.api.answers import Refused, answer, api_view
from surefoot.app.api.callers import caller_of
from surefoot.app.api.documents import (
    DeviceDocument,
    DeviceRequest,
    MeDocument,
    PairingDocument,
    PairingRequest,
    PersonDocument,
)
from surefoot.app.door import let_in
from surefoot.app.serve.pairing import (
    Pairing,
    hash_token,
    look_at_pairing,
    new_device_token,
    spend_pairing,
)
from surefoot.app.workspace import workspace
from surefoot.model.people import Access, Person, PersonId

T = TypeVar("T")


@api_view("GET", "HEAD")
def me(request: HttpRequest) -> HttpResponse:
    """Say for whom the caller may act."""
    caller = caller_of(request)
    people = workspace().store.people(caller.actor)
    csrf = None if caller.owner else get_token(request)
    return answer(MeDocument(tuple(map(_say, people)), csrf))


@api_view("POST")
def look(request: HttpRequest) -> HttpResponse:
    """Say for whom a phone with this pairing token may be connected; spends nothing."""
    wish = _read(request, PairingRequest)
    pairing = look_at_pairing(workspace().home, wish.token)
    return answer(PairingDocument(tuple(map(_say, _people_of(pairing)))))


@api_view("POST")
def connect(request: HttpRequest) -> HttpResponse:
    """Connect a phone and open the door for it, as the device it now is."""
    wish = _read(request, DeviceRequest)
    here = workspace()
    pairing = look_at_pairing(here.home, wish.token)
    people = {person.id: person for person in _people_of(pairing)}
    person = people.get(PersonId(wish.person))
    if person is None:
        raise Refused(404, "api.not-found")
    pairing = spend_pairing(here.home, wish.token)
    if pairing is None:
        raise Refused(403, "api.pairing-over")
    token = new_device_token()
    by = Access(person.id, pairing.by)
    device = here.store.pair_device(by, _plain(wish.name), hash_token(token))
    let_in(request, device.actor)
    return answer(DeviceDocument(token, device.actor, _say(person)), 201)


def _plain(name: str) -> str:
    """A name that can be kept: the token is spent, so it must not be refused now."""
    printable = "".join(sign if sign.isprintable() else " " for sign in name)
    return " ".join(printable.split())[:100] or "?"


def _people_of(pairing: Pairing | None) -> tuple[Person, ...]:
    if pairing is None:
        raise Refused(403, "api.pairing-over")
    people = workspace().store.people(pairing.by)
    return tuple(
        person for person in people if not person.simulated and pairing.owner in (None, person.id)
    )


def _say(person: Person) -> PersonDocument:
    return PersonDocument(person.id, person.name)


def _read(request: HttpRequest, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(request.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise Refused(400, "api.unreadable") from problem
