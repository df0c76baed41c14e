"""Answers as people and files give them, turned into findings."""

from collections.abc import Mapping

from surefoot.knowledge.conditions import AnswerValue
from surefoot.knowledge.kinds import FindingFact, Means
from surefoot.model.codes import FindingOrigin, FindingState
from surefoot.model.message import InputProblem
from surefoot.model.reasoning import Finding

YES = "yes"
NO = "no"
#: Nobody reads more of what is wrong.
_MOST_SHOWN = 60


def read_answers(
    facts: Mapping[str, FindingFact],
    answers: Mapping[str, AnswerValue | list[str]],
    origin: FindingOrigin = FindingOrigin.ANSWERED,
) -> tuple[Finding, ...]:
    """Return the findings that answers say, in the order they are given.

    A value is true, false, "unknown", a code of the finding, or a list of codes where the
    question allows several.

    Raises:
        InputProblem: an unknown finding id, or a value its question does not offer.
    """
    found: list[Finding] = []
    for finding_id, value in answers.items():
        fact = facts.get(finding_id)
        if fact is None:
            raise InputProblem("answers.unknown_finding", id=short(finding_id))
        values = value if isinstance(value, list) else [value]
        found.extend(read_answer(fact, one, origin) for one in values)
    return tuple(found)


def read_answer(
    fact: FindingFact, value: AnswerValue, origin: FindingOrigin = FindingOrigin.ANSWERED
) -> Finding:
    """Return the finding that one answer says.

    ``True`` is the code "yes" where the question has it, else present without a code.

    Raises:
        InputProblem: the question does not offer this answer.
    """
    if isinstance(value, bool):
        return _from_bool(fact, value, origin)
    answer = fact.answer(value)
    if answer is None:
        raise _not_offered(fact, value)
    code = answer.code if answer.means is Means.PRESENT else None
    return Finding(fact.id, answer.means.state, origin, code)


def _from_bool(fact: FindingFact, value: bool, origin: FindingOrigin) -> Finding:
    absent = next((a for a in fact.answers if a.means is Means.ABSENT), None)
    if absent is None:
        raise _not_offered(fact, str(value).lower())
    if not value:
        return Finding(fact.id, FindingState.ABSENT, origin)
    code = YES if YES in fact.present_codes else None
    return Finding(fact.id, FindingState.PRESENT, origin, code)


def _not_offered(fact: FindingFact, value: str) -> InputProblem:
    codes = ", ".join(answer.code for answer in fact.answers)
    return InputProblem("answers.unknown_code", id=fact.id, value=short(value), codes=codes)


def short(value: str) -> str:
    """Return what was given, a long one only so far that it can be recognised."""
    return value if len(value) <= _MOST_SHOWN else value[: _MOST_SHOWN - 3] + "..."
