"""The book: everything Surefoot knows, to read, to look up and to compare.

No word that is looked up stands in an address: it comes by POST, and what it finds is addressed by
keys that tell nothing. Without a person these are pages of the house; with one, their own answers
are marked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from surefoot.app.views.book_pages import FactPage, fact_page
from surefoot.app.views.frame import access_to, page
from surefoot.app.words import words
from surefoot.app.workspace import Workspace, workspace
from surefoot.knowledge.conditions import group_findings
from surefoot.knowledge.country import Country
from surefoot.knowledge.kinds import Cause
from surefoot.knowledge.knowledge import Knowledge, UnknownFact
from surefoot.model.check import utc_now
from surefoot.model.message import Message
from surefoot.model.people import Person
from surefoot.model.reasoning import Finding, MsStatus
from surefoot.reasoning.helps import met_cautions
from surefoot.usecases.beside_answers import Beside, beside_answers
from surefoot.usecases.compare_causes import FEWEST, MOST, Row, any_said, compare
from surefoot.usecases.explain import about_person, findings_now
from surefoot.usecases.look_up import (
    SEARCHED,
    Found,
    Place,
    Shelf,
    find,
    key_of,
    look_up,
    place_of,
    shelf_of,
)
from surefoot.usecases.try_out import is_triable

# Between the keys of an address; none of them holds it.
_AND = "-"
_LONGEST_WORDS = 100


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, with what is kept of them; nobody in the pages of the house."""

    request: HttpRequest
    here: Workspace
    owner: Person | None

    @property
    def country(self) -> Country:
        """The country whose numbers and society come first."""
        return self.here.knowledge.country(self.owner.country if self.owner else "")

    def show(self, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
        """Return a page of the book."""
        return page(self.request, template, self.owner, context)

    def to(self, name: str, *keys: str) -> HttpResponse:
        """Lead to another page of the book."""
        if self.owner is None:
            return redirect(f"book-{name}", *keys)
        return redirect(f"our-book-{name}", self.owner.id, *keys)

    def findings(self) -> tuple[Finding, ...]:
        """Return what is known of this person now."""
        if self.owner is None:
            return ()
        access = access_to(self.request, self.owner.id)
        return findings_now(self.here.store, self.here.knowledge, access, utc_now())

    def beside(self, causes: Sequence[str]) -> tuple[Beside, ...]:
        """Return what this person said beside each cause."""
        findings = self.findings()
        with_ms = about_person(findings).ms is not MsStatus.NO
        marks = beside_answers(self.here.knowledge, findings, causes, with_ms)
        return tuple(marks[cause] for cause in causes)

    def said(self, finding: str) -> tuple[str, ...]:
        """Return what this person answered to one question, in words."""
        fact = self.here.knowledge.finding(finding)
        mine = (one for one in self.findings() if one.id == finding)
        clauses = (fact.in_words(one.state, one.code) for one in mine)
        return tuple(clause for clause in clauses if clause)

    def to_mind(self, strategy: str) -> tuple[str, ...]:
        """Return which cautions of a strategy this person's answers meet."""
        if self.owner is None:
            return ()
        answers = group_findings(self.findings())
        met = met_cautions(self.here.knowledge.strategy(strategy), answers, ())
        return tuple(dict.fromkeys(caution.says for caution in met))


def _reader(request: HttpRequest, person: str) -> Reader:
    here = workspace()
    owner = here.store.person(access_to(request, person)) if person else None
    return Reader(request, here, owner)


@require_safe
def home(request: HttpRequest, person: str = "") -> HttpResponse:
    """Show what can be read."""
    return _reader(request, person).show("book.html", {"longest": _LONGEST_WORDS})


@require_safe
def shelf(request: HttpRequest, shelf: str, person: str = "") -> HttpResponse:
    """Show everything of one kind."""
    reader = _reader(request, person)
    if shelf not in list(Shelf):
        raise Http404
    found = shelf_of(reader.here.knowledge, Shelf(shelf))
    return reader.show("book_shelf.html", {"shelf": Shelf(shelf), **_apart(found)})


def _apart(found: Sequence[Found]) -> dict[str, list[Found]]:
    """Keep what may frighten out of the list that everybody reads."""
    return {
        "found": [one for one in found if not one.frightening],
        "rare": [one for one in found if one.frightening],
    }


@require_safe
def fact(request: HttpRequest, key: str, person: str = "") -> HttpResponse:
    """Show one fact with its sources and how sure it is."""
    reader = _reader(request, person)
    place = _place(reader.here.knowledge, key)
    shown = _page(reader, place)
    return reader.show("book_fact.html", {"fact": shown, **_own(reader, place)})


def _own(reader: Reader, place: Place) -> dict[str, Any]:
    """Return what the person said that has to do with a fact."""
    match place.shelf:
        case Shelf.CAUSES:
            return {"beside": reader.beside([place.id])[0]}
        case Shelf.FINDINGS:
            return {"said": reader.said(place.id)}
        case Shelf.STRATEGIES:
            return {"mind": reader.to_mind(place.id), "try_key": _try_key(reader, place)}
    return {}


def _try_key(reader: Reader, place: Place) -> str:
    """Return the key of the page on which it can be tried; empty where it cannot."""
    strategy = reader.here.knowledge.strategy(place.id)
    return place.key if reader.owner is not None and is_triable(strategy) else ""


def _place(knowledge: Knowledge, key: str) -> Place:
    try:
        return place_of(knowledge, key)
    except UnknownFact:
        raise Http404 from None


def _page(reader: Reader, place: Place) -> FactPage:
    knowledge = reader.here.knowledge
    return fact_page(knowledge.fact(place.shelf, place.id), knowledge, reader.country)


@require_POST
def search(request: HttpRequest, person: str = "") -> HttpResponse:
    """Look words up in the whole book."""
    return _searched(_reader(request, person), SEARCHED, "book_nothing.html")


@require_http_methods(["GET", "HEAD", "POST"])
def remedies(request: HttpRequest, person: str = "") -> HttpResponse:
    """Look a remedy up, or say what to ask about one that nothing is known of."""
    reader = _reader(request, person)
    if request.method == "POST":
        return _searched(reader, (Shelf.STRATEGIES,), "book_remedy_unknown.html")
    found = shelf_of(reader.here.knowledge, Shelf.STRATEGIES)
    return reader.show("book_remedies.html", {"found": found, "longest": _LONGEST_WORDS})


def _searched(reader: Reader, shelves: Sequence[Shelf], nothing: str) -> HttpResponse:
    wanted = reader.request.POST.get("words", "")[:_LONGEST_WORDS].strip()
    found = look_up(reader.here.knowledge, wanted, shelves)
    if len(found) == 1:
        return reader.to("fact", found[0].place.key)
    if found:
        return reader.to("found", _AND.join(one.place.key for one in found))
    return reader.show(nothing, {"words": wanted, "longest": _LONGEST_WORDS})


@require_safe
def found(request: HttpRequest, keys: str, person: str = "") -> HttpResponse:
    """Show what was found."""
    reader = _reader(request, person)
    return reader.show("book_found.html", {"found": _named(reader.here.knowledge, keys)})


def _named(knowledge: Knowledge, keys: str) -> list[Found]:
    places = [_place(knowledge, key) for key in dict.fromkeys(keys.split(_AND))]
    return [find(knowledge.fact(place.shelf, place.id)) for place in places]


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, person: str = "") -> HttpResponse:
    """Ask which causes to compare."""
    reader = _reader(request, person)
    chosen = request.POST.getlist("cause")
    problem = ""
    if "compare" in request.POST:
        if FEWEST <= len(chosen) <= MOST:
            return reader.to("compared", _AND.join(chosen))
        problem = _("Choose two, three or four.")
    found = shelf_of(reader.here.knowledge, Shelf.CAUSES)
    context = {"chosen": chosen, "problem": problem, **_apart(found)}
    return reader.show("book_compare.html", context)


@require_safe
def compared(request: HttpRequest, keys: str, person: str = "") -> HttpResponse:
    """Show up to four causes side by side, with the person's own answers marked."""
    reader = _reader(request, person)
    causes = _causes(reader.here.knowledge, keys)
    beside = reader.beside([cause.id for cause in causes])
    names = [find(cause) for cause in causes]
    context = {
        "names": names,
        "rows": [_shown(row, names) for row in compare(causes)],
        "beside": list(zip(names, beside, strict=True)) if any_said(beside) else (),
        "keys": [key_of(cause.id) for cause in causes],
        "calm": any(cause.frightening for cause in causes),
    }
    return reader.show("book_compared.html", context)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the table: its title, and each cell with the name it stands under."""

    title: str
    cells: tuple[tuple[str, str], ...]


def _shown(row: Row, names: Sequence[Found]) -> ShownRow:
    cells = zip((one.name for one in names), row.says, strict=True)
    return ShownRow(words(Message(f"compare.{row.about}")), tuple(cells))


def _causes(knowledge: Knowledge, keys: str) -> list[Cause]:
    places = [_place(knowledge, key) for key in dict.fromkeys(keys.split(_AND))]
    if len(places) > MOST or any(place.shelf is not Shelf.CAUSES for place in places):
        raise Http404
    return [knowledge.cause(place.id) for place in places]


@require_safe
def societies(request: HttpRequest, person: str = "") -> HttpResponse:
    """Show the MS societies, the one of the reader's country first."""
    reader = _reader(request, person)
    known = [c for c in reader.here.knowledge.countries() if c.ms_society is not None]
    context = {"ours": reader.country if reader.owner else None, "countries": known}
    return reader.show("book_societies.html", context)
