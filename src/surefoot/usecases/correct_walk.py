"""Correct what was said of a walk, or delete it."""

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access
from surefoot.model.recording import Capture, RecordingId
from surefoot.store.protocol import Store
from surefoot.usecases.analyse import analyse_kept
from surefoot.usecases.bring_in import with_height
from surefoot.usecases.calibrate import without_old_scale


def correct_walk(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    recording: RecordingId,
    capture: Capture,
) -> Analysis:
    """Measure a walk anew from its samples with what is said of it now.

    The person's height fills in when the capture has none, and so does their own step length,
    which is looked up anew. The wrong leg is ``capture.swap_feet``. The analysis before it leaves
    the timeline, not the history.

    Raises:
        NotFound: the owner has no such walk.
    """
    walk = store.walk(access, recording)
    capture = without_old_scale(with_height(capture, store.person(access)), walk.capture)
    return analyse_kept(store, knowledge, access, recording, capture)


def lack_height(store: Store, access: Access) -> tuple[RecordingId, ...]:
    """Return the walks that nobody's height was known for, newest first."""
    walks = store.walks(access)
    return tuple(walk.recording for walk in walks if walk.capture.height_m is None)


def measure_with_height(
    store: Store, knowledge: Knowledge, access: Access
) -> tuple[RecordingId, ...]:
    """Measure the walks that lack a height with the person's; return which, none without one."""
    if store.person(access).height_m is None:
        return ()
    walks = lack_height(store, access)
    for recording in walks:
        capture = store.walk(access, recording).capture
        correct_walk(store, knowledge, access, recording, capture)
    return walks


def delete_walk(store: Store, access: Access, recording: RecordingId) -> None:
    """Delete a walk with its samples and measurements; that it was, stays.

    Raises:
        NotFound: the owner has no such walk.
    """
    store.delete_walk(access, recording)
