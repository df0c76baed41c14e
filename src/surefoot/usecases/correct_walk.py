"""Correct what was said of a walk, or delete it."""

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.measurement import WalkAnalysis
from surefoot.model.people import Access
from surefoot.model.recording import Capture, RecordingId
from surefoot.store.protocol import Store
from surefoot.usecases.analyse import analyse_kept


def correct_walk(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    recording: RecordingId,
    capture: Capture,
) -> WalkAnalysis:
    """Measure a walk anew from its samples with what is said of it now.

    The wrong leg is ``capture.swap_feet``. The analysis before it leaves the timeline, not the
    history.

    Raises:
        NotFound: the owner has no such walk.
    """
    return analyse_kept(store, knowledge, access, recording, capture)


def delete_walk(store: Store, access: Access, recording: RecordingId) -> None:
    """Delete a walk with its samples and measurements; that it was, stays.

    Raises:
        NotFound: the owner has no such walk.
    """
    store.delete_walk(access, recording)
