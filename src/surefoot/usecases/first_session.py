"""Which screen comes next: who one is, what needs help now, then what would tell most."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.lasting import lifetime, lifetimes
from surefoot.model.codes import FindingState
from surefoot.model.reasoning import Finding
from surefoot.model.timeline import Timeline
from surefoot.reasoning.safety import safety_questions
from surefoot.usecases.questions import Answered, answers_of
from surefoot.usecases.something_new import safety_lists

#: Asked before anything else, each once.
ABOUT = ("f_ms", "f_age", "f_sex")
# How the ids of what a person can tell begin; the others are results of tests.
_QUESTION = "f_"
#: More than this nobody is asked in one go (the two lists of safety questions apart).
AT_MOST = 12
#: What was passed over is not asked again before.
_NOT_AGAIN = timedelta(days=7)
#: Safety was looked at if the lists were answered within this time.
_LISTS_HOLD = timedelta(hours=24)

#: Given the questions asked so far, returns the one that would tell most, or None for enough.
ChooseQuestion = Callable[[Collection[str]], str | None]


class Part(StrEnum):
    """The parts of the first session, in order."""

    ABOUT = "about"
    SAFETY = "safety"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: the questions on it (a tick list has many), and how far along it is."""

    part: Part
    findings: tuple[str, ...]
    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Session:
    """What a session has asked: the parts before the questions, and the questions themselves."""

    about: tuple[str, ...]
    lists: tuple[tuple[str, ...], ...]
    asked: tuple[str, ...]

    def screen_of(self, finding: str) -> Screen:
        """Return the screen on which a question stands, asked or to be asked next."""
        if finding in self.about:
            place = self.about.index(finding) + 1
            return Screen(Part.ABOUT, (finding,), place, len(self.about))
        place = (*self.asked, finding).index(finding) + 1
        return Screen(Part.QUESTION, (finding,), place, max(AT_MOST, place))

    def list_screen(self, index: int) -> Screen:
        """Return the screen of one tick list."""
        return Screen(Part.SAFETY, self.lists[index], index + 1, len(self.lists))


def session_of(timeline: Timeline, knowledge: Knowledge) -> Session:
    """Return what was asked so far. Screens with several questions (the tick lists and what they
    leave open) count among no questions."""
    about = tuple(fact.id for fact in map(knowledge.finding, ABOUT))
    single = {
        entry.id for entry in timeline.entries if len({g.finding for g in entry.answers}) == 1
    }
    answered = answers_of(timeline).items()
    questions = (f for f, one in answered if one.entry in single and f.startswith(_QUESTION))
    asked = tuple(finding for finding in questions if finding not in about)
    return Session(about, safety_lists(knowledge), asked)


def next_screen(
    session: Session,
    timeline: Timeline,
    now: datetime,
    choose: ChooseQuestion,
    pressing: Collection[str] = (),
) -> Screen | None:
    """Return the next screen, or None when it is time for the explanation.

    ``pressing`` are questions without which a red flag may be missed; they come first, and are
    asked even when enough was asked.
    """
    answered = answers_of(timeline)
    done = {finding for finding, one in answered.items() if not _may_ask_again(one, now)}
    recent = {finding for finding, one in answered.items() if now - one.when < _LISTS_HOLD}
    for finding in session.about:
        if finding not in done:
            return session.screen_of(finding)
    for index, listed in enumerate(session.lists):
        if not recent.issuperset(listed):
            return session.list_screen(index)
    first = next((finding for finding in pressing if finding not in done), None)
    if first is not None:
        return session.screen_of(first)
    if len(session.asked) >= AT_MOST:
        return None
    chosen = choose(done)
    return None if chosen is None else session.screen_of(chosen)


def pressing_questions(
    timeline: Timeline, findings: Sequence[Finding], knowledge: Knowledge, now: datetime
) -> tuple[str, ...]:
    """Return the questions that could complete a red flag with one answer more.

    The tick lists have asked for what is new. So an answer to another question is followed up
    only where it leaves one thing open, not as far as a tick in a list is; and only where it
    tells of what is happening, not of what has long been so. What would be shown alone is asked
    first.
    """
    answered = answers_of(timeline)
    recent = {finding for finding, one in answered.items() if now - one.when < _LISTS_HOLD}
    skipped = [finding for finding, one in answered.items() if one.skipped]
    asked = [*skipped, *(finding for listed in safety_lists(knowledge) for finding in listed)]
    facts, lasting = lifetimes(knowledge), knowledge.number("lasting_from").value
    there = {
        finding.id
        for finding in findings
        if finding.state is FindingState.PRESENT
        and (span := lifetime(finding, facts)) is not None
        and span < timedelta(days=lasting)
    }
    about = (recent & there) - set(ABOUT)
    pressing = safety_questions(findings, knowledge, about, asked, reach=1)
    alone = {t.finding for rule in knowledge.red_flags() if rule.alone for t in rule.when.terms()}
    return tuple(sorted(pressing, key=lambda finding: finding not in alone))


def _may_ask_again(one: Answered, now: datetime) -> bool:
    return one.skipped and now - one.when >= _NOT_AGAIN
