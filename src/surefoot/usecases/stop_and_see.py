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

# A rating this many minutes early or late still counts for the minute asked for.
_EARLY, _CLOSE = 0.5, 1.0
# After a day nobody rates a rest any more, in minutes.
_LONGEST = 1440.0
FROM_A_WALK = frozenset({Measure.TIME_UNTIL_HEAVY, Measure.DISTANCE_UNTIL_HEAVY})


def next_minute(rest: Rest, now: datetime | None = None) -> int | None:
    """Return the minute at which the legs are to be rated next; None when all is rated.

    A minute that was missed is passed over: at ``now`` the latest one that has come counts.
    """
    rated = max((rating.minute for rating in rest.ratings), default=-1.0)
    ahead = [minute for minute in MINUTES if minute > rated]
    elapsed = _elapsed(rest, now)
    come = [minute for minute in ahead if elapsed is not None and minute <= elapsed + _EARLY]
    return come[-1] if come else next(iter(ahead), None)


def minute_meant(rest: Rest, asked: int, now: datetime) -> float:
    """Return the minute a rating counts for: the one asked for, or, far from it, when it is."""
    elapsed = _elapsed(rest, now)
    if elapsed is None or asked == 0 or abs(elapsed - asked) <= _CLOSE:
        return float(asked)
    return max(round(elapsed, 1), 0.1)  # minute 0 is the moment of stopping


def _elapsed(rest: Rest, now: datetime | None) -> float | None:
    """Return the minutes since stopping, or None before it or without a moment."""
    if rest.stopped is None or now is None:
        return None
    return min(max(0.0, (now - rest.stopped).total_seconds() / 60.0), _LONGEST)


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
