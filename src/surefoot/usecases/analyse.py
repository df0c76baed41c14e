"""Measure one recording, and say what a new analysis takes the place of."""

from collections.abc import Sequence

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.measure import measure, methods_for
from surefoot.model.codes import Leg, Measure
from surefoot.model.measurement import Analysis, Measurement
from surefoot.model.people import Access
from surefoot.model.recording import Capture, Recording, RecordingId
from surefoot.store.protocol import Store
from surefoot.usecases.calibrate import with_own_scale, without_learnt_scale

_Place = tuple[Measure, Leg, int | None]


def analyse(recording: Recording, capture: Capture, knowledge: Knowledge) -> Analysis:
    """Return everything one recording gives; nothing is kept."""
    return measure(recording, capture, knowledge)


def analyse_kept(
    store: Store, knowledge: Knowledge, access: Access, recording: RecordingId, capture: Capture
) -> Analysis:
    """Measure a kept recording from its samples and keep the analysis in place of the one before.

    The person's own step length, where earlier walks tell one that fits, fills in.

    Raises:
        NotFound: the owner has no such recording.
    """
    before = store.walk(access, recording).analysis
    known, samples = store.timeline(access).measurements, store.recording(access, recording)
    analysis, capture = measure_for_person(samples, capture, knowledge, before, known)
    store.keep_analysis(access, analysis, capture)
    return analysis


def measure_for_person(
    recording: Recording,
    capture: Capture,
    knowledge: Knowledge,
    before: Analysis | None,
    known: Sequence[Measurement],
) -> tuple[Analysis, Capture]:
    """Return the analysis with the person's own step length where one fits, and the capture.

    A scale that was learnt before is looked up anew. Whether one fits is seen from the walk as the
    general model measures it, so a walk that takes one is measured twice.

    Args:
        recording: samples.
        capture: what is said of the recording.
        knowledge: facts.
        before: the analysis whose place the new one takes.
        known: what was measured of the person.
    """
    general = without_learnt_scale(capture)
    analysis = measure_anew(recording, general, knowledge, before)
    own = with_own_scale(general, analysis, known, knowledge)
    if own is general:
        return analysis, general
    return measure_anew(recording, own, knowledge, before), own


def measure_anew(
    recording: Recording, capture: Capture, knowledge: Knowledge, before: Analysis | None
) -> Analysis:
    """Return the analysis of a recording that takes the place of ``before``; nothing is kept."""
    after = analyse(recording, capture, knowledge)
    return after if before is None else supersede(before, after)


def supersede(before: Analysis, after: Analysis) -> Analysis:
    """Return ``after``, each measurement naming the one of ``before`` whose place it takes."""
    old = {_place(m): m for m in before.measurements}
    replaced = tuple(_supersede(old.get(_place(m)), m) for m in after.measurements)
    return msgspec.structs.replace(after, measurements=replaced)


def is_outdated(analysis: Analysis | None, capture: Capture) -> bool:
    """Whether measuring anew could give something else: no analysis, or by other methods."""
    return analysis is None or analysis.methods != methods_for(capture.protocol)


def _place(measurement: Measurement) -> _Place:
    return measurement.measure, measurement.leg, measurement.segment


def _supersede(old: Measurement | None, new: Measurement) -> Measurement:
    if old is None:
        return new
    # The same method on the same capture gives the same id again: nothing is superseded.
    names = old.provenance.supersedes if old.id == new.id else (old.id,)
    provenance = msgspec.structs.replace(new.provenance, supersedes=names)
    return msgspec.structs.replace(new, provenance=provenance)
