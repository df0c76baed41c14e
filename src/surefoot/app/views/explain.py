"""Why the legs may be heavy: the explanation for the person and for the clinician."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from surefoot.app.views.frame import page
from surefoot.app.views.questions import asking


@require_safe
def why(request: HttpRequest, person: str) -> HttpResponse:
    """Show what fits the answers of a person."""
    who = asking(request, person)
    return page(request, "why.html", who.owner, {})
