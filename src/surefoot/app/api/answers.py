"""Every answer of the API is JSON, also when something is wrong."""

import logging
from collections.abc import Callable
from functools import wraps

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from surefoot.app.api.documents import ErrorDocument, Problem
from surefoot.app.door import open_to_all
from surefoot.app.words import words
from surefoot.model.codec import encode
from surefoot.model.message import InputProblem, Message
from surefoot.store.protocol import NotAllowed, NotFound

LOG = logging.getLogger("surefoot.api")

View = Callable[..., HttpResponse]

# The phone tries these again later; anything else is about the walk itself and stays as it is.
_NO_ROOM = frozenset({"store.disk-full", "store.over-budget"})


class Refused(Exception):
    """The request is not done: an HTTP status, and why."""

    def __init__(self, status: int, message_id: str, **params: str | int | float) -> None:
        super().__init__(status, message_id)
        self.status = status
        self.message = Message(message_id, dict(params))


_MISTAKE = Refused(500, "api.mistake")


def answer(document: msgspec.Struct, status: int = 200) -> HttpResponse:
    """Return a document as JSON."""
    return HttpResponse(encode(document), status=status, content_type="application/json")


def api_view(*methods: str) -> Callable[[View], View]:
    """Make a view of the API: these methods only, its own check of who asks, errors as JSON."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **places: str) -> HttpResponse:
            if request.method not in methods:
                refusal = _refuse(Refused(405, "api.method"))
                refusal.headers["Allow"] = ", ".join(methods)
                return refusal
            return _answered(view, request, places)

        # Who asks is checked in the view: a device token, or a session with its CSRF token.
        return csrf_exempt(open_to_all(guarded))

    return decorate


def _answered(view: View, request: HttpRequest, places: dict[str, str]) -> HttpResponse:
    try:
        return view(request, **places)
    except Exception as problem:
        refused = _refusal(problem)
        if refused is _MISTAKE:
            LOG.exception("the API failed", extra={"request": request, "status_code": 500})
        return _refuse(refused)


def _refusal(problem: Exception) -> Refused:
    match problem:
        case Refused():
            refused = problem
        case NotAllowed() | NotFound():
            # Not allowed and not there look the same from outside.
            refused = Refused(404, "api.not-found")
        case InputProblem(message=message):
            refused = Refused(507 if message.id in _NO_ROOM else 422, message.id, **message.params)
        case RequestDataTooBig():
            refused = Refused(413, "api.too-large")
        case UnreadablePostError():
            refused = Refused(400, "api.broken-off")
        case _:
            refused = _MISTAKE
    return refused


def _refuse(refused: Refused) -> HttpResponse:
    message = refused.message
    return answer(ErrorDocument(Problem(message.id, words(message))), refused.status)
