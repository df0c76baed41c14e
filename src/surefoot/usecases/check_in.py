"""Keep how the legs are, and say at once when that needs somebody's help."""

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Answer, Before
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
    return alarms_of(store, knowledge, access, entry)


def change_entry(
    store: Store, knowledge: Knowledge, access: Access, entry: Entry, replaces: EntryId
) -> tuple[Alarm, ...]:
    """Keep ``entry`` as the correction of another; return the alarms it raises."""
    correction = msgspec.structs.replace(entry, supersedes=(replaces,))
    return check_in(store, knowledge, access, correction)


def delete_entry(store: Store, access: Access, entry: EntryId) -> None:
    """Delete an entry and all it corrected; that they were, stays."""
    store.delete_entry(access, entry)


def alarms_of(
    store: Store, knowledge: Knowledge, access: Access, entry: Entry
) -> tuple[Alarm, ...]:
    """Return the red flags one entry raises, the most urgent first.

    What was usual before the entry counts: heavier than that may need help where the same
    heaviness on every day would not.
    """
    heavier = heavier_than_usual(store, knowledge, access, entry)
    return _raise_alarms(knowledge, entry, heavier)


def asks_if_new(store: Store, knowledge: Knowledge, access: Access, entry: Entry) -> bool:
    """Whether "is this new for you?" is worth asking about an entry.

    It is when nobody answered yet, and either the entry tells of more than an ordinary day, a leg
    was heavier than usual before, or the answer could raise an alarm.
    """
    if entry.is_new is not None:
        return False
    if _is_out_of_the_ordinary(entry):
        return True
    heavier = heavier_than_usual(store, knowledge, access, entry)
    if_new = msgspec.structs.replace(entry, is_new=Answer.YES)
    return heavier or (
        _raise_alarms(knowledge, if_new, heavier) != _raise_alarms(knowledge, entry, heavier)
    )


def _is_out_of_the_ordinary(entry: Entry) -> bool:
    """Whether more was told than how the legs felt; what a note says, no rule can read."""
    return bool(
        entry.note.strip()
        or entry.events
        or entry.could_not_walk
        or entry.body_temperature_c is not None
        or Before.FEVER in entry.before
    )


def _raise_alarms(knowledge: Knowledge, entry: Entry, heavier: bool) -> tuple[Alarm, ...]:
    return raise_alarms(findings_from_entry(entry, knowledge, heavier), knowledge.red_flags())
