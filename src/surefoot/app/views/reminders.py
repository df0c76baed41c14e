"""A reminder to take away as a calendar file; nothing is kept and nothing is sent."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from surefoot.app.forms.reminder import ReminderForm
from surefoot.app.views.frame import access_to, page
from surefoot.app.workspace import workspace
from surefoot.model.check import utc_now

# All that a calendar, which others may see, says about it.
_TITLE = "Surefoot"


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, person: str) -> HttpResponse:
    """Ask when; answer with a calendar file."""
    owner = workspace().store.person(access_to(request, person))
    form = ReminderForm(request.POST if request.method == "POST" else None)
    if not (form.is_bound and form.is_valid()):
        return page(request, "reminder.html", owner, {"form": form})
    from surefoot.report.calendar import write_calendar

    written = write_calendar([form.reminder()], _TITLE, utc_now())
    response = HttpResponse(written, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="surefoot.ics"'
    return response
