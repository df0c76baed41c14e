"""Methods change, people do not: measure kept walks anew from their samples."""

import logging

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access, ActorId, PersonId
from surefoot.model.recording import RecordingId
from surefoot.store.protocol import Store, Walk
from surefoot.usecases.analyse import is_outdated, measure_anew

_log = logging.getLogger(__name__)


class BroughtUpToDate(msgspec.Struct, frozen=True):
    """The walks whose analysis is another one now, and the people for whom it did not work."""

    changed: tuple[RecordingId, ...]
    failed: tuple[PersonId, ...]


def bring_up_to_date(store: Store, knowledge: Knowledge, actor: ActorId) -> BroughtUpToDate:
    """Measure anew, for everybody ``actor`` may act for, what older methods measured.

    Made for the start of a server: nothing is read or measured where all is up to date, and what
    fails for one person is noted, leaves their walks as they were, and stops nobody else.
    """
    changed: list[RecordingId] = []
    failed: list[PersonId] = []
    for person in store.people(actor):
        try:
            changed += recompute(store, knowledge, Access(person.id, actor))
        except Exception:
            _log.exception("walks could not be measured anew")
            failed.append(person.id)
    return BroughtUpToDate(tuple(changed), tuple(failed))


def recompute(store: Store, knowledge: Knowledge, access: Access) -> tuple[RecordingId, ...]:
    """Measure every walk anew whose analysis is missing or of other method versions.

    All walks of a person stand on the same methods afterwards, so that a new version that reads
    higher is not taken for a change of the person. Measuring takes long, so it is done before the
    store is held; a walk corrected or deleted meanwhile is left as it is.

    Returns:
        The walks whose analysis is another one now.
    """
    outdated = [walk for walk in store.walks(access) if is_outdated(walk.analysis, walk.capture)]
    made = [(walk, _measured(store, knowledge, access, walk)) for walk in outdated]
    made = [(walk, analysis) for walk, analysis in made if analysis != walk.analysis]
    return _keep(store, access, made) if made else ()


def _measured(store: Store, knowledge: Knowledge, access: Access, walk: Walk) -> Analysis:
    recording = store.recording(access, walk.recording)
    return measure_anew(recording, walk.capture, knowledge, walk.analysis)


def _keep(
    store: Store, access: Access, made: list[tuple[Walk, Analysis]]
) -> tuple[RecordingId, ...]:
    changed = []
    with store.together():
        now = {walk.recording: walk for walk in store.walks(access)}
        for walk, analysis in made:
            if now.get(walk.recording) == walk:
                store.keep_analysis(access, analysis, walk.capture)
                changed.append(walk.recording)
    return tuple(changed)
