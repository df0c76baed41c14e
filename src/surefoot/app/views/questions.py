"""The questions about heavy legs: one a screen, each answer kept at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from surefoot.app.forms.answers import answers_entry, values_given
from surefoot.app.forms.check_in import new_entry_id
from surefoot.app.views.alarms import numbers_of
from surefoot.app.views.asked import (
    answers_for_other,
    finding_of,
    set_for_other,
    shown_question,
    slug_of,
)
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.keeping import keep_once
from surefoot.app.workspace import Workspace, workspace
from surefoot.knowledge.kinds import FindingFact
from surefoot.model.check import utc_now
from surefoot.model.codes import Urgency
from surefoot.model.entry import Entry, GivenAnswer
from surefoot.model.people import Access, Person
from surefoot.model.reasoning import Alarm
from surefoot.reasoning.safety import could_not_check
from surefoot.usecases.explain import alarms_now, findings_now, question_chooser
from surefoot.usecases.first_session import (
    Part,
    Screen,
    Session,
    next_screen,
    pressing_questions,
    session_of,
)
from surefoot.usecases.questions import answered_entry, answers_of, check_answers
from surefoot.usecases.something_new import Then, look_ahead

#: Shown at the address of a tick list instead of a question's.
_LISTS = ("a", "b")
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks whom, and where everything is kept."""

    here: Workspace
    access: Access
    owner: Person
    other: bool

    def session(self) -> Session:
        """Return what was asked so far."""
        return session_of(self.here.store.timeline(self.access), self.here.knowledge)

    def unchecked(self) -> bool:
        """Whether so much was passed over that emergencies could not be checked for."""
        answered = answers_of(self.here.store.timeline(self.access)).values()
        given = [GivenAnswer(one.finding, value) for one in answered for value in one.values]
        return could_not_check(given, self.here.knowledge)

    def alarms(self) -> tuple[Alarm, ...]:
        """Return the red flags that stand open now."""
        return alarms_now(self.here.store, self.here.knowledge, self.access)


def asking(request: HttpRequest, person: str) -> Asking:
    """Return who asks whom; refuses those without access."""
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    return Asking(here, access, owner, answers_for_other(request, owner.id))


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, person: str) -> HttpResponse:
    """Say what comes, and for whom the answers are; then lead to where it was left."""
    who = asking(request, person)
    if request.method == "POST":
        set_for_other(request, who.owner.id, request.POST.get("whose") == "other")
        return go_on(who)
    answered = answers_of(who.here.store.timeline(who.access))
    context = {"begun": bool(answered), "other": who.other, "asked": len(who.session().asked)}
    return page(request, "questions.html", who.owner, context)


@require_safe
def go(request: HttpRequest, person: str) -> HttpResponse:
    """Lead to the screen that is next."""
    return go_on(asking(request, person))


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, person: str, asked: str) -> HttpResponse:
    """Ask one question; keep the answer; lead on."""
    who = asking(request, person)
    fact = finding_of(who.here.knowledge, asked)
    if request.method == "POST":
        return _kept(request, who, fact) or go_on_calmly(who)
    return _asked(request, who, fact)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, person: str, asked: str) -> HttpResponse:
    """Ask again what has changed since; then show all answers."""
    who = asking(request, person)
    fact = finding_of(who.here.knowledge, asked)
    if request.method == "POST":
        return _kept(request, who, fact) or redirect("answers", person=person)
    return _asked(request, who, fact, then="answers")


@require_http_methods(["GET", "HEAD", "POST"])
def put_right(request: HttpRequest, person: str, asked: str) -> HttpResponse:
    """Ask again what was a slip of the finger; the new answer takes the old one's place."""
    who = asking(request, person)
    fact = finding_of(who.here.knowledge, asked)
    if request.method == "POST":
        return _kept(request, who, fact, slip=True) or go_on_calmly(who)
    return _asked(request, who, fact, then="answers")


def go_on(who: Asking) -> HttpResponse:
    """Lead to the next screen, or to the explanation when enough is asked.

    While something needs help now, that stands before every question.
    """
    if _is_emergency(who.alarms()):
        return redirect("read-first", person=who.owner.id)
    return go_on_calmly(who)


def go_on_calmly(who: Asking) -> HttpResponse:
    """Lead to the next screen, or to the explanation, what needs help having been read."""
    screen = _next(who)
    if screen is None:
        return redirect("why", person=who.owner.id)
    if screen.part is Part.SAFETY:
        return redirect("tick-list", person=who.owner.id, which=_LISTS[screen.number - 1])
    return redirect("question", person=who.owner.id, asked=slug_of(screen.findings[0]))


def _next(who: Asking) -> Screen | None:
    here, now = who.here, utc_now()
    timeline = here.store.timeline(who.access)
    findings = findings_now(here.store, here.knowledge, who.access, now)
    pressing = pressing_questions(timeline, findings, here.knowledge, now)
    choose = question_chooser(findings, here.knowledge)
    return next_screen(who.session(), timeline, now, choose, pressing)


def _kept(
    request: HttpRequest, who: Asking, fact: FindingFact, slip: bool = False
) -> HttpResponse | None:
    """Keep the answer of a page; return the page it must lead to, if it must lead to one.

    What somebody does not know, and an alarm would rest on, is asked once more before that alarm
    is shown. Else an alarm comes before all; one shown alone, with its own gentle questions.
    """
    before = set(who.alarms())
    kept = _keep(request, who, fact, slip)
    if _may_be_unclear(kept):
        ahead = look_ahead(who.here.store, who.here.knowledge, who.access, kept)
        if ahead.then is Then.CLARIFY:
            return redirect("more-questions", person=who.owner.id, then="questions", entry=kept.id)
    now = who.alarms()
    if _stands_alone(who, set(now) - before):
        return redirect("checked", person=who.owner.id, entry=kept.id)
    stops = set(now) - before or _is_emergency(now)
    return redirect("read-first", person=who.owner.id) if stops else None


def _stands_alone(who: Asking, alarms: Iterable[Alarm]) -> bool:
    return any(who.here.knowledge.red_flag(alarm.rule).alone for alarm in alarms)


def _is_emergency(alarms: Iterable[Alarm]) -> bool:
    return any(alarm.level is Urgency.EMERGENCY for alarm in alarms)


def _may_be_unclear(kept: Entry) -> bool:
    return any(given.value == UNKNOWN for given in kept.answers)


def _keep(request: HttpRequest, who: Asking, fact: FindingFact, slip: bool) -> Entry:
    values, timeline = values_given(request.POST), who.here.store.timeline(who.access)
    drawn = request.POST.get("entry", "")

    def make(kept: Entry | None) -> Entry:
        fresh = answers_entry(fact.id, values, who.access.actor, new_entry_id() if kept else drawn)
        return answered_entry(fresh, timeline, kept, slip)

    check_answers(who.here.knowledge, make(None).answers)
    return keep_once(who.here, who.access, make)


def _asked(request: HttpRequest, who: Asking, fact: FindingFact, then: str = "") -> HttpResponse:
    answered = answers_of(who.here.store.timeline(who.access))
    session = who.session()
    context = {
        "question": shown_question(fact, answered.get(fact.id), who.other),
        "screen": session.screen_of(fact.id),
        "previous": _previous(session, fact.id),
        "then": then,
        "other": who.other,
        "unchecked": who.unchecked(),
        "numbers": numbers_of(who.here.knowledge, who.owner.country),
    }
    return page(request, "question.html", who.owner, context)


def _previous(session: Session, finding: str) -> str:
    """Return the address of the question before this one; empty at the first."""
    order = (*session.about, *session.asked)
    place = order.index(finding) if finding in order else len(order)
    return slug_of(order[place - 1]) if place else ""
