"""One question as a page shows it, and the address it has."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language

from surefoot.app.for_other import about_them
from surefoot.knowledge.kinds import FindingFact, Means
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.people import PersonId
from surefoot.store.protocol import NotFound
from surefoot.usecases.questions import Answered

_FOR_OTHERS = "answers-for-other"


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """One answer to tap."""

    code: str
    says: str
    given: bool
    excludes: bool


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with its answers; ``slug`` stands in its address and says nothing."""

    slug: str
    question: str
    hint: str
    several: bool
    choices: tuple[ShownChoice, ...]


def slug_of(finding: str) -> str:
    """Return what stands for a question in an address: no word of health."""
    return hashlib.sha256(finding.encode()).hexdigest()[:10]


def finding_of(knowledge: Knowledge, slug: str) -> FindingFact:
    """Return the question an address means.

    Raises:
        NotFound: there is none.
    """
    found = next((fact for fact in knowledge.findings() if slug_of(fact.id) == slug), None)
    if found is None:
        raise NotFound
    return found


def shown_question(fact: FindingFact, answered: Answered | None, other: bool) -> ShownQuestion:
    """Return a question as it is asked, with what was answered before marked."""
    given = answered.values if answered else ()
    return ShownQuestion(
        slug=slug_of(fact.id),
        question=in_person(fact.question, other),
        hint=in_person(fact.hint, other),
        several=fact.several,
        choices=tuple(
            ShownChoice(
                choice.code,
                in_person(choice.says, other),
                choice.code in given,
                choice.means is not Means.PRESENT,
            )
            for choice in fact.answers
        ),
    )


def answer_in_words(fact: FindingFact, values: Iterable[str], other: bool) -> str:
    """Return given answers in the words of their question, e.g. ``Painful, Swollen``."""
    answers = (fact.answer(value) for value in values)
    return ", ".join(in_person(answer.says, other) for answer in answers if answer)


def in_person(text: str, other: bool) -> str:
    """Return a fact's words as they are said about oneself, or about somebody else."""
    english = (get_language() or "en").startswith("en")
    return about_them(text) if other and english else text


def answers_for_other(request: HttpRequest, person: PersonId) -> bool:
    """Whether whoever sits here said that the answers are about somebody else."""
    return person in request.session.get(_FOR_OTHERS, [])


def set_for_other(request: HttpRequest, person: PersonId, other: bool) -> None:
    """Remember in this browser for whom the questions are answered."""
    known = [one for one in request.session.get(_FOR_OTHERS, []) if one != person]
    request.session[_FOR_OTHERS] = [*known, person] if other else known
