"""The people of this home: add, look in on, change, delete."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surefoot.app.door import closed_to_phones, known_actor
from surefoot.app.forms.person import PersonForm, answers_of, changed_person, new_person
from surefoot.app.views.alarms import numbers_of, shown_alarms
from surefoot.app.views.change import state_if_known
from surefoot.app.views.frame import WAYS_ON, access_to, everyone, page
from surefoot.app.views.today import recent, said_today
from surefoot.app.views.trying import tries_today
from surefoot.app.workspace import Workspace, workspace
from surefoot.model.check import utc_now
from surefoot.model.codes import Answer
from surefoot.model.people import Access
from surefoot.model.recording import RecordingId
from surefoot.usecases.check_in import asks_if_new
from surefoot.usecases.correct_walk import lack_height, measure_with_height
from surefoot.usecases.red_flags import open_flags_of
from surefoot.usecases.stop_and_see import unfinished

# A stop and see that began so long ago is over, even with ratings missing.
_GOES_ON = timedelta(hours=2)
#: So many walks are measured while the page waits; for more the person is asked first.
_AT_ONCE = 10


@closed_to_phones
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, then: str = "") -> HttpResponse:
    """Ask for name and country, before anything about health."""
    here = workspace()
    form = PersonForm(here.knowledge.countries(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = new_person(form.cleaned_data)
        here.store.add_person(person, known_actor(request))
        return redirect(then if then in WAYS_ON else "today", person=person.id)
    return page(request, "person_form.html", context={"form": form, "then": then})


@require_safe
def today(request: HttpRequest, person: str) -> HttpResponse:
    """Show one person's day: what was said, what can be done, what came lately."""
    here, access = workspace(), access_to(request, person)
    owner, timeline = here.store.person(access), here.store.timeline(access)
    entries = said_today(timeline)
    flags = open_flags_of(here.store, here.knowledge, access)
    context = {
        "entries_today": entries,
        "alarms": shown_alarms([flag.alarm for flag in flags], here.knowledge, owner),
        "open_count": len(flags),
        "numbers": numbers_of(here.knowledge, owner.country),
        "asked_today": [e for e in entries if asks_if_new(here.store, here.knowledge, access, e)],
        "if_new": list(Answer),
        "recent": recent(timeline, here.store.walks(access)),
        "unfinished_rest": unfinished(here.store, access, utc_now() - _GOES_ON),
        **state_if_known(here, access, timeline),
        "tries": tries_today(here, access, timeline),
        "others": [other for other in everyone(request) if other.id != owner.id],
    }
    return page(request, "today.html", owner, context)


@closed_to_phones
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, person: str) -> HttpResponse:
    """Change name, country or height."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    given = request.POST if request.method == "POST" else None
    form = PersonForm(here.knowledge.countries(), given, initial=answers_of(owner))
    if given is not None and form.is_valid():
        here.store.change_person(access, changed_person(owner, form.cleaned_data))
        messages.success(request, _("Saved."))
        walks = _walks_to_measure(here, access)
        if len(walks) > _AT_ONCE:
            return redirect("change-person", person=owner.id)
        if walks:
            return use_height(request, person)
        return redirect("today", person=owner.id)
    context = {"form": form, "walks_to_measure": len(_walks_to_measure(here, access))}
    return page(request, "person_form.html", owner, context)


@closed_to_phones
@require_POST
def use_height(request: HttpRequest, person: str) -> HttpResponse:
    """Measure the walks that lack a height again, with the one that is known now."""
    here, access = workspace(), access_to(request, person)
    count = len(measure_with_height(here.store, here.knowledge, access))
    said = ngettext(
        "{count} walk is measured again with this height.",
        "{count} walks are measured again with this height.",
        count,
    )
    messages.success(request, said.format(count=count))
    return redirect("today", person=person)


def _walks_to_measure(here: Workspace, access: Access) -> tuple[RecordingId, ...]:
    """Return the walks that lack a height, now that the person's is known."""
    if here.store.person(access).height_m is None:
        return ()
    return lack_height(here.store, access)


@closed_to_phones
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, person: str) -> HttpResponse:
    """Delete a person with everything kept for them, after saying what that means."""
    store, access = workspace().store, access_to(request, person)
    owner = store.person(access)
    if request.method == "POST":
        store.delete_person(access)
        messages.success(request, _("Everything kept for this person is deleted."))
        return redirect("start")
    return page(request, "person_delete.html", owner)
