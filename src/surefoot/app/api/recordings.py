"""Walks come in from phones, and what was measured goes out."""

import dataclasses
import hashlib
import hmac
import logging

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from surefoot.app.api.answers import Refused, answer, api_view
from surefoot.app.api.callers import access_of
from surefoot.app.api.documents import KeptDocument
from surefoot.app.wire import walk_document
from surefoot.app.workspace import workspace
from surefoot.model.people import Access
from surefoot.model.recording import RecordingId
from surefoot.readers.phone_capture import MEDIA_TYPE, read_capture
from surefoot.store.protocol import NotFound, Store
from surefoot.usecases.bring_in import NotAnalysed, bring_in

LOG = logging.getLogger("surefoot.api")

HASH_HEADER = "X-Content-SHA256"


@api_view("POST")
def receive(request: HttpRequest) -> HttpResponse:
    """Keep a phone capture; 201 when it is new, 200 when it was here already.

    The answer is sent only after file and row are on disk. Sending the same again changes nothing.
    """
    access = access_of(request)
    body = _whole_body(request)
    digest = _checked_digest(request, body)
    recording = read_capture(body)
    here = workspace()
    new = not _has(here.store, access, recording.id)
    try:
        bring_in(here.store, here.knowledge, access, recording, recording.header.capture)
    except NotAnalysed:
        # The walk is safe, which is all the phone waits for; it can be measured again later.
        LOG.exception("a kept recording was not measured")
    return answer(KeptDocument(recording.id, digest, new), 201 if new else 200)


@api_view("GET", "HEAD")
def show(request: HttpRequest, recording: str) -> HttpResponse:
    """Return what was measured on a walk: the same document as ``surefoot measure --json``."""
    access = access_of(request)
    store = workspace().store
    walk = store.walk(access, RecordingId(recording))
    if walk.analysis is None:
        raise Refused(409, "api.not-measured")
    kept = store.recording(access, walk.recording)
    # What is said of it now, not what was said when it came.
    header = msgspec.structs.replace(kept.header, capture=walk.capture)
    return answer(walk_document(dataclasses.replace(kept, header=header), walk.analysis))


def _whole_body(request: HttpRequest) -> bytes:
    if request.content_type != MEDIA_TYPE:
        raise Refused(415, "api.media-type", wanted=MEDIA_TYPE)
    if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise Refused(413, "api.too-large")
    return request.body


def _length(request: HttpRequest) -> int:
    said = request.headers.get("Content-Length", "")
    if not said.isascii() or not said.isdigit():
        raise Refused(411, "api.no-length")
    return int(said)


def _checked_digest(request: HttpRequest, body: bytes) -> str:
    """Return the hash of the body, which must be the one the phone took of it."""
    digest = hashlib.sha256(body).hexdigest()
    said = request.headers.get(HASH_HEADER, "").strip().lower()
    if not hmac.compare_digest(digest.encode(), said.encode()):
        raise Refused(400, "api.hash")
    return digest


def _has(store: Store, access: Access, recording: RecordingId) -> bool:
    try:
        store.walk(access, recording)
    except NotFound:
        return False
    return True
