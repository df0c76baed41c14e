"""What a timeline says today, and what it said on each day: the noun that people are told of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from surefoot.course.change.facts import RuleFacts, Scale, read_facts
from surefoot.course.change.outcomes import Outcome, outcomes_of
from surefoot.course.change.posterior import Posterior
from surefoot.course.change.several import Part
from surefoot.course.change.shapes import Kind, signature
from surefoot.course.change.track import Moment, Track, track_history, track_today
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.change import (
    Change,
    ChangeProbabilities,
    ChangeSize,
    ChangeState,
    KnownChange,
)
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.message import Message
from surefoot.model.timeline import Timeline
from surefoot.model.units import Unit

Floats = NDArray[np.float64]

_NORMAL_95 = 1.959964
_WORSE = (Kind.TRANSIENT, Kind.STEP, Kind.DRIFT)


def _parts(outcomes: Sequence[Outcome], knowledge: Knowledge) -> list[Part]:
    facts = {scale: read_facts(knowledge, scale) for scale in Scale}
    return [Part(one.followed, facts[one.followed.scale], one.name) for one in outcomes]


def _tests(outcomes: Sequence[Outcome], day: float) -> tuple[int, float]:
    """Return how many values the best outcome has up to a day, and over how many days."""
    best = (0, 0.0)
    for one in outcomes:
        days = one.followed.days[one.followed.days <= day]
        if len(days):
            best = max(best, (len(days), float(days[-1] - days[0])))
    return best


def _needs(tests: int, span: float, rules: RuleFacts) -> tuple[Message, ...]:
    """Return what is missing before anything can be said."""
    missing = max(rules.real_tests - tests, 0)
    days = max(int(np.ceil(rules.real_days - span)), 0)
    if missing and days:
        return (Message("course.need-both", {"n": missing, "days": days}),)
    if missing:
        return (Message("course.need-more", {"n": missing}),)
    return (Message("course.need-days", {"days": days}),) if days else ()


def _probabilities(kinds: Floats) -> ChangeProbabilities:
    usual = 1.0 - float(kinds[Kind.TRANSIENT : Kind.IMPROVEMENT + 1].sum())
    worse = (float(kinds[kind]) for kind in (*_WORSE, Kind.IMPROVEMENT))
    return ChangeProbabilities(max(usual, 0.0), *worse)


def _state(moment: Moment, needs: Sequence[Message], rules: RuleFacts) -> ChangeState:
    """Return what is said; a lasting change is said only of a series that is long enough."""
    if not needs and moment.real >= rules.real:
        step = moment.kinds[Kind.STEP] >= moment.kinds[Kind.DRIFT]
        return ChangeState.STEP if step else ChangeState.DRIFT
    if moment.day >= rules.baseline_d and moment.different >= rules.different:
        return ChangeState.DIFFERENT
    if not needs and moment.better >= rules.different:
        return ChangeState.BETTER
    return ChangeState.CANNOT_SAY if needs else ChangeState.USUAL


def _change(moment: Moment, outcomes: Sequence[Outcome], rules: RuleFacts) -> Change:
    tests, span = _tests(outcomes, moment.day)
    needs = _needs(tests, span, rules)
    state = _state(moment, needs, rules)
    real = state in (ChangeState.STEP, ChangeState.DRIFT)
    return Change(
        day=outcomes[0].start + timedelta(days=moment.day),
        state=state,
        tier1=real or state is ChangeState.DIFFERENT,
        tier2=real,
        probabilities=_probabilities(moment.kinds),
        rests_on=tests,
        needs=needs,
        measured=any(one.followed.scale is Scale.LOG for one in outcomes),
    )


def change_history(timeline: Timeline, knowledge: Knowledge) -> tuple[Change, ...]:
    """Return what was known on each day with a value, oldest first, from that day and before.

    Raises:
        UnknownFact: a fact is missing.
    """
    outcomes = outcomes_of(timeline, knowledge)
    if not outcomes:
        return ()
    parts = _parts(outcomes, knowledge)
    rules = parts[0].facts.rules
    return tuple(_change(m, outcomes, rules) for m in track_history(parts).moments)


def change_today(timeline: Timeline, knowledge: Knowledge) -> Change | None:
    """Return what is known after the last value, with onset and sizes; None without any value.

    Raises:
        UnknownFact: a fact is missing.
    """
    told = tell_today(timeline, knowledge)
    return told.change if told else None


@dataclass(frozen=True, slots=True)
class Told:
    """What is known today, with the outcomes and the scan that it comes from."""

    change: Change
    outcomes: tuple[Outcome, ...]
    found: Track


def tell_today(timeline: Timeline, knowledge: Knowledge) -> Told | None:
    """Return what is known today with what it comes from; None without any value.

    Raises:
        UnknownFact: a fact is missing.
    """
    outcomes = outcomes_of(timeline, knowledge)
    if not outcomes:
        return None
    parts = _parts(outcomes, knowledge)
    found = track_today(parts)
    return Told(_change_now(found, outcomes, parts[0].facts.rules), outcomes, found)


def _change_now(found: Track, outcomes: Sequence[Outcome], rules: RuleFacts) -> Change:
    moment = found.moments[-1]
    plain = _change(moment, outcomes, rules)
    known = _known(found, outcomes)
    if plain.state in (ChangeState.USUAL, ChangeState.CANNOT_SAY):
        return replace(plain, known=known)
    kinds = (Kind.IMPROVEMENT,) if plain.state is ChangeState.BETTER else _WORSE
    weights = _weights(found.last.joint, kinds)
    low, middle, high = _onset(found.last.joint, weights)
    start = outcomes[0].start
    return replace(
        plain,
        known=known,
        onset=start + timedelta(days=middle),
        onset_low=start + timedelta(days=low),
        onset_high=start + timedelta(days=high),
        sizes=_sizes(found, outcomes, weights),
    )


def _weights(joint: Posterior, kinds: Sequence[Kind]) -> Floats:
    """Return the share of each candidate among those of some kinds that are not over, (c,)."""
    lasting = joint.menu.over >= joint.asked[-1]
    mine = np.isin(joint.menu.kind, kinds) & lasting
    weights = np.where(mine, joint.candidates[-1], 0.0)
    return np.asarray(weights / weights.sum(), dtype=np.float64)


def _onset(joint: Posterior, weights: Floats) -> tuple[float, float, float]:
    """Return the 2.5, 50 and 97.5 % points of the onset, in days."""
    onset = joint.menu.candidates.onset
    at = np.searchsorted(np.cumsum(weights), (0.025, 0.5, 0.975))
    low, middle, high = onset[np.minimum(at, len(onset) - 1)].tolist()
    return low, middle, high


def _sizes(found: Track, outcomes: Sequence[Outcome], weights: Floats) -> tuple[ChangeSize, ...]:
    """Return how far each outcome stands from where it would be, with its interval."""
    by_name = {one.name: one for one in outcomes}
    pairs = zip(found.parts, found.last.alone, strict=True)
    return tuple(_size(by_name[part.name], *_effect(part, a, weights)) for part, a in pairs)


def _effect(part: Part, alone: Posterior, weights: Floats) -> tuple[float, float]:
    """Return mean and standard deviation of an outcome's shift on the last day."""
    menu, now = alone.menu, float(alone.asked[-1])
    shown = np.zeros(len(weights))
    for place, shape in enumerate(menu.shapes):
        mine = menu.shape == place
        since = now - menu.candidates.onset[mine]
        shown[mine] = signature(shape, since, part.facts.events)
    mean = alone.size[-1] * shown
    square = (alone.size_sd[-1] * shown) ** 2 + mean**2
    middle = float(weights @ mean)
    return middle, float(np.sqrt(max(float(weights @ square) - middle**2, 0.0)))


def _size(outcome: Outcome, middle: float, sd: float) -> ChangeSize:
    """Return a shift in percent, or in points, with its 95 % interval; negative is worse."""
    points = [middle + side * _NORMAL_95 * sd for side in (-1.0, 0.0, 1.0)]
    if outcome.followed.scale is Scale.LOG:
        points = [100.0 * float(np.expm1(point)) for point in points]
        unit = Unit.PERCENT
    else:
        unit = UNIT_OF[outcome.measure]
    low, value, high = points
    return ChangeSize(outcome.measure, outcome.leg, unit, value, low, high)


def _known(found: Track, outcomes: Sequence[Outcome]) -> tuple[KnownChange, ...]:
    """Return the changes that were taken as known, oldest first."""
    by_name = {one.name: one for one in outcomes}
    onsets = sorted({known.onset for part in found.parts for known in part.accepted})
    return tuple(_known_at(onset, found.parts, by_name) for onset in onsets)


_STATE_OF = {
    Kind.STEP: ChangeState.STEP,
    Kind.DRIFT: ChangeState.DRIFT,
    Kind.IMPROVEMENT: ChangeState.BETTER,
}


def _known_at(onset: float, parts: Sequence[Part], by_name: Mapping[str, Outcome]) -> KnownChange:
    mine = [(part, one) for part in parts for one in part.accepted if one.onset == onset]
    sizes = tuple(_size(by_name[part.name], one.mean, one.sd) for part, one in mine)
    start = next(iter(by_name.values())).start
    state = _STATE_OF[mine[0][1].shape.kind]
    return KnownChange(start + timedelta(days=onset), state, sizes)
