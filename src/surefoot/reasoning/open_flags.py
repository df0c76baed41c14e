"""Which red flags a diary has raised, and which of them are still open.

An entry is read together with what still holds from the entries before it: that a leg went weak
in seconds and that it cannot be lifted may be two screens of one evening. A flag stays open until
an entry says that somebody medical has seen the person about it; a "no" given later does not
close it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from surefoot.knowledge.conditions import RedFlagRule, group_findings, holds
from surefoot.knowledge.kinds import FindingFact
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.lasting import lifetime, lifetimes
from surefoot.model.codes import FindingOrigin, FindingState
from surefoot.model.entry import Entry, EntryId, Seen
from surefoot.model.reasoning import Alarm, Finding
from surefoot.reasoning.diary import findings_from_entry
from surefoot.reasoning.red_flags import ORDER, raise_alarms
from surefoot.reasoning.standing import Said, in_order, said_by

HEAVIER = "f_heavier"
YES = "yes"

IsHeavier = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A red flag with the entry that raised it, and what closed it.

    ``written`` is when the last of what raised it was written; ``seen`` is None while it is open.
    """

    alarm: Alarm
    entry: EntryId
    lived: datetime
    written: datetime
    seen: Seen | None


@dataclass(frozen=True, slots=True)
class _Raised:
    """A red flag with the words it rests on."""

    flag: RaisedFlag
    rests_on: Mapping[str, Said]


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules, found by the findings they rest on, and how long those last."""

    by_id: Mapping[str, RedFlagRule]
    by_finding: Mapping[str, Sequence[str]]
    facts: Mapping[str, FindingFact]
    lasting: timedelta

    def touching(self, findings: Iterable[str]) -> frozenset[str]:
        return frozenset(rule for name in findings for rule in self.by_finding.get(name, ()))

    def lasts(self, said: Said) -> bool:
        spans = [lifetime(finding, self.facts) for finding in said.findings]
        return all(span is None or span >= self.lasting for span in spans)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What an entry says, what still holds from before it, and who had been seen by then."""

    own: Mapping[str, Said]
    held: Mapping[str, Said]
    sightings: Sequence[Entry]


def raised_flags(
    entries: Iterable[Entry],
    knowledge: Knowledge,
    is_heavier: IsHeavier,
    only: EntryId | None = None,
) -> tuple[RaisedFlag, ...]:
    """Return every red flag the entries of one person raised, in the order they were lived.

    An entry raises a rule that holds with it, where the entry has a part in that, or where the
    rule did not hold before, or not at that level. What was said before somebody medical saw the
    person about a rule no longer counts towards it, unless it is something that lasts (the fact
    ``lasting_from``).

    Args:
        entries: those that stand now, in any order.
        knowledge: rules, findings and numbers.
        is_heavier: whether an entry stands clearly above what was usual before it; asked only
            where the answer matters.
        only: look for what this entry raised; None for all.
    """
    rules, ordered = _read_rules(knowledge), in_order(entries)
    sightings = [entry for entry in ordered if entry.seen is not None]
    standing: dict[str, Said] = {}
    rated: Entry | None = None
    raised: list[_Raised] = []
    for entry in ordered:
        rated = entry if entry.ratings or entry.rest is not None else rated
        own = said_by(entry, findings_from_entry(entry, knowledge))
        if only is not None and entry.id != only and not raised:
            standing.update(own)
            continue
        earlier = [one for one in sightings if one.written < entry.written]
        held = {n: s for n, s in standing.items() if s.holds(entry.lived, rules.facts)}
        read = _read(_Reading(own, held, earlier), entry, rated, rules, is_heavier)
        raised = [one for one in raised if not _is_withdrawn(one, read, rules)]
        if only is None or entry.id == only:
            raised += [_flag(alarm, entry, read, sightings) for alarm in _raised_by(read, rules)]
        standing.update(own)
    return tuple(one.flag for one in raised)


def open_flags(flags: Sequence[RaisedFlag], rules: Sequence[RedFlagRule]) -> tuple[RaisedFlag, ...]:
    """Return the newest open flag of each rule: what is shown alone first, then the most urgent,
    at one level the newest."""
    alone = {rule.id for rule in rules if rule.alone}
    newest = {flag.alarm.rule: flag for flag in flags if flag.seen is None}
    latest = sorted(newest.values(), key=lambda flag: flag.written, reverse=True)
    return tuple(
        sorted(latest, key=lambda f: (f.alarm.rule not in alone, ORDER.index(f.alarm.level)))
    )


def _read_rules(knowledge: Knowledge) -> _Rules:
    by_id = {rule.id: rule for rule in knowledge.red_flags()}
    by_finding: dict[str, list[str]] = {}
    for rule in by_id.values():
        for name in dict.fromkeys(term.finding for term in rule.terms()):
            by_finding.setdefault(name, []).append(rule.id)
    lasting = timedelta(days=knowledge.number("lasting_from").value)
    return _Rules(by_id, by_finding, lifetimes(knowledge), lasting)


def _read(
    read: _Reading, entry: Entry, rated: Entry | None, rules: _Rules, is_heavier: IsHeavier
) -> _Reading:
    """Return the reading with "heavier than usual" added, where that holds and matters.

    ``rated`` is the entry itself, or the last one before it, in which legs were rated. What was
    usual is worked out from the whole diary, so it is asked for only where it makes a difference.
    """
    if rated is None or HEAVIER in read.own:
        return read
    found = Finding(HEAVIER, FindingState.PRESENT, FindingOrigin.REPORTED, YES, (rated.id,))
    said = Said((found,), rated.lived, rated.written)
    if not said.holds(entry.lived, rules.facts):
        return read
    if rated is entry:
        heavier = _Reading({**read.own, HEAVIER: said}, read.held, read.sightings)
    else:
        heavier = _Reading(read.own, {**read.held, HEAVIER: said}, read.sightings)
    matters = _raised_by(heavier, rules) != _raised_by(read, rules)
    return heavier if matters and is_heavier(rated) else read


def _raised_by(read: _Reading, rules: _Rules) -> tuple[Alarm, ...]:
    touched = rules.touching(read.own)
    if not touched:
        return ()
    known = _with_instead(touched, rules)
    wanted = [rule for name, rule in rules.by_id.items() if name in known]
    done = {rule.id: _dealt_with(rule.id, rules, read) for rule in wanted}
    anew = {rule: names - read.own.keys() for rule, names in done.items()}
    with_it = raise_alarms(_findings({**read.held, **read.own}), wanted, anew)
    without = raise_alarms(_findings(read.held), wanted, done)
    known_before = {(alarm.rule, alarm.level) for alarm in without}
    return tuple(
        alarm
        for alarm in with_it
        if alarm.rule in touched
        and (read.own.keys() & set(alarm.because) or (alarm.rule, alarm.level) not in known_before)
    )


def _findings(said: Mapping[str, Said]) -> list[Finding]:
    return [finding for one in said.values() for finding in one.findings]


def _with_instead(touched: frozenset[str], rules: _Rules) -> frozenset[str]:
    """Return rules together with those that may take their place."""
    return touched.union(*(rules.by_id[name].unless for name in touched))


def _dealt_with(rule: str, rules: _Rules, read: _Reading) -> frozenset[str]:
    """Return what was said before somebody medical last saw the person about a rule."""
    about = (e.written for e in read.sightings if e.seen and rule in e.seen.rules)
    last = max(about, default=None)
    if last is None:
        return frozenset()
    older = (name for name, said in read.held.items() if said.written <= last)
    return frozenset(name for name in older if not rules.lasts(read.held[name]))


def _is_withdrawn(raised: _Raised, read: _Reading, rules: _Rules) -> bool:
    """Whether a question that was not answered yet when a rule fired now says that it must not.

    "No numbness" holds while nobody asked about numbness. What fired the rule must stand as it
    was: taking that back later closes nothing.
    """
    rule = rules.by_id[raised.flag.alarm.rule]
    if rule.id not in rules.touching(read.own):
        return False
    now = {**read.held, **read.own}
    as_it_was = all(now.get(name) is said for name, said in raised.rests_on.items())
    return as_it_was and not holds(rule.when, group_findings(_findings(now)))


def _flag(alarm: Alarm, entry: Entry, read: _Reading, sightings: Sequence[Entry]) -> _Raised:
    now = {**read.held, **read.own}
    rests_on = {name: now[name] for name in alarm.because}
    written = max([entry.written, *(said.written for said in rests_on.values())])
    about = (e for e in sightings if e.seen and alarm.rule in e.seen.rules and e.written > written)
    closing = min(about, key=lambda e: e.written, default=None)
    seen = None if closing is None else closing.seen
    return _Raised(RaisedFlag(alarm, entry.id, entry.lived, written, seen), rests_on)
