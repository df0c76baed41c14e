"""Methods change, people do not: measure kept walks anew from their samples."""

import logging
from dataclasses import dataclass

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access, ActorId, PersonId
from surefoot.model.recording import Capture, RecordingId
from surefoot.store.protocol import Store, Walk
from surefoot.usecases.analyse import is_outdated, measure_for_person

_log = logging.getLogger(__name__)
_Anew = tuple[Analysis, Capture]


class BroughtUpToDate(msgspec.Struct, frozen=True):
    """The walks whose analysis is another one now, and the people for whom not all of it worked."""

    changed: tuple[RecordingId, ...]
    failed: tuple[PersonId, ...]


def bring_up_to_date(store: Store, knowledge: Knowledge, actor: ActorId) -> BroughtUpToDate:
    """Measure anew, for everybody ``actor`` may act for, what older methods measured.

    Made for the start of a server: nothing is read or measured where all is up to date. A walk that
    cannot be measured is noted and stays as it was; it stops neither other walks nor other people.
    """
    changed: list[RecordingId] = []
    failed: list[PersonId] = []
    for person in store.people(actor):
        try:
            done = _recompute(store, knowledge, Access(person.id, actor))
        except Exception:
            _log.exception("walks could not be read")
            failed.append(person.id)
        else:
            changed += done.changed
            failed += [person.id] * bool(done.failed)
    return BroughtUpToDate(tuple(changed), tuple(failed))


def recompute(store: Store, knowledge: Knowledge, access: Access) -> tuple[RecordingId, ...]:
    """Measure every walk anew whose analysis is missing or of other method versions.

    The walks of a person stand on the same methods afterwards, so that a new version that reads
    higher is not taken for a change of the person; they are kept together. A walk that cannot be
    measured is noted in the log and stays as it was, with its old method beside it. Measuring takes
    long, so it is done before the store is held; a walk corrected or deleted meanwhile is left as
    it is. The person's own step length is looked up among walks of today's methods only.

    Returns:
        The walks whose analysis is another one now.
    """
    return _recompute(store, knowledge, access).changed


@dataclass(frozen=True, slots=True)
class _Done:
    """The walks of one person that are measured anew, and those that could not be."""

    changed: tuple[RecordingId, ...]
    failed: tuple[RecordingId, ...]


def _recompute(store: Store, knowledge: Knowledge, access: Access) -> _Done:
    outdated = [walk for walk in store.walks(access) if is_outdated(walk.analysis, walk.capture)]
    made, failed = [], []
    for walk in sorted(outdated, key=lambda walk: walk.started):
        try:
            anew = _measured(store, knowledge, access, walk)
        except Exception:
            _log.exception("a walk could not be measured anew")
            failed.append(walk.recording)
        else:
            made.append((walk, *anew))
    made = [one for one in made if one[1] != one[0].analysis]
    return _Done(_keep(store, access, made) if made else (), tuple(failed))


def _measured(store: Store, knowledge: Knowledge, access: Access, walk: Walk) -> _Anew:
    recording, known = store.recording(access, walk.recording), store.timeline(access).measurements
    return measure_for_person(recording, walk.capture, knowledge, walk.analysis, known)


def _keep(
    store: Store, access: Access, made: list[tuple[Walk, Analysis, Capture]]
) -> tuple[RecordingId, ...]:
    changed = []
    with store.together():
        now = {walk.recording: walk for walk in store.walks(access)}
        for walk, analysis, capture in made:
            if now.get(walk.recording) == walk:
                store.keep_analysis(access, analysis, capture)
                changed.append(walk.recording)
    return tuple(changed)
