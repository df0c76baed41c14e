"""The passes of a walk over a course: from standing to standing, or to where the person turns."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from surefoot.measures.timed.edges import Rough, movement_edges
from surefoot.measures.timed.facts import CourseFacts
from surefoot.model.codes import SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.model.recording import Recording
from surefoot.model.segment import Segment

Span = tuple[float, float]
Covers = Callable[[Span], float]

# The lengths of very slow steps come out too short, down to this part of the way (chosen on
# simulated walkers at 0.2 m/s); what covers less is no pass.
LEAST_MODELLED = 0.35
# Two parts that together cover more than the way are two slow passes, whose steps are modelled too
# short, and no halt on the way (chosen on simulated walkers at 0.2 m/s).
MOST_JOINED = 1.1


@dataclass(frozen=True, slots=True)
class Stretch:
    """Walking without a turn back, in seconds; and whether a turn bounds it on either side."""

    start_s: float
    end_s: float
    after_turn: bool = False
    before_turn: bool = False

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start_s, self.end_s


def _cut(walk: Segment, turns: list[Span]) -> list[Stretch]:
    """Return the stretches of one walk between its turns back."""
    stretches, start, turned = [], walk.start_s, False
    for begins, ends in turns:
        if walk.start_s < (begins + ends) / 2.0 < walk.end_s:
            if begins > start:
                stretches.append(Stretch(start, begins, turned, True))
            start, turned = ends, True
    if walk.end_s > start:
        stretches.append(Stretch(start, walk.end_s, turned, False))
    return stretches


def stretches_of(analysis: Analysis, turns: list[Span]) -> list[Stretch]:
    """Return every stretch of walking between turns back, in order of time."""
    walks = sorted(
        (s for s in analysis.segments if s.kind is SegmentKind.WALK), key=lambda s: s.start_s
    )
    return [stretch for walk in walks for stretch in _cut(walk, turns)]


def _joined(stretches: list[Stretch], whole: Covers, facts: CourseFacts) -> list[Stretch]:
    """Return stretches where one that is too short goes on after a short stop."""
    done: list[Stretch] = []
    for stretch in stretches:
        before = done[-1] if done else None
        goes_on = (
            before is not None
            and not (before.before_turn or stretch.after_turn)
            and stretch.start_s - before.end_s <= facts.longest_stop_s
            and whole(before.span) < facts.least_share
            and whole(before.span) + whole(stretch.span) <= MOST_JOINED
        )
        if before is not None and goes_on:
            done[-1] = replace(before, end_s=stretch.end_s, before_turn=stretch.before_turn)
        else:
            done.append(stretch)
    return done


def whole_passes(
    stretches: list[Stretch], covers: Covers, whole: float | None, facts: CourseFacts
) -> list[Stretch]:
    """Return the stretches that go all the way.

    Args:
        stretches: in order of time.
        covers: how much of a way, or how much time, lies in a span.
        whole: what a whole pass covers; None takes the longest stretch for one.
        facts: what a pass is.
    """
    if not stretches:
        return []
    most = whole if whole is not None else max(covers(stretch.span) for stretch in stretches)

    def share(span: Span) -> float:
        return covers(span) / max(most, 1e-9)

    joined = _joined(stretches, share, facts)
    least = facts.least_share * min(1.0, max(share(stretch.span) for stretch in joined))
    return [s for s in joined if share(s.span) >= max(least, LEAST_MODELLED)]


def step_time(analysis: Analysis, span: Span) -> float:
    """Return the usual time of a step within a span, in seconds."""
    times = [c.time_s for c in analysis.initial_contacts if span[0] <= c.time_s <= span[1]]
    return float(np.median(np.diff(times))) if len(times) > 1 else 0.6


def timed(recording: Recording, analysis: Analysis, stretch: Stretch) -> Span:
    """Return first and last movement of a pass; where it meets a turn, the turn bounds it."""
    rough = Rough(stretch.start_s, stretch.end_s, step_time(analysis, stretch.span))
    start, end = movement_edges(recording, rough)
    return (
        stretch.start_s if stretch.after_turn else start,
        stretch.end_s if stretch.before_turn else end,
    )


def not_too_fast(spans: list[Span], course_m: float, fastest_mps: float) -> list[Span]:
    """Return the spans in which a person can have walked the course."""
    return [(start, end) for start, end in spans if end - start >= course_m / fastest_mps]
