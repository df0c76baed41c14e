"""What a question's page sends back, as the entry that keeps it."""

import re
from collections.abc import Sequence

from django.http import QueryDict

from surefoot.app.clock import zone_name
from surefoot.app.forms.check_in import new_entry_id
from surefoot.model.check import utc_now
from surefoot.model.entry import SKIPPED, Entry, EntryId, GivenAnswer
from surefoot.model.people import ActorId

_DRAWN = re.compile(r"[0-9a-f]{32}")


def values_given(given: QueryDict) -> tuple[str, ...]:
    """Return the answers that were tapped; a button that stands for itself counts alone."""
    alone = [value for value in given.getlist("alone") if value]
    ticked = [value for value in given.getlist("answer") if value]
    return tuple(dict.fromkeys(alone[-1:] or ticked))


def answers_entry(finding: str, values: Sequence[str], author: ActorId, drawn: str = "") -> Entry:
    """Return the entry of one answered question; no value is a question passed over.

    ``drawn``: the id drawn up with the page, so that the same page sent twice is one entry.
    """
    now = utc_now()
    return Entry(
        id=EntryId(drawn) if _DRAWN.fullmatch(drawn) else new_entry_id(),
        lived=now,
        zone=zone_name(),
        written=now,
        author=author,
        answers=tuple(GivenAnswer(finding, value) for value in values or (SKIPPED,)),
    )
