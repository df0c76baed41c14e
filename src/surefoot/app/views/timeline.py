"""How heavy the legs were and how the person walked, day by day."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surefoot.app.views.days import days_of
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.pictures import looks_of, span_of, svg
from surefoot.app.views.usual import usual_lines
from surefoot.app.words import words
from surefoot.app.workspace import workspace
from surefoot.model.change import FollowedSeries
from surefoot.model.codes import Measure
from surefoot.model.verdict import Verdict
from surefoot.report.days import whole_span
from surefoot.usecases.follow import change_of_person
from surefoot.usecases.usual_ranges import usual_ranges

#: The weeks that are shown first: long enough for a pattern, short enough to be about now.
_AT_FIRST = "13"


@dataclass(frozen=True, slots=True)
class Choice:
    """How far back a timeline may reach."""

    weeks: str
    label: str


@require_safe
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show heaviness and walking together, as a picture and as a table."""
    here, access = workspace(), access_to(request, person)
    owner, timeline = here.store.person(access), here.store.timeline(access)
    weeks = request.GET.get("weeks", _AT_FIRST)
    first, last = span_of(weeks) or whole_span(timeline) or (None, None)
    context = {
        "first": first,
        "last": last,
        "banded": any(m.measure is Measure.WALKING_SPEED for m in timeline.measurements),
        "days": days_of(timeline, here.store.walks(access), span_of(weeks)),
        "usual": usual_lines(usual_ranges(here.store, here.knowledge, access)),
        "weeks": weeks,
        "choices": [
            Choice("4", _("4 weeks")),
            Choice("13", _("3 months")),
            Choice("52", _("A year")),
            Choice("", _("All")),
        ],
    }
    return page(request, "timeline.html", owner, context)


@require_safe
def picture(request: HttpRequest, person: str, look: str) -> HttpResponse:
    """Return the picture of the timeline."""
    here, access = workspace(), access_to(request, person)
    palette, width = looks_of(look)
    shown = change_of_person(here.store, here.knowledge, access)
    usual: tuple[Verdict | FollowedSeries, ...] = (
        *usual_ranges(here.store, here.knowledge, access),
        *(shown.series if shown else ()),
    )
    span = span_of(request.GET.get("weeks", ""))
    from surefoot.report.pictures import draw_timeline  # loads the drawing library

    return svg(draw_timeline(here.store.timeline(access), usual, words, palette, width, span))
