"""What a try showed, in one sentence and what stands behind it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from surefoot.app.words import words
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.message import Message
from surefoot.model.trial import Assignment, Better, DesignKind
from surefoot.model.trial_answer import TrialNote, TrialPoint, TrialResult, TrialVerdict
from surefoot.report.difference import write_bare, write_difference
from surefoot.report.trial_drawing import TrialDrawing, TriedDay, describe_trial
from surefoot.trials.pool import Pooled

# Said of every try at home: nobody can hide an ice vest from the one who wears it.
_ALWAYS = (TrialNote.OPEN_LABEL,)
# Of tables brought in; a try run here knows its plan.
_OF_TABLES = frozenset(
    {
        TrialNote.PAIRS_INFERRED,
        TrialNote.FREE_INFERRED,
        TrialNote.MATTERS_ASSUMED,
        TrialNote.BETTER_ASSUMED,
        TrialNote.COVARIATES_FILLED,
    }
)
_HELPED = (TrialVerdict.HELPS, TrialVerdict.HELPS_ENOUGH)


@dataclass(frozen=True, slots=True)
class ShownResult:
    """The answer of a try in words."""

    sentence: str
    range: str
    rests_on: tuple[str, ...]
    weakens: tuple[str, ...]
    constant: tuple[str, ...]
    then: tuple[str, ...]
    drawn: bool
    description: str
    outcome: str


def shown_result(result: TrialResult, knowledge: Knowledge) -> ShownResult:
    """Return the answer of a try in words."""
    strategy = knowledge.strategy(result.trial.strategy)
    return ShownResult(
        sentence=sentence_of(result),
        range=_range(result),
        rests_on=_rests_on(result),
        weakens=tuple(dict.fromkeys(_notes((*result.answer.notes, *_ALWAYS)))),
        constant=tuple(words(Message(said)) for said in ("try.same", "try.off")),
        then=_then(result, strategy.plain.how),
        drawn=bool(result.points),
        description=describe_trial(drawing_of(result), words),
        outcome=outcome_name(result),
    )


def sentence_of(result: TrialResult) -> str:
    """Return the answer in one sentence."""
    answer, ended = result.answer, result.finished or result.stopped is not None
    if not ended:
        return words(Message("try.sentence.running"))
    size = "" if answer.effect is None else _size(result, answer.effect)
    since = result.trial.design.kind is DesignKind.RANDOM_START
    kind = "since" if since else "sentence"
    return words(Message(f"try.{kind}.{answer.verdict.value}", {"size": size}))


def _size(result: TrialResult, effect: float) -> str:
    return write_difference(abs(effect), result.unit, words)


def _gain(result: TrialResult, effect: float) -> float:
    """Return how much better an effect is: above zero is good."""
    return -effect if result.trial.plan.better is Better.LOWER else effect


def _range(result: TrialResult) -> str:
    """Return between what the difference likely lies, as better and worse."""
    answer = result.answer
    if answer.low is None or answer.high is None:
        return ""
    least, most = sorted((_gain(result, answer.low), _gain(result, answer.high)))
    unit = result.unit
    if least < 0 < most:
        both: dict[str, str | int | float] = {
            "worse": write_difference(-least, unit, words),
            "better": write_difference(most, unit, words),
        }
        return words(Message("try.range.both", both))
    low, high = sorted((abs(least), abs(most)))
    params: dict[str, str | int | float] = {
        "low": write_bare(low, unit, words),
        "high": write_difference(high, unit, words),
    }
    return words(Message("try.range.better" if least >= 0 else "try.range.worse", params))


def _rests_on(result: TrialResult) -> tuple[str, ...]:
    told = [point for point in result.points if point.value is not None]
    on = sum(point.assignment is Assignment.ON for point in told)
    counted = gettext("{on} days with it and {off} days without it.")
    done = gettext("{done} of {said} days went as asked.")
    missing = len(result.points) - len(told)
    lines = [
        counted.format(on=on, off=len(told) - on),
        done.format(done=result.days_done, said=result.days_said),
    ]
    if missing:
        sentence = ngettext("{n} day has no answer.", "{n} days have no answer.", missing)
        lines.append(sentence.format(n=missing))
    return tuple(lines)


def _notes(notes: Iterable[TrialNote]) -> tuple[str, ...]:
    return tuple(
        words(Message(f"trialnote.{note.value}")) for note in notes if note not in _OF_TABLES
    )


def _then(result: TrialResult, how: str) -> tuple[str, ...]:
    """Return what to do with the answer."""
    if result.answer.verdict in _HELPED:
        return (gettext("You may keep it up."), how)
    if result.answer.verdict is TrialVerdict.WORSE:
        return (gettext("Better leave it. Tell your team."),)
    if result.answer.verdict is TrialVerdict.NO_DIFFERENCE:
        return (gettext("You may leave it, and try something else."),)
    return (gettext("You can try it once more. Both tries then count together."),)


def outcome_name(result: TrialResult) -> str:
    """Return the name of what was looked at."""
    return words(Message(f"measure.{result.trial.outcome.value}"))


def drawing_of(result: TrialResult) -> TrialDrawing:
    """Return what the picture shows: the mean of a day where it has several walks of a kind."""
    answer = result.answer
    known = answer.effect is not None and answer.low is not None and answer.high is not None
    return TrialDrawing(
        outcome=outcome_name(result),
        unit=result.unit,
        days=tuple(_day(point) for point in result.points),
        difference=(answer.effect, answer.low, answer.high) if known else None,  # type: ignore[arg-type]
        lower_is_better=result.trial.plan.better is Better.LOWER,
    )


def _day(point: TrialPoint) -> TriedDay:
    return TriedDay(point.day, point.assignment is Assignment.ON, point.value)


def together(result: TrialResult, pooled: Pooled | None) -> str:
    """Return what all tries of the same say together; empty where this is the only one."""
    if pooled is None:
        return ""
    gain = _gain(result, pooled.effect)
    message = "try.together.better" if gain >= 0 else "try.together.worse"
    low, high = sorted((_gain(result, pooled.low), _gain(result, pooled.high)))
    params: dict[str, str | int | float] = {
        "n": len(pooled.each),
        "size": _size(result, pooled.effect),
        "low": write_bare(low, result.unit, words),
        "high": write_difference(high, result.unit, words),
    }
    return words(Message(message, params))
