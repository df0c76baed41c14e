"""The page that records a walk, and the worker that keeps it at hand without a connection."""

import hashlib
import json
import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from surefoot.app.door import open_to_all
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.script_words import script_words
from surefoot.app.views.statics import FOLDER
from surefoot.app.workspace import workspace
from surefoot.model.codes import Placement

#: Where a phone can be while walking, the usual place first; thigh and shoe are for foot tapping.
#: A wrist holds no phone.
_PLACES = (
    Placement.POCKET,
    Placement.LOWER_BACK,
    Placement.BELT_FRONT,
    Placement.HAND,
    Placement.BAG,
    Placement.THIGH,
    Placement.SHOE,
    Placement.UNKNOWN,
)
#: Seconds to put the phone away.
_COUNTDOWNS = (10, 5, 20)

_STATIC_FILE = re.compile(r'(?:src|href)="(/static/[^"]+)"')


@require_safe
def record(request: HttpRequest, person: str) -> HttpResponse:
    """Show the page that records a walk of this person."""
    owner = workspace().store.person(access_to(request, person))
    return page(request, "record.html", owner, _context(owner.id))


@open_to_all
@require_safe
def shell(request: HttpRequest) -> HttpResponse:
    """Show the same page without anybody's name: a phone keeps it for when there is no connection.

    Who may send walks is checked when they are sent.
    """
    return render(request, "record.html", _context(""))


@open_to_all
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Return the service worker, with the files of the page as they are now."""
    del request
    files = _shell_files()
    about = {"version": _version(files), "page": reverse("record-shell"), "files": list(files)}
    code = (FOLDER / "capture" / "worker.js").read_text(encoding="utf-8")
    body = f"self.SUREFOOT_SHELL = {json.dumps(about)};\n{code}"
    response = HttpResponse(body, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _context(person: str) -> dict[str, object]:
    return {
        "places": _PLACES,
        "countdowns": _COUNTDOWNS,
        "words": script_words("record."),
        "settings": {"person": person, "countdowns": _COUNTDOWNS},
    }


def _shell_files() -> tuple[str, ...]:
    """Return the addresses of every file the page without a name needs."""
    page_text = _shell_page()
    named = _STATIC_FILE.findall(page_text)
    modules = [reverse("static", args=[f"capture/{file}"]) for file in _capture_files()]
    return tuple(dict.fromkeys([*named, *modules]))


def _shell_page() -> str:
    return render_to_string("record.html", {**_context(""), "door_is_open": False})


def _capture_files() -> list[str]:
    folder = FOLDER / "capture"
    return sorted(f.name for f in folder.iterdir() if f.suffix in (".js", ".css"))


def _version(files: tuple[str, ...]) -> str:
    """Return a hash of everything the phone would keep: it changes when anything does."""
    digest = hashlib.sha256(_shell_page().encode())
    prefix = reverse("static", args=["x"])[:-1]
    for file in files:
        digest.update(file.encode())
        digest.update((FOLDER / file.removeprefix(prefix)).read_bytes())
    return digest.hexdigest()[:16]
