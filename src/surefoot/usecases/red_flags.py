"""The red flags a person's diary has raised: on one entry, open now, or all of them."""

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Answer, Before
from surefoot.model.entry import Entry, EntryId, Seen
from surefoot.model.message import InputProblem
from surefoot.model.people import Access
from surefoot.model.reasoning import Alarm
from surefoot.model.timeline import Timeline
from surefoot.reasoning.open_flags import RaisedFlag, open_flags, raised_flags
from surefoot.store.protocol import Store
from surefoot.usecases.usual_ranges import heavier_than_usual


def flags_of(store: Store, knowledge: Knowledge, access: Access) -> tuple[RaisedFlag, ...]:
    """Return every red flag the diary has raised, open or closed, in the order it was lived.

    Raises:
        NotAllowed: the actor has no grant for the owner.
    """
    entries = store.timeline(access).entries
    return _flags(store, knowledge, access, entries)


def open_flags_of(store: Store, knowledge: Knowledge, access: Access) -> tuple[RaisedFlag, ...]:
    """Return the newest open flag of each rule: what is shown alone first, then the most urgent.

    Raises:
        NotAllowed: the actor has no grant for the owner.
    """
    return open_flags(flags_of(store, knowledge, access), knowledge.red_flags())


def alarms_of(
    store: Store, knowledge: Knowledge, access: Access, entry: Entry
) -> tuple[Alarm, ...]:
    """Return the red flags one entry raised that are still open, the most urgent first.

    What stands in the diary beside it counts, and so does what was usual before it: heavier than
    that may need help where the same heaviness on every day would not.
    """
    flags = _with(store, knowledge, access, entry)
    return tuple(f.alarm for f in flags if f.seen is None)


def asks_if_new(store: Store, knowledge: Knowledge, access: Access, entry: Entry) -> bool:
    """Whether "is this new for you?" is worth asking about an entry.

    It is when nobody answered yet, and either the entry tells of more than an ordinary day, a leg
    was heavier than usual before, or the answer could raise an alarm.
    """
    if entry.is_new is not None or entry.seen is not None:
        return False
    if _is_out_of_the_ordinary(entry):
        return True
    if heavier_than_usual(store, knowledge, access, entry):
        return True
    if_new = msgspec.structs.replace(entry, is_new=Answer.YES)
    asked, as_it_is = (
        [flag.alarm for flag in _with(store, knowledge, access, one)] for one in (if_new, entry)
    )
    return asked != as_it_is


def check_seen(knowledge: Knowledge, seen: Seen) -> None:
    """Refuse to close a red flag there is none of.

    Raises:
        InputProblem: ``seen.unknown_rule``.
    """
    unknown = set(seen.rules) - {rule.id for rule in knowledge.red_flags()}
    if unknown:
        raise InputProblem("seen.unknown_rule", id=", ".join(sorted(unknown)))


def _is_out_of_the_ordinary(entry: Entry) -> bool:
    """Whether more was told than how the legs felt; what a note says, no rule can read."""
    return bool(
        entry.note.strip()
        or entry.events
        or entry.could_not_walk
        or entry.body_temperature_c is not None
        or Before.FEVER in entry.before
    )


def _with(
    store: Store, knowledge: Knowledge, access: Access, entry: Entry
) -> tuple[RaisedFlag, ...]:
    """Return the flags that ``entry``, as it is given, raises in the diary."""
    others = [e for e in store.timeline(access).entries if e.id != entry.id]
    return _flags(store, knowledge, access, (*others, entry), entry.id)


def _flags(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    entries: tuple[Entry, ...],
    only: EntryId | None = None,
) -> tuple[RaisedFlag, ...]:
    read: list[Timeline] = []

    def is_heavier(entry: Entry) -> bool:
        if not read:
            read.append(store.timeline(access))
        return heavier_than_usual(store, knowledge, access, entry, read[0])

    return raised_flags(entries, knowledge, is_heavier, only)
