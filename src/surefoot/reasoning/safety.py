"""What else to ask before saying that nothing needs help today."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from surefoot.knowledge.conditions import (
    Answers,
    Condition,
    RedFlagRule,
    group_findings,
    holds,
)
from surefoot.knowledge.kinds import FindingFact
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.ticks import Tick, TickList, no_of
from surefoot.model.codes import FindingState, Urgency
from surefoot.model.entry import SKIPPED, GivenAnswer
from surefoot.model.reasoning import Finding
from surefoot.reasoning.red_flags import ORDER

# Ways in which a condition could still come to hold, each by the questions it needs.
_Ways = frozenset[frozenset[str]]
_HOLDS: _Ways = frozenset({frozenset()})
_NEVER: _Ways = frozenset()

_ASKED_ABOUT = (Urgency.EMERGENCY, Urgency.SAME_DAY)


def answers_of_list(
    ticks: Sequence[Tick], ticked: Collection[str], facts: Mapping[str, FindingFact]
) -> tuple[GivenAnswer, ...]:
    """Return what one safety list says when the lines ``ticked`` (ids) are ticked and no other.

    A question that two lines answer differently takes the answer of the first, the more urgent.
    """
    given: dict[str, str] = {}
    for tick in ticks:
        if tick.id in ticked:
            given = {**tick.answers(), **given}
    for tick in ticks:
        no = no_of(facts[tick.finding]) if tick.left_says_no else None
        if no is not None:
            given.setdefault(tick.finding, no)
    return tuple(GivenAnswer(name, code) for name, code in given.items())


def answers_ticked(ticks: Sequence[Tick], ticked: Collection[str]) -> tuple[GivenAnswer, ...]:
    """Return what the ticked lines say where nothing may be made of the others."""
    given: dict[str, str] = {}
    for tick in ticks:
        if tick.id in ticked:
            given = {**tick.answers(), **given}
    return tuple(GivenAnswer(name, code) for name, code in given.items())


def answers_skipped(ticks: Iterable[Tick]) -> tuple[GivenAnswer, ...]:
    """Return a list that was passed over: each of its questions skipped."""
    names = dict.fromkeys(tick.finding for tick in ticks)
    return tuple(GivenAnswer(name, SKIPPED) for name in names)


def asked_by(ticks: Iterable[Tick], facts: Mapping[str, FindingFact]) -> tuple[str, ...]:
    """Return the questions that answering a list settles, ticked or not.

    A line left alone settles its question only where it says no to it. Whether a leg lost strength
    is so asked in full words after a sudden start was ticked, though its own line was left alone.
    """
    names = dict.fromkeys(tick.finding for tick in ticks if tick.left_says_no)
    return tuple(name for name in names if no_of(facts[name]) is not None)


def ticks_of(knowledge: Knowledge, which: TickList) -> tuple[Tick, ...]:
    """Return the lines of one list, in the order in which they are read."""
    return tuple(tick for tick in knowledge.ticks() if tick.list is which)


def could_not_check(answers: Iterable[GivenAnswer], knowledge: Knowledge) -> bool:
    """Whether so many core safety questions were passed over that nothing can be said.

    Raises:
        UnknownFact: the number that says how many is missing.
    """
    core = {tick.finding for tick in knowledge.ticks() if tick.core}
    core |= {t.finding for rule in knowledge.red_flags() if rule.alone for t in rule.when.terms()}
    newest = {given.finding: given.value for given in answers}
    passed = [name for name in core if newest.get(name) == SKIPPED]
    return len(passed) >= knowledge.number("safety_skipped_from").value


def safety_questions(
    findings: Sequence[Finding],
    knowledge: Knowledge,
    about: Collection[str],
    asked: Collection[str] = (),
    reach: int | None = None,
) -> tuple[str, ...]:
    """Return the questions without which a red flag may be missed, the most urgent first.

    They are asked where something in ``about``, what the person said just now, is part of an
    emergency or a same-day rule that lacks few answers (the fact ``safety_reach``); at most
    ``safety_questions_most`` at a time. ``asked`` are questions not to be asked again: skipped just
    now, or left alone in a list. What only a laboratory or a clinician knows is not asked.
    ``reach`` is a smaller reach, for answers that tell of no new trouble.

    Raises:
        UnknownFact: a number is missing.
    """
    answers = group_findings(findings)
    there = {f.id for f in findings if f.state is not FindingState.ABSENT}.intersection(about)
    closed = {*answers, *asked, *(f.id for f in knowledge.findings() if f.id.startswith("t_"))}
    reach = int(knowledge.number("safety_reach").value) if reach is None else reach
    asking = _Asking(answers, closed, reach)
    wanted: list[tuple[int, int, list[str]]] = []
    for rule in knowledge.red_flags():
        for level, condition in _open_parts(rule, answers):
            if there.intersection(term.finding for term in rule.terms()):
                ways = asking.ways(condition)
                fewest = min((len(way) for way in ways), default=0)
                few = sorted({name for way in ways if len(way) == fewest for name in way})
                wanted.append((ORDER.index(level), fewest, few))
    names = dict.fromkeys(name for _, _, few in sorted(wanted) for name in few)
    return tuple(names)[: int(knowledge.number("safety_questions_most").value)]


def _open_parts(rule: RedFlagRule, answers: Answers) -> Iterable[tuple[Urgency, Condition]]:
    """Yield what of a rule may still come to hold, with the level it would bring."""
    if not holds(rule.when, answers):
        if rule.level in _ASKED_ABOUT:
            yield rule.level, rule.when
    elif rule.higher is not None and not holds(rule.higher.when, answers):
        yield rule.higher.level, rule.higher.when


@dataclass(frozen=True, slots=True)
class _Asking:
    """What is known, what cannot be asked, and how many answers may be lacking."""

    answers: Answers
    closed: Collection[str]
    reach: int

    def ways(self, condition: Condition) -> _Ways:
        """Return the sets of questions, none larger than ``reach``, that could make it hold."""
        if holds(condition, self.answers):
            return _HOLDS
        if condition.finding:
            name = condition.finding
            return _NEVER if name in self.closed else frozenset({frozenset({name})})
        if condition.inner is not None:
            return self.ways_out(condition.inner)
        if condition.any:
            return frozenset(way for part in condition.any for way in self.ways(part))
        return self.together([self.ways(part) for part in condition.all])

    def ways_out(self, condition: Condition) -> _Ways:
        """Return the sets of questions that could make a condition that holds fail.

        What was said stands; only a "not" inside may still give way.
        """
        if not holds(condition, self.answers):
            return _HOLDS
        if condition.finding:
            return _NEVER
        if condition.inner is not None:
            return self.ways(condition.inner)
        parts = [self.ways_out(part) for part in (condition.all or condition.any)]
        if condition.all:
            return frozenset(way for ways in parts for way in ways)
        return self.together(parts)

    def together(self, parts: Sequence[_Ways]) -> _Ways:
        """Return the ways of all parts at once."""
        found = _HOLDS
        for ways in parts:
            both = {one | other for one in found for other in ways}
            found = frozenset(way for way in both if len(way) <= self.reach)
        return found
