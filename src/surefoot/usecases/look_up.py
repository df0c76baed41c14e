"""Look something up in what Surefoot knows: by name, with a slip of the finger, or by heart."""

import difflib
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from surefoot.knowledge.book import AvailableTest, Statement
from surefoot.knowledge.conditions import RedFlagRule
from surefoot.knowledge.country import Country
from surefoot.knowledge.kinds import (
    Cause,
    Fact,
    FindingFact,
    Norm,
    NumberFact,
    Strategy,
)
from surefoot.knowledge.knowledge import Knowledge, UnknownFact

#: Numb fingers miss keys: words this alike (0 to 1) are taken for each other.
_ALIKE = 0.8
_SHORTEST_SLIP = 4
_SHORTEST_PART = 3
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_ARTICLE = re.compile(r"^(an?|the)\s+|^\W+")
_WORD = re.compile(r"\w+")
#: Words that say nothing about what is looked up.
_SMALL = frozenset(
    {"a", "an", "and", "are", "can", "do", "does", "for", "from", "how", "i", "if", "in", "is"}
    | {"it", "me", "my", "of", "on", "or", "so", "that", "the", "to", "what", "when", "why"}
    | {"with", "you", "your"}
)


class Shelf(StrEnum):
    """Where a fact stands in the book: the kinds of facts that can be read."""

    CAUSES = "causes"
    STRATEGIES = "strategies"
    TESTS = "tests"
    STATEMENTS = "statements"
    FINDINGS = "findings"
    NORMS = "norms"
    THRESHOLDS = "thresholds"
    COUNTRIES = "countries"
    RED_FLAGS = "red_flags"


#: Warning signs are read one after the other, not stumbled upon by a word.
SEARCHED = tuple(shelf for shelf in Shelf if shelf is not Shelf.RED_FLAGS)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one fact stands. ``key`` is its address: it tells nothing to who sees it."""

    shelf: Shelf
    id: str

    @property
    def key(self) -> str:
        """A short hash of the id, the same for everybody."""
        return key_of(self.id)


@dataclass(frozen=True, slots=True)
class Found:
    """A fact with its name in plain words, and whether it is found only where it is looked for."""

    place: Place
    name: str
    frightening: bool = False
    unproven: bool = False
    no_benefit: bool = False
    section: str = ""


_SHELVES: dict[type[Fact], Shelf] = {
    Cause: Shelf.CAUSES,
    Strategy: Shelf.STRATEGIES,
    AvailableTest: Shelf.TESTS,
    Statement: Shelf.STATEMENTS,
    FindingFact: Shelf.FINDINGS,
    Norm: Shelf.NORMS,
    NumberFact: Shelf.THRESHOLDS,
    Country: Shelf.COUNTRIES,
    RedFlagRule: Shelf.RED_FLAGS,
}


def shelf_for(fact: Fact) -> Shelf:
    """Return where facts of this kind stand."""
    return _SHELVES[type(fact)]


def key_of(fact_id: str) -> str:
    """Return the key that stands for a fact in an address."""
    return hashlib.sha256(fact_id.encode()).hexdigest()[:10]


def place_of(knowledge: Knowledge, key: str) -> Place:
    """Return where the fact with this key stands.

    Raises:
        UnknownFact: no fact has it.
    """
    for shelf in Shelf:
        for fact_id in knowledge.ids(shelf):
            if key_of(fact_id) == key:
                return Place(shelf, fact_id)
    raise UnknownFact(key)


def shelf_of(knowledge: Knowledge, shelf: Shelf) -> tuple[Found, ...]:
    """Return everything on one shelf: by section where it has some, then by name."""
    facts = (knowledge.fact(shelf, fact_id) for fact_id in knowledge.ids(shelf))
    return tuple(sorted(map(find, facts), key=lambda one: (one.section, _sorted_by(one.name))))


def look_up(
    knowledge: Knowledge, words: str, shelves: Collection[Shelf] = SEARCHED, most: int = 12
) -> tuple[Found, ...]:
    """Return at most ``most`` facts that words name, the best first; none when nothing is like it.

    Every word must be met: in the name before other texts, a whole word before a part of one, and
    where nothing else is met, a word with a slip of the finger.
    """
    wanted = [word for word in _words(words) if word not in _SMALL]
    if not wanted:
        return ()
    ranked: list[tuple[float, int, str, Found]] = []
    for place, shelf in enumerate(shelves):
        for fact_id in knowledge.ids(shelf):
            fact = knowledge.fact(shelf, fact_id)
            score = _score(wanted, fact)
            if score > 0:
                found = find(fact)
                ranked.append((-score, place, fold(found.name), found))
    return tuple(one[-1] for one in sorted(ranked, key=lambda one: one[:-1])[:most])


def name_of(fact: Fact) -> str:
    """Return what a fact is called in plain words."""
    match fact:
        case Cause() | Strategy() | AvailableTest():
            return fact.plain.name or fact.name
        case FindingFact():
            return fact.question
        case NumberFact() | Norm() | Statement():
            return fact.says
        case RedFlagRule():
            return _SENTENCE_END.split(fact.says.replace("**", ""), maxsplit=1)[0]
        case Country():
            return fact.name
    return fact.id


def fold(text: str) -> str:
    """Return text without accents and capitals, to compare it."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def _sorted_by(name: str) -> str:
    """Return a name without its article and quotes: ``A stiff ankle`` stands under s."""
    return _ARTICLE.sub("", fold(name))


def find(fact: Fact) -> Found:
    """Return a fact with its name and where it stands."""
    place, name = Place(shelf_for(fact), fact.id), name_of(fact)
    match fact:
        case Cause():
            return Found(place, name, frightening=fact.frightening)
        case Strategy():
            return Found(place, name, False, fact.unproven, fact.no_benefit, fact.section)
        case FindingFact():
            return Found(place, name, section=fact.section)
    return Found(place, name)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).replace("'", ""))


def _score(wanted: Iterable[str], fact: Fact) -> float:
    """Return how well a fact is named; 0 where a word is met nowhere."""
    in_name = _words(" ".join(_names(fact)))
    elsewhere = _words(" ".join(_texts(fact)))
    scores = [_score_word(word, in_name, elsewhere) for word in wanted]
    return sum(scores) if all(scores) else 0.0


def _score_word(word: str, in_name: Collection[str], elsewhere: Collection[str]) -> float:
    if word in in_name:
        return 4.0
    if len(word) >= _SHORTEST_PART and any(other.startswith(word) for other in in_name):
        return 3.0
    if word in elsewhere:
        return 1.0
    close = len(word) >= _SHORTEST_SLIP and difflib.get_close_matches(word, in_name, 1, _ALIKE)
    return 2.0 if close else 0.0


def _names(fact: Fact) -> Iterator[str]:
    yield name_of(fact)
    name = getattr(fact, "name", "")
    yield name if isinstance(name, str) else ""
    if isinstance(fact, Cause | Strategy):
        yield from fact.also_called


def _texts(fact: Fact) -> Iterator[str]:
    """Yield what else is read of a fact: what people feel, and what is in a remedy."""
    match fact:
        case Cause():
            yield from (fact.plain.what, fact.plain.feels, fact.mechanism)
        case Strategy():
            yield from (fact.plain.how, fact.evidence)
        case AvailableTest():
            yield fact.plain.what
        case Norm() | NumberFact():
            yield fact.population
