"""The questions about heavy legs: what was answered so far, and the entry a new answer makes.

Every answered screen is an entry of its own, so that nothing is lost and anybody may stop at any
moment. An answer given anew is a new entry: what an older one raised stays open until somebody
was seen about it. Only a slip of the finger, put right, takes the place of what it slipped on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from surefoot.knowledge.answers import short
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.entry import SKIPPED, Entry, EntryId, GivenAnswer
from surefoot.model.message import InputProblem
from surefoot.model.timeline import Timeline

#: A question answered again so soon is a slip put right; later it is a new answer. Chosen short:
#: weakness that came and went within the hour may matter more than what stayed.
SLIP = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Answered:
    """The newest answer to one question: its values, when it was written, and in which entry."""

    finding: str
    values: tuple[str, ...]
    when: datetime
    entry: EntryId

    @property
    def skipped(self) -> bool:
        """Whether the question was passed over."""
        return self.values == (SKIPPED,)


def answers_of(timeline: Timeline) -> dict[str, Answered]:
    """Return the newest answer to every question that was asked, the one asked last standing
    last."""
    newest: dict[str, Answered] = {}
    for entry in sorted(timeline.entries, key=lambda entry: (entry.lived, entry.written)):
        for finding in dict.fromkeys(given.finding for given in entry.answers):
            values = tuple(g.value for g in entry.answers if g.finding == finding)
            newest.pop(finding, None)
            newest[finding] = Answered(finding, values, entry.written, entry.id)
    return newest


def check_answers(knowledge: Knowledge, answers: Iterable[GivenAnswer]) -> None:
    """Refuse what the questions do not offer.

    Raises:
        UnknownFact: there is no such question.
        InputProblem: ``answers.unknown_code``, or ``answers.only_one`` where one answer excludes
            the others.
    """
    by_finding: dict[str, list[str]] = {}
    for given in answers:
        by_finding.setdefault(given.finding, []).append(given.value)
    for finding, values in by_finding.items():
        _check_values(knowledge, finding, values)


def _check_values(knowledge: Knowledge, finding: str, values: Sequence[str]) -> None:
    fact = knowledge.finding(finding)
    for value in values:
        if value != SKIPPED and fact.answer(value) is None:
            codes = ", ".join(answer.code for answer in fact.answers)
            raise InputProblem("answers.unknown_code", id=finding, value=short(value), codes=codes)
    together = fact.several and set(values) <= set(fact.present_codes)
    if len(values) > 1 and not together:
        raise InputProblem("answers.only_one", id=finding)


def answered_entry(
    fresh: Entry, timeline: Timeline, before: Entry | None = None, slip: bool = False
) -> Entry:
    """Return the entry that keeps the answers of ``fresh``.

    Args:
        fresh: the new answers, as an entry of their own.
        timeline: what stands.
        before: the entry this screen made when it was sent before, or None.
        slip: the person says that the answer before was a slip, however long ago.
    """
    replaced = before or _slipped_on(timeline, fresh, slip)
    if replaced is None:
        return fresh
    asked = {given.finding for given in fresh.answers}
    kept = tuple(given for given in replaced.answers if given.finding not in asked)
    return msgspec.structs.replace(
        replaced,
        id=fresh.id,
        written=fresh.written,
        author=fresh.author,
        answers=(*kept, *fresh.answers),
        supersedes=(replaced.id,),
    )


def _slipped_on(timeline: Timeline, fresh: Entry, slip: bool) -> Entry | None:
    """Return the newest entry with the same questions if the new answers put it right; else None,
    and they are news."""
    asked = {given.finding for given in fresh.answers}
    for one in reversed(timeline.entries):
        answered = {given.finding for given in one.answers}
        if asked & answered:
            soon = fresh.written - one.written <= SLIP
            return one if asked <= answered and (slip or soon) else None
    return None
