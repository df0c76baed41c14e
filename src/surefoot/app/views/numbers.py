"""Write down a number: choose what, then the number, then it is saved."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from surefoot.app.forms.check_in import new_entry_id
from surefoot.app.forms.numbers import (
    GROUPS,
    KINDS,
    NumberForm,
    kind_of,
    number_entry,
    numbers_of,
)
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.keeping import keep_once
from surefoot.app.workspace import workspace
from surefoot.model.entry import Entry
from surefoot.usecases.check_in import check_in


@require_safe
def choose(request: HttpRequest, person: str) -> HttpResponse:
    """Ask what is to be written down."""
    owner = workspace().store.person(access_to(request, person))
    by_hand, elsewhere = GROUPS
    return page(request, "numbers.html", owner, {"by_hand": by_hand, "elsewhere": elsewhere})


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, person: str, kind: str) -> HttpResponse:
    """Ask for one number; keep it; lead to what it means."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    if kind not in KINDS:
        raise Http404
    form = NumberForm(KINDS[kind], request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said, actor, fresh = form.cleaned_data, access.actor, new_entry_id()
        entry = keep_once(
            here, access, lambda before: number_entry(form.kind, said, actor, fresh, before)
        )
        return redirect("entry", person=owner.id, entry=entry.id)
    return page(request, "number.html", owner, {"form": form})


def change(request: HttpRequest, person: str, entry: Entry) -> HttpResponse:
    """Correct a number; the old one stays in the history of the entry."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    given = request.POST if request.method == "POST" else None
    form = NumberForm(kind_of(entry), given, initial=numbers_of(entry))
    if form.is_bound and form.is_valid():
        corrected = number_entry(form.kind, form.cleaned_data, access.actor, new_entry_id(), entry)
        check_in(here.store, here.knowledge, access, corrected)
        return redirect("entry", person=owner.id, entry=corrected.id)
    return page(request, "number.html", owner, {"form": form, "entry": entry})
