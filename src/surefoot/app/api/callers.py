"""Who asks: a connected phone by its token, or a browser behind the door."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from surefoot.app.api.answers import Refused
from surefoot.app.door import actor_of
from surefoot.app.serve.pairing import hash_token
from surefoot.app.workspace import workspace
from surefoot.model.people import Access, ActorId, PersonId

#: Names the person a browser acts for; a phone acts for one person only and needs no such header.
PERSON_HEADER = "X-Surefoot-Person"
_SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks; ``owner`` is set for a phone, which acts for one person only."""

    actor: ActorId
    owner: PersonId | None = None


def caller_of(request: HttpRequest) -> Caller:
    """Return who asks.

    Raises:
        Refused: nobody known: the phone was taken off, the door is closed, or the request comes
            from another site.
    """
    token = _bearer_token(request)
    if token is not None:
        return _phone(token)
    actor = actor_of(request)
    if actor is None:
        raise Refused(401, "api.door-closed")
    if request.method not in _SAFE_METHODS:
        _require_csrf(request)
    return Caller(actor)


def access_of(request: HttpRequest) -> Access:
    """Return who asks and for whom; whether they may is the store's to say.

    Raises:
        Refused: nobody known, or a browser that does not say for whom.
    """
    caller = caller_of(request)
    named = request.headers.get(PERSON_HEADER, "")
    owner = caller.owner or named
    if not owner:
        raise Refused(400, "api.no-person")
    if named and named != owner:
        raise Refused(404, "api.not-found")
    return Access(PersonId(owner), caller.actor)


def _bearer_token(request: HttpRequest) -> str | None:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else None


def _phone(token: str) -> Caller:
    device = workspace().store.device(hash_token(token))
    if device is None:
        raise Refused(401, "api.phone-unknown")
    return Caller(device.actor, device.owner)


class _CsrfCheck(CsrfViewMiddleware):
    """Django's check, answering with a reason instead of a page."""

    def _reject(self, request: HttpRequest, reason: str) -> HttpResponse:
        del request
        raise Refused(403, "api.from-elsewhere") from ValueError(reason)


def _unused(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def _require_csrf(request: HttpRequest) -> None:
    _CsrfCheck(_unused).process_view(request, _unused, (), {})
