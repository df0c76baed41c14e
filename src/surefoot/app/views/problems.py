"""Pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

from surefoot.app.door import open_to_all


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for an address that leads nowhere."""
    del exception
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Return the page for a request that cannot be read."""
    del exception
    return render(request, "400.html", status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page for a mistake of ours; nothing that could break again is used for it."""
    del request
    return HttpResponse(get_template("500.html").render(), status=500)


@open_to_all
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a form that was open too long, or came from elsewhere."""
    del reason
    return render(request, "from_elsewhere.html", status=403)
