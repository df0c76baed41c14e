"""Which norms may stand beside a test: those that were found by the same protocol."""

from surefoot.knowledge.kinds import Norm
from surefoot.model.codes import Protocol
from surefoot.model.recording import Capture

# A course this much longer or shorter is still the same one (chosen).
COURSE_TOLERANCE = 0.05


def fits_protocol(norm: Norm, capture: Capture) -> bool:
    """Whether a test was done as the norm's was: same protocol, and same course where it has one.

    How often people turn decides how far they get: a distance over two minutes on a course of
    15 m says nothing beside one on a track. Where no course was said, only 25 feet is known.
    """
    if norm.protocol is not capture.protocol:
        return False
    if norm.course_length_m is None:
        return True
    if capture.course_length_m is None:
        return capture.protocol is Protocol.WALK_25FT
    off = abs(capture.course_length_m - norm.course_length_m)
    return off <= COURSE_TOLERANCE * norm.course_length_m
