"""Something is new or feels wrong: two lists to tick, a few questions, then what they mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from surefoot.app.forms.something_new import answers_entry, answers_given, lists_given
from surefoot.app.views.alarms import numbers_of, shown_alarms
from surefoot.app.views.asked import ShownQuestion, answers_for_other, shown_question
from surefoot.app.views.frame import access_to, page
from surefoot.app.views.keeping import keep_once
from surefoot.app.workspace import Workspace, workspace
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.ticks import Tick, TickGroup, TickList
from surefoot.model.entry import Entry, EntryId, GivenAnswer
from surefoot.model.message import InputProblem
from surefoot.model.people import Access
from surefoot.reasoning.safety import ticks_of
from surefoot.usecases.check_in import check_in
from surefoot.usecases.questions import answered_entry, answers_of, check_answers
from surefoot.usecases.red_flags import open_flags_of
from surefoot.usecases.something_new import (
    Then,
    answers_of_lists,
    gentle_questions,
    look_ahead,
    passed_over,
    put_right,
    says_too_little,
    since,
)

#: Where the person came from, and goes on to: the lists by themselves, or the questions.
ALONE, QUESTIONS = "done", "questions"
#: The lists as the questions number them.
_LISTS = {"a": TickList.NOW, "b": TickList.DAYS}


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The lines of one list that belong together."""

    group: TickGroup
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class ShownList:
    """One safety list."""

    which: TickList
    groups: tuple[ShownGroup, ...]


def shown_lists(knowledge: Knowledge, which: Iterable[TickList]) -> tuple[ShownList, ...]:
    """Return lists with their lines by group, as ``parts/tick_list.html`` shows them."""
    return tuple(
        ShownList(
            one,
            tuple(
                ShownGroup(group, tuple(ticks))
                for group, ticks in groupby(ticks_of(knowledge, one), key=lambda t: t.group)
            ),
        )
        for one in which
    )


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, person: str) -> HttpResponse:
    """Ask with two lists what is new, and lead on."""
    return _lists(request, person, tuple(TickList), ALONE)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_one(request: HttpRequest, person: str, which: str) -> HttpResponse:
    """Ask one of the lists, as part of the questions."""
    if which not in _LISTS:
        raise Http404
    return _lists(request, person, (_LISTS[which],), QUESTIONS)


def _lists(
    request: HttpRequest, person: str, which: tuple[TickList, ...], then: str
) -> HttpResponse:
    here, access = workspace(), access_to(request, person)
    owner = here.store.person(access)
    if request.method != "POST":
        context = {
            "lists": shown_lists(here.knowledge, which),
            "then": then,
            "other": answers_for_other(request, owner.id),
        }
        return page(request, "something_new.html", owner, context)
    given, drawn = lists_given(request.POST, here.knowledge, which), request.POST.get("entry", "")

    answers = answers_of_lists(here.knowledge, given)
    kept = keep_once(here, access, lambda before: _answered(here, access, answers, drawn, before))
    unsure = any(one.said == "not-sure" for one in given.values())
    way = "each-question" if unsure and not _needs_help(here, access, kept) else "more-questions"
    return redirect(way, person=person, then=then, entry=kept.id)


@require_http_methods(["GET", "HEAD", "POST"])
def each(request: HttpRequest, person: str, then: str, entry: str) -> HttpResponse:
    """Ask one by one what was passed over in the lists."""
    here, access = workspace(), access_to(request, person)
    first = _first(here, access, then, entry)
    if request.method == "POST":
        return _keep_answers(request, here, access, person, then, first)
    given = [a for one in since(here.store, access, first) for a in one.answers]
    asked = passed_over(here.knowledge, given)
    if not asked:
        return redirect("more-questions", person=person, then=then, entry=entry)
    return _asks(request, here, access, asked, {"then": then, "entry": first})


@require_http_methods(["GET", "HEAD", "POST"])
def more(request: HttpRequest, person: str, then: str, entry: str) -> HttpResponse:
    """Ask what the lists leave open; when nothing is, lead to what the answers mean."""
    here, access = workspace(), access_to(request, person)
    first = _first(here, access, then, entry)
    if request.method == "POST":
        return _keep_answers(request, here, access, person, then, first)
    ahead = look_ahead(here.store, here.knowledge, access, first)
    if ahead.then is Then.DONE:
        if then == QUESTIONS:
            way = "read-first" if _needs_help(here, access, first) else "next-question"
            return redirect(way, person=person)
        return redirect("checked", person=person, entry=first.id)
    clarify = ahead.then is Then.CLARIFY
    numbers = numbers_of(here.knowledge, here.store.person(access).country)
    context = {"then": then, "entry": first, "clarify": clarify, "numbers": numbers}
    return _asks(request, here, access, ahead.questions, context)


@require_safe
def checked(request: HttpRequest, person: str, entry: str) -> HttpResponse:
    """Show what needs help, or say that nothing does as far as the answers tell."""
    here, access = workspace(), access_to(request, person)
    owner, first = here.store.person(access), here.store.entry(access, EntryId(entry))
    flags = open_flags_of(here.store, here.knowledge, access)
    gentle = gentle_questions(here.store, here.knowledge, access, first)
    context = {
        "alarms": shown_alarms([flag.alarm for flag in flags], here.knowledge, owner),
        "numbers": numbers_of(here.knowledge, owner.country),
        "too_little": says_too_little(here.store, here.knowledge, access, first),
        "questions": _shown(request, here, access, gentle),
        "entry": first,
    }
    return page(request, "checked.html", owner, context)


def _asks(
    request: HttpRequest,
    here: Workspace,
    access: Access,
    asked: Sequence[str],
    context: dict[str, object],
) -> HttpResponse:
    owner = here.store.person(access)
    shown = _shown(request, here, access, asked, bool(context.get("clarify")))
    return page(request, "something_more.html", owner, {"questions": shown, **context})


def _shown(
    request: HttpRequest,
    here: Workspace,
    access: Access,
    asked: Sequence[str],
    again: bool = False,
) -> tuple[tuple[str, ShownQuestion], ...]:
    """Return questions as they are shown; those asked again with the answer given before."""
    other = answers_for_other(request, access.owner)
    given = answers_of(here.store.timeline(access)) if again else {}
    facts = [here.knowledge.finding(name) for name in asked]
    return tuple((fact.id, shown_question(fact, given.get(fact.id), other)) for fact in facts)


def _keep_answers(
    request: HttpRequest, here: Workspace, access: Access, person: str, then: str, first: Entry
) -> HttpResponse:
    known = {fact.id for fact in here.knowledge.findings()}
    asked = [name for name in request.POST.getlist("asked") if name in known]
    clarify, drawn = request.POST.get("clarify") == "yes", request.POST.get("entry", "")
    answers = answers_given(request.POST, asked, again=clarify)
    if not answers:
        nothing = redirect("checked", person=person, entry=first.id)
        return nothing if clarify else HttpResponseBadRequest()

    try:
        check_answers(here.knowledge, answers)
    except InputProblem:
        return HttpResponseBadRequest()
    if clarify:
        fresh = answers_entry(answers, access.actor, drawn)
        for entry in put_right(fresh, here.store.timeline(access)):
            check_in(here.store, here.knowledge, access, entry)
    else:
        keep_once(here, access, lambda before: _answered(here, access, answers, drawn, before))
    return redirect("more-questions", person=person, then=then, entry=first.id)


def _answered(
    here: Workspace,
    access: Access,
    answers: Sequence[GivenAnswer],
    drawn: str,
    before: Entry | None,
) -> Entry:
    fresh = answers_entry(answers, access.actor, "" if before else drawn)
    return answered_entry(fresh, here.store.timeline(access), before)


def _first(here: Workspace, access: Access, then: str, entry: str) -> Entry:
    """Return the entry a look at what is new began with; it may have been put right since.

    Raises:
        NotFound: this owner never had it.
    """
    if then not in (ALONE, QUESTIONS):
        raise Http404
    return here.store.entry(access, EntryId(entry))


def _needs_help(here: Workspace, access: Access, first: Entry) -> bool:
    """Whether what was said since the first list raised a red flag."""
    looked = {entry.id for entry in since(here.store, access, first)}
    flags = open_flags_of(here.store, here.knowledge, access)
    return any(flag.entry in looked for flag in flags)
