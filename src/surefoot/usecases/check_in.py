"""Keep how the legs are, and say at once when that needs somebody's help.

Whatever is kept in a diary passes here, whichever page or file it comes from, so that no entry
misses the red flags.
"""

from collections.abc import Iterable

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.entry import Entry, EntryId
from surefoot.model.people import Access
from surefoot.model.reasoning import Alarm
from surefoot.reasoning.open_flags import RaisedFlag
from surefoot.store.protocol import Store
from surefoot.usecases.questions import check_answers
from surefoot.usecases.red_flags import alarms_of, asks_if_new, check_seen, open_flags_of

__all__ = [
    "alarms_of",
    "asks_if_new",
    "bring_in_diary",
    "change_entry",
    "check_in",
    "delete_entry",
]


def check_in(store: Store, knowledge: Knowledge, access: Access, entry: Entry) -> tuple[Alarm, ...]:
    """Keep an entry and return the alarms it raises, the most urgent first.

    An entry that ``supersedes`` another is its correction; the same entry again changes nothing.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        NotFound: it corrects an entry this owner never had.
        UnknownFact: it answers a question there is none of.
        InputProblem: ``store.entry-exists``, another content was kept under its id; an answer the
            question does not offer; or ``seen.unknown_rule``.
    """
    _keep(store, knowledge, access, entry)
    return alarms_of(store, knowledge, access, entry)


def bring_in_diary(
    store: Store, knowledge: Knowledge, access: Access, entries: Iterable[Entry]
) -> tuple[RaisedFlag, ...]:
    """Keep many entries, all or none, and return the red flags that are open then.

    Raises:
        As ``check_in``.
    """
    with store.together():
        for entry in entries:
            _keep(store, knowledge, access, entry)
    return open_flags_of(store, knowledge, access)


def change_entry(
    store: Store, knowledge: Knowledge, access: Access, entry: Entry, replaces: EntryId
) -> tuple[Alarm, ...]:
    """Keep ``entry`` as the correction of another; return the alarms it raises."""
    correction = msgspec.structs.replace(entry, supersedes=(replaces,))
    return check_in(store, knowledge, access, correction)


def delete_entry(store: Store, access: Access, entry: EntryId) -> None:
    """Delete an entry and all it corrected; that they were, stays."""
    store.delete_entry(access, entry)


def _keep(store: Store, knowledge: Knowledge, access: Access, entry: Entry) -> None:
    check_answers(knowledge, entry.answers)
    if entry.seen is not None:
        check_seen(knowledge, entry.seen)
    _hand_over(store, access, entry)


def _hand_over(store: Store, access: Access, entry: Entry) -> None:
    store.keep_entry(access, entry)


def keep_mark(store: Store, access: Access, entry: Entry) -> None:
    """Keep an entry that only marks a day of a trial: no red flag could read anything in it.

    Raises:
        ValueError: the entry says more than its mark.
    """
    plain = msgspec.structs.replace(entry, trial=None, note="-")
    bare = Entry(entry.id, entry.lived, entry.zone, entry.written, entry.author, note="-")
    if entry.trial is None or plain != bare:
        raise ValueError("an entry that says more than a mark is kept by check_in")
    _hand_over(store, access, entry)
