"""Which part of a recording is the walk of a fixed time."""

from dataclasses import dataclass

from surefoot.measures.timed.passes import Span, step_time
from surefoot.model.codes import Protocol, SegmentKind
from surefoot.model.measurement import Analysis

#: By definition of the tests, in seconds.
LASTS_S: dict[Protocol, float] = {
    Protocol.WALK_30S: 30.0,
    Protocol.WALK_1MIN: 60.0,
    Protocol.WALK_2MIN: 120.0,
    Protocol.WALK_6MIN: 360.0,
}
# The walk is as long as the test when this little is missing: people start after the word and the
# recording (chosen).
FULL_SHARE = 0.97


@dataclass(frozen=True, slots=True)
class Window:
    """The test in seconds of the recording; ``full`` when the recording holds all of its time."""

    start_s: float
    end_s: float
    full: bool

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start_s, self.end_s


def _walked(walks: list[Span], span: Span) -> float:
    """Return the seconds of walking within a span."""
    return sum(max(0.0, min(b, span[1]) - max(a, span[0])) for a, b in walks)


def find_window(
    analysis: Analysis, lasts_s: float, recorded_s: float, least_share: float
) -> Window | None:
    """Return the part of a recording that holds most walking in the time of the test.

    It begins a step before the first contact of a walk, and a rest on the way belongs to it: the
    clock of these tests runs on. None when less than a share of its time was recorded.

    Args:
        analysis: of the walk.
        lasts_s: time of the test.
        recorded_s: length of the recording.
        least_share: of the time that must have been recorded.
    """
    walks = [(s.start_s, s.end_s) for s in analysis.segments if s.kind is SegmentKind.WALK]
    starts = [max(start - step_time(analysis, (start, end)), 0.0) for start, end in walks]
    if not starts:
        return None
    amounts = [_walked(walks, (start, start + lasts_s)) for start in starts]
    start = starts[amounts.index(max(amounts))]
    end = min(start + lasts_s, recorded_s)
    if end - start < least_share * lasts_s:
        return None
    return Window(start, end, end - start >= FULL_SHARE * lasts_s)
