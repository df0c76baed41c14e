"""A walk in one sentence; kept apart from the picture so that a page loads no drawing library."""

from surefoot.model.codes import Foot, SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.model.message import Message


def describe_walk(analysis: Analysis) -> Message:
    """Return what the picture shows, in one sentence for those who do not see it."""
    bouts = [s for s in analysis.segments if s.kind is SegmentKind.WALK]
    if not bouts:
        return Message("picture.walk.none")
    seconds = round(sum(bout.duration_s for bout in bouts))
    feet = [contact.foot for contact in analysis.initial_contacts]
    return Message(
        "picture.walk.description",
        {
            "bouts": len(bouts),
            "minutes": seconds // 60,
            "seconds": seconds % 60,
            "steps": len(feet),
            "left": feet.count(Foot.LEFT),
            "right": feet.count(Foot.RIGHT),
            "unknown": feet.count(Foot.UNKNOWN),
        },
    )
