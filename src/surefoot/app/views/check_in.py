"""The check-in: a new diary entry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from surefoot.app.forms.check_in import CheckInForm, entry_from
from surefoot.app.forms.moment import moment_shown
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.keeping import keep_once
from surefoot.app.workspace import workspace
from surefoot.model.people import Access
from surefoot.model.recording import RecordingId
from surefoot.store.protocol import Store
from surefoot.usecases.triggers import own_names


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, person: str) -> HttpResponse:
    """Ask how the legs are; keep the answer; lead to what it means."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    given = request.POST if request.method == "POST" else None
    names = own_names(here.store, access)
    form = CheckInForm(given, initial=_moment_of_walk(request, here.store, access), names=names)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        entry = keep_once(here, access, lambda before: entry_from(said, access.actor, before))
        return redirect("entry", person=owner.id, entry=entry.id)
    return page(request, "check_in.html", owner, {"form": form})


@require_POST
def could_not_walk(request: HttpRequest, person: str) -> HttpResponse:
    """Keep in one tap that there was no walk today, and why."""
    return check_in(request, person)


def _moment_of_walk(request: HttpRequest, store: Store, access: Access) -> dict[str, Any]:
    """Return day and time of the walk that led here, so that both stand together later."""
    recording = request.GET.get("walk")
    if not recording:
        return {}
    return moment_shown(store.walk(access, RecordingId(recording)).started)
