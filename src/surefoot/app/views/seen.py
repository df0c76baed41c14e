"""I have been seen: closes red flags, which stay in the diary and on the report."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from surefoot.app.forms.seen import SeenForm, seen_entry
from surefoot.app.views.alarms import plain_says
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.keeping import keep_once
from surefoot.app.workspace import workspace
from surefoot.usecases.red_flags import open_flags_of


@require_http_methods(["GET", "HEAD", "POST"])
def been_seen(request: HttpRequest, person: str) -> HttpResponse:
    """Ask what the person was seen about, when, and what was said; keep it."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    flags = open_flags_of(here.store, here.knowledge, access)
    rules = [(f.alarm.rule, plain_says(f.alarm, here.knowledge, owner)) for f in flags]
    given = request.POST if request.method == "POST" else None
    # A page sent twice names rules that the first sending has closed.
    known = [(rule.id, rule.name) for rule in here.knowledge.red_flags()] if given else rules
    form = SeenForm(known, given, initial={"rules": [rule for rule, _says in rules]})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        keep_once(here, access, lambda before: seen_entry(said, access.actor, before))
        messages.success(request, _("Saved. Good that you were seen."))
        return redirect("today", person=owner.id)
    form.fields["rules"].choices = rules  # type: ignore[attr-defined]
    return page(request, "been_seen.html", owner, {"form": form, "flags": flags})
