"""What a clinician reads of a fact: the exact wording, numbers and how sure each is."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from surefoot.app.words import words
from surefoot.knowledge.book import AvailableTest, Statement
from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.kinds import (
    Background,
    Cause,
    Fact,
    Feature,
    FindingFact,
    Norm,
    NumberFact,
    Prior,
    Ratio,
    Strategy,
)
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.message import Message

Line = tuple[str, str]


def for_team(fact: Fact, knowledge: Knowledge) -> tuple[Line, ...]:
    """Return what is said of a fact to a clinician, as titled lines; none where nothing is."""
    return tuple((title, text) for title, text in _lines(fact, knowledge) if text)


def _lines(fact: Fact, knowledge: Knowledge) -> Iterator[Line]:
    match fact:
        case Cause():
            yield from _of_cause(fact)
            yield from (_of_feature(f, knowledge) for f in fact.features if f.probability)
        case Strategy():
            yield from _of_strategy(fact)
        case FindingFact():
            yield from (_of_ratio(ratio, fact, knowledge) for ratio in fact.ratios)
            yield from (_of_background(rate, fact) for rate in fact.background)
        case NumberFact() | Norm():
            yield from _of_number(fact)
        case AvailableTest():
            yield _("Name"), fact.name
            yield _("Cautions"), fact.cautions
        case Statement():
            yield _("In detail"), fact.detail
        case RedFlagRule():
            yield _("Number of the rule"), fact.number
            yield _("As the source has it"), fact.original_rule


def _of_cause(fact: Cause) -> Iterator[Line]:
    yield _("Name"), fact.name
    yield _("Mechanism"), fact.mechanism
    yield _("Onset"), fact.onset
    yield _("Side"), fact.side
    yield _("Where"), fact.where
    yield _("What sets it apart"), fact.sets_apart
    yield _("How it is confirmed"), fact.confirm
    yield _("What helps"), fact.helps.says
    yield _("What harms"), fact.harms.says
    yield _("Prior with MS"), _prior(fact.priors.ms)
    yield _("Prior without MS"), _prior(fact.priors.no_ms)


def _of_strategy(fact: Strategy) -> Iterator[Line]:
    yield _("Name"), fact.name
    yield _("Evidence"), fact.evidence
    yield _("Cautions"), fact.cautions
    yield _("Effect after"), fact.effect_after
    yield _("Carry-over"), fact.carry_over
    yield _("Outcome"), fact.outcome
    yield _("N-of-1 trial"), fact.trial_note


def _of_ratio(ratio: Ratio, fact: FindingFact, knowledge: Knowledge) -> Line:
    answer = fact.answer(ratio.when)
    says = answer.says if answer else ratio.when
    sure = words(Message(f"certainty.{ratio.certainty}"))
    confounded = " " + _("MS brings this as well.") if ratio.ms_confounded else ""
    name = knowledge.cause(ratio.cause).name
    return says, f"{name}: {_('likelihood ratio')} {ratio.ratio:g}. {sure}{confounded}"


def _of_background(rate: Background, fact: FindingFact) -> Line:
    answer = fact.answer(rate.when)
    says = _("{answer}, without such a cause").format(answer=answer.says if answer else rate.when)
    with_ms = "" if rate.ms_value is None else _(" (with MS {rate:g})").format(rate=rate.ms_value)
    return says, f"{rate.value:g}{with_ms}. {words(Message(f'certainty.{rate.certainty}'))}"


def _of_feature(feature: Feature, knowledge: Knowledge) -> Line:
    """Return how often the cause has a finding, or a sign in words."""
    says = feature.sign
    if feature.finding:
        fact = knowledge.finding(feature.finding)
        named = [a.says for a in fact.answers if a.code in feature.codes]
        says = f"{fact.question} {', '.join(named)}".strip()
    sure = words(Message(f"certainty.{feature.certainty}"))
    share = _("in {share:g} of those who have it").format(share=feature.probability)
    return says, f"{share}. {sure}"


def _of_number(fact: NumberFact | Norm) -> Iterator[Line]:
    unit = "" if fact.unit == "1" else f" {fact.unit.strip('{}')}"
    spread = "" if fact.low is None or fact.high is None else f" ({fact.low:g}–{fact.high:g})"
    yield _("Value"), f"{fact.value:g}{unit}{spread}"


def _prior(prior: Prior | None) -> str:
    if prior is None:
        return ""
    return f"{prior.value:g}. {words(Message(f'certainty.{prior.certainty}'))}"
