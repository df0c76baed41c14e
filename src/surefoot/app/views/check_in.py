"""The check-in: a new diary entry."""

from collections.abc import Mapping
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from surefoot.app.forms.check_in import (
    CheckInForm,
    entry_from,
    new_entry_id,
    says_the_same,
)
from surefoot.app.forms.moment import moment_shown
from surefoot.app.views.frame import access_to, page
from surefoot.app.workspace import Workspace, workspace
from surefoot.model.entry import Entry, EntryId
from surefoot.model.people import Access
from surefoot.model.recording import RecordingId
from surefoot.store.protocol import NotFound, Store
from surefoot.usecases.check_in import check_in as keep_check_in


@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, person: str) -> HttpResponse:
    """Ask how the legs are; keep the answer; lead to what it means."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    given = request.POST if request.method == "POST" else None
    form = CheckInForm(given, initial=_moment_of_walk(request, here.store, access))
    if form.is_bound and form.is_valid():
        entry = _keep_once(here, access, form.cleaned_data)
        return redirect("entry", person=owner.id, entry=entry.id)
    return page(request, "check_in.html", owner, {"form": form})


@require_POST
def could_not_walk(request: HttpRequest, person: str) -> HttpResponse:
    """Keep in one tap that there was no walk today, and why."""
    return check_in(request, person)


def _keep_once(here: Workspace, access: Access, said: Mapping[str, Any]) -> Entry:
    """Keep the answers and return the entry that now holds them.

    The same page sent again is the same entry, or, with other answers, its correction. An entry
    that was taken back or changed elsewhere since is left alone: the page then makes a new one.
    """
    entry = entry_from(said, access.actor)
    standing = {e.id: e for e in here.store.timeline(access).entries}
    before = standing.get(entry.id)
    if before is not None and says_the_same(before, entry):
        return before
    if before is not None:
        entry = entry_from(said, access.actor, replaces=before)
    elif _was_used(here.store, access, entry.id):
        entry = msgspec.structs.replace(entry, id=new_entry_id())
    keep_check_in(here.store, here.knowledge, access, entry)
    return entry


def _was_used(store: Store, access: Access, entry: EntryId) -> bool:
    try:
        store.entry(access, entry)
    except NotFound:
        return any(left.id == entry for left in store.tombstones(access))
    return True


def _moment_of_walk(request: HttpRequest, store: Store, access: Access) -> dict[str, Any]:
    """Return day and time of the walk that led here, so that both stand together later."""
    recording = request.GET.get("walk")
    if not recording:
        return {}
    return moment_shown(store.walk(access, RecordingId(recording)).started)
