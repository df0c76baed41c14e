"""Save the legs for something: a plan of rest, cooling, aid and lifts for one time of one day."""

from collections.abc import Sequence
from dataclasses import dataclass

from surefoot.course.triggers.profile import legs_by_time_of_day, part_of
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingState
from surefoot.model.people import Access
from surefoot.model.timeline import Timeline
from surefoot.model.trigger import DayPart, LegByTimeOfDay, PartOfDay
from surefoot.reasoning.standing import findings_of_person
from surefoot.store.protocol import Store

# What helps to keep strength for later, in the order of the day; cooling where heat matters.
REST, COOL, AID, LIFT = "s_pacing", "s_cooling", "s_aid", "s_mobility_aids"
_HEAT = "f_heat"


@dataclass(frozen=True, slots=True)
class LegsThen:
    """The heavier leg at that part of the day, and its lightest part if it is clearly lighter."""

    then: PartOfDay
    lighter: PartOfDay | None
    early: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A part of the day, how the legs usually are then (None: not known yet), and strategies."""

    part: DayPart
    legs: LegsThen | None
    strategies: tuple[str, ...]


def plan_for(store: Store, knowledge: Knowledge, access: Access, hour: int) -> Plan:
    """Return a plan for something at an hour of the day, 0 to 23, where the person is.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        UnknownFact: a fact is missing.
    """
    timeline = store.timeline(access)
    part = part_of(hour, knowledge)
    legs = legs_then(legs_by_time_of_day(timeline, knowledge), part)
    cool = (COOL,) if _heat_matters(timeline, knowledge) else ()
    return Plan(part, legs, (REST, *cool, AID, LIFT))


def legs_then(legs: Sequence[LegByTimeOfDay], part: DayPart) -> LegsThen | None:
    """Return how the heavier leg usually is in a part of the day, and when it is clearly lighter.

    Clearly lighter is a part whose whole interval lies below that of this one.
    """
    known = [(leg, one) for leg in legs for one in leg.parts if one.part is part]
    if not known:
        return None
    leg, then = max(known, key=lambda pair: pair[1].mean)
    lightest = min(leg.parts, key=lambda one: one.mean)
    return LegsThen(then, lightest if lightest.high < then.low else None, leg.early)


def _heat_matters(timeline: Timeline, knowledge: Knowledge) -> bool:
    """Whether heat makes the legs worse, by the newest answer; with none it may."""
    if not timeline.entries:
        return True
    standing = findings_of_person(timeline, timeline.entries[-1].lived, knowledge)
    said = [one.state for one in standing if one.id == _HEAT]
    return not said or said[-1] is not FindingState.ABSENT
