"""Where in a recording the test is: between two rests, without the handling of the phone.

A phone is put into the pocket before and taken out after, which turns it more than any walk does.
The person sits still for a moment in between, so each stretch between rests is tried by itself.
"""

import numpy as np

from surefoot.measures.chair.posture import look, rests_below
from surefoot.measures.motion import Motion, cut
from surefoot.measures.tug.phases import Phases, find_phases
from surefoot.model.codes import AbsenceReason, Placement
from surefoot.signals.peaks import join_runs, true_runs

# Stillness of this length parts the test from what is done before and after.
REST_S = 1.5
# Who walks straight on turns little, but is shaken by every step: by this much, m/s2, or where all
# is slow by this share of the most. Chosen on simulated tests; geotec_tug s01 to s05 stay alike.
SHAKEN_FROM, SHAKEN_SHARE = 0.25, 0.1
# So much of the rest is kept on each side, and nothing shorter than the second is a test.
MARGIN_S, SHORTEST_S = 1.0, 4.0


def _busy(motion: Motion) -> list[tuple[int, int]]:
    """Return stretches between rests, the longest first."""
    sight = look(motion)
    shaken = min(SHAKEN_FROM, SHAKEN_SHARE * float(np.percentile(sight.shaking, 95)))
    moving = true_runs((sight.turning >= rests_below(sight)) | (sight.shaking >= shaken))
    runs = join_runs(moving, round(REST_S * motion.rate_hz))
    return sorted(runs, key=lambda run: run[0] - run[1])


def _part(motion: Motion, first: int, last: int) -> Motion:
    margin = round(MARGIN_S * motion.rate_hz)
    return cut(motion, max(0, first - margin), min(len(motion.vertical), last + margin))


def _is_whole(found: Phases | AbsenceReason) -> bool:
    return isinstance(found, Phases) and found.rise is not None and found.sit is not None


def find_test(motion: Motion, placement: Placement) -> Phases | AbsenceReason:
    """Return the phases of the test in a stretch of samples, or why there are none.

    Stretches between rests are tried first, then everything from first to last movement, because
    slow walkers rest on the way.

    Args:
        motion: an unbroken stretch; it may hold more than the test.
        placement: where the sensor was worn.
    """
    if motion.yaw is None:
        return AbsenceReason.NO_GYROSCOPE
    busy = _busy(motion)
    for first, last in busy:
        if last - first >= SHORTEST_S * motion.rate_hz:
            found = find_phases(_part(motion, first, last), placement)
            if _is_whole(found):
                return found
    if not busy:
        return AbsenceReason.TOO_FEW_TURNS
    first, last = min(run[0] for run in busy), max(run[1] for run in busy)
    return find_phases(_part(motion, first, last), placement)
