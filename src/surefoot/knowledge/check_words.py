"""Checks the words for the person: every fact that is shown has them, and none may frighten."""

import re
from collections.abc import Iterator, Mapping

import msgspec

from surefoot.knowledge.book import AvailableTest, Statement
from surefoot.knowledge.kinds import Cause, FindingFact, Means, Strategy
from surefoot.knowledge.problem import Problem, problem

Facts = Mapping[str, Mapping[str, msgspec.Struct]]
Words = dict[str, str]

PERSON_READS = ("causes", "findings", "statements", "strategies", "tests")
# The section of findings that a clinician found or a test showed.
RESULTS = "H."
# Not everything needs care, and a test at a clinic is done by others.
MAY_BE_EMPTY = {("strategies", "plain/care"), ("tests", "plain/care"), ("tests", "plain/how")}

# What no fact may say to the person: the tool names no illness as theirs, no amount of a medicine,
# and speaks of flares and of getting worse as people do.
NEVER_SAID = re.compile(
    r"\b(?:diagnos\w*|relaps\w*|progressi\w*|dos(?:e|es|ing|age)\b|EDSS|patients?\b|disab\w*|"
    r"lesions?\b|abnormal\w*|incurable|fatal|terminal|sufferers?\b|victims?\b|\d+\s?(?:mg|g|mcg)\b)"
    r"|\d\s?%",
    re.IGNORECASE,
)


def check_words(facts: Facts) -> Iterator[Problem]:
    """Yield a problem for words that are missing, and for words the person must not meet."""
    for kind in PERSON_READS:
        for fact_id, fact in facts.get(kind, {}).items():
            for field, text in words_for_person(fact).items():
                if text.strip() or (kind, field) not in MAY_BE_EMPTY:
                    yield from _check_text(f"{kind}/{fact_id}.yaml", field, text)


def words_for_person(fact: msgspec.Struct) -> Words:
    """Return what a fact says to the person, by the place where it stands in the file."""
    if isinstance(fact, Cause):
        return {**_plain(fact.plain), "course": fact.course, "progression": fact.progression}
    if isinstance(fact, Strategy):
        return {**_plain(fact.plain), **_cautions(fact)}
    if isinstance(fact, AvailableTest):
        return _plain(fact.plain)
    if isinstance(fact, FindingFact):
        return {**_asked(fact), **_given(fact)}
    return {"says": fact.says} if isinstance(fact, Statement) else {}


def _asked(finding: FindingFact) -> Words:
    """Return a question and its answers; what a test showed is asked in a clinician's words."""
    if finding.section.startswith(RESULTS):
        return {}
    answers = {f"answers/{answer.code}/says": answer.says for answer in finding.answers}
    hint = {"hint": finding.hint} if finding.hint else {}
    return {"question": finding.question, **hint, **answers}


def _given(finding: FindingFact) -> Words:
    """Return the answers as clauses about the person."""
    said = (answer for answer in finding.answers if answer.means is not Means.UNKNOWN)
    return {f"answers/{answer.code}/plain": answer.plain for answer in said}


def _cautions(strategy: Strategy) -> Words:
    return {f"cautions_if/{c.met_by}/says": c.says for c in strategy.cautions_if}


def _plain(plain: msgspec.Struct) -> Words:
    return {f"plain/{name}": str(text) for name, text in msgspec.structs.asdict(plain).items()}


def _check_text(file: str, field: str, text: str) -> Iterator[Problem]:
    found = NEVER_SAID.search(text)
    if found is not None:
        yield problem(file, "knowledge.not_for_the_person", name=field, detail=found.group())
    elif not text.strip():
        yield problem(file, "knowledge.no_plain_words", name=field)
