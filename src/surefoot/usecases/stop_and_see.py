"""Stop and see: keep its ratings as they are given, and say what they show."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.stop_and_see.easing import measure_rest
from surefoot.model.codes import Measure, Protocol
from surefoot.model.entry import Entry, EntryId, LegRating
from surefoot.model.measurement import Measurement, NotMeasured
from surefoot.model.people import Access
from surefoot.model.reasoning import Finding
from surefoot.model.recording import RecordingId
from surefoot.model.rest import MINUTES, Rest, RestRating
from surefoot.reasoning.stop_and_see import findings_from_rests
from surefoot.store.protocol import NotFound, Store, Walk

FROM_A_WALK = frozenset({Measure.TIME_UNTIL_HEAVY, Measure.DISTANCE_UNTIL_HEAVY})


def next_minute(rest: Rest) -> int | None:
    """Return the minute at which the legs are to be rated next; None when all is rated."""
    rated = {rating.minute for rating in rest.ratings}
    return next((minute for minute in MINUTES if minute not in rated), None)


def with_ratings(rest: Rest, minute: float, ratings: Sequence[LegRating], now: datetime) -> Rest:
    """Return the rest with ratings at a minute, instead of those it had there; at 0 it begins."""
    stopped = now if rest.stopped is None else rest.stopped
    kept = [rating for rating in rest.ratings if rating.minute != minute]
    new = [RestRating(minute, rating.leg, rating.heaviness) for rating in ratings]
    ordered = tuple(sorted((*kept, *new), key=lambda rating: rating.minute))
    return msgspec.structs.replace(rest, stopped=stopped, ratings=ordered)


def rest_outcomes(
    store: Store, knowledge: Knowledge, access: Access, entry: Entry
) -> tuple[Measurement | NotMeasured, ...]:
    """Return what a stop and see gives: from its ratings, and from its recording where it has one.

    Raises:
        NotAllowed: the actor has no grant for the owner.
    """
    outcomes = measure_rest(entry, knowledge)
    if entry.rest is None or entry.rest.recording is None:
        return outcomes
    return (*_from_recording(store, access, entry.rest.recording), *outcomes)


def _from_recording(
    store: Store, access: Access, recording: RecordingId
) -> tuple[Measurement | NotMeasured, ...]:
    try:
        analysis = store.walk(access, recording).analysis
    except NotFound:  # deleted since
        return ()
    if analysis is None:
        return ()
    found: tuple[Measurement | NotMeasured, ...] = (
        *analysis.measurements,
        *analysis.not_measured,
    )
    return tuple(one for one in found if one.measure in FROM_A_WALK)


def walks_to_rest_from(store: Store, access: Access) -> tuple[Walk, ...]:
    """Return the recordings of this test that no entry names yet, newest first."""
    entries = store.timeline(access).entries
    named = {entry.rest.recording for entry in entries if entry.rest is not None}
    return tuple(
        walk
        for walk in store.walks(access)
        if walk.capture.protocol is Protocol.STOP_AND_SEE and walk.recording not in named
    )


def rest_findings(store: Store, knowledge: Knowledge, access: Access) -> tuple[Finding, ...]:
    """Return what the person's rests say about the cause, for an explanation to take in."""
    return findings_from_rests(store.timeline(access).entries, knowledge)


def unfinished(store: Store, access: Access, since: datetime) -> EntryId | None:
    """Return the newest stop and see since a moment that still waits for ratings."""
    entries = [
        entry
        for entry in store.timeline(access).entries
        if entry.rest is not None and entry.lived >= since and next_minute(entry.rest) is not None
    ]
    return entries[-1].id if entries else None
