"""One walk: hand it in, see what it gave, correct what was said, delete it."""

import logging
from pathlib import PurePath
from typing import Any

import msgspec
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surefoot.app.door import closed_to_phones
from surefoot.app.forms.person import write_height
from surefoot.app.forms.walk import (
    CorrectionForm,
    UploadForm,
    capture_from,
    correction_from,
    correction_of,
)
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.pictures import looks_of, svg
from surefoot.app.views.walk_rows import (
    missing_of,
    norms_of,
    row_beside,
    rows_of,
    shared_quality,
    tells_feet,
    what_would_help,
)
from surefoot.app.words import words
from surefoot.app.workspace import workspace
from surefoot.model.codes import Placement
from surefoot.model.message import InputProblem
from surefoot.model.people import Access
from surefoot.model.recording import Capture, Recording, RecordingId
from surefoot.readers.budget import DEFAULT_BUDGET
from surefoot.readers.read import read_bytes
from surefoot.report.walk_description import describe_walk
from surefoot.store.protocol import NotFound, Store, Walk
from surefoot.usecases.bring_in import NotAnalysed, bring_in
from surefoot.usecases.correct_walk import correct_walk
from surefoot.usecases.tapping import asymmetry_beside
from surefoot.usecases.usual_ranges import usual_ranges

LOG = logging.getLogger("surefoot.pages")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, person: str) -> HttpResponse:
    """Offer to record a walk or to hand in a file; bring the file in and lead to its result."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    if request.method != "POST":
        form = UploadForm(initial={"height": write_height(owner.height_m)})
        return page(request, "walk_add.html", owner, {"form": form})
    form = UploadForm(request.POST, request.FILES)
    recording = _read(form) if form.is_valid() else None
    if recording is None or not _bring_in(request, form, access, recording):
        return page(request, "walk_add.html", owner, {"form": form})
    return redirect("walk", person=owner.id, recording=recording.id)


def _read(form: UploadForm) -> Recording | None:
    """Return the recording handed in, or None when the form now says what is wrong with it."""
    file = form.cleaned_data["file"]
    said = capture_from(form.cleaned_data, Capture())
    try:
        return read_bytes(PurePath(file.name).name, _content(file), said)
    except InputProblem as problem:
        form.add_error("file", words(problem.message))
        return None


def _bring_in(request: HttpRequest, form: UploadForm, access: Access, recording: Recording) -> bool:
    """Keep and measure a recording; False when the form now says why that cannot be."""
    here = workspace()
    before = _known(here.store, access, recording.id)
    try:
        bring_in(here.store, here.knowledge, access, recording, recording.header.capture)
    except InputProblem as problem:
        form.add_error("file", words(problem.message))
        return False
    except NotAnalysed:
        LOG.exception("a kept walk was not measured")
    if before is not None:
        _say_known(request, access, before, form.cleaned_data["placement"])
    return True


def _known(store: Store, access: Access, recording: RecordingId) -> Walk | None:
    try:
        return store.walk(access, recording)
    except NotFound:
        return None


def _say_known(request: HttpRequest, access: Access, walk: Walk, placement: Placement) -> None:
    """Say that a walk was here already; another placement than before is a correction."""
    here = workspace()
    if placement in (Placement.UNKNOWN, walk.capture.placement):
        messages.success(request, _("You already have this recording. Here it is."))
        return
    capture = msgspec.structs.replace(walk.capture, placement=placement)
    correct_walk(here.store, here.knowledge, access, walk.recording, capture)
    messages.success(
        request, _("You already have this recording. It is measured again with what you said now.")
    )


def _content(file: UploadedFile) -> bytes:  # type: ignore[type-arg]
    """Return the bytes of a file, at most one more than a reader takes: it says "too large"."""
    content: bytes = file.read(DEFAULT_BUDGET.file_bytes + 1)
    return content


@require_safe
def show(request: HttpRequest, person: str, recording: str) -> HttpResponse:
    """Show what a walk gave, how sure that is, and what could not be measured."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    walk = here.store.walk(access, RecordingId(recording))
    context: dict[str, Any] = {"walk": walk}
    if walk.analysis is not None:
        before = walk.started
        verdicts = usual_ranges(here.store, here.knowledge, access, before)
        protocol = walk.capture.protocol
        rows = rows_of(walk.analysis, protocol, verdicts)
        asymmetry = asymmetry_beside(here.store, access, walk.recording)
        rows += (row_beside(asymmetry),) if asymmetry else ()
        context |= {
            "shared": shared_quality(rows),
            "asks_for": what_would_help(walk.analysis),
            "tells_feet": walk.capture.swap_feet or tells_feet(walk.analysis),
            "rows": rows,
            "first": [row for row in rows if row.comes_first],
            "more": [row for row in rows if not row.comes_first],
            "missing": missing_of(walk.analysis),
            "norms": norms_of(walk.analysis, walk.capture, here.knowledge),
            "described": describe_walk(walk.analysis) if walk.analysis.initial_contacts else None,
        }
    return page(request, "walk.html", owner, context)


@require_safe
def picture(request: HttpRequest, person: str, recording: str, look: str) -> HttpResponse:
    """Return the picture of a walk."""
    store, access = workspace().store, access_to(request, person)
    palette, width = looks_of(look)
    walk = store.walk(access, RecordingId(recording))
    if walk.analysis is None:
        raise NotFound
    samples = store.recording(access, walk.recording)
    from surefoot.report.pictures import draw_walk  # loads the drawing library

    return svg(draw_walk(samples, walk.analysis, words, palette, width))


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, person: str, recording: str) -> HttpResponse:
    """Correct what was said about a walk, and measure it again."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    walk = here.store.walk(access, RecordingId(recording))
    given = request.POST if request.method == "POST" else None
    form = CorrectionForm(given, initial=correction_of(walk))
    if given is not None and form.is_valid():
        capture = correction_from(form.cleaned_data, walk)
        correct_walk(here.store, here.knowledge, access, walk.recording, capture)
        messages.success(request, _("Corrected, and measured again."))
        return redirect("walk", person=owner.id, recording=walk.recording)
    return page(request, "walk_correct.html", owner, {"form": form, "walk": walk})


@require_POST
def swap_feet(request: HttpRequest, person: str, recording: str) -> HttpResponse:
    """Take left for right in one walk, and back when asked again."""
    here, access = workspace(), access_to(request, person)
    walk = here.store.walk(access, RecordingId(recording))
    swapped = msgspec.structs.replace(walk.capture, swap_feet=not walk.capture.swap_feet)
    correct_walk(here.store, here.knowledge, access, walk.recording, swapped)
    if swapped.swap_feet:
        messages.success(request, _("Left and right are swapped for this walk."))
    else:
        messages.success(request, _("Left and right are back as they were measured."))
    return redirect("walk", person=person, recording=walk.recording)


@require_POST
def measure_again(request: HttpRequest, person: str, recording: str) -> HttpResponse:
    """Measure a walk that is kept, where that failed before."""
    here, access = workspace(), access_to(request, person)
    walk = here.store.walk(access, RecordingId(recording))
    try:
        correct_walk(here.store, here.knowledge, access, walk.recording, walk.capture)
    except InputProblem:
        raise
    except Exception:
        LOG.exception("a kept walk was not measured")
        messages.error(
            request, _("It could not be measured this time either. The recording is kept.")
        )
    else:
        messages.success(request, _("The recording is measured now."))
    return redirect("walk", person=person, recording=walk.recording)


@closed_to_phones
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, person: str, recording: str) -> HttpResponse:
    """Delete a walk with all that was measured on it, after saying what that means."""
    store, access = workspace().store, access_to(request, person)
    owner, walk = store.person(access), store.walk(access, RecordingId(recording))
    if request.method == "POST":
        store.delete_walk(access, walk.recording)
        messages.success(request, _("The recording is deleted."))
        return redirect("today", person=owner.id)
    return page(request, "walk_delete.html", owner, {"walk": walk})
