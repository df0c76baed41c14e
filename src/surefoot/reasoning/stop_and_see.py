"""What resting after a walk says, as clinical findings: does standing help, does sitting?

A tight spinal canal eases with sitting or bending, not with standing; blocked arteries ease with
standing too, within minutes; legs tired by MS take about ten minutes whatever one does. Only what
is clear becomes a finding, the rest stays unknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingOrigin, FindingState, Leg, Posture
from surefoot.model.entry import Entry
from surefoot.model.reasoning import Finding
from surefoot.model.rest import Rest

STANDING = "f_rest_relief"
SITTING = "f_sit_bend_relief"
YES = "yes"


@dataclass(frozen=True, slots=True)
class _Facts:
    least_rise: float
    limit_min: float
    gone: float
    stays: float


@dataclass(frozen=True, slots=True)
class _Helped:
    """Whether a rest helped, and the entry that says so."""

    state: FindingState
    entry: Entry


def _read_facts(knowledge: Knowledge) -> _Facts:
    return _Facts(
        knowledge.number("heaviness_smallest_detectable").value,
        knowledge.number("stop_and_see_limit").value,
        knowledge.number("stop_and_see_gone_share").value,
        knowledge.number("stop_and_see_stays_share").value,
    )


def _leg_helped(rest: Rest, leg: Leg, facts: _Facts) -> FindingState | None:
    """Return whether a leg eased in time; None where walking did not make it clearly heavier."""
    before, course = rest.heaviness_before(leg), rest.course_of(leg)
    if before is None or not course or course[0].minute > 0:
        return None
    rise = course[0].heaviness - before
    if rise < facts.least_rise:
        return None
    in_time = [rating for rating in course[1:] if rating.minute <= facts.limit_min]
    shares = [(rating.heaviness - before) / rise for rating in in_time]
    if shares and shares[-1] <= facts.gone:
        return FindingState.PRESENT
    waited = bool(in_time) and in_time[-1].minute >= facts.limit_min
    if waited and min(shares) >= facts.stays:
        return FindingState.ABSENT
    return FindingState.UNKNOWN


def _helped(entry: Entry, facts: _Facts) -> _Helped | None:
    """Return whether the rest of an entry helped every leg alike; None where nothing could."""
    if entry.rest is None:
        return None
    legs = [_leg_helped(entry.rest, leg, facts) for leg in (Leg.LEFT, Leg.RIGHT)]
    states = {state for state in legs if state is not None}
    if not states:
        return None
    return _Helped(states.pop() if len(states) == 1 else FindingState.UNKNOWN, entry)


def _newest(entries: Sequence[Entry], postures: set[Posture], facts: _Facts) -> _Helped | None:
    rests = (e for e in entries if e.rest is not None and e.rest.posture in postures)
    found = (_helped(entry, facts) for entry in sorted(rests, key=lambda e: e.lived, reverse=True))
    return next((helped for helped in found if helped is not None), None)


def _finding(name: str, state: FindingState, because: Sequence[_Helped]) -> Finding:
    code = YES if state is FindingState.PRESENT else None
    sources = tuple(helped.entry.id for helped in because)
    return Finding(name, state, FindingOrigin.REPORTED, code, sources)


def _sitting_state(standing: _Helped | None, sitting: _Helped) -> FindingState:
    """Return whether sitting or bending is what helps, which takes a rest on one's feet beside it.

    Everybody's legs feel better sitting. Only where standing was tried and did not help does it
    speak for the back.
    """
    if sitting.state is not FindingState.PRESENT:
        return sitting.state
    alone = standing is not None and standing.state is FindingState.ABSENT
    return FindingState.PRESENT if alone else FindingState.UNKNOWN


def findings_from_rests(entries: Sequence[Entry], knowledge: Knowledge) -> tuple[Finding, ...]:
    """Return what the newest rest standing and the newest rest sitting or bending say.

    Helped means: of the rise from before the walk to stopping no more is left than the fact
    ``stop_and_see_gone_share`` at the last rating within ``stop_and_see_limit`` minutes. Not
    helped means: at every rating up to that minute more was left than
    ``stop_and_see_stays_share``. In between, or when both legs differ, it is unknown.

    Raises:
        KeyError: a fact is missing.
    """
    facts = _read_facts(knowledge)
    standing = _newest(entries, {Posture.STAND}, facts)
    sitting = _newest(entries, {Posture.SIT, Posture.BEND}, facts)
    found = [] if standing is None else [_finding(STANDING, standing.state, [standing])]
    if sitting is not None:
        because = [sitting] if standing is None else [sitting, standing]
        found.append(_finding(SITTING, _sitting_state(standing, sitting), because))
    return tuple(found)
