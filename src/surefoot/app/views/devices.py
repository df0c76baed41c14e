"""Phones that may send walks: connect, list, take off."""

import io
import os

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from surefoot.app.door import open_to_all
from surefoot.app.serve.pairing import issue_pairing, look_at_pairing
from surefoot.app.serve.run import PHONE_ADDRESS, TRUST_ADDRESS
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.script_words import script_words
from surefoot.app.workspace import workspace
from surefoot.model.people import Access, ActorId
from surefoot.store.protocol import NotAllowed


@require_safe
def show(request: HttpRequest, person: str) -> HttpResponse:
    """List the phones of a person."""
    return _page(request, access_to(request, person), {})


@require_POST
def offer(request: HttpRequest, person: str) -> HttpResponse:
    """Show a code that connects one phone to this person, for ten minutes."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    _require_no_device(access)
    token = issue_pairing(here.home, access.actor, owner.id)
    return _page(request, access, {"token": token, "link": _link(token)})


@require_safe
def code(request: HttpRequest, person: str, token: str) -> HttpResponse:
    """Draw the code of a pairing that is still open."""
    here, access = workspace(), access_to(request, person)
    here.store.person(access)
    pairing = look_at_pairing(here.home, token)
    if pairing is None or pairing.owner != access.owner or not _phone_address():
        raise Http404
    drawing = io.BytesIO()
    segno.make(_link(token), error="m").save(drawing, kind="svg", scale=6, border=4, light="#fff")
    return HttpResponse(drawing.getvalue(), content_type="image/svg+xml")


@require_POST
def remove(request: HttpRequest, person: str, device: str) -> HttpResponse:
    """Take a phone off; it can neither send nor see anything from now on."""
    workspace().store.revoke_device(access_to(request, person), ActorId(device))
    messages.success(request, _("This phone is no longer connected."))
    return redirect("devices", person=person)


@open_to_all
@require_safe
def pair(request: HttpRequest) -> HttpResponse:
    """Show the page a phone opens with its code; the code itself never reaches a log."""
    return render(request, "pair.html", {"words": script_words("pair."), "settings": {}})


def _page(request: HttpRequest, access: Access, more: dict[str, object]) -> HttpResponse:
    store = workspace().store
    owner = store.person(access)
    context = {
        "devices": store.devices(access),
        "phone_address": _phone_address(),
        "trust_address": os.environ.get(TRUST_ADDRESS, ""),
        **more,
    }
    return page(request, "devices.html", owner, context)


def _require_no_device(access: Access) -> None:
    """A phone may not let other phones in."""
    if any(device.actor == access.actor for device in workspace().store.devices(access)):
        raise NotAllowed


def _phone_address() -> str:
    return os.environ.get(PHONE_ADDRESS, "")


def _link(token: str) -> str:
    return f"{_phone_address()}/pair/#{token}"
