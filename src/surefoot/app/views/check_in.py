"""The check-in: a new diary entry."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from surefoot.app.forms.check_in import CheckInForm, entry_from
from surefoot.app.views.frame import access_to, page
from surefoot.app.workspace import workspace
from surefoot.usecases.check_in import check_in as keep_check_in


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, person: str) -> HttpResponse:
    """Ask how the legs are; keep the answer; lead to what it means."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    form = CheckInForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        entry = entry_from(form.cleaned_data, access.actor)
        keep_check_in(here.store, here.knowledge, access, entry)
        return redirect("entry", person=owner.id, entry=entry.id)
    return page(request, "check_in.html", owner, {"form": form})


@require_POST
def could_not_walk(request: HttpRequest, person: str) -> HttpResponse:
    """Keep in one tap that there was no walk today, and why."""
    return check_in(request, person)
