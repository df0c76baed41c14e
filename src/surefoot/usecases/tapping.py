"""Foot tapping: left against right, from two recordings of one day."""

from datetime import date
from zoneinfo import ZoneInfo

from surefoot.measures.tapping.asymmetry import tap_rate_asymmetry
from surefoot.model.codes import Leg, Measure, Placement
from surefoot.model.measurement import Measurement, Method
from surefoot.model.people import Access
from surefoot.model.recording import RecordingId
from surefoot.store.protocol import Store, Walk

_Like = tuple[date, Placement, Method]


def asymmetry_beside(store: Store, access: Access, recording: RecordingId) -> Measurement | None:
    """Return left against right for a tapping test: with the other foot's nearest test that day.

    Both must be of one local day, placement and method; None where there is no such pair.

    Raises:
        NotFound: the owner has no such walk.
    """
    mine = _rate(store.walk(access, recording))
    if mine is None:
        return None
    others = [_rate(walk) for walk in store.walks(access) if walk.recording != recording]
    fitting = [one for one in others if one is not None and _fits(mine, one)]
    if not fitting:
        return None
    nearest = min(fitting, key=lambda one: abs(one[1].when - mine[1].when))
    left, right = sorted((mine[1], nearest[1]), key=lambda one: one.leg is Leg.RIGHT)
    return tap_rate_asymmetry(left, right)


def _fits(mine: tuple[_Like, Measurement], other: tuple[_Like, Measurement]) -> bool:
    return mine[0] == other[0] and mine[1].leg is not other[1].leg


def _rate(walk: Walk) -> tuple[_Like, Measurement] | None:
    measured = walk.analysis.measurements if walk.analysis else ()
    rate = next((m for m in measured if m.measure is Measure.TAP_RATE), None)
    if rate is None:
        return None
    day = rate.when.astimezone(ZoneInfo(walk.header.time_base.zone)).date()
    return (day, walk.capture.placement, rate.provenance.method), rate
