"""Which screen comes next: who one is, what needs help now, then what would tell most."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.timeline import Timeline
from surefoot.usecases.questions import Answered, answers_of

#: Asked before anything else, each once.
ABOUT = ("f_ms", "f_age", "f_sex")
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


def session_of(
    timeline: Timeline, knowledge: Knowledge, lists: tuple[tuple[str, ...], ...] = ()
) -> Session:
    """Return what was asked so far, the tick lists in ``lists`` and who one is apart."""
    known = {fact.id for fact in knowledge.findings()}
    about = tuple(finding for finding in ABOUT if finding in known)
    listed = {finding for one in lists for finding in one}
    asked = tuple(f for f in answers_of(timeline) if f not in listed and f not in about)
    return Session(about, lists, asked)


def next_screen(
    session: Session, timeline: Timeline, now: datetime, choose: ChooseQuestion
) -> Screen | None:
    """Return the next screen, or None when it is time for the explanation."""
    answered = answers_of(timeline)
    done = {finding for finding, one in answered.items() if not _may_ask_again(one, now)}
    recent = {finding for finding, one in answered.items() if now - one.when < _LISTS_HOLD}
    for finding in session.about:
        if finding not in done:
            return session.screen_of(finding)
    for index, listed in enumerate(session.lists):
        if not recent.issuperset(listed):
            return session.list_screen(index)
    if len(session.asked) >= AT_MOST:
        return None
    chosen = choose(done)
    return None if chosen is None else session.screen_of(chosen)


def _may_ask_again(one: Answered, now: datetime) -> bool:
    return one.skipped and now - one.when >= _NOT_AGAIN
