"""Whether a walk may have been there, but too slow or too small to tell from where the sensor was.

Off the pelvis very slow walking leaves hardly a trace. Saying that nobody walked would be wrong;
what can be said is that the person moved, and that the lower back would tell.
"""

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.gate import windows_with_movement
from surefoot.measures.walking.facts import read_facts
from surefoot.measures.walking.placement import ON_PELVIS
from surefoot.model.codes import AbsenceReason, SegmentKind
from surefoot.model.measurement import Analysis, NotMeasured
from surefoot.model.recording import Capture, Recording


def _none_found(analysis: Analysis) -> bool:
    walked = any(segment.kind is SegmentKind.WALK for segment in analysis.segments)
    said = any(one.reason is AbsenceReason.NO_WALKING_FOUND for one in analysis.not_measured)
    return said and not walked


def _too_slow(one: NotMeasured) -> NotMeasured:
    if one.reason is not AbsenceReason.NO_WALKING_FOUND:
        return one
    return msgspec.structs.replace(one, reason=AbsenceReason.TOO_SLOW_HERE)


def with_too_slow(
    analysis: Analysis, recording: Recording, capture: Capture, knowledge: Knowledge
) -> Analysis:
    """Return an analysis that says of what it did not find whether it may have been too slow.

    It says so where no walk was found, the sensor was not on the pelvis, and the person moved for
    at least as long as the shortest recording of a walk lasts.

    Raises:
        KeyError: the knowledge base lacks a threshold.
    """
    if capture.placement in ON_PELVIS or not _none_found(analysis):
        return analysis
    if not windows_with_movement(recording, round(read_facts(knowledge).shortest_recording_s)):
        return analysis
    absent = tuple(_too_slow(one) for one in analysis.not_measured)
    return msgspec.structs.replace(analysis, not_measured=absent)
