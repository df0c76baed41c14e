"""What a change says, in the person's words. Never a diagnosis, never how probable in percent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from surefoot.model.change import Change, ChangeSize, ChangeState
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import Message
from surefoot.model.units import Unit
from surefoot.report.dates import write_day
from surefoot.report.quantity import write_number
from surefoot.report.words import Words

#: From this probability on we say that we are quite sure.
_QUITE_SURE = 0.95
_ILL = ("f_fever", "f_infection_signs", "f_uti")
# What was told and explains a part -> what is said to it.
_MET = {
    "f_heat": "follow.met.heat",
    "f_falls": "follow.met.fall",
    "f_missed_pill": "follow.met.pill",
}


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One sentence for the state, and what belongs to it, in order.

    ``details`` are since when, how much, how sure and why. ``asks`` is there where questions come
    before advice, ``advice`` after them. ``slow`` is what a slow change could still hide, where
    nothing is worse. ``tested`` goes with every state.
    """

    state: ChangeState
    headline: str
    details: tuple[str, ...]
    asks: str
    advice: tuple[str, ...]
    slow: str
    tested: str


def say_change(change: Change, words: Words, asked: bool, met: Sequence[str] = ()) -> ChangeWords:
    """Return what is said of a change.

    Args:
        change: what is known.
        words: turns messages into sentences.
        asked: whether fever, infection, heat, a fall and medicines were asked about lately.
        met: which of them hold, as findings.
    """
    asks = words(Message("follow.ask")) if change.tier1 and not asked else ""
    advice = tuple(words(one) for one in _advice(change, met)) if change.tier1 else ()
    calm = change.state in (ChangeState.USUAL, ChangeState.BETTER)
    return ChangeWords(
        change.state,
        words(_headline(change)),
        tuple(_details(change, words)),
        asks,
        advice,
        words(_slow(change)) if calm else "",
        words(Message("follow.tested")),
    )


def _headline(change: Change) -> Message:
    if change.state is ChangeState.USUAL:
        return Message("follow.usual.walks" if change.measured else "follow.usual.ratings")
    return Message(f"follow.{change.state.value}")


def _details(change: Change, words: Words) -> Iterator[str]:
    if change.onset is not None:
        yield words(_onset(change, words))
    yield from (_size(size, words) for size in change.sizes)
    if change.tier1 or change.state is ChangeState.BETTER:
        yield words(Message(f"follow.sure.{_sure(change)}"))
    if change.state is ChangeState.CANNOT_SAY:
        yield from (words(need) for need in change.needs)
    else:
        yield words(_why(change))
    yield from (words(_known(one.onset, words)) for one in change.known[-1:])


def _onset(change: Change, words: Words) -> Message:
    day = write_day(change.onset, words) if change.onset else ""
    if change.state is ChangeState.DRIFT:
        return Message("follow.onset.drift", {"day": day})
    if (
        change.onset_low is None
        or change.onset_high is None
        or change.onset_low == change.onset_high
    ):
        return Message("follow.onset.day", {"day": day})
    first, last = write_day(change.onset_low, words), write_day(change.onset_high, words)
    return Message("follow.onset", {"day": day, "first": first, "last": last})


def _size(size: ChangeSize, words: Words) -> str:
    what = name_of(size.measure, size.leg, words)
    if size.low < 0.0 < size.high:
        return words(Message("follow.size.unclear", {"what": what}))
    way = "worse" if size.value < 0.0 else "better"
    low, high = sorted((abs(size.low), abs(size.high)))
    amounts = [_amount(one, size.unit, words) for one in (abs(size.value), low, high)]
    params = dict(zip(("size", "low", "high"), amounts, strict=True))
    kind = "percent" if size.unit is Unit.PERCENT else "points"
    return words(Message(f"follow.size.{way}.{kind}", {"what": what, **params}))


def _amount(value: float, unit: Unit, words: Words) -> str:
    """Return whole percents, or points to a tenth: an average of ratings tells as much."""
    return str(round(value)) if unit is Unit.PERCENT else write_number(value, Unit.HOUR, words)


def name_of(measure: Measure, leg: Leg, words: Words) -> str:
    """Return the name of an outcome, of one leg where it is of one."""
    name = words(Message(f"measure.{measure}"))
    if leg is Leg.BOTH:
        return name
    return words(Message("measure.of_leg", {"what": name, "leg": words(Message(f"leg.{leg}"))}))


def _sure(change: Change) -> str:
    said = change.probabilities
    if change.state is ChangeState.BETTER:
        return "quite" if said.improvement >= _QUITE_SURE else "likely"
    if change.tier2:
        return "quite" if said.step + said.drift >= _QUITE_SURE else "likely"
    return "quite" if said.transient + said.step + said.drift >= _QUITE_SURE else "likely"


def _why(change: Change) -> Message:
    one = change.rests_on == 1
    return Message("follow.why-one") if one else Message("follow.why", {"n": change.rests_on})


def _known(onset: date, words: Words) -> Message:
    return Message("follow.known", {"day": write_day(onset, words)})


def _slow(change: Change) -> Message:
    if change.slowest is None:
        return Message("follow.slow.none")
    if change.slowest.unit is Unit.PERCENT:
        return Message("follow.slow.percent", {"size": _up(change.slowest.value)})
    return Message("follow.slow.points", {"size": f"{change.slowest.value:.1f}"})


def _up(percent: float) -> int:
    """Return a percentage rounded up to what can be meant: whole, from 20 on by fives."""
    step = 1 if percent < 20 else 5
    return int(-(-percent // step) * step)


def _advice(change: Change, met: Sequence[str]) -> Iterator[Message]:
    """Yield what to do: what was met first, then the team, always."""
    if any(name in met for name in _ILL):
        yield Message("follow.met.ill")
    for name, said in _MET.items():
        if name in met:
            yield Message(said)
    if change.state is ChangeState.DRIFT:
        yield Message("follow.team.drift")
    else:
        yield Message("follow.team.real" if change.tier2 else "follow.team.different")
