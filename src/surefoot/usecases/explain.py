"""Explain why the legs of a person might be heavy, from all that is kept of them."""

from collections.abc import Collection
from datetime import datetime

from surefoot.knowledge.answers import read_answer
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.people import Access
from surefoot.model.reasoning import Alarm, Finding
from surefoot.reasoning.red_flags import raise_alarms
from surefoot.store.protocol import Store
from surefoot.usecases.first_session import ChooseQuestion
from surefoot.usecases.questions import answers_of


def findings_now(
    store: Store, knowledge: Knowledge, access: Access, now: datetime
) -> tuple[Finding, ...]:
    """Return what is known of a person now: answered, written in the diary, and measured."""
    answered = answers_of(store.timeline(access)).values()
    return tuple(
        read_answer(knowledge.finding(one.finding), value)
        for one in answered
        for value in one.values
        if value != "skipped"
    )


def alarms_now(
    store: Store, knowledge: Knowledge, access: Access, now: datetime
) -> tuple[Alarm, ...]:
    """Return the red flags that stand open, the most urgent first."""
    return raise_alarms(findings_now(store, knowledge, access, now), knowledge.red_flags())


def choose_question(
    store: Store, knowledge: Knowledge, access: Access, now: datetime
) -> ChooseQuestion:
    """Return what chooses the next question by what would tell most."""
    early = [fact.id for fact in knowledge.findings() if fact.core]

    def choose(asked: Collection[str]) -> str | None:
        return next((finding for finding in early if finding not in asked), None)

    return choose
