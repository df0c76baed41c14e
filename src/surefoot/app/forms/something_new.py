"""What the two safety lists and the questions after them send back, as entries."""

import re
from collections.abc import Iterable, Sequence

from django.http import QueryDict

from surefoot.app.clock import zone_name
from surefoot.app.forms.check_in import new_entry_id
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.ticks import TickList
from surefoot.model.check import utc_now
from surefoot.model.entry import SKIPPED, Entry, EntryId, GivenAnswer
from surefoot.model.people import ActorId
from surefoot.reasoning.safety import ticks_of
from surefoot.usecases.something_new import SaidOfList, TickedList

NONE, NOT_SURE = "none", "not-sure"
_DRAWN = re.compile(r"[0-9a-f]{32}")


def lists_given(
    given: QueryDict, knowledge: Knowledge, which: Iterable[TickList]
) -> dict[TickList, TickedList]:
    """Return each list as it came back; what is no line of it is left out."""
    return {one: _list_given(given, knowledge, one) for one in which}


def _list_given(given: QueryDict, knowledge: Knowledge, which: TickList) -> TickedList:
    sent = given.getlist(which.value)
    ticked = tuple(tick.id for tick in ticks_of(knowledge, which) if tick.id in sent)
    if NOT_SURE in sent:
        return TickedList(ticked, SaidOfList.NOT_SURE)
    return TickedList(ticked, SaidOfList.THESE if ticked or NONE in sent else SaidOfList.NOTHING)


def answers_given(
    given: QueryDict, asked: Sequence[str], again: bool = False
) -> tuple[GivenAnswer, ...]:
    """Return the answers to the questions that stood on a page.

    One left empty is skipped; asked ``again``, it leaves the answer that was given before.
    """
    empty = () if again else (SKIPPED,)
    return tuple(
        GivenAnswer(name, value)
        for name in dict.fromkeys(asked)
        for value in dict.fromkeys(given.getlist(f"q-{name}")) or empty
    )


def answers_entry(answers: Sequence[GivenAnswer], author: ActorId, drawn: str) -> Entry:
    """Return the entry of several answers at once; ``drawn`` is the id drawn up with the page."""
    now = utc_now()
    return Entry(
        id=EntryId(drawn) if _DRAWN.fullmatch(drawn) else new_entry_id(),
        lived=now,
        zone=zone_name(),
        written=now,
        author=author,
        answers=tuple(answers),
    )
