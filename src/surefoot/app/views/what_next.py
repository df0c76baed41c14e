"""What would tell most next, and what may help, in the person's words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from surefoot.app.views.asked import in_person, slug_of
from surefoot.app.words import words
from surefoot.knowledge.book import Place
from surefoot.knowledge.kinds import Strategy
from surefoot.knowledge.knowledge import Knowledge, UnknownFact
from surefoot.model.message import Message
from surefoot.model.people import PersonId
from surefoot.model.reasoning import Explanation, Help, HelpSlot, NextStep, StepKind
from surefoot.reasoning.helps import cautions_of
from surefoot.usecases.look_up import key_of

# Where a test is run or written down, by what its fact names; recorded walks are the rest.
_PAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "stop-and-see": ("begin-rest", ()),
    "heaviness": ("check-in", ()),
    "temperature": ("check-in", ()),
    "calf-girth": ("number", ("e",)),
}


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One next step: what it is, why, how long it takes, and where its button leads."""

    kind: StepKind
    title: str
    says: str
    how: str
    care: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class ShownHelp:
    """One strategy with how and why, and what to look out for.

    ``soon`` says how soon an effect can show, and whether it can be tried. Of what is better left
    there is only the reason, in ``cares``.
    """

    id: str
    name: str
    how: str
    why: str
    cares: tuple[str, ...]
    unproven: bool
    soon: tuple[str, ...] = ()
    avoid: bool = False
    try_key: str = ""


def shown_step(
    step: NextStep, knowledge: Knowledge, person: PersonId, other: bool
) -> ShownStep | None:
    """Return a next step in words; None where the knowledge base has no words for it."""
    minutes = max(1, round(step.minutes))
    if step.kind is StepKind.QUESTION:
        question = in_person(knowledge.finding(step.id).question, other)
        url = reverse("question", args=[person, slug_of(step.id)])
        return ShownStep(step.kind, question, "", "", "", minutes, url)
    try:
        if step.kind is StepKind.TRIAL:
            strategy = knowledge.strategy(step.id).plain
            url = reverse("design-try", args=[person, key_of(step.id)])
            return ShownStep(
                step.kind, strategy.name, strategy.why, strategy.how, strategy.care, minutes, url
            )
        test = knowledge.test(step.id)
    except UnknownFact:
        return None
    url = _page_of(test.measured_by, person) if test.place is Place.HOME else ""
    plain = test.plain
    return ShownStep(
        step.kind, plain.name or test.name, plain.what, plain.how, plain.care, minutes, url
    )


def _page_of(measured_by: str, person: PersonId) -> str:
    """Return the page that runs a test: that of recorded walks where none is named for it."""
    name, more = _PAGES.get(measured_by, ("add-walk", ()))
    return reverse(name, args=[person, *more]) if measured_by else ""


def shown_helps(
    explanation: Explanation, knowledge: Knowledge, other: bool
) -> dict[str, list[ShownHelp]]:
    """Return what helps by when: tonight, with the team, later; and what to leave alone."""
    shown: dict[str, list[ShownHelp]] = {slot.value: [] for slot in HelpSlot}
    for one in explanation.helps:
        shown[one.slot.value].append(_shown_help(one, knowledge, other))
    return shown


def _shown_help(one: Help, knowledge: Knowledge, other: bool) -> ShownHelp:
    strategy = knowledge.strategy(one.strategy)
    met = [caution.says for caution in cautions_of(one, strategy)]
    plain, avoid = strategy.plain, one.slot is HelpSlot.AVOID
    cares = dict.fromkeys(met if avoid else [*met, plain.care])
    return ShownHelp(
        id=strategy.id,
        name=in_person(plain.name or strategy.name, other),
        how="" if avoid else in_person(plain.how, other),
        why="" if avoid else in_person(plain.why, other),
        cares=tuple(in_person(care, other) for care in cares if care),
        unproven=strategy.unproven,
        soon=() if avoid else _soon(one, strategy),
        avoid=avoid,
        try_key=key_of(strategy.id) if one.can_try and not avoid else "",
    )


def _soon(one: Help, strategy: Strategy) -> tuple[str, ...]:
    """Return how soon an effect can show, and that it can be tried, where it can."""
    shows = [f"help.shows.{strategy.shows}"] if strategy.shows else []
    tried = ["help.can_try"] if one.can_try else []
    return tuple(words(Message(message)) for message in (*shows, *tried))
