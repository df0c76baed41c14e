"""Whether the foot stayed where it was: a foot that travels to and fro walks, it does not tap.

Walking with the phone on the shoe or the thigh has the rhythm of taps. But a tapping foot turns
about its heel and moves along the floor by a centimetre or two, a walking one by half a stride.
"""

import numpy as np

from surefoot.measures.motion import TURNING, motions
from surefoot.measures.one_piece import BRIDGED_GAP_S, place_of
from surefoot.measures.tapping.swing import LOOK_AT_S
from surefoot.model.codes import Placement
from surefoot.model.recording import Recording
from surefoot.signals.filters import integrate, moving_mean

# Slower than any stride is drift of integration. Chosen.
DRIFT_CUT_HZ = 0.3
# The way is looked at over this time, s: about a stride. The middle one of all such counts, since
# a bridged hole between samples moves the way around it. Chosen.
AROUND_S = 2.0
# Way along the floor, m (root mean square), from which on a foot travels. Chosen: simulated taps
# stay below 0.03 on the shoe, below 0.01 on the thigh and there without a gyroscope below 0.045;
# made-up shoes from 0.2 m/s on are above 0.08, thighs of walkers in geotec_tug s01 to s05 above
# 0.05.
TRAVELS_M = {Placement.SHOE: 0.06, Placement.THIGH: 0.04}
TRAVELS_UNTRACKED_M = 0.06


def stays(recording: Recording, placement: Placement, start_s: float, end_s: float) -> bool:
    """Whether a phone on the shoe or thigh moves along the floor no more than taps do.

    Args:
        recording: turning rates help, accelerations alone are enough.
        placement: on the shoe or the thigh.
        start_s: the first tap.
        end_s: the last tap.
    """
    stop = min(recording.n_samples, place_of(recording, LOOK_AT_S))
    most = TRAVELS_M[placement] if recording.has(*TURNING) else TRAVELS_UNTRACKED_M
    for motion in motions(recording, [(0, stop)], longest_gap_s=BRIDGED_GAP_S):
        way = integrate(motion.level, motion.rate_hz, 2, DRIFT_CUT_HZ)
        square = np.asarray(np.sum(way * way, axis=1), dtype=np.float64)
        around = moving_mean(square, round(AROUND_S * motion.rate_hz))
        first, last = (max(0, round(motion.place(time_s))) for time_s in (start_s, end_s))
        if len(around[first:last]) and float(np.median(around[first:last])) > most**2:
            return False
    return True
