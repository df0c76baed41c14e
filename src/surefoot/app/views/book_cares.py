"""When a strategy is not for somebody, in sentences that say for whom."""

from collections.abc import Iterator

from surefoot.app.words import words
from surefoot.knowledge.cautions import Caution
from surefoot.knowledge.kinds import FindingFact, Strategy
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.message import Message


def cares(fact: Strategy, knowledge: Knowledge) -> Iterator[str]:
    """Yield each caution once, with everything that meets it: ``If you have a fever: wait.``

    A cause that may frighten is not named.
    """
    grouped: dict[str, list[str]] = {}
    for caution in fact.cautions_if:
        grouped.setdefault(caution.says, []).extend(_when(caution, knowledge))
    for says, conditions in grouped.items():
        when = words(Message("book.care.or")).join(dict.fromkeys(conditions))
        yield words(Message("book.care.if", {"when": when, "says": says})) if when else says


def _when(caution: Caution, knowledge: Knowledge) -> Iterator[str]:
    if caution.cause:
        cause = knowledge.cause(caution.cause)
        if not cause.frightening:
            yield words(Message("book.care.cause", {"name": cause.plain.name or cause.name}))
    elif not caution.unless_known:
        yield from _answers(caution, knowledge.finding(caution.finding))


def _answers(caution: Caution, fact: FindingFact) -> Iterator[str]:
    for code in caution.codes or fact.present_codes[:1]:
        answer = fact.answer(code)
        if answer is not None and answer.plain:
            yield answer.plain
