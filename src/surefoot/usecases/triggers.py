"""What goes with how the legs are: of a person, and of a diary in a file."""

import hashlib
from collections import OrderedDict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

import msgspec

from surefoot.course.change.outcomes import OUTCOMES
from surefoot.course.triggers.find import heat_is_expected, triggers_of
from surefoot.course.triggers.profile import legs_by_time_of_day
from surefoot.course.triggers.tables import triggers_in_table
from surefoot.knowledge.cautions import CautionLevel
from surefoot.knowledge.kinds import Strategy
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingState, Measure
from surefoot.model.people import Access
from surefoot.model.timeline import Timeline
from surefoot.model.trigger import (
    Factor,
    LegByTimeOfDay,
    OutcomeTriggers,
    TriggerFound,
    TriggerLabel,
    Triggers,
)
from surefoot.readers.diary_csv import read_diary
from surefoot.reasoning.standing import findings_of_person
from surefoot.store.protocol import Store
from surefoot.usecases.follow import change_of

#: What may be tried about a factor. Nobody tries out an infection or a missed pill.
TO_TRY: Mapping[str, str] = {
    Factor.HEAT: "s_cooling",
    Factor.HOT_BATH: "s_avoid_hot_bath",
    Factor.COLD: "s_warm",
    Factor.EXERTION: "s_pacing",
    Factor.LONG_STANDING: "s_pacing",
    Factor.TIME_OF_DAY: "s_pacing",
    Factor.LONG_SITTING: "s_move_breaks",
    Factor.LITTLE_TO_DRINK: "s_hydration",
    Factor.POOR_SLEEP: "s_sleep",
}
# So many people's triggers are remembered, the last ones used.
_REMEMBERED = 16
_known: OrderedDict[bytes, tuple[OutcomeTriggers, ...]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class GoesWith:
    """Everything told of a person: outcomes with their factors, legs by time of day, and one
    strategy that may be tried about a factor, or None."""

    outcomes: tuple[OutcomeTriggers, ...]
    legs: tuple[LegByTimeOfDay, ...]
    factor: str = ""
    to_try: Strategy | None = None


def goes_with(store: Store, knowledge: Knowledge, access: Access, now: datetime) -> GoesWith:
    """Return what goes with how a person's legs are.

    Raises:
        NotAllowed: the actor has no grant for the owner.
        UnknownFact: a fact is missing.
    """
    timeline = store.timeline(access)
    outcomes = outcomes_with(timeline, knowledge)
    present = {
        one.id
        for one in findings_of_person(timeline, now, knowledge)
        if one.state is FindingState.PRESENT
    }
    legs = legs_by_time_of_day(timeline, knowledge)
    for factor in _worst_first(outcomes):
        strategy = knowledge.strategy(TO_TRY[factor])
        if not is_better_left(strategy, present):
            return GoesWith(outcomes, legs, factor, strategy)
    return GoesWith(outcomes, legs)


def legs_of_person(
    store: Store, knowledge: Knowledge, access: Access
) -> tuple[LegByTimeOfDay, ...]:
    """Return how heavy a person's legs are by time of day. Raises as ``goes_with``."""
    return legs_by_time_of_day(store.timeline(access), knowledge)


def own_names(store: Store, access: Access, most: int = 12) -> tuple[str, ...]:
    """Return the person's own names of what may go before, the last used first.

    Raises:
        NotAllowed: the actor has no grant for the owner.
    """
    entries = reversed(store.timeline(access).entries)
    return tuple(dict.fromkeys(name for entry in entries for name in entry.factors))[:most]


def outcomes_with(timeline: Timeline, knowledge: Knowledge) -> tuple[OutcomeTriggers, ...]:
    """Return what goes with each outcome; the same timeline is never worked out twice.

    Raises:
        UnknownFact: a fact is missing.
    """
    key = _key(timeline, knowledge)
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    shown = change_of(timeline, knowledge)
    found = triggers_of(timeline, knowledge, shown.change.known if shown else ())
    with _lock:
        _known[key] = found
        while len(_known) > _REMEMBERED:
            _known.popitem(last=False)
    return found


def _key(timeline: Timeline, knowledge: Knowledge) -> bytes:
    """Return a digest of what triggers rest on; answering questions leaves it as it is."""
    told = [
        (
            *(entry.lived, entry.zone, entry.ratings, entry.before, entry.factors),
            *(entry.could_not_walk, entry.air_temperature_c, entry.body_temperature_c),
        )
        for entry in timeline.entries
        if entry.ratings or entry.before or entry.factors or not (entry.answers or entry.seen)
    ]
    used = tuple(m for m in timeline.measurements if m.measure in OUTCOMES and m.segment is None)
    digest = hashlib.blake2b(msgspec.msgpack.encode((used, told, heat_is_expected(timeline))))
    digest.update(str(id(knowledge)).encode())
    return digest.digest()


def is_better_left(strategy: Strategy, present: Collection[str]) -> bool:
    """Whether something about the person speaks against trying a strategy."""
    cautions = strategy.cautions_if
    return any(one.level is CautionLevel.AVOID and one.met_by in present for one in cautions)


def is_worse(found: TriggerFound, measure: Measure) -> bool:
    """Whether legs are worse with a factor: heavier, or slower."""
    effect = found.effect or 0.0
    return effect > 0.0 if measure is Measure.HEAVINESS else effect < 0.0


def _worst_first(outcomes: Sequence[OutcomeTriggers]) -> Iterator[str]:
    """Yield the factors with which legs are possibly worse and that can be tried, surest first."""
    called = (TriggerLabel.LIKELY, TriggerLabel.POSSIBLE)
    chances = {
        (found.probability or 0.0, found.factor)
        for outcome in outcomes
        for found in outcome.triggers.found
        if found.label in called and found.factor in TO_TRY and not found.own
        if is_worse(found, outcome.measure)
    }
    yield from (factor for _, factor in sorted(chances, reverse=True))


def triggers_in_file(path: Path, knowledge: Knowledge) -> Triggers:
    """Return what goes with the outcome of a diary in a file.

    Raises:
        InputProblem: as ``read_diary``.
        UnknownFact: a fact is missing.
    """
    return triggers_in_table(read_diary(path), knowledge)
