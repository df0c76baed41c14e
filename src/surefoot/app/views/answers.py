"""All answers of a person: by topic, because of which help is needed, and for those who help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from surefoot.app.views.alarms import numbers_of, shown_alarms
from surefoot.app.views.asked import answer_in_words, in_person, slug_of
from surefoot.app.views.frame import page
from surefoot.app.views.questions import Asking, asking, go_on_calmly
from surefoot.app.words import words
from surefoot.knowledge.kinds import Means
from surefoot.knowledge.knowledge import FindingFact, Knowledge
from surefoot.model.check import utc_now
from surefoot.model.codes import Urgency
from surefoot.model.message import Message
from surefoot.model.reasoning import Alarm
from surefoot.usecases.first_session import ABOUT
from surefoot.usecases.questions import Answered, answers_of

_FRESH = timedelta(days=1)
# How the ids of what only a clinician or a laboratory can tell begin.
_RESULT = "t_"


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """A question with the answer that stands, and when it was given."""

    slug: str
    question: str
    answer: str
    when: datetime
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """The answers of one part of the questions."""

    title: str
    lines: tuple[AnswerLine, ...]


@dataclass(frozen=True, slots=True)
class NamedAlarm:
    """A red flag by its name, for those who help."""

    name: str
    level: Urgency


@require_safe
def show(request: HttpRequest, person: str) -> HttpResponse:
    """Show every answer by topic, each a way to change it."""
    who = asking(request, person)
    answered = answers_of(who.here.store.timeline(who.access))
    context = {"topics": _topics(answered, who), "other": who.other}
    return page(request, "answers.html", who.owner, context)


@require_safe
def results(request: HttpRequest, person: str) -> HttpResponse:
    """Show what a doctor may have found or a test may have shown, each a way to write it down."""
    who = asking(request, person)
    answered = answers_of(who.here.store.timeline(who.access))
    open_ones = (f for f in who.here.knowledge.findings() if f.id.startswith(_RESULT))
    lines = [
        AnswerLine(slug_of(fact.id), in_person(fact.question, who.other), "", utc_now())
        for fact in open_ones
        if fact.id not in answered
    ]
    return page(request, "results.html", who.owner, {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def read_first(request: HttpRequest, person: str) -> HttpResponse:
    """Show what needs help now, before all else; go on only where it is no emergency."""
    who = asking(request, person)
    alarms = who.alarms()
    emergency = any(alarm.level is Urgency.EMERGENCY for alarm in alarms)
    if request.method == "POST" and not emergency:
        return go_on_calmly(who)
    shown = shown_alarms(alarms, who.here.knowledge, who.owner)
    answered = answers_of(who.here.store.timeline(who.access))
    because = {finding for alarm in alarms for finding in alarm.because}
    context = {
        "alarms": shown,
        "numbers": numbers_of(who.here.knowledge, who.owner.country),
        "because": [_line(one, who) for f, one in answered.items() if f in because],
        "other": who.other,
    }
    return page(request, "read_first.html", who.owner, context)


@require_safe
def for_the_crew(request: HttpRequest, person: str) -> HttpResponse:
    """Show on one sheet what those who come to help need to know."""
    who = asking(request, person)
    knowledge = who.here.knowledge
    answered = answers_of(who.here.store.timeline(who.access))
    named = [NamedAlarm(knowledge.red_flag(alarm.rule).name, alarm.level) for alarm in who.alarms()]
    by_meaning = _by_meaning(answered, who)
    about = [_line(answered[finding], who) for finding in ABOUT if finding in answered]
    context = {"alarms": named, "about": about, "now": utc_now(), **by_meaning}
    return page(request, "crew.html", who.owner, context)


def named_alarms(alarms: Sequence[Alarm], knowledge: Knowledge) -> list[NamedAlarm]:
    """Return red flags by their names, for those who know what they mean."""
    return [NamedAlarm(knowledge.red_flag(alarm.rule).name, alarm.level) for alarm in alarms]


def _by_meaning(answered: Mapping[str, Answered], who: Asking) -> dict[str, list[AnswerLine]]:
    """Return the lines of what is so, what is not, and what is not known.

    That something was not so is said of the last day only: to those who help it would be wrong
    of a week ago.
    """
    lines: dict[Means | None, list[AnswerLine]] = {}
    for finding, one in answered.items():
        meaning = _meaning(who.here.knowledge.finding(finding), one)
        fresh = utc_now() - one.when < _FRESH or meaning is Means.PRESENT
        if finding not in ABOUT and fresh:
            lines.setdefault(meaning, []).append(_line(one, who))
    return {
        "said": lines.get(Means.PRESENT, []),
        "denied": lines.get(Means.ABSENT, []),
        "unsure": lines.get(Means.UNKNOWN, []),
    }


def _meaning(fact: FindingFact, one: Answered) -> Means | None:
    answer = fact.answer(one.values[0])
    return None if answer is None else answer.means


def _topics(answered: Mapping[str, Answered], who: Asking) -> tuple[Topic, ...]:
    """Return the answers in the sections of the questions."""
    sections: dict[str, list[AnswerLine]] = {}
    for finding in sorted(answered, key=lambda finding: _place(who.here.knowledge, finding)):
        section = who.here.knowledge.finding(finding).section
        sections.setdefault(section, []).append(_line(answered[finding], who))
    return tuple(
        Topic(section.partition(". ")[2] or section, tuple(lines))
        for section, lines in sections.items()
    )


def _place(knowledge: Knowledge, finding: str) -> tuple[str, str]:
    return (knowledge.finding(finding).section, finding)


def _line(one: Answered, who: Asking) -> AnswerLine:
    fact, other = who.here.knowledge.finding(one.finding), who.other
    said = answer_in_words(fact, one.values, other)
    return AnswerLine(
        slug=slug_of(fact.id),
        question=in_person(fact.question, other),
        answer=words(Message("answers.skipped")) if one.skipped else said,
        when=one.when,
        clause=_clause(fact, one),
    )


def _clause(fact: FindingFact, one: Answered) -> str:
    """Return an answer as something to say about the person, for somebody else to read."""
    answers = (fact.answer(value) for value in one.values)
    clauses = [in_person(answer.plain, other=True) for answer in answers if answer]
    return ", ".join(clause for clause in clauses if clause)
