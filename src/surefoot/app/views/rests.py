"""Stop and see: before the walk, when stopping, and at each minute of the rest."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from surefoot.app.forms.check_in import new_entry_id
from surefoot.app.forms.rest import (
    BeforeForm,
    MinuteForm,
    StopForm,
    begun,
    ratings_from,
    with_walk,
)
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.keeping import keep_once
from surefoot.app.workspace import Workspace, workspace
from surefoot.model.check import utc_now
from surefoot.model.codes import Leg
from surefoot.model.entry import Entry
from surefoot.model.people import Access
from surefoot.model.rest import Rest
from surefoot.store.protocol import NotFound, Store
from surefoot.usecases.check_in import alarms_of, check_in
from surefoot.usecases.stop_and_see import (
    minute_meant,
    next_minute,
    walks_to_rest_from,
    with_ratings,
)

_BOTH = (Leg.LEFT, Leg.RIGHT)
# Only walks of the last hours can be the one that somebody rests from.
_LATELY = timedelta(hours=12)


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, person: str) -> HttpResponse:
    """Say what is to be done, and ask how the legs are before the walk."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    form = BeforeForm(_BOTH, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said, actor, fresh = form.cleaned_data, access.actor, new_entry_id()
        entry = keep_once(here, access, lambda before: begun(said, actor, fresh, before))
        return _after(here, access, entry)
    return page(request, "rest_begin.html", owner, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest, person: str, entry: str) -> HttpResponse:
    """Ask for the next rating and keep it at once, so that a locked phone loses nothing."""
    here, access = workspace(), access_to(request, person)
    owner, said = here.store.person(access), _standing(here.store, access, entry)
    rest, now = said.rest, utc_now()
    minute = None if rest is None else next_minute(rest, now)
    if rest is None or minute is None:
        return redirect("entry", person=owner.id, entry=said.id)
    form = _form(request, _walks(here.store, access), rest, minute)
    if form.is_bound and form.is_valid():
        kept = _rated(said, rest, form.cleaned_data, now)
        check_in(here.store, here.knowledge, access, kept)
        return _after(here, access, kept)
    due = None if rest.stopped is None else rest.stopped + timedelta(minutes=minute)
    context = {"form": form, "entry": said, "rest": rest, "minute": minute, "due": due}
    return page(request, "rest.html", owner, context)


def _after(here: Workspace, access: Access, entry: Entry) -> HttpResponse:
    """Lead to the next rating; first to what needs help, where the entry raised that."""
    raised = alarms_of(here.store, here.knowledge, access, entry)
    return redirect("entry" if raised else "rest", person=access.owner, entry=entry.id)


def _form(
    request: HttpRequest, walks: Sequence[tuple[str, str]], rest: Rest, minute: int
) -> MinuteForm:
    legs = tuple(rating.leg for rating in rest.before)
    given = request.POST if request.method == "POST" else None
    initial = {"minute": minute}
    if minute == 0:
        return StopForm(walks, legs, given, initial=initial)
    return MinuteForm(legs, given, initial=initial)


def _walks(store: Store, access: Access) -> list[tuple[str, str]]:
    """Return the recordings that may be of this walk, with when they began."""
    since = utc_now() - _LATELY
    walks = (walk for walk in walks_to_rest_from(store, access) if walk.kept >= since)
    return [(walk.recording, f"{timezone.localtime(walk.started):%H:%M}") for walk in walks]


def _rated(entry: Entry, rest: Rest, said: Mapping[str, Any], now: datetime) -> Entry:
    """Return the entry with the new ratings; a page sent twice corrects what it said first."""
    asked: int = said["minute"]
    rest = with_walk(rest, said) if "walked" in said else rest
    rated = with_ratings(rest, minute_meant(rest, asked, now), ratings_from(said), now)
    return msgspec.structs.replace(
        entry, id=new_entry_id(), written=now, rest=rated, supersedes=(entry.id,)
    )


def _standing(store: Store, access: Access, entry: str) -> Entry:
    """Return the entry, or the one that has taken its place: an old page goes on with the new.

    Raises:
        NotFound: there never was one, or it is deleted.
    """
    for one in store.timeline(access).entries:
        chain = store.entry_history(access, one.id) if one.rest else (one,)
        if any(older.id == entry for older in chain):
            return one
    raise NotFound
