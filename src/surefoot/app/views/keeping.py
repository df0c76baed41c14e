"""Keep what a page says once, however often the page is sent."""

from collections.abc import Callable

import msgspec

from surefoot.app.forms.check_in import new_entry_id, says_the_same
from surefoot.app.workspace import Workspace
from surefoot.model.entry import Entry, EntryId
from surefoot.model.people import Access
from surefoot.store.protocol import NotFound, Store
from surefoot.usecases.check_in import check_in


def keep_once(here: Workspace, access: Access, make: Callable[[Entry | None], Entry]) -> Entry:
    """Keep the answers and return the entry that now holds them.

    The same page sent again is the same entry, or, with other answers, its correction. An entry
    that was taken back or changed elsewhere since is left alone: the page then makes a new one.

    Args:
        here: store and knowledge.
        access: for whom and by whom.
        make: makes the entry of the answers, given the entry it corrects, or None.
    """
    entry = make(None)
    standing = {e.id: e for e in here.store.timeline(access).entries}
    before = standing.get(entry.id)
    if before is not None and says_the_same(before, entry):
        return before
    if before is not None:
        entry = make(before)
    elif _was_used(here.store, access, entry.id):
        entry = msgspec.structs.replace(entry, id=new_entry_id())
    check_in(here.store, here.knowledge, access, entry)
    return entry


def _was_used(store: Store, access: Access, entry: EntryId) -> bool:
    try:
        store.entry(access, entry)
    except NotFound:
        return any(left.id == entry for left in store.tombstones(access))
    return True
