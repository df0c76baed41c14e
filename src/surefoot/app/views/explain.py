"""Why the legs may be heavy: the explanation for the person, for the clinician, for others."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from surefoot.app.views import for_clinician as clinician
from surefoot.app.views.alarms import numbers_of, shown_alarms, shown_first
from surefoot.app.views.answers import named_alarms
from surefoot.app.views.asked import answer_in_words, slug_of
from surefoot.app.views.card import card_sentences
from surefoot.app.views.explained import Explainer
from surefoot.app.views.frame import page
from surefoot.app.views.questions import Asking, asking
from surefoot.app.views.what_next import shown_helps, shown_step
from surefoot.app.words import words
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.check import utc_now
from surefoot.model.codes import Urgency
from surefoot.model.message import Message
from surefoot.model.reasoning import About, Explanation, MsStatus, Tier
from surefoot.reasoning.explain import ASSESSED
from surefoot.reasoning.tiers import level_beyond_flags
from surefoot.usecases.explain import AGE, about_person, explain_person, findings_now
from surefoot.usecases.questions import Answered, answers_of

# What the person reads before all causes, where it is MS.
_REAL = "heavy_legs_are_real"
_FITTING = (Tier.FITS_WELL, Tier.FITS_PARTLY)


@require_safe
def why(request: HttpRequest, person: str) -> HttpResponse:
    """Show what fits the answers of a person; how sure it is comes after the page."""
    return _why(request, person, ranged=False)


@require_safe
def why_surer(request: HttpRequest, person: str) -> HttpResponse:
    """Show the same with how sure it is; it takes a moment longer."""
    return _why(request, person, ranged=True)


@require_safe
def why_clinician(request: HttpRequest, person: str) -> HttpResponse:
    """Show the explanation as a clinician reads it."""
    who = asking(request, person)
    explanation = _explained(who, ranged=True)
    return page(request, "why_clinician.html", who.owner, _clinical(who, explanation))


@require_safe
def show_someone(request: HttpRequest, person: str) -> HttpResponse:
    """Show the card for family and friends."""
    return _card(request, person, at_work=False)


@require_safe
def show_at_work(request: HttpRequest, person: str) -> HttpResponse:
    """Show the card for work, which does not name MS."""
    return _card(request, person, at_work=True)


def _why(request: HttpRequest, person: str, ranged: bool) -> HttpResponse:
    who = asking(request, person)
    explanation = _explained(who, ranged)
    return page(request, "why.html", who.owner, _personal(who, explanation, ranged))


def _explained(who: Asking, ranged: bool) -> Explanation:
    return explain_person(who.here.store, who.here.knowledge, who.access, utc_now(), ranged)


def _personal(who: Asking, explanation: Explanation, ranged: bool) -> dict[str, Any]:
    """Return what the person's page shows, red flags before all else."""
    knowledge, explainer = (
        who.here.knowledge,
        Explainer(who.here.knowledge, explanation, who.other, ranged),
    )
    first = explanation.next[0] if explanation.next else None
    level = level_beyond_flags(explanation)
    return {
        "beyond": shown_first(level, knowledge, who.owner),
        "assessed": slug_of(ASSESSED),
        "alarms": shown_alarms(explanation.alarms, knowledge, who.owner),
        "urgent": explanation.urgency is Urgency.EMERGENCY,
        "alone": any(knowledge.red_flag(a.rule).alone for a in explanation.alarms),
        "numbers": numbers_of(knowledge, who.owner.country),
        "other": who.other,
        "unchecked": who.unchecked(),
        "ranged": ranged,
        "enough": bool(who.session().asked),
        "real": knowledge.statement(_REAL).says if _has_ms(explanation.about) else "",
        "rule_out": explainer.rule_out(),
        "presses": explainer.presses(),
        "unnamed": explainer.has_unnamed(),
        "tiers": [explainer.tier(tier) for tier in _FITTING],
        "little": explainer.tier(Tier.LITTLE).causes,
        "step": shown_step(first, knowledge, who.owner.id, who.other) if first else None,
        "helps": shown_helps(explanation, knowledge, who.other),
    }


def _has_ms(about: About) -> bool:
    return about.ms is MsStatus.YES


def _clinical(who: Asking, explanation: Explanation) -> dict[str, Any]:
    knowledge = who.here.knowledge
    answered = answers_of(who.here.store.timeline(who.access))
    unknown, skipped = clinician.asked_without_answer(answered, knowledge)
    return {
        "explanation": explanation,
        "now": utc_now(),
        "about": _about_line(explanation.about, answered, knowledge),
        "beyond": level_beyond_flags(explanation),
        "flags": named_alarms(explanation.alarms, knowledge),
        "rule_out": clinician.to_rule_out(explanation, knowledge),
        "rows": clinician.cause_rows(explanation, knowledge),
        "confounded": clinician.confounded_signs(explanation.about, answered, knowledge),
        "unknown": unknown,
        "skipped": skipped,
        "steps": clinician.step_lines(explanation.next, knowledge),
        "sources": clinician.sources_used(explanation, knowledge),
    }


def _about_line(about: About, answered: Mapping[str, Answered], knowledge: Knowledge) -> str:
    """Return who it is about; the age in the words of its question."""
    not_said = words(Message("explain.not-said"))
    age = answered.get(AGE)
    told = answer_in_words(knowledge.finding(AGE), age.values, other=False) if age else ""
    said: dict[str, str | int | float] = {
        "ms": words(Message(f"explain.ms.{about.ms.value}")),
        "age": told or not_said,
        "sex": not_said if about.sex is None else words(Message(f"explain.sex.{about.sex}")),
    }
    return words(Message("explain.about", said))


def _card(request: HttpRequest, person: str, at_work: bool) -> HttpResponse:
    who = asking(request, person)
    findings = findings_now(who.here.store, who.here.knowledge, who.access, utc_now())
    sentences = card_sentences(who.owner, about_person(findings), findings, at_work)
    context = {"sentences": sentences, "at_work": at_work}
    return page(request, "card.html", who.owner, context)
