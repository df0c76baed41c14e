"""Bring in a walk: keep it first, measure it then."""

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access, Person
from surefoot.model.recording import Capture, Recording, RecordingId
from surefoot.store.protocol import Store
from surefoot.usecases.analyse import analyse_kept


class NotAnalysed(Exception):
    """The recording is kept, but measuring it failed; it can be measured again later."""

    def __init__(self, recording: RecordingId) -> None:
        super().__init__(recording)
        self.recording = recording


def bring_in(
    store: Store, knowledge: Knowledge, access: Access, recording: Recording, capture: Capture
) -> Analysis:
    """Keep a recording durably, then measure it; a recording brought in again is left as it is.

    ``capture`` is what is said of the recording; the person's height and own step length, where
    earlier walks told it, fill in when it has none.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        InputProblem: there is no room; nothing was kept.
        NotAnalysed: kept, but not measured.
    """
    capture = with_height(capture, store.person(access))
    store.keep_recording(access, recording, capture)
    kept = store.walk(access, recording.id)
    if kept.analysis is not None:
        return kept.analysis
    try:
        return analyse_kept(store, knowledge, access, recording.id, kept.capture)
    except Exception as problem:
        raise NotAnalysed(recording.id) from problem


def with_height(capture: Capture, person: Person) -> Capture:
    """Return the capture with the person's height, unless it says one itself."""
    if capture.height_m is not None or person.height_m is None:
        return capture
    return msgspec.structs.replace(capture, height_m=person.height_m)
