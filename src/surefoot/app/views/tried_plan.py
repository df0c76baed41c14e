"""The plan of a try (items of SPENT 2019), and its report for clinicians (items of CENT 2015)."""

from dataclasses import dataclass

from django.utils.translation import gettext

from surefoot.app import words as speech
from surefoot.app.views.tried import Line, name_of
from surefoot.app.views.tried_result import outcome_name
from surefoot.app.words import name, words
from surefoot.knowledge.kinds import Strategy
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.message import Message
from surefoot.model.trial import Assignment, DesignKind, Trial
from surefoot.model.trial_answer import TrialPoint, TrialResult
from surefoot.report.dates import write_day
from surefoot.report.difference import write_bare, write_difference
from surefoot.report.quantity import unit_name

# So much of a hash is enough to compare two print-outs by eye.
_FINGERPRINT = 16


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of the page for clinicians."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One occasion of a try."""

    day: str
    asked: str
    done: str
    value: str


def plan_lines(trial: Trial, knowledge: Knowledge, over: bool) -> tuple[Line, ...]:
    """Return the plan as it was frozen; the draw itself only once the try is over."""
    strategy = knowledge.strategy(trial.strategy)
    lines = [
        Line(gettext("The question"), trial.question or _question(strategy)),
        *_asked(strategy),
        Line(gettext("What is looked at"), words(Message(f"try.outcome.{trial.outcome.value}"))),
        Line(gettext("What would matter to you"), _matters(trial)),
        Line(gettext("How the days are drawn"), how_drawn(trial)),
        Line(gettext("How long"), _length(trial)),
        Line(gettext("First day"), write_day(trial.schedule[0].day, words)),
        Line(gettext("What stays the same"), words(Message("try.same"))),
        Line(gettext("Who knows"), words(Message("try.hidden"))),
        Line(gettext("How it is counted"), words(Message("try.analysis"))),
        Line(gettext("Fixed on"), write_day(trial.frozen_at.date(), words)),
        Line(gettext("Mark of this plan"), trial.id[:_FINGERPRINT]),
    ]
    if trial.sign_off is not None:
        said = gettext("{by}, on {day}").format(
            by=trial.sign_off.by, day=write_day(trial.sign_off.on, words)
        )
        lines.append(Line(gettext("Agreed by"), said))
    if over:
        lines.append(Line(gettext("Number of the draw"), str(trial.seed)))
    return tuple(lines)


def _question(strategy: Strategy) -> str:
    return gettext("Does this help me: {name}?").format(name=name_of(strategy))


def _asked(strategy: Strategy) -> tuple[Line, ...]:
    rule = strategy.trial_design
    if rule is None:
        return ()
    return (
        Line(gettext("On a day with it"), rule.asks_on),
        Line(gettext("On a day without it"), rule.asks_off),
    )


def _matters(trial: Trial) -> str:
    return write_difference(trial.plan.matters, UNIT_OF[trial.outcome], words)


def how_drawn(trial: Trial) -> str:
    """Return how on and off are drawn."""
    message = Message(f"try.kind.{trial.design.kind.value}", {"block": trial.design.block_days})
    return words(message)


def _length(trial: Trial) -> str:
    days = gettext("{n} days").format(n=len(trial.schedule))
    if trial.design.kind is DesignKind.RANDOM_START:
        return days
    return gettext("{days}, {pairs} pairs").format(days=days, pairs=trial.design.pairs)


def schedule_lines(trial: Trial) -> tuple[str, ...]:
    """Return every day with what was drawn for it; to be shown only when the try is over."""
    return tuple(
        gettext("{day}: {asked}").format(day=write_day(one.day, words), asked=_side(one.assignment))
        for one in trial.schedule
    )


def _side(assignment: Assignment) -> str:
    return words(Message(f"picture.trial.{assignment.value}"))


def team_parts(
    result: TrialResult, knowledge: Knowledge, harms: tuple[str, ...]
) -> tuple[Part, ...]:
    """Return the report for a clinician, by the items of CENT 2015 (BMJ 350:h1738)."""
    return (
        Part(gettext("Methods"), _methods(result, knowledge)),
        Part(gettext("Results"), _results(result)),
        Part(gettext("Harms and limits"), _limits(result, harms)),
    )


def _methods(result: TrialResult, knowledge: Knowledge) -> tuple[Line, ...]:
    trial = result.trial
    strategy, design = knowledge.strategy(trial.strategy), trial.design
    pairs = {"pairs": design.pairs, "days": design.block_days, "half": _number(design.half_life_d)}
    return (
        Line(gettext("Design"), f"{design.kind.value}. {how_drawn(trial)}"),
        Line(gettext("Rationale"), strategy.evidence),
        Line(
            gettext("Periods"),
            gettext(
                "{pairs} pairs, blocks of {days} d, carry-over half-life {half} d, no run-in"
            ).format(**pairs),
        ),
        *_asked(strategy),
        Line(gettext("Outcome"), f"{outcome_name(result)} ({unit_name(result.unit, words)})"),
        Line(
            gettext("Order"),
            gettext("Drawn by hash from seed {seed}, concealed until each day").format(
                seed=trial.seed
            ),
        ),
        Line(gettext("Blinding"), gettext("None (open label)")),
        Line(gettext("Smallest difference of interest"), _matters(trial)),
        Line(gettext("Analysis"), words(Message("try.analysis.team"))),
        Line(
            gettext("Protocol"),
            gettext("Frozen {at} UTC, SHA-256 {hash}").format(
                at=f"{trial.frozen_at:%Y-%m-%d %H:%M}", hash=trial.id
            ),
        ),
        *_signed(trial),
    )


def _signed(trial: Trial) -> tuple[Line, ...]:
    if trial.sign_off is None:
        return ()
    return (Line(gettext("Agreed by"), f"{trial.sign_off.by}, {trial.sign_off.on.isoformat()}"),)


def _results(result: TrialResult) -> tuple[Line, ...]:
    answer, unit = result.answer, result.unit
    told = sum(point.value is not None for point in result.points)
    lines = [
        Line(
            gettext("Completed"),
            gettext("{n} of {of} occasions, {told} with outcome").format(
                n=len(result.points), of=len(result.trial.schedule), told=told
            ),
        ),
        Line(
            gettext("Adherence"),
            gettext("{done} of {said} as assigned").format(
                done=result.days_done, said=result.days_said
            ),
        ),
        Line(gettext("Verdict"), name(answer.verdict)),
    ]
    if answer.effect is None or answer.low is None or answer.high is None:
        return tuple(lines)
    lines.append(
        Line(
            gettext("Effect, on minus off (95 % interval)"),
            f"{write_difference(answer.effect, unit, words)} "
            f"({write_bare(answer.low, unit, words)}; {write_bare(answer.high, unit, words)})",
        )
    )
    if answer.as_done is not None:
        lines.append(
            Line(gettext("Effect by what was done"), write_difference(answer.as_done, unit, words))
        )
    for title, value in (
        (gettext("Probability of better"), answer.p_better),
        (gettext("Probability of better by what matters"), answer.p_meaningful),
        (gettext("Probability of no difference that matters"), answer.p_no_difference),
        (gettext("Randomisation test, p"), answer.p_randomisation),
    ):
        if value is not None:
            lines.append(Line(title, _number(value, 3)))
    return tuple(lines)


def _number(value: float, digits: int = 2) -> str:
    return speech.number(value, digits)


def _limits(result: TrialResult, harms: tuple[str, ...]) -> tuple[Line, ...]:
    notes = " ".join(name(note) for note in result.answer.notes)
    none = gettext("None noted")
    return (
        Line(gettext("Events noted during the trial"), "; ".join(harms) or none),
        Line(gettext("Limits"), notes or none),
        Line(
            gettext("Expectation"), gettext("Effects include expectation: open label, self-rated")
        ),
        Line(gettext("Other treatment"), words(Message("try.same"))),
    )


def rows_of(result: TrialResult) -> tuple[Row, ...]:
    """Return every occasion with what was asked, done and seen."""
    return tuple(_row(point, result) for point in result.points)


def _row(point: TrialPoint, result: TrialResult) -> Row:
    value = "–" if point.value is None else write_bare(point.value, result.unit, words)
    done = "–" if point.done is None else name(point.done)
    return Row(write_day(point.day, words), _side(point.assignment), done, value)
