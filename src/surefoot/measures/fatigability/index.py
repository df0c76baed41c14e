"""The distance walked index: the last part of a walk against an early one.

Leone et al. 2016 (Neurorehabil Neural Repair): DWI6-1 = 100 (D6 - D1) / D1 with the distances of
the sixth and the first minute; Van Geel et al. 2020 found it the most repeatable of five formulas.
From the second minute (DWI6-2) a fast first minute does not inflate it. A walk of two minutes is
cut into half minutes. The person's own step length cancels.
"""

import numpy as np

from surefoot.measures.fatigability.pace import Pace, Span, inside
from surefoot.measures.intervals import NORMAL_95, Estimate, around, sampling_error
from surefoot.model.codes import AbsenceReason
from surefoot.model.segment import Stride

# Fewer strides in a part do not tell how far it was (chosen).
LEAST_STRIDES = 5


def parts_of(span: Span, part_s: float) -> tuple[Span, Span, Span]:
    """Return the first, second and last part of a test."""
    start, end = span
    first = (start, start + part_s)
    return first, (first[1], first[1] + part_s), (end - part_s, end)


def _error_share(strides: list[Stride]) -> float:
    speeds = np.array([stride.speed_mps for stride in strides], dtype=np.float64)
    return sampling_error(speeds) / max(float(speeds.mean()), 1e-3)


def distance_walked_index(
    pace: Pace, strides: tuple[Stride, ...], parts: tuple[Span, Span], error_percent: float
) -> Estimate | AbsenceReason:
    """Return how much less was walked in the second of two equal parts, in percent.

    Its interval joins how well the strides of each part stand for it with the method's own error.

    Args:
        pace: of the recording.
        strides: of the recording, with speeds.
        parts: the early and the late part, in seconds.
        error_percent: standard deviation of the method's own error.
    """
    early, late = (inside(strides, part) for part in parts)
    if min(len(early), len(late)) < LEAST_STRIDES:
        return AbsenceReason.TOO_FEW_STRIDES
    ratio = pace.distance(parts[1]) / max(pace.distance(parts[0]), 1e-3)
    spread = 100.0 * ratio * float(np.hypot(_error_share(early), _error_share(late)))
    return around(100.0 * (ratio - 1.0), NORMAL_95 * spread, error_percent, floor=-100.0)
