"""Where the sensor seems to have been in a test that holds some walking besides what it measures.

A Timed Up and Go, a U-turn test, the way to where somebody stands or sits: what is walked there
tells the place as any walk does. Where nobody walks, nothing is said.
"""

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.carried.likely import PLACED, Judged
from surefoot.measures.quality import judge
from surefoot.measures.walking.facts import read_facts
from surefoot.measures.walking.placement import what_can_be_measured
from surefoot.measures.walking.walk import find_walks
from surefoot.measures.walking.where import where_worn
from surefoot.model.codes import AbsenceReason, QualityCode
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Capture, Recording
from surefoot.model.segment import Quality

METHODS = (PLACED,)


def _judged(recording: Recording, capture: Capture, knowledge: Knowledge) -> Judged:
    facts = read_facts(knowledge)
    can = what_can_be_measured(recording, capture, facts.sensor_height_share)
    bouts = find_walks(recording, can, facts)
    if not bouts:
        return Judged(None, False)
    return where_worn(recording, bouts, capture.placement, knowledge)


def _worse(quality: Quality) -> Quality:
    return judge({*quality.reasons, QualityCode.PLACEMENT_DIFFERS})


def _differing(analysis: Analysis) -> Analysis:
    """Return an analysis all of whose numbers say that the sensor may have been elsewhere."""
    replace = msgspec.structs.replace
    return replace(
        analysis,
        segments=tuple(replace(s, quality=_worse(s.quality)) for s in analysis.segments),
        measurements=tuple(replace(m, quality=_worse(m.quality)) for m in analysis.measurements),
    )


def with_place(
    analysis: Analysis, recording: Recording, capture: Capture, knowledge: Knowledge
) -> Analysis:
    """Return the analysis of a test with where the sensor probably was, if it holds a walk.

    Raises:
        KeyError: a fact is missing.
    """
    methods = (*analysis.methods, PLACED)
    placed = msgspec.structs.replace(analysis, methods=methods)
    if any(one.reason is AbsenceReason.RECORDING_TOO_SHORT for one in analysis.not_measured):
        return placed
    judged = _judged(recording, capture, knowledge)
    placed = msgspec.structs.replace(placed, likely_placement=judged.likely)
    return _differing(placed) if judged.differs else placed
