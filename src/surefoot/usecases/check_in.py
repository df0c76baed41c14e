"""Keep how the legs are, and say at once when that needs somebody's help."""

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Answer
from surefoot.model.entry import Entry, EntryId
from surefoot.model.people import Access
from surefoot.model.reasoning import Alarm
from surefoot.reasoning.diary import findings_from_entry
from surefoot.reasoning.red_flags import raise_alarms
from surefoot.store.protocol import Store
from surefoot.usecases.usual_ranges import heavier_than_usual


def check_in(store: Store, knowledge: Knowledge, access: Access, entry: Entry) -> tuple[Alarm, ...]:
    """Keep an entry and return the alarms it raises, the most urgent first.

    An entry that ``supersedes`` another is its correction; the same entry again changes nothing.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        NotFound: it corrects an entry this owner never had.
        InputProblem: ``store.entry-exists``, another content was kept under its id.
    """
    store.keep_entry(access, entry)
    return alarms_of(knowledge, entry)


def change_entry(
    store: Store, knowledge: Knowledge, access: Access, entry: Entry, replaces: EntryId
) -> tuple[Alarm, ...]:
    """Keep ``entry`` as the correction of another; return the alarms it raises."""
    correction = msgspec.structs.replace(entry, supersedes=(replaces,))
    return check_in(store, knowledge, access, correction)


def delete_entry(store: Store, access: Access, entry: EntryId) -> None:
    """Delete an entry and all it corrected; that they were, stays."""
    store.delete_entry(access, entry)


def alarms_of(knowledge: Knowledge, entry: Entry) -> tuple[Alarm, ...]:
    """Return the red flags one entry raises, the most urgent first."""
    return raise_alarms(findings_from_entry(entry), knowledge.red_flags())


def asks_if_new(store: Store, knowledge: Knowledge, access: Access, entry: Entry) -> bool:
    """Whether "is this new for you?" is worth asking about an entry.

    It is when nobody answered yet, and either the answer could raise an alarm or a leg was heavier
    than usual before.
    """
    if entry.is_new is not None:
        return False
    if_new = msgspec.structs.replace(entry, is_new=Answer.YES)
    if alarms_of(knowledge, if_new) != alarms_of(knowledge, entry):
        return True
    return heavier_than_usual(store, knowledge, access, entry)
