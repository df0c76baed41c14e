"""Strides from contacts: from one contact to the next but one, of the same foot."""

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import Foot
from surefoot.model.segment import Stride

Floats = NDArray[np.float64]

# Kluge et al. 2021: durations that can be a stride. People who take 35 steps a minute need more:
# this many times two of the bout's middle steps.
SHORTEST_S, LONGEST_S, LONGEST_SLOW = 0.2, 3.0, 1.5
# Where feet are not told apart, a step this many times the bout's middle step holds a pause or a
# missed contact; where they are, the feet themselves show what is missing.
# From no paper: a missed contact makes about twice a step, and an uneven step stays well below.
LONGEST_STEP = 1.8


def _same_foot(feet: list[Foot], place: int) -> bool:
    first, middle, last = feet[place : place + 3]
    return first is last and (first is Foot.UNKNOWN or first is not middle)


def make_strides(times: Floats, feet: list[Foot], steps_m: Floats | None) -> tuple[Stride, ...]:
    """Return the strides of one bout, both feet, in order.

    Args:
        times: contact times (k,), s.
        feet: foot of each contact (k,).
        steps_m: length of each step (k - 1,), or None when it cannot be known.
    """
    steps = np.diff(times)
    middle = float(np.median(steps))
    longest, longest_stride = LONGEST_STEP * middle, max(LONGEST_S, LONGEST_SLOW * 2.0 * middle)
    strides = []
    for place in range(len(times) - 2):
        start, end = float(times[place]), float(times[place + 2])
        told = feet[place] is not Foot.UNKNOWN
        whole = told or bool(np.all(steps[place : place + 2] <= longest))
        if not (whole and SHORTEST_S <= end - start <= longest_stride and _same_foot(feet, place)):
            continue
        length = None if steps_m is None else float(steps_m[place] + steps_m[place + 1])
        speed = None if length is None else length / (end - start)
        strides.append(Stride(start, end, feet[place], length, speed))
    return tuple(strides)
