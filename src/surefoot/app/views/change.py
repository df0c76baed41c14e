"""Whether something changed: in one sentence and one picture, and all that belongs to it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from surefoot.app.change_words import say_change
from surefoot.app.views.alarms import numbers_of, shown_alarms
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.pictures import looks_of, svg
from surefoot.app.words import words
from surefoot.app.workspace import Workspace, workspace
from surefoot.course.change.outcomes import OUTCOMES
from surefoot.course.change.shown import Shown
from surefoot.model.change import FollowedSeries
from surefoot.model.check import utc_now
from surefoot.model.people import Access
from surefoot.model.timeline import Timeline
from surefoot.usecases.follow import (
    asked_lately,
    change_if_known,
    change_of_person,
    met_lately,
)
from surefoot.usecases.red_flags import open_flags_of

# With fewer values there is nothing to see in a picture.
_LEAST = 5


@require_safe
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show what is known of a change, open red flags first."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    flags = open_flags_of(here.store, here.knowledge, access)
    context = {
        "alarms": shown_alarms([flag.alarm for flag in flags], here.knowledge, owner),
        "numbers": numbers_of(here.knowledge, owner.country),
        **shown_state(here, access, change_of_person(here.store, here.knowledge, access)),
    }
    return page(request, "change.html", owner, context)


@require_safe
def picture(request: HttpRequest, person: str, look: str) -> HttpResponse:
    """Return the picture of the outcome that tells most."""
    here, access = workspace(), access_to(request, person)
    palette, width = looks_of(look)
    shown = change_of_person(here.store, here.knowledge, access)
    series = telling_series(shown) if shown else None
    if shown is None or series is None:
        raise Http404
    from surefoot.report.pictures import draw_change  # loads the drawing library

    return svg(draw_change(shown.change, series, words, palette, width))


def telling_series(shown: Shown) -> FollowedSeries | None:
    """Return what to draw: what moved most surely for the worse, else what is measured first."""
    moved = {(s.measure, s.leg) for s in shown.change.sizes if s.high < 0.0 or s.low > 0.0}
    order = {measure: place for place, measure in enumerate(OUTCOMES)}
    return min(
        shown.series,
        key=lambda one: ((one.measure, one.leg) not in moved, order[one.measure], -len(one.days)),
        default=None,
    )


def shown_state(here: Workspace, access: Access, shown: Shown | None) -> dict[str, Any]:
    """Return what ``parts/state.html`` and its page show of a change."""
    if shown is None:
        return {"said": None, "known": True}
    timeline, now = here.store.timeline(access), utc_now()
    series = telling_series(shown)
    asked = asked_lately(timeline, here.knowledge, now)
    met = met_lately(timeline, here.knowledge, now) if shown.change.tier1 else ()
    return {
        "said": say_change(shown.change, words, asked, met),
        "known": True,
        "drawn": series is not None and len(series.days) >= _LEAST,
        "tier1": shown.change.tier1,
    }


def state_if_known(here: Workspace, access: Access, timeline: Timeline) -> dict[str, Any]:
    """Return the same for a page that must not wait: what was worked out before, or where to ask.

    ``followed`` is false where there is nothing yet that could be followed.
    """
    followed = any(m.measure in OUTCOMES for m in timeline.measurements)
    followed = followed or any(entry.ratings for entry in timeline.entries)
    if not followed:
        return {"followed": False}
    known, shown = change_if_known(timeline, here.knowledge)
    state = shown_state(here, access, shown) if known else {"said": None, "known": False}
    return {"followed": True, **state}
