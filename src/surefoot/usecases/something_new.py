"""Something is new or feels wrong: two lists to tick, what they leave open, and what they say."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.ticks import TickList
from surefoot.model.codes import FindingState, Urgency
from surefoot.model.entry import SKIPPED, Entry, EntryId, GivenAnswer
from surefoot.model.people import Access
from surefoot.model.reasoning import Finding
from surefoot.model.timeline import Timeline
from surefoot.reasoning.diary import findings_from_answers
from surefoot.reasoning.open_flags import RaisedFlag
from surefoot.reasoning.red_flags import to_clarify
from surefoot.reasoning.safety import (
    answers_of_list,
    answers_skipped,
    answers_ticked,
    asked_by,
    could_not_check,
    safety_questions,
    ticks_of,
)
from surefoot.reasoning.standing import findings_of_person
from surefoot.store.protocol import Store
from surefoot.usecases.red_flags import open_flags_of

# After so many screens the person is left in peace.
_SCREENS = 5


class SaidOfList(StrEnum):
    """What a person says of a whole list: these and no others, not sure, or nothing at all."""

    THESE = "these"
    NOT_SURE = "not-sure"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class TickedList:
    """One safety list as it came back: the ids of the ticked lines, and what holds of the rest."""

    ticked: tuple[str, ...]
    said: SaidOfList


class Then(StrEnum):
    """What comes after the answers of one look at what is new."""

    CLARIFY = "clarify"
    ASK = "ask"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Ahead:
    """What comes next, and the questions of it."""

    then: Then
    questions: tuple[str, ...] = ()


def answers_of_lists(
    knowledge: Knowledge, lists: Mapping[TickList, TickedList]
) -> tuple[GivenAnswer, ...]:
    """Return what the lists say. What is ticked in either stands before what the other leaves.

    Of a list that was passed over, or about which somebody is not sure, the lines that are not
    ticked count as passed over.
    """
    facts = {fact.id: fact for fact in knowledge.findings()}
    ticked: list[GivenAnswer] = []
    rest: list[GivenAnswer] = []
    for which, back in lists.items():
        lines = ticks_of(knowledge, which)
        ticked += answers_ticked(lines, back.ticked)
        these = back.said is SaidOfList.THESE
        rest += answers_of_list(lines, back.ticked, facts) if these else answers_skipped(lines)
    newest: dict[str, GivenAnswer] = {}
    for given in (*ticked, *rest):
        newest.setdefault(given.finding, given)
    return tuple(newest.values())


def safety_lists(knowledge: Knowledge) -> tuple[tuple[str, ...], ...]:
    """Return, for each list, the questions it answers whichever lines are ticked."""
    return tuple(
        tuple(dict.fromkeys(t.finding for t in ticks_of(knowledge, which) if t.left_says_no))
        for which in TickList
    )


def passed_over(knowledge: Knowledge, answers: Sequence[GivenAnswer]) -> tuple[str, ...]:
    """Return the questions of the lists that were passed over and can be asked one by one."""
    skipped = {given.finding for given in answers if given.value == SKIPPED}
    lines = (tick.finding for tick in knowledge.ticks() if tick.left_says_no or tick.core)
    return tuple(dict.fromkeys(name for name in lines if name in skipped))


def look_ahead(store: Store, knowledge: Knowledge, access: Access, first: Entry) -> Ahead:
    """Return what to ask after the screens that began with ``first``.

    What an emergency rests on and was only ticked, and what somebody does not know though an alarm
    rests on it, is asked once more. An emergency then ends the questions, and so does what is
    shown alone. Else comes what could complete a red flag.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        UnknownFact: a number is missing.
    """
    looked = since(store, access, first)
    given = [answer for entry in looked for answer in entry.answers]
    found = tuple(f for entry in looked for f in findings_from_answers(entry, knowledge))
    unclear = _to_clarify(store, knowledge, access, looked, found)
    if unclear:
        return Ahead(Then.CLARIFY, unclear)
    flags = open_flags_of(store, knowledge, access)
    if len(looked) >= _SCREENS or _ends(flags, knowledge, looked):
        return Ahead(Then.DONE)
    questions = _questions(store, knowledge, access, looked, given)
    return Ahead(Then.ASK, questions) if questions else Ahead(Then.DONE)


def put_right(fresh: Entry, timeline: Timeline) -> tuple[Entry, ...]:
    """Return the entries that keep answers given once more, each in place of the one it puts right.

    What was asked on several screens is put right on each of them. The same answers sent again
    replace themselves.
    """
    newest: dict[str, Entry] = {}
    for entry in timeline.entries:
        newest.update((given.finding, entry) for given in entry.answers)
    told: dict[EntryId, list[GivenAnswer]] = {}
    for given in fresh.answers:
        told.setdefault(newest.get(given.finding, fresh).id, []).append(given)
    olds = {entry.id: entry for entry in newest.values()}
    return tuple(_again(fresh, olds.get(name), answers) for name, answers in told.items())


def _again(fresh: Entry, old: Entry | None, answers: Sequence[GivenAnswer]) -> Entry:
    if old is None:
        return msgspec.structs.replace(fresh, answers=tuple(answers))
    asked = {given.finding for given in answers}
    kept = tuple(given for given in old.answers if given.finding not in asked)
    name = hashlib.sha256(f"{fresh.id} {old.id}".encode()).hexdigest()[:32]
    return msgspec.structs.replace(
        old,
        id=EntryId(name),
        written=fresh.written,
        author=fresh.author,
        answers=(*kept, *answers),
        supersedes=(old.id,),
    )


def gentle_questions(
    store: Store, knowledge: Knowledge, access: Access, first: Entry
) -> tuple[str, ...]:
    """Return what is asked below a red flag that is shown alone, where it could be more urgent."""
    looked = since(store, access, first)
    given = [answer for entry in looked for answer in entry.answers]
    alone = {
        term.finding
        for rule in knowledge.red_flags()
        if rule.alone and rule.higher is not None
        for term in rule.higher.when.terms()
    }
    questions = _questions(store, knowledge, access, looked, given)
    return tuple(name for name in questions if name in alone)


def says_too_little(store: Store, knowledge: Knowledge, access: Access, first: Entry) -> bool:
    """Whether so much was passed over that emergencies could not be checked for."""
    given = (a for entry in since(store, access, first) for a in entry.answers)
    return could_not_check(given, knowledge)


def since(store: Store, access: Access, first: Entry) -> tuple[Entry, ...]:
    """Return the entries with answers from one on, in the order they were lived."""
    entries = store.timeline(access).entries
    return tuple(e for e in entries if e.answers and e.lived >= first.lived)


def _ends(flags: Sequence[RaisedFlag], knowledge: Knowledge, looked: Sequence[Entry]) -> bool:
    """Whether what was said just now needs help at once, so that questions can wait."""
    here = {entry.id for entry in looked}
    alone = {rule.id for rule in knowledge.red_flags() if rule.alone}
    urgent = [f.alarm for f in flags if f.entry in here]
    return any(a.level is Urgency.EMERGENCY or a.rule in alone for a in urgent)


def _questions(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    looked: Sequence[Entry],
    given: Sequence[GivenAnswer],
) -> tuple[str, ...]:
    if not looked:
        return ()
    facts = {fact.id: fact for fact in knowledge.findings()}
    names = {answer.finding for answer in given}
    listed = {tick.finding for tick in knowledge.ticks()} & names
    asked = {*asked_by(knowledge.ticks(), facts)} if listed else set()
    asked |= {answer.finding for answer in given if answer.value == SKIPPED}
    now = max(entry.lived for entry in looked)
    standing = findings_of_person(store.timeline(access), now, knowledge)
    return safety_questions(standing, knowledge, names, asked)


def _to_clarify(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    looked: Sequence[Entry],
    found: Sequence[Finding],
) -> tuple[str, ...]:
    """Return what is asked once more, in its full words: ticks an emergency rests on, since a
    finger slips and a short line is misread; and what nobody knows though an alarm rests on it."""
    if not looked:
        return ()
    unsure = {finding.id for finding in found if finding.state is FindingState.UNKNOWN}
    now = max(entry.lived for entry in looked)
    standing = findings_of_person(store.timeline(access), now, knowledge) if unsure else ()
    unclear = to_clarify(standing, knowledge.red_flags())
    asked_twice = {name for entry in looked for name in _unknown_twice(store, access, entry.id)}
    open_ones = [name for name in unclear if name in unsure and name not in asked_twice]
    confirm = _to_confirm(store, knowledge, access, looked[0])
    return tuple(dict.fromkeys([*confirm, *open_ones]))


def _to_confirm(
    store: Store, knowledge: Knowledge, access: Access, lists: Entry
) -> tuple[str, ...]:
    """Return what was ticked in the lists and raised an emergency, unless it was confirmed."""
    older = store.entry_history(access, lists.id)[1:2]
    confirmed = {answer for entry in older for answer in entry.answers}
    lines = {tick.finding for tick in knowledge.ticks()}
    given = {answer.finding for answer in lists.answers if answer not in confirmed} & lines
    flags = open_flags_of(store, knowledge, access)
    raised = [f.alarm for f in flags if f.entry == lists.id]
    urgent = [alarm for alarm in raised if alarm.level is Urgency.EMERGENCY]
    names = dict.fromkeys(name for alarm in urgent for name in alarm.because)
    return tuple(name for name in names if name in given)


def _unknown_twice(store: Store, access: Access, entry: EntryId) -> set[str]:
    """Return the questions to which an entry and the one it replaced both say "don't know"."""
    history = store.entry_history(access, entry)
    said = [{a.finding for a in one.answers if a.value == "unknown"} for one in history[:2]]
    return set.intersection(*said) if len(said) > 1 else set()
