"""The one page to print or to take along."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from surefoot.app.views.frame import access_to, page
from surefoot.app.words import words
from surefoot.app.workspace import workspace
from surefoot.model.codes import Audience
from surefoot.report.html import view_report
from surefoot.usecases.write_report import write_report


def _audience(request: HttpRequest) -> Audience:
    asked = request.GET.get("for", "")
    return Audience.CLINICIAN if asked == Audience.CLINICIAN else Audience.PERSON


@require_safe
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show the page that is printed."""
    here, access = workspace(), access_to(request, person)
    owner, audience = here.store.person(access), _audience(request)
    report = write_report(here.store, here.knowledge, access, audience)
    context = {"report": view_report(report, words), "audience": audience}
    return page(request, "report.html", owner, context)


@require_safe
def pdf(request: HttpRequest, person: str) -> HttpResponse:
    """Return the page as a PDF file; its name tells nothing about whom or what."""
    here, access = workspace(), access_to(request, person)
    report = write_report(here.store, here.knowledge, access, _audience(request))
    from surefoot.report.pdf import render_pdf  # loads the typesetter

    document = render_pdf(report, words, get_language() or "en")
    response = HttpResponse(document, content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="surefoot.pdf"'
    return response
