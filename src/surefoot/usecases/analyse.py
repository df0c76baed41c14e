"""Measure one walk, and say what a new analysis takes the place of."""

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.measures.walking.outcome import ALL_METHODS, METHODS
from surefoot.model.codes import Leg, Measure
from surefoot.model.measurement import Measurement, WalkAnalysis
from surefoot.model.people import Access
from surefoot.model.recording import Capture, Recording, RecordingId
from surefoot.store.protocol import Store

_Place = tuple[Measure, Leg, int | None]


def analyse(recording: Recording, capture: Capture, knowledge: Knowledge) -> WalkAnalysis:
    """Return everything one recording of walking gives; nothing is kept."""
    return measure_walk(recording, capture, knowledge)


def analyse_kept(
    store: Store, knowledge: Knowledge, access: Access, recording: RecordingId, capture: Capture
) -> WalkAnalysis:
    """Measure a kept recording from its samples and keep the analysis in place of the one before.

    Raises:
        NotFound: the owner has no such recording.
    """
    before = store.walk(access, recording).analysis
    analysis = measure_anew(store.recording(access, recording), capture, knowledge, before)
    store.keep_analysis(access, analysis, capture)
    return analysis


def measure_anew(
    recording: Recording, capture: Capture, knowledge: Knowledge, before: WalkAnalysis | None
) -> WalkAnalysis:
    """Return the analysis of a recording that takes the place of ``before``; nothing is kept."""
    after = analyse(recording, capture, knowledge)
    return after if before is None else supersede(before, after)


def supersede(before: WalkAnalysis, after: WalkAnalysis) -> WalkAnalysis:
    """Return ``after``, each measurement naming the one of ``before`` whose place it takes."""
    old = {_place(m): m for m in before.measurements}
    replaced = tuple(_supersede(old.get(_place(m)), m) for m in after.measurements)
    return msgspec.structs.replace(after, measurements=replaced)


def is_outdated(analysis: WalkAnalysis | None) -> bool:
    """Whether measuring anew could give something else: no analysis, or by other methods.

    An analysis that does not say its methods is judged by those of its measurements; without any
    it could.
    """
    if analysis is None:
        return True
    if analysis.methods or not analysis.measurements:
        return analysis.methods != ALL_METHODS
    return any(m.provenance.method != METHODS.get(m.measure) for m in analysis.measurements)


def _place(measurement: Measurement) -> _Place:
    return measurement.measure, measurement.leg, measurement.segment


def _supersede(old: Measurement | None, new: Measurement) -> Measurement:
    if old is None:
        return new
    # The same method on the same capture gives the same id again: nothing is superseded.
    names = old.provenance.supersedes if old.id == new.id else (old.id,)
    provenance = msgspec.structs.replace(new.provenance, supersedes=names)
    return msgspec.structs.replace(new, provenance=provenance)
