"""What is usual for one person, so far."""

from datetime import datetime

import numpy as np

from surefoot.course.series import heaviness_series
from surefoot.course.usual import Place, place_in_range, usual_range
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import Leg, Measure
from surefoot.model.entry import Entry
from surefoot.model.people import Access
from surefoot.model.timeline import Timeline
from surefoot.model.verdict import Verdict
from surefoot.store.protocol import Store

#: What a person follows over time.
FOLLOWED: tuple[tuple[Measure, Leg], ...] = (
    (Measure.HEAVINESS, Leg.LEFT),
    (Measure.HEAVINESS, Leg.RIGHT),
    (Measure.WALKING_SPEED, Leg.BOTH),
    (Measure.CADENCE, Leg.BOTH),
    (Measure.STRIDE_TIME, Leg.BOTH),
    (Measure.STRIDE_LENGTH, Leg.BOTH),
    (Measure.STRIDE_TIME_CV, Leg.BOTH),
    (Measure.STEP_TIME, Leg.LEFT),
    (Measure.STEP_TIME, Leg.RIGHT),
    (Measure.STEP_TIME_ASYMMETRY, Leg.BOTH),
    (Measure.COURSE_TIME, Leg.BOTH),
    (Measure.COURSE_SPEED, Leg.BOTH),
    (Measure.WALK_DISTANCE, Leg.BOTH),
)


def usual_ranges(
    store: Store, knowledge: Knowledge, access: Access, before: datetime | None = None
) -> tuple[Verdict, ...]:
    """Return the usual range of everything that is followed, or what is missing to say it.

    Args:
        before: only what was so before this moment counts; None for all.
    """
    timeline = store.timeline(access)
    return tuple(
        usual_range(timeline, measure, leg, knowledge, before) for measure, leg in FOLLOWED
    )


def written_ranges(
    store: Store, knowledge: Knowledge, access: Access, entry: Entry
) -> tuple[Verdict, ...]:
    """Return what was usual, before an entry, for each number it holds."""
    timeline = store.timeline(access) if entry.scores else None
    return tuple(
        usual_range(timeline, score.measure, score.leg, knowledge, entry.lived)
        for score in entry.scores
        if timeline is not None
    )


def heavier_than_usual(
    store: Store,
    knowledge: Knowledge,
    access: Access,
    entry: Entry,
    timeline: Timeline | None = None,
) -> bool:
    """Whether a leg was clearly heavier in this entry, or before its walk, than in the past.

    That is above its usual range, or above its usual level by the fact ``heaviness_jump``. While
    there is no range yet, the middle of the ratings so far stands for the level. ``timeline`` is
    the person's, where it was read already: reading a year takes longer than looking at it.
    """
    timeline = store.timeline(access) if timeline is None else timeline
    jump = knowledge.number("heaviness_jump").value
    for rating in (*entry.ratings, *(entry.rest.before if entry.rest else ())):
        before = usual_range(timeline, Measure.HEAVINESS, rating.leg, knowledge, entry.lived)
        level = _level(timeline, rating.leg, entry.lived, before)
        above = place_in_range(rating.heaviness, before) is Place.ABOVE
        if above or (level is not None and rating.heaviness >= level + jump):
            return True
    return False


def _level(timeline: Timeline, leg: Leg, before: datetime, usual: Verdict) -> float | None:
    if usual.size is not None:
        return usual.size
    values = heaviness_series(timeline, leg, before).values
    return float(np.median(values)) if len(values) else None
