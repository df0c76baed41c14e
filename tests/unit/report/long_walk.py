"""A walk of hours, as a health store may hold one."""

import numpy as np

from surefoot.model.codes import Foot, SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Recording
from surefoot.model.segment import InitialContact, Segment, Stride
from tests.unit.report.make import GOOD, recording


def long_walk(hours: float) -> tuple[Recording, Analysis]:
    """Return a recording of walking without a stop, and every step of it."""
    seconds = hours * 3600.0
    times = np.arange(1.0, seconds - 1.0, 0.6)
    feet = (Foot.LEFT, Foot.RIGHT)
    steps = tuple(InitialContact(float(t), feet[i % 2]) for i, t in enumerate(times))
    strides = tuple(
        Stride(a.time_s, b.time_s, a.foot, 1.1, 0.9) for a, b in zip(steps, steps[2:], strict=False)
    )
    made = recording(seconds)
    whole = (Segment(SegmentKind.WALK, 1.0, seconds - 1.0, GOOD),)
    return made, Analysis(made.id, whole, steps, strides, (), ())
