"""Methods change, people do not: measure kept walks anew from their samples."""

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.people import Access
from surefoot.model.recording import RecordingId
from surefoot.store.protocol import Store
from surefoot.usecases.analyse import analyse_kept, is_outdated


def recompute(store: Store, knowledge: Knowledge, access: Access) -> tuple[RecordingId, ...]:
    """Measure every walk anew whose analysis is missing or of other method versions.

    All walks of a person stand on the same methods afterwards, so that a new version that reads
    higher is not taken for a change of the person.

    Returns:
        The walks whose analysis is another one now.
    """
    outdated = [walk for walk in store.walks(access) if is_outdated(walk.analysis)]
    changed = []
    with store.together():
        for walk in outdated:
            after = analyse_kept(store, knowledge, access, walk.recording, walk.capture)
            if after != walk.analysis:
                changed.append(walk.recording)
    return tuple(changed)
