"""What a try showed: for the person, for the team, and as a picture."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from surefoot.app.views.pictures import looks_of, svg
from surefoot.app.views.tried import shown_try
from surefoot.app.views.tried_plan import rows_of, team_parts
from surefoot.app.views.tried_result import drawing_of, shown_result, together
from surefoot.app.views.trying import Trying, trying
from surefoot.app.words import name, words
from surefoot.model.trial import Trial
from surefoot.model.trial_answer import TrialResult
from surefoot.report.dates import write_day
from surefoot.usecases.try_out_result import pooled_effect, result_in


def _result(who: Trying, trial: Trial) -> TrialResult:
    return result_in(trial, who.timeline, who.here.knowledge, who.today)


@require_safe
def show(request: HttpRequest, person: str, trial: str) -> HttpResponse:
    """Show the answer; nothing before the last day, so that nobody bends what is left."""
    who = trying(request, person)
    found = who.find(trial)
    running = who.running(found)
    if not running.over:
        return redirect("try", person=who.owner.id, trial=found.id)
    result = _result(who, found)
    pooled = pooled_effect(who.here.store, who.here.knowledge, who.access, found.id, who.today)
    context = {
        "shown": shown_try(running, who.owner.id, who.here.knowledge),
        "result": shown_result(result, who.here.knowledge),
        "together": together(result, pooled),
    }
    return who.show("try_result.html", context)


@require_safe
def for_team(request: HttpRequest, person: str, trial: str) -> HttpResponse:
    """Show the report of a try as a clinician reads it."""
    who = trying(request, person)
    found = who.find(trial)
    running = who.running(found)
    if not running.over:
        return redirect("try", person=who.owner.id, trial=found.id)
    result, knowledge = _result(who, found), who.here.knowledge
    context = {
        "shown": shown_try(running, who.owner.id, knowledge),
        "result": shown_result(result, knowledge),
        "parts": team_parts(result, knowledge, tuple(_harms(who, result))),
        "rows": rows_of(result),
    }
    return who.show("try_team.html", context)


def _harms(who: Trying, result: TrialResult) -> Iterator[str]:
    """Yield what happened on the days of the try, as it was written down."""
    if not result.points:
        return
    first, last = result.points[0].day, result.points[-1].day
    said = gettext("{day}: {what}")
    for entry in who.timeline.entries:
        day = entry.lived.astimezone(who.zone).date()
        if first <= day <= last:
            for event in entry.events:
                yield said.format(day=write_day(day, words), what=name(event))


@require_safe
def picture(request: HttpRequest, person: str, trial: str, look: str) -> HttpResponse:
    """Return the picture of a try that is over."""
    who = trying(request, person)
    found = who.find(trial)
    palette, width = looks_of(look)
    result = _result(who, found)
    if not result.finished or not result.points:
        raise Http404
    from surefoot.report.trial_picture import draw_trial  # loads the drawing library

    return svg(draw_trial(drawing_of(result), words, palette, width))
