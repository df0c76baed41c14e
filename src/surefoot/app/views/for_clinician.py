"""An explanation as a clinician reads it: ranked by lift, with ratios, ranges and sources."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from surefoot.app import words as speech
from surefoot.app.views.explained import sources_of
from surefoot.app.words import words
from surefoot.knowledge.kinds import FindingFact
from surefoot.knowledge.knowledge import Knowledge, UnknownFact
from surefoot.model.message import Message
from surefoot.model.reasoning import (
    About,
    Evidence,
    Explanation,
    FittingCause,
    MsStatus,
    NextStep,
    StepKind,
    Tier,
)
from surefoot.usecases.questions import Answered

# Below this a cause is neither raised nor lowered in a way worth a line.
_WORTH_A_LINE = (Tier.RULE_OUT_FIRST, Tier.FITS_WELL, Tier.FITS_PARTLY)


@dataclass(frozen=True, slots=True)
class CauseRow:
    """One cause with its numbers as text."""

    name: str
    tier: Tier
    tied: bool
    probability: str
    range: str
    prior: str
    lift: str
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToRuleOut:
    """A cause to rule out, and what confirms it."""

    name: str
    confirm: str


def cause_rows(explanation: Explanation, knowledge: Knowledge) -> tuple[CauseRow, ...]:
    """Return every cause that is more than little suggested, ranked by lift."""
    shown = [c for c in explanation.causes if c.tier in _WORTH_A_LINE]
    ties = [cause.tie for cause in shown]
    return tuple(_row(cause, ties.count(cause.tie) > 1, knowledge) for cause in shown)


def _row(cause: FittingCause, tied: bool, knowledge: Knowledge) -> CauseRow:
    return CauseRow(
        name=knowledge.cause(cause.cause).name,
        tier=cause.tier,
        tied=tied,
        probability=_percent(cause.probability),
        range=words(
            Message("number.range", {"low": _percent(cause.low), "high": _percent(cause.high)})
        ),
        prior=_percent(cause.prior),
        lift=_ratio(cause.lift),
        supporting=_evidence(cause.supporting, knowledge),
        opposing=_evidence(cause.opposing, knowledge),
    )


def _evidence(evidence: Iterable[Evidence], knowledge: Knowledge) -> tuple[str, ...]:
    ranked = sorted(evidence, key=lambda one: -max(one.used, 1 / one.used))
    return tuple(_evidence_line(one, knowledge) for one in ranked)


def _evidence_line(one: Evidence, knowledge: Knowledge) -> str:
    said: dict[str, str | int | float] = {
        "says": _named(knowledge.finding(one.finding), one),
        "stated": _ratio(one.ratio),
        "used": _ratio(one.used),
    }
    return words(Message(f"explain.ratio.{one.origin.value}", said))


def _named(fact: FindingFact, one: Evidence) -> str:
    return fact.in_words(one.state, one.code) or fact.question


def to_rule_out(explanation: Explanation, knowledge: Knowledge) -> tuple[ToRuleOut, ...]:
    """Return what to rule out first, with what confirms it."""
    facts = (knowledge.cause(cause) for cause in explanation.rule_out)
    return tuple(ToRuleOut(fact.name, fact.confirm) for fact in facts)


def confounded_signs(
    about: About, answered: Mapping[str, Answered], knowledge: Knowledge
) -> tuple[str, ...]:
    """Return the answers whose published ratios are not used because MS itself brings them."""
    if about.ms is not MsStatus.YES:
        return ()
    facts = (knowledge.finding(finding) for finding in answered)
    return tuple(line for fact in facts for line in _confounded(fact, answered[fact.id], knowledge))


def _confounded(fact: FindingFact, one: Answered, knowledge: Knowledge) -> Iterator[str]:
    for ratio in fact.ratios:
        answer = fact.answer(ratio.when)
        if ratio.ms_confounded and ratio.when in one.values and answer is not None:
            cause = knowledge.cause(ratio.cause).name
            yield f"{answer.plain or answer.says} ({cause}: {_ratio(ratio.ratio)})"


def asked_without_answer(
    answered: Mapping[str, Answered], knowledge: Knowledge
) -> tuple[list[str], list[str]]:
    """Return the questions answered "don't know", and those passed over."""
    unknown = [k for k, one in answered.items() if "unknown" in one.values]
    skipped = [k for k, one in answered.items() if one.skipped]
    return (
        [knowledge.finding(one).question for one in unknown],
        [knowledge.finding(one).question for one in skipped],
    )


def step_lines(steps: Iterable[NextStep], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the next steps with what each is expected to tell, in bits."""
    return tuple(_step_line(step, knowledge) for step in steps)


def _step_line(step: NextStep, knowledge: Knowledge) -> str:
    name, bits = _step_name(step, knowledge), speech.number(step.gain_bits, 2)
    return words(Message(f"explain.step.{step.kind.name.lower()}", {"name": name, "bits": bits}))


def _step_name(step: NextStep, knowledge: Knowledge) -> str:
    try:
        if step.kind is StepKind.QUESTION:
            return knowledge.finding(step.id).question
        if step.kind is StepKind.TRIAL:
            return knowledge.strategy(step.id).name
        return knowledge.test(step.id).name
    except UnknownFact:
        return step.id


def sources_used(explanation: Explanation, knowledge: Knowledge) -> tuple[str, ...]:
    """Return the sources of every cause and answer shown, each once."""
    shown = [cause for cause in explanation.causes if cause.tier in _WORTH_A_LINE]
    met = [one.finding for cause in shown for one in (*cause.supporting, *cause.opposing)]
    facts = [*(knowledge.cause(c.cause) for c in shown), *map(knowledge.finding, met)]
    return tuple(sorted({cite for fact in facts for cite in sources_of(fact, knowledge)}))


def _percent(probability: float) -> str:
    return f"{speech.number(100 * probability, 0 if probability >= 0.1 else 1)} %"


def _ratio(value: float) -> str:
    return speech.number(value, 1 if value >= 1 else 2)
