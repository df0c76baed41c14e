"""A try while it runs: today, what was done, pauses, reminders, the plan, and the end."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surefoot.app.forms.trial import DailyReminderForm, PauseForm
from surefoot.app.views.tried import shown_today, shown_try
from surefoot.app.views.tried_plan import plan_lines, schedule_lines
from surefoot.app.views.trying import Trying, trying
from surefoot.app.words import words
from surefoot.model.check import utc_now
from surefoot.model.message import InputProblem
from surefoot.model.trial import MarkKind, Trial
from surefoot.report.calendar import Reminder
from surefoot.usecases.red_flags import open_flags_of
from surefoot.usecases.try_out_day import (
    mark_done,
    mark_fits,
    mark_session,
    pause_trial,
    resume_trial,
    stop_trial,
    stops_met,
)

# All that a calendar, which others may see, says about it.
_TITLE = "Surefoot"
_DONE = (MarkKind.DONE, MarkKind.PARTLY, MarkKind.NOT_DONE)
_FITS = (MarkKind.FITS, MarkKind.FITS_NOT)


@require_safe
def show(request: HttpRequest, person: str, trial: str) -> HttpResponse:
    """Show what today asks for, and how it goes."""
    who = trying(request, person)
    found = who.find(trial)
    running = who.running(found)
    knowledge = who.here.knowledge
    met = stops_met(who.here.store, knowledge, who.access, found.id, who.today)
    context = {
        "shown": shown_try(running, who.owner.id, knowledge),
        "today": shown_today(running, who.owner.id, knowledge),
        "alarms": open_flags_of(who.here.store, knowledge, who.access),
        "met": [knowledge.statement(rule).says for rule in met],
    }
    return who.show("try.html", context)


@require_POST
def mark(request: HttpRequest, person: str, trial: str) -> HttpResponse:
    """Keep in one tap how the day went, whether it counts, or that the pause is over."""
    who = trying(request, person)
    found = who.find(trial)
    try:
        _keep(who, found, _kind(request), _day(request, who))
    except InputProblem as problem:
        messages.info(request, words(problem.message))
    back = "today" if request.POST.get("back") == "today" else "try"
    if back == "today":
        return redirect("today", person=who.owner.id)
    return redirect("try", person=who.owner.id, trial=found.id)


def _kind(request: HttpRequest) -> MarkKind | None:
    said = request.POST.get("mark", "")
    return MarkKind(said) if said in list(MarkKind) else None


def _day(request: HttpRequest, who: Trying) -> date:
    """Return the day the page was about; an old page left open still means its own day."""
    try:
        return date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        return who.today


def _keep(who: Trying, trial: Trial, kind: MarkKind | None, day: date) -> None:
    store, access, now = who.here.store, who.access, utc_now()
    if kind in _DONE:
        mark_done(store, access, trial.id, day, kind, now)
    elif kind in _FITS:
        mark_fits(store, access, trial.id, day, kind is MarkKind.FITS, now)
    elif kind is MarkKind.SESSION:
        mark_session(store, access, trial.id, min(day, who.today), now)
    elif kind is MarkKind.RESUMED:
        resume_trial(store, access, trial.id, now)
    else:
        raise InputProblem("try.nothing-said")


@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, person: str, trial: str) -> HttpResponse:
    """Pause from today on."""
    who = trying(request, person)
    found = who.find(trial)
    form = PauseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        until = form.cleaned_data["until"]
        pause_trial(who.here.store, who.access, found.id, who.today, until, utc_now())
        messages.success(request, _("It pauses. Rest well."))
        return redirect("try", person=who.owner.id, trial=found.id)
    shown = shown_try(who.running(found), who.owner.id, who.here.knowledge)
    return who.show("try_pause.html", {"shown": shown, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, person: str, trial: str) -> HttpResponse:
    """Ask once, then end the try early."""
    who = trying(request, person)
    found = who.find(trial)
    if request.method == "POST":
        if not who.running(found).over:
            stop_trial(who.here.store, who.access, found.id, utc_now())
        return redirect("try-result", person=who.owner.id, trial=found.id)
    shown = shown_try(who.running(found), who.owner.id, who.here.knowledge)
    return who.show("try_stop.html", {"shown": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def remind(request: HttpRequest, person: str, trial: str) -> HttpResponse:
    """Ask at what time; answer with a calendar file that tells nothing but the name."""
    who = trying(request, person)
    found = who.find(trial)
    form = DailyReminderForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        from surefoot.report.calendar import write_calendar

        first = max(who.today, found.schedule[0].day)
        last = max(first, found.schedule[-1].day)
        reminder = Reminder((form.cleaned_data["at"],), first, last_day=last)
        response = HttpResponse(
            write_calendar([reminder], _TITLE, utc_now()),
            content_type="text/calendar; charset=utf-8",
        )
        response.headers["Content-Disposition"] = 'attachment; filename="surefoot.ics"'
        return response
    shown = shown_try(who.running(found), who.owner.id, who.here.knowledge)
    return who.show("try_reminder.html", {"shown": shown, "form": form})


@require_safe
def plan(request: HttpRequest, person: str, trial: str) -> HttpResponse:
    """Show the plan as it was fixed, to read or print; the draw only when it is over."""
    who = trying(request, person)
    found = who.find(trial)
    running = who.running(found)
    context = {
        "shown": shown_try(running, who.owner.id, who.here.knowledge),
        "plan": plan_lines(found, who.here.knowledge, running.over),
        "schedule": schedule_lines(found) if running.over else (),
    }
    return who.show("try_plan.html", context)
