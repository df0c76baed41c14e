"""Whether something changed for a person, from all that is kept of them."""

import hashlib
from collections import OrderedDict
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

import msgspec

from surefoot.course.change.outcomes import ASKED, OUTCOMES
from surefoot.course.change.shown import Shown, show_change
from surefoot.course.change.today import change_history
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.change import Change
from surefoot.model.codes import FindingState
from surefoot.model.entry import SKIPPED
from surefoot.model.people import Access
from surefoot.model.timeline import Timeline
from surefoot.readers.series_csv import read_series
from surefoot.reasoning.standing import findings_of_person
from surefoot.store.protocol import Store

#: What is asked before anything is advised: fever, infection, heat, a fall, medicines.
ASKED_FIRST = (*ASKED, "f_heat", "f_falls", "f_missed_pill")
# So many people's changes are remembered, the last ones used.
_REMEMBERED = 16


class _Memory:
    """Changes by what they were worked out from: the same timeline is never worked out twice."""

    def __init__(self) -> None:
        self._known: OrderedDict[bytes, Shown | None] = OrderedDict()
        self._lock = Lock()

    def find(self, key: bytes) -> tuple[bool, Shown | None]:
        """Return whether it is known, and what."""
        with self._lock:
            if key not in self._known:
                return False, None
            self._known.move_to_end(key)
            return True, self._known[key]

    def keep(self, key: bytes, shown: Shown | None) -> None:
        """Remember it, in place of what was longest unused."""
        with self._lock:
            self._known[key] = shown
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)


_memory = _Memory()


def _key(timeline: Timeline, knowledge: Knowledge) -> bytes:
    """Return a digest of everything in a timeline that a change can rest on."""
    used = tuple(m for m in timeline.measurements if m.measure in OUTCOMES and m.segment is None)
    digest = hashlib.blake2b(msgspec.msgpack.encode((used, timeline.entries)))
    digest.update(str(id(knowledge)).encode())
    return digest.digest()


def change_of_person(store: Store, knowledge: Knowledge, access: Access) -> Shown | None:
    """Return what changed for a person, or None where there is no value yet.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        UnknownFact: a fact is missing.
    """
    return change_of(store.timeline(access), knowledge)


def change_of(timeline: Timeline, knowledge: Knowledge) -> Shown | None:
    """Return what changed in a timeline, or None without any value; worked out once."""
    key = _key(timeline, knowledge)
    known, shown = _memory.find(key)
    if not known:
        shown = show_change(timeline, knowledge)
        _memory.keep(key, shown)
    return shown


def change_if_known(timeline: Timeline, knowledge: Knowledge) -> tuple[bool, Shown | None]:
    """Return whether the change was worked out before, and it; takes no time."""
    return _memory.find(_key(timeline, knowledge))


def asked_lately(timeline: Timeline, knowledge: Knowledge, now: datetime) -> bool:
    """Whether fever and infection were asked about, and answered, while an answer still holds."""
    for finding in ASKED[:2]:
        since = now - timedelta(days=knowledge.finding(finding).lasts_days or 1)
        answered = any(
            given.finding == finding and given.value != SKIPPED
            for entry in timeline.entries
            if since <= entry.lived <= now
            for given in entry.answers
        )
        if not answered:
            return False
    return True


def met_lately(timeline: Timeline, knowledge: Knowledge, now: datetime) -> tuple[str, ...]:
    """Return which of what is asked first holds now, by answers and diary."""
    standing = findings_of_person(timeline, now, knowledge)
    present = {one.id for one in standing if one.state is FindingState.PRESENT}
    return tuple(name for name in ASKED_FIRST if name in present)


def follow_file(
    path: Path, knowledge: Knowledge, history: bool
) -> tuple[Change, tuple[Change, ...]]:
    """Return what a table of values says today, and, if asked, what it said on each day.

    Raises:
        InputProblem: the table cannot be read.
        UnknownFact: a fact is missing.
    """
    timeline = read_series(path)
    today = show_change(timeline, knowledge)
    # The reader refuses a table without any value.
    assert today is not None
    return today.change, change_history(timeline, knowledge) if history else ()
