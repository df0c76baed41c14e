"""The public JSON of an explanation. Its schema stands in ``contract/``."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from surefoot.app.alarm_words import alarm_text, first_text
from surefoot.knowledge.kinds import Status
from surefoot.knowledge.knowledge import Country, Knowledge
from surefoot.model.codes import FindingOrigin, FindingState, Urgency
from surefoot.model.reasoning import (
    Evidence,
    Explanation,
    FittingCause,
    HelpSlot,
    MsStatus,
    StepKind,
    Tier,
)
from surefoot.reasoning.tiers import level_beyond_flags

Low = Annotated[float, Meta(ge=0, le=1, description="Lower end of the 95 % interval.")]
High = Annotated[float, Meta(ge=0, le=1, description="Upper end of the 95 % interval.")]
Probability = Annotated[float, Meta(ge=0, le=1)]
Id = Annotated[str, Meta(min_length=1)]


class RedFlagDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A red flag that was raised, with what to say word for word."""

    id: Id
    level: Urgency
    message: Annotated[str, Meta(min_length=1)]


class EvidenceDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one answer says of a cause."""

    finding: Id
    state: FindingState
    code: str | None
    origin: FindingOrigin
    ratio: Annotated[float, Meta(gt=0, description="Likelihood ratio as the fact says it.")]
    used: Annotated[float, Meta(gt=0, description="What of it counted, after caps and groups.")]
    sources: Annotated[tuple[str, ...], Meta(description="Ids of the sources of the ratio.")]


class CauseDocument(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"supporting": "for"}
):
    """A cause with how well it fits."""

    id: Id
    name: Annotated[str, Meta(min_length=1)]
    probability: Annotated[
        float, Meta(ge=0, le=1, description="Of contributing; causes do not exclude each other.")
    ]
    low: Low
    high: High
    lift: Annotated[float, Meta(ge=0, description="Odds now over odds before any answer.")]
    tier: Tier
    supporting: tuple[EvidenceDocument, ...]
    against: tuple[EvidenceDocument, ...]


class StepDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What would tell most next: a question, a test at home, a trial, or something to ask for."""

    kind: StepKind
    id: Id
    gain_bits: Annotated[float, Meta(ge=0)]


class StrategyDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Something that may help. ``cautions`` are findings that speak for care with it."""

    id: Id
    name: Annotated[str, Meta(min_length=1)]
    slot: HelpSlot
    can_try: Annotated[bool, Meta(description="Whether it suits a trial at home.")]
    causes: tuple[str, ...]
    cautions: tuple[str, ...]


class AnswersDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Answers to be explained. Ids and codes are those of ``surefoot knowledge list findings``."""

    ms: bool | Literal["being-tested"]
    age: Annotated[int, Meta(ge=0, le=120)] | None = None
    sex: Literal["F", "M"] | None = None
    findings: Annotated[
        dict[str, bool | str | list[str]],
        Meta(description='true, false, "unknown", a code, or a list of codes.'),
    ] = {}


class ExplanationDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why legs might be heavy. Red flags, the most urgent first, come before everything."""

    urgency: Annotated[Urgency, Meta(description="Emergency, same day, days, routine.")]
    says: Annotated[
        str,
        Meta(description="To be read first where causes, no red flag, make it E or S."),
    ]
    status: Annotated[Status, Meta(description="Whether clinicians reviewed all it rests on.")]
    ratios_used: Annotated[int, Meta(ge=0, description="Likelihood ratios it rests on.")]
    ratios_unreviewed: Annotated[
        int, Meta(ge=0, description="Those of them that are estimates nobody reviewed.")
    ]
    red_flags: tuple[RedFlagDocument, ...]
    rule_out: Annotated[tuple[str, ...], Meta(description="Ids of causes to rule out first.")]
    causes: Annotated[tuple[CauseDocument, ...], Meta(description="Ranked by lift.")]
    next: Annotated[tuple[StepDocument, ...], Meta(description="The most telling first.")]
    strategies: tuple[StrategyDocument, ...]


def explanation_document(
    explanation: Explanation, knowledge: Knowledge, country: Country
) -> ExplanationDocument:
    """Return an explanation as its public document; numbers to call are those of the country."""
    sources = ratio_sources(knowledge, explanation.about.ms is MsStatus.YES)
    names = {cause.id: cause.name for cause in knowledge.causes()}
    strategies = {strategy.id: strategy.name for strategy in knowledge.strategies()}
    level = level_beyond_flags(explanation)
    return ExplanationDocument(
        urgency=explanation.urgency,
        says=first_text(level, country) if level else "",
        status=_status(explanation, knowledge),
        ratios_used=explanation.ratios_used,
        ratios_unreviewed=explanation.ratios_unreviewed,
        red_flags=tuple(
            RedFlagDocument(a.rule, a.level, alarm_text(knowledge.red_flag(a.rule), country))
            for a in explanation.alarms
        ),
        rule_out=explanation.rule_out,
        causes=tuple(_cause(one, names, sources) for one in explanation.causes),
        next=tuple(StepDocument(s.kind, s.id, _short(s.gain_bits)) for s in explanation.next),
        strategies=tuple(
            StrategyDocument(
                h.strategy, strategies[h.strategy], h.slot, h.can_try, h.causes, h.cautions
            )
            for h in explanation.helps
        ),
    )


def _status(explanation: Explanation, knowledge: Knowledge) -> Status:
    """Return reviewed where every cause, answer and red flag it rests on was reviewed."""
    told = {e.finding for c in explanation.causes for e in (*c.supporting, *c.opposing)}
    facts = (
        *(knowledge.cause(one.cause) for one in explanation.causes),
        *(knowledge.finding(name) for name in told),
        *(knowledge.red_flag(alarm.rule) for alarm in explanation.alarms),
    )
    reviewed = all(fact.status is Status.REVIEWED for fact in facts)
    return Status.REVIEWED if reviewed else Status.NOT_REVIEWED


#: (finding, cause) -> code of the answer -> ids of the sources of that ratio.
RatioSources = Mapping[tuple[str, str], Mapping[str, tuple[str, ...]]]


def ratio_sources(knowledge: Knowledge, ms: bool) -> RatioSources:
    """Return where each ratio comes from; an absent finding stands under an empty code."""
    found: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    said = knowledge.likelihoods(ms)
    for fact in knowledge.findings():
        for ratio in said[fact.id].ratios:
            code = ratio.when if ratio.when in fact.present_codes else ""
            found.setdefault((fact.id, ratio.cause), {})[code] = ratio.sources
    return found


def _cause(one: FittingCause, names: Mapping[str, str], sources: RatioSources) -> CauseDocument:
    return CauseDocument(
        id=one.cause,
        name=names[one.cause],
        probability=one.probability,
        low=one.low,
        high=one.high,
        lift=one.lift,
        tier=one.tier,
        supporting=tuple(_evidence(one.cause, one.supporting, sources)),
        against=tuple(_evidence(one.cause, one.opposing, sources)),
    )


def _evidence(
    cause: str, evidence: Iterable[Evidence], sources: RatioSources
) -> Iterable[EvidenceDocument]:
    for one in evidence:
        yield EvidenceDocument(
            finding=one.finding,
            state=one.state,
            code=one.code,
            origin=one.origin,
            ratio=_short(one.ratio),
            used=_short(one.used),
            sources=sources_of(cause, one, sources),
        )


def _short(value: float) -> float:
    """Return a number without digits that only the computer made."""
    return float(f"{value:.6g}")


def sources_of(cause: str, one: Evidence, sources: RatioSources) -> tuple[str, ...]:
    """Return the sources of a ratio; of a finding without a code those of all it could be."""
    by_code = sources.get((one.finding, cause), {})
    codes = [code for code in by_code if (code == "") is (one.state is FindingState.ABSENT)]
    known = [code for code in codes if code == one.code] or codes
    return tuple(dict.fromkeys(source for code in known for source in by_code[code]))
