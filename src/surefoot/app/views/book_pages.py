"""A fact of any kind as a page: plain words first, then what a clinician reads, then sources."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surefoot.app.views.book_cares import cares
from surefoot.app.views.book_team import for_team
from surefoot.app.words import words
from surefoot.knowledge.book import AvailableTest, Place, Statement
from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.country import Country
from surefoot.knowledge.kinds import (
    Cause,
    Fact,
    FindingFact,
    Norm,
    NumberFact,
    Strategy,
    Trialable,
)
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.message import Message
from surefoot.usecases.look_up import Found, Shelf, find, shelf_for

# A question names so many causes it helps to tell; the rest a clinician reads.
_MOST_CAUSES = 8
# The section of strategies that are named because people try them.
_DOES_NOT_HELP = "What does not help"


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of a page: sentences, then a list of such, then facts to go on to."""

    title: str
    says: tuple[str, ...] = ()
    links: tuple[Found, ...] = ()
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """One source of a fact."""

    cite: str
    url: str
    certainty: str


@dataclass(frozen=True, slots=True)
class FactPage:
    """One fact as it is read."""

    found: Found
    shelf: Shelf
    parts: tuple[Part, ...]
    team: tuple[tuple[str, str], ...]
    origins: tuple[Origin, ...]
    certainty: str
    status: str


def fact_page(fact: Fact, knowledge: Knowledge, country: Country) -> FactPage:
    """Return the page of a fact; ``country`` is whose numbers a warning sign names."""
    parts = _parts(fact, knowledge, country)
    return FactPage(
        found=find(fact),
        shelf=shelf_for(fact),
        parts=tuple(part for part in parts if any(part.says) or part.links or part.listed),
        team=for_team(fact, knowledge),
        origins=tuple(_origin(source, knowledge) for source in fact.sources),
        certainty=words(Message(f"certainty.{fact.certainty}")),
        status=words(Message(f"status.{fact.status}")),
    )


def _parts(fact: Fact, knowledge: Knowledge, country: Country) -> list[Part]:
    parts: list[Part] = []
    match fact:
        case Cause():
            parts = _of_cause(fact, knowledge)
        case Strategy():
            parts = _of_strategy(fact, knowledge)
        case AvailableTest():
            parts = _of_test(fact, knowledge)
        case FindingFact():
            parts = _of_finding(fact, knowledge)
        case RedFlagRule():
            parts = _of_red_flag(fact, knowledge, country)
        case Statement():
            parts = _of_statement(fact, knowledge)
        case NumberFact() | Norm():
            parts = _of_number(fact)
        case Country():
            parts = _of_country(fact)
    return parts


def _origin(source_id: str, knowledge: Knowledge) -> Origin:
    source = knowledge.source(source_id)
    return Origin(
        source.cite.rstrip(". "), source.url, words(Message(f"certainty.{source.certainty}"))
    )


def _links(kind: Shelf, ids: Iterable[str], knowledge: Knowledge) -> tuple[Found, ...]:
    """Return facts to go on to; a frightening cause is found only by who looks for it."""
    found = [find(knowledge.fact(kind, fact_id)) for fact_id in dict.fromkeys(ids)]
    return tuple(one for one in found if not one.frightening)


def _of_cause(fact: Cause, knowledge: Knowledge) -> list[Part]:
    suits = (s.id for s in knowledge.strategies() if fact.id in s.suits and not s.unproven)
    plain = fact.plain
    return [
        Part("", (plain.what or fact.mechanism,)),
        Part(_("How it often feels"), (plain.feels,)),
        Part(_("How it starts"), (plain.starts or fact.onset,)),
        Part(_("From day to day"), (fact.course,)),
        Part(_("What usually becomes of it"), (fact.progression,)),
        Part(_("What is looked at"), (plain.tests or fact.confirm,)),
        Part(_("When to ask"), (words(Message(f"book.ask.{fact.urgency}")),)),
        Part(
            _("What may help"),
            links=_links(Shelf.STRATEGIES, (*fact.helps.strategies, *suits), knowledge),
        ),
    ]


def _of_strategy(fact: Strategy, knowledge: Knowledge) -> list[Part]:
    named = (c.id for c in knowledge.causes() if fact.id in c.helps.strategies)
    against = fact.section == _DOES_NOT_HELP
    return [
        Part("", (fact.plain.how or fact.name,)),
        Part(_("Why not") if against else _("Why it may help"), (fact.plain.why,)),
        Part(_("Was it tested?"), tuple(_tested(fact))),
        Part(_("How soon it can show"), (_shows(fact),)),
        Part(_("Take care"), (fact.plain.care,), listed=tuple(cares(fact, knowledge))),
        Part(_("Try it for yourself?"), (_try_it(fact),)),
        Part(_("It may suit"), links=_links(Shelf.CAUSES, (*fact.suits, *named), knowledge)),
    ]


def _tested(fact: Strategy) -> Iterable[str]:
    """Yield how well a strategy is known, in a sentence."""
    if fact.unproven:
        yield _("No trial was found that shows it helps. Be wary of adverts and promises.")
    elif fact.no_benefit:
        yield _("It was tried in fair tests, and they saw no benefit.")
    else:
        yield words(Message(f"book.known.{fact.certainty}"))
    if fact.medicine:
        yield _("It is a medicine. Whether it suits is for your doctor and you to decide.")


def _shows(fact: Strategy) -> str:
    return "" if fact.shows is None else words(Message(f"book.shows.{fact.shows}"))


def _try_it(fact: Strategy) -> str:
    if fact.unproven or fact.no_benefit or fact.trial is Trialable.NO:
        return ""
    return words(Message(f"book.trial.{fact.trial}"))


def _of_test(fact: AvailableTest, knowledge: Knowledge) -> list[Part]:
    minutes = round(fact.minutes)
    where = _("At home.") if fact.place is Place.HOME else _("At a doctor's or a hospital.")
    takes = ngettext("It takes {n} minute.", "It takes {n} minutes.", minutes).format(n=minutes)
    return [
        Part("", (fact.plain.what or fact.name,)),
        Part(_("How it is done"), (fact.plain.how,)),
        Part(_("Where, and how long"), (where, takes)),
        Part(_("Take care"), (fact.plain.care,)),
        Part(_("What it answers"), links=_links(Shelf.FINDINGS, fact.answers_findings, knowledge)),
    ]


def _of_finding(fact: FindingFact, knowledge: Knowledge) -> list[Part]:
    strongest = sorted(fact.ratios, key=lambda ratio: -max(ratio.ratio, 1 / ratio.ratio))
    causes = _links(Shelf.CAUSES, (ratio.cause for ratio in strongest), knowledge)
    return [
        Part("", (fact.hint,)),
        Part(_("The answers"), listed=tuple(answer.says for answer in fact.answers)),
        Part(_("It helps to tell these apart"), links=causes[:_MOST_CAUSES]),
    ]


def _of_red_flag(fact: RedFlagRule, knowledge: Knowledge, country: Country) -> list[Part]:
    urgent = country.urgent_line or words(Message("numbers.no_urgent_line"))
    says = fact.says.replace("**", "").replace("{emergency_number}", country.emergency_number)
    level = words(Message(f"urgency.{fact.level}"))
    return [
        Part(_("How soon"), (level,)),
        Part(_("What is said"), (says.replace("{urgent_line}", urgent),)),
        Part(
            _("Answers to these can raise it"),
            links=_links(Shelf.FINDINGS, (term.finding for term in fact.terms()), knowledge),
        ),
    ]


def _of_statement(fact: Statement, knowledge: Knowledge) -> list[Part]:
    about = [one for one in map(_finder(knowledge), fact.about) if one is not None]
    return [Part(_("It is about"), links=tuple(one for one in about if not one.frightening))]


def _finder(knowledge: Knowledge) -> Callable[[str], Found | None]:
    """Return what finds a fact of the readable kinds by its id."""
    ids = {fact_id: shelf for shelf in Shelf for fact_id in knowledge.ids(shelf)}

    def look(fact_id: str) -> Found | None:
        return find(knowledge.fact(ids[fact_id], fact_id)) if fact_id in ids else None

    return look


def _of_number(fact: NumberFact | Norm) -> list[Part]:
    return [Part(_("Whom it is about"), (fact.population,))]


def _of_country(fact: Country) -> list[Part]:
    return [
        Part(_("Emergency number"), (fact.emergency_number,)),
        Part(_("When it cannot wait, but is no emergency"), (fact.urgent_line,)),
        Part(_("When life feels too heavy"), (fact.crisis_line,)),
    ]
