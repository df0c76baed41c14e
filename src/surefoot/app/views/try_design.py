"""What can be tried fairly, and the page on which a try is planned and fixed."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from surefoot.app.forms.trial import TryForm
from surefoot.app.views.tried import Running, name_of, state_of
from surefoot.app.views.trying import Trying, trying
from surefoot.app.words import words
from surefoot.knowledge.kinds import Strategy
from surefoot.knowledge.knowledge import UnknownFact
from surefoot.knowledge.trialling import TrialRule
from surefoot.model.check import utc_now
from surefoot.model.codes import Answer, Leg, Measure
from surefoot.model.message import InputProblem, Message
from surefoot.model.trial import Better, DesignKind, SignOff
from surefoot.report.difference import write_difference
from surefoot.trials.design import STOP_RULES
from surefoot.trials.propose import OUTCOMES, Proposal, Wish
from surefoot.usecases.explain import explain_person
from surefoot.usecases.look_up import Shelf, key_of, place_of
from surefoot.usecases.try_out import Offer, is_triable, offer_trial, start_trial
from surefoot.usecases.try_out_lengths import Length, lengths_of

_DAY = timedelta(days=1)
# What is looked at first stands first; the other is one tap away.
_BY_DAYS = (Measure.HEAVINESS, Measure.WALKING_SPEED)
_BY_WALKS = (Measure.WALKING_SPEED, Measure.HEAVINESS)
# Refusals that a signature lifts: the form asks for one.
_SIGNED = frozenset({"trials.sign-off", "trials.ask-first"})


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A name that leads somewhere, with a line below it."""

    name: str
    state: str
    url: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class ShownDesign:
    """What would be asked of the person, and what it could show."""

    name: str
    why: str
    instead: str
    asks_on: str
    asks_off: str
    steps: tuple[str, ...]
    cares: tuple[str, ...]
    stops: tuple[str, ...]


@require_safe
def overview(request: HttpRequest, person: str) -> HttpResponse:
    """Show what is tried now, what was tried, and what could be."""
    who = trying(request, person)
    tries = who.all()
    fitting = set(_fitting(who))
    free = [s for s in who.here.knowledge.strategies() if is_triable(s)]
    context = {
        "running": [_link(one, who) for one in tries if not one.over],
        "ended": [_link(one, who) for one in tries if one.over],
        "fitting": [_design_link(s, who) for s in free if s.id in fitting],
        "others": [_design_link(s, who) for s in free if s.id not in fitting and not _slow(s)],
        "slow": [_design_link(s, who) for s in free if s.id not in fitting and _slow(s)],
    }
    return who.show("tries.html", context)


def _fitting(who: Trying) -> Iterator[str]:
    """Yield the strategies that go with the person's answers and may be tried now."""
    explanation = explain_person(who.here.store, who.here.knowledge, who.access, utc_now())
    return (one.strategy for one in explanation.helps if one.can_try)


def _slow(strategy: Strategy) -> bool:
    rule = strategy.trial_design
    return rule is not None and rule.kind is DesignKind.RANDOM_START


def _link(running: Running, who: Trying) -> ShownLink:
    strategy = who.here.knowledge.strategy(running.trial.strategy)
    page = "try-result" if running.over else "try"
    url = reverse(page, args=[who.owner.id, running.trial.id])
    return ShownLink(name_of(strategy), state_of(running), url)


def _design_link(strategy: Strategy, who: Trying) -> ShownLink:
    rule = strategy.trial_design
    kind = "" if rule is None else words(Message(f"try.short.{rule.kind.value}"))
    url = reverse("design-try", args=[who.owner.id, key_of(strategy.id)])
    return ShownLink(name_of(strategy), kind, url)


@require_http_methods(["GET", "HEAD", "POST"])
def design(request: HttpRequest, person: str, key: str) -> HttpResponse:
    """Say what a try would ask and could show; with the answers, fix it."""
    who = trying(request, person)
    strategy = _strategy(who, key)
    rule = strategy.trial_design
    outcome = _outcome(request, rule)
    wish = Wish(strategy.id, outcome, Leg.BOTH, who.today + _DAY, secrets.randbelow(2**31))
    try:
        offer = offer_trial(who.here.store, who.here.knowledge, who.access, wish, utc_now())
    except InputProblem as problem:
        return who.show("try_design.html", _refused(strategy, [_says(problem, strategy)]))
    refusals = [words(one) for one in offer.refusals if one.id not in _SIGNED]
    if refusals:
        return who.show("try_design.html", _refused(strategy, refusals))
    return _planned(who, strategy, wish, offer)


def _strategy(who: Trying, key: str) -> Strategy:
    try:
        place = place_of(who.here.knowledge, key)
    except UnknownFact:
        raise Http404 from None
    if place.shelf is not Shelf.STRATEGIES:
        raise Http404
    return who.here.knowledge.strategy(place.id)


def _outcomes(rule: TrialRule | None) -> tuple[Measure, ...]:
    walks = rule is not None and rule.kind is DesignKind.WITHIN_SESSION
    return _BY_WALKS if walks else _BY_DAYS


def _outcome(request: HttpRequest, rule: TrialRule | None) -> Measure:
    """Return what is looked at: the first, or the one the page was asked for by its place."""
    offered = _outcomes(rule)
    asked = request.POST.get("look", request.GET.get("look", ""))
    return offered[1] if asked == "b" else offered[0]


def _says(problem: InputProblem, strategy: Strategy) -> str:
    """Return why there is no design; the reason alone where the fact gives one."""
    rule = strategy.trial_design
    possible = rule is None or rule.kind is not DesignKind.NOT_POSSIBLE
    return words(problem.message) if possible or rule is None else rule.why


def _refused(strategy: Strategy, refusals: list[str]) -> dict[str, Any]:
    return {"tried": _shown(strategy, None, ()), "refusals": refusals}


def _planned(who: Trying, strategy: Strategy, wish: Wish, offer: Offer) -> HttpResponse:
    """Show the form, or fix the try that it describes."""
    lengths = lengths_of(who.timeline, who.here.knowledge, wish, offer.proposal)
    given = who.request.POST if who.request.method == "POST" else None
    first = {"days": str(offer.proposal.days), "first_day": wish.first_day}
    form = TryForm(_labels(lengths, offer.proposal), _asks(offer), given, initial=first)
    shown = _shown(strategy, offer, _stops(who))
    if form.is_bound and form.is_valid():
        against = _against(form.cleaned_data)
        if against:
            return who.show("try_design.html", _refused(strategy, against))
        return _started(who, strategy, wish, form.cleaned_data)
    links = _outcome_links(who, strategy, wish.outcome)
    look = "b" if links[1].here else "a"
    context = {
        "tried": shown,
        "form": form,
        "looks": links,
        "look": look,
        "sizes": _sizes(lengths, offer.proposal),
        "own": offer.proposal.own,
    }
    return who.show("try_design.html", context)


def _started(who: Trying, strategy: Strategy, wish: Wish, said: Mapping[str, Any]) -> HttpResponse:
    """Fix the try; show why not, where something stands against it after all."""
    signed = (
        SignOff(said["signed_by"].strip(), said["signed_on"]) if said.get("signed_by") else None
    )
    wanted = replace(wish, first_day=said["first_day"], sign_off=signed, days=said["days"])
    if _slow(strategy):
        wanted = replace(wanted, days=None)
    relies = said.get("relies") is Answer.YES
    try:
        trial = start_trial(
            who.here.store, who.here.knowledge, who.access, wanted, utc_now(), relies
        )
    except InputProblem as problem:
        refused = _refused(strategy, [words(problem.message)])
        return who.show("try_design.html", refused)
    return redirect("try-plan", person=who.owner.id, trial=trial.id)


def _against(said: Mapping[str, Any]) -> list[str]:
    """Return what the answers of the form say against it; not being sure is against it too."""
    against = []
    if said.get("fell", Answer.NO) is not Answer.NO:
        against.append(words(Message("trials.fall-lately")))
    if said.get("relies", Answer.NO) is not Answer.NO:
        against.append(words(Message("trials.relied-on")))
    return against


def _asks(offer: Offer) -> frozenset[str]:
    asks = {"fell"} if offer.asks_if_relied_on else set()
    if any(one.id in _SIGNED for one in offer.refusals):
        asks.add("sign-off")
    return frozenset(asks)


def _stops(who: Trying) -> tuple[str, ...]:
    return tuple(who.here.knowledge.statement(rule).says for rule in STOP_RULES)


def _labels(lengths: tuple[Length, ...], proposal: Proposal) -> list[tuple[int, str]]:
    return [(one.days, _label(one, proposal)) for one in lengths]


def _label(length: Length, proposal: Proposal) -> str:
    sessions = proposal.draft.design.kind is DesignKind.WITHIN_SESSION
    name = gettext("{n} sessions") if sessions else gettext("{n} days")
    return name.format(n=length.days)


def _sizes(lengths: tuple[Length, ...], proposal: Proposal) -> tuple[str, ...]:
    falls = OUTCOMES[proposal.draft.outcome] is Better.LOWER
    message = "try.shows.drop" if falls else "try.shows.rise"
    said = []
    for one in lengths:
        if one.shown is not None:
            size = write_difference(one.shown, proposal.unit, words)
            params: dict[str, str | int | float] = {"long": _label(one, proposal), "size": size}
            said.append(words(Message(message, params)))
    return tuple(said)


def _outcome_links(who: Trying, strategy: Strategy, outcome: Measure) -> tuple[ShownLink, ...]:
    url = reverse("design-try", args=[who.owner.id, key_of(strategy.id)])
    return tuple(
        ShownLink(words(Message(f"try.outcome.{one.value}")), "", url + look, one is outcome)
        for one, look in zip(_outcomes(strategy.trial_design), ("", "?look=b"), strict=True)
    )


def _shown(strategy: Strategy, offer: Offer | None, stops: tuple[str, ...]) -> ShownDesign:
    rule, plain = strategy.trial_design, strategy.plain
    cares = (*(offer.cautions if offer else ()), plain.care)
    return ShownDesign(
        name=name_of(strategy),
        why="" if rule is None else rule.why,
        instead="" if rule is None else rule.instead,
        asks_on="" if rule is None else rule.asks_on,
        asks_off="" if rule is None else rule.asks_off,
        steps=tuple(_steps(offer)) if offer else (),
        cares=tuple(dict.fromkeys(care for care in cares if care)),
        stops=stops,
    )


def _steps(offer: Offer) -> Iterator[str]:
    """Yield how a try goes, step by step."""
    draft = offer.proposal.draft
    kind = draft.design.kind
    yield words(Message(f"try.kind.{kind.value}", {"block": draft.design.block_days}))
    if draft.design.warm_days:
        yield words(Message("try.warm"))
    heaviness = draft.outcome is Measure.HEAVINESS
    if kind is not DesignKind.WITHIN_SESSION:
        yield words(Message("try.daily" if heaviness else "try.walk"))
        yield words(Message("try.hidden"))
        yield words(Message("try.off"))
    yield words(Message("try.same"))
