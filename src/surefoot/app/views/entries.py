"""One diary entry: what it means, change it, take it back."""

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surefoot.app.door import closed_to_phones, is_phone
from surefoot.app.forms.check_in import CheckInForm, answers_of, entry_from, new_entry_id
from surefoot.app.views.alarms import numbers_of, plain_says, seen_lines, shown_alarms
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.numbers import change as change_number
from surefoot.app.views.said import answer_lines, rest_lines, rest_sentences, score_lines
from surefoot.app.views.usual import rated_beside_usual
from surefoot.app.workspace import workspace
from surefoot.model.check import utc_now
from surefoot.model.codes import Answer, Measure
from surefoot.model.entry import Entry
from surefoot.model.people import Access
from surefoot.store.protocol import NotFound, Store
from surefoot.usecases.check_in import asks_if_new, check_in
from surefoot.usecases.red_flags import flags_of
from surefoot.usecases.stop_and_see import next_minute, rest_findings, rest_outcomes
from surefoot.usecases.triggers import own_names
from surefoot.usecases.usual_ranges import usual_ranges, written_ranges


@require_safe
def show(request: HttpRequest, person: str, entry: str) -> HttpResponse:
    """Show what an entry means: red flags before all else, then how it compares."""
    here, access = workspace(), access_to(request, person)
    owner, said = here.store.person(access), current_entry(here.store, access, entry)
    flags = [f for f in flags_of(here.store, here.knowledge, access) if f.entry == said.id]
    still_open = [flag.alarm for flag in flags if flag.seen is None]
    context = {
        "entry": said,
        "alarms": shown_alarms(still_open, here.knowledge, owner),
        "closed": [plain_says(f.alarm, here.knowledge, owner) for f in flags if f.seen],
        "answers": answer_lines(said, here.knowledge),
        "seen_about": seen_lines(said, here.knowledge, owner),
        "numbers": numbers_of(here.knowledge, owner.country),
        "asks_if_new": asks_if_new(here.store, here.knowledge, access, said),
        "if_new": list(Answer),
        "rated": rated_beside_usual(
            said, usual_ranges(here.store, here.knowledge, access, before=said.lived)
        ),
        "about_mood": said.score(Measure.PHQ_9) is not None,
        "scores": score_lines(said, written_ranges(here.store, here.knowledge, access, said)),
        "rest_lines": rest_lines(rest_outcomes(here.store, here.knowledge, access, said)),
        "rest_fits": rest_sentences(rest_findings(here.store, here.knowledge, access), said),
        "rest_goes_on": said.rest is not None and next_minute(said.rest) is not None,
        "changed": len(here.store.entry_history(access, said.id)) > 1,
    }
    return page(request, "entry.html", owner, context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, person: str, entry: str) -> HttpResponse:
    """Correct an entry: a new one takes its place, the old one stays in its history."""
    here, access = workspace(), access_to(request, person)
    owner, said = here.store.person(access), current_entry(here.store, access, entry)
    if said.scores:
        return change_number(request, person, said)
    if said.rest:
        return redirect("rest", person=owner.id, entry=said.id)
    if said.answers:
        return redirect("answers", person=owner.id)
    if said.seen or said.trial:
        return redirect("entry", person=owner.id, entry=said.id)
    given = request.POST if request.method == "POST" else None
    names = dict.fromkeys((*said.factors, *own_names(here.store, access)))
    form = CheckInForm(given, initial=answers_of(said), names=tuple(names))
    if given is not None and form.is_valid():
        corrected = entry_from(form.cleaned_data, access.actor, replaces=said)
        check_in(here.store, here.knowledge, access, corrected)
        return redirect("entry", person=owner.id, entry=corrected.id)
    return page(request, "check_in.html", owner, {"form": form, "entry": said})


@require_POST
def say_if_new(request: HttpRequest, person: str, entry: str) -> HttpResponse:
    """Keep the answer to "is this new for you?" with the entry."""
    here, access = workspace(), access_to(request, person)
    said = current_entry(here.store, access, entry)
    try:
        answer = Answer(request.POST.get("is_new", ""))
    except ValueError:
        return HttpResponseBadRequest()
    answered = _again(said, said, access, answer)
    check_in(here.store, here.knowledge, access, answered)
    return redirect("entry", person=person, entry=answered.id)


@closed_to_phones
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, person: str, entry: str) -> HttpResponse:
    """Delete an entry with its history, after saying what that means."""
    store, access = workspace().store, access_to(request, person)
    owner, said = store.person(access), current_entry(store, access, entry)
    if request.method == "POST":
        store.delete_entry(access, said.id)
        messages.success(request, _("The check-in is deleted."))
        return redirect("today", person=owner.id)
    return page(request, "entry_delete.html", owner, {"entry": said})


@require_POST
def undo(request: HttpRequest, person: str, entry: str) -> HttpResponse:
    """Take back the last save: what stood before it stands again, or nothing does."""
    here, access = workspace(), access_to(request, person)
    said = current_entry(here.store, access, entry)
    history = here.store.entry_history(access, said.id)
    if len(history) > 1:
        restored = _again(history[1], said, access, history[1].is_new)
        check_in(here.store, here.knowledge, access, restored)
        return redirect("entry", person=person, entry=restored.id)
    if is_phone(request):
        return page(request, "not_on_a_phone.html", status=403)
    here.store.delete_entry(access, said.id)
    messages.success(request, _("Taken back. Nothing of that check-in is kept."))
    return redirect("today", person=person)


def current_entry(store: Store, access: Access, entry: str) -> Entry:
    """Return the entry if it stands now.

    Raises:
        NotFound: there is none, or another has taken its place.
    """
    found = next((e for e in store.timeline(access).entries if e.id == entry), None)
    if found is None:
        raise NotFound
    return found


def _again(what: Entry, replaced: Entry, access: Access, is_new: Answer | None) -> Entry:
    """Return ``what`` as a new entry in place of ``replaced``."""
    return msgspec.structs.replace(
        what,
        id=new_entry_id(),
        written=utc_now(),
        author=access.actor,
        is_new=is_new,
        supersedes=(replaced.id,),
    )
