"""Where the sensor seems to have been on a walk, and whether that goes against what was said."""

from collections.abc import Sequence

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.carried.features import WalkPart
from surefoot.measures.carried.likely import differs, likely_placement
from surefoot.measures.walking.walk import Bout
from surefoot.model.codes import QualityCode
from surefoot.model.measurement import LikelyPlacement
from surefoot.model.recording import Capture, Recording


def where_worn(
    recording: Recording, bouts: Sequence[Bout], knowledge: Knowledge
) -> LikelyPlacement | None:
    """Return where the sensor probably was on the longest walk, or None when that is not clear.

    Raises:
        KeyError: a fact is missing.
    """
    longest = max(bouts, key=lambda bout: bout.end_s - bout.start_s)
    step_s = float(np.median(np.diff(longest.times)))
    return likely_placement(recording, WalkPart(longest.start_s, longest.end_s, step_s), knowledge)


def placement_reasons(
    capture: Capture, likely: LikelyPlacement | None, knowledge: Knowledge
) -> frozenset[QualityCode]:
    """Return what the likely place says against everything measured.

    Raises:
        KeyError: a fact is missing.
    """
    if differs(capture.placement, likely, knowledge):
        return frozenset({QualityCode.PLACEMENT_DIFFERS})
    return frozenset()
