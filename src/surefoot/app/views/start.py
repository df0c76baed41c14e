"""The start page, the door and the sample person."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST, require_safe

from surefoot.app.door import (
    HOUSEHOLD,
    let_in,
    open_to_all,
    show_out,
    spend_token,
)
from surefoot.app.views.frame import WAYS_ON, everyone, page
from surefoot.app.workspace import workspace


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the three ways in, and the people of this home."""
    return page(request, "start.html", context={"people": everyone(request)})


@require_safe
def choose(request: HttpRequest, then: str) -> HttpResponse:
    """Lead to a page of the only real person; ask for whom when there are more, or none yet."""
    if then not in WAYS_ON:
        raise Http404
    people = [person for person in everyone(request) if not person.simulated]
    if not people:
        return redirect("add-person", then=then)
    if len(people) == 1:
        return redirect(then, person=people[0].id)
    return page(request, "choose.html", context={"people": people, "then": then})


@open_to_all
@require_GET
def open_door(request: HttpRequest, token: str) -> HttpResponse:
    """Let the browser in that brings an unused token; a mere prefetch does not use it up."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        return HttpResponse(status=503)
    if not spend_token(workspace().home, token):
        return render(request, "locked.html", {"spent": True}, status=403)
    let_in(request, HOUSEHOLD)
    return redirect("start")


@require_POST
def close_door(request: HttpRequest) -> HttpResponse:
    """Lock Surefoot in this browser."""
    show_out(request)
    return render(request, "locked.html", {"closed": True})
