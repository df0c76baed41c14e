"""Where the sensor seems to have been on a walk, and whether that goes against what was said."""

from collections.abc import Sequence

import numpy as np

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.carried.features import WalkPart
from surefoot.measures.carried.likely import Judged, judge_placement
from surefoot.measures.walking.walk import Bout
from surefoot.model.codes import Placement
from surefoot.model.recording import Recording


def where_worn(
    recording: Recording, bouts: Sequence[Bout], said: Placement, knowledge: Knowledge
) -> Judged:
    """Return where the sensor probably was on the longest walk.

    Raises:
        KeyError: a fact is missing.
    """
    longest = max(bouts, key=lambda bout: bout.end_s - bout.start_s)
    step_s = float(np.median(np.diff(longest.times)))
    walk = WalkPart(longest.start_s, longest.end_s, step_s)
    return judge_placement(recording, walk, said, knowledge)
