"""Ask where the phone was when its movement says something else, and take the answer."""

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.carried.likely import alike_places
from surefoot.model.codes import Placement, QualityCode
from surefoot.model.measurement import Analysis
from surefoot.model.people import Access
from surefoot.model.recording import RecordingId
from surefoot.store.protocol import Store
from surefoot.usecases.correct_walk import correct_walk


def places_to_ask(said: Placement, analysis: Analysis) -> tuple[Placement, ...]:
    """Return the places to ask about, none where nothing is to be asked; the likely one is in it.

    It is asked where nobody said anything, and where the samples speak strongly against it. More
    than one place: samples cannot tell them apart.
    """
    likely = analysis.likely_placement
    if likely is None:
        return ()
    doubted = any(
        QualityCode.PLACEMENT_DIFFERS in measured.quality.reasons
        for measured in analysis.measurements
    )
    return alike_places(likely.placement) if said is Placement.UNKNOWN or doubted else ()


def confirm_placement(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    recording: RecordingId,
    placement: Placement,
) -> Analysis:
    """Measure a walk anew with the place that the person confirmed.

    Raises:
        NotFound: the owner has no such walk.
    """
    said = store.walk(access, recording).capture
    capture = msgspec.structs.replace(said, placement=placement)
    return correct_walk(store, knowledge, access, recording, capture)
