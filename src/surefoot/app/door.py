"""The locked door at home (decision 13): a one-time token opens it, a cookie keeps it open.

Another program, another person on the network or a web page in the same browser must not read a
diary. So every page needs the cookie, and every change must come from a page of our own.
"""

import hashlib
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from surefoot.app.home import make_home
from surefoot.app.workspace import workspace
from surefoot.model.check import utc_now
from surefoot.model.people import ActorId
from surefoot.store.rules import is_device

#: Who opens the door with the printed address: the people of this home, who share its machine.
HOUSEHOLD = ActorId("household")

_LIFE_OF_A_TOKEN = timedelta(hours=12)
_ACTOR = "actor"
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")

GetResponse = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


# --- tokens --------------------------------------------------------------------------------------


def issue_token(home: Path) -> str:
    """Return a new one-time token and make every older one useless.

    Only its hash is kept, as the name of an empty file, so a copy of the folder opens nothing.
    """
    folder = _token_folder(home)
    for old in folder.iterdir():
        old.unlink(missing_ok=True)
    token = secrets.token_urlsafe(24)
    (folder / _digest(token)).touch(mode=0o600)
    return token


def spend_token(home: Path, token: str) -> bool:
    """Return whether the token was good. It is not good again: the file can go only once."""
    file = _token_folder(home) / _digest(token)
    try:
        age = utc_now().timestamp() - file.stat().st_mtime
        file.unlink()
    except FileNotFoundError:
        return False
    return age < _LIFE_OF_A_TOKEN.total_seconds()


def _token_folder(home: Path) -> Path:
    make_home(home)
    folder = home / "door"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    return folder


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


# --- sessions ------------------------------------------------------------------------------------


def let_in(request: HttpRequest, actor: ActorId) -> None:
    """Open the door for this browser under a new session key."""
    request.session.flush()
    request.session[_ACTOR] = actor


def show_out(request: HttpRequest) -> None:
    """Close the door for this browser."""
    request.session.flush()


def actor_of(request: HttpRequest) -> ActorId | None:
    """Return who is at the door, or None when it is closed.

    A phone that was taken off finds it closed, in every browser it had opened.
    """
    actor = ActorId(request.session.get(_ACTOR, ""))
    if is_device(actor) and not workspace().store.is_paired(actor):
        show_out(request)
        return None
    return actor or None


def known_actor(request: HttpRequest) -> ActorId:
    """Return who asks, on a page behind the door."""
    actor = actor_of(request)
    if actor is None:
        raise RuntimeError("a page behind the door was reached without an actor")
    return actor


def closed_to_phones(view: View) -> View:
    """Mark a view that adds people, changes them or deletes: a phone may only keep and read."""
    view.closed_to_phones = True  # type: ignore[attr-defined]
    return view


def is_phone(request: HttpRequest) -> bool:
    """Whether a connected phone is at the door, rather than the household."""
    return is_device(actor_of(request) or ActorId(""))


def open_to_all(view: View) -> View:
    """Mark a view that checks for itself who may come, or shows nothing private."""
    view.open_to_all = True  # type: ignore[attr-defined]
    return view


# --- the checks on every request -----------------------------------------------------------------


class Door:
    """Shows how to open Surefoot instead of any page, until the door is open."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Stop at the door, unless it is open for this view or the view is open to all."""
        del args, kwargs
        if getattr(view, "open_to_all", False):
            return None
        if not actor_of(request):
            return render(request, "locked.html", status=403)
        if getattr(view, "closed_to_phones", False) and is_phone(request):
            return render(request, "not_on_a_phone.html", status=403)
        return None


class SameOrigin:
    """Refuses what another web page asks for, whatever cookies it managed to send."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 403 to a request from elsewhere."""
        if is_from_elsewhere(request):
            return render(request, "from_elsewhere.html", status=403)
        return self._get_response(request)


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether another site sent this request to change, embed or read something.

    Following a link from elsewhere to a page is allowed; the Strict cookie stays at home then.
    """
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    if request.method in _SAFE_METHODS:
        follows_link = request.headers.get("Sec-Fetch-Mode") == "navigate"
        return site in ("cross-site", "same-site") and not follows_link
    own = f"{request.scheme}://{request.get_host()}"
    return site != "same-origin" or request.headers.get("Origin", own) != own


class Privacy:
    """Keeps pages out of caches and other windows, and allows only the sensors that are used."""

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers to every answer."""
        response = self._get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy",
            "accelerometer=(self), gyroscope=(self), magnetometer=(), camera=(), microphone=(), "
            "geolocation=(), payment=(), usb=()",
        )
        return response
