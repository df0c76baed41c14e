"""The card to show somebody: four sentences that say that heavy legs are real."""

from collections.abc import Collection, Mapping

from surefoot.app.words import words
from surefoot.model.codes import FindingState
from surefoot.model.message import Message
from surefoot.model.people import Person
from surefoot.model.reasoning import About, Finding, MsStatus

# What brings it on -> how the card says it; in the order in which it is told.
_TRIGGERS: Mapping[str, str] = {
    "f_heat": "card.when.heat",
    "m_heat": "card.when.heat",
    "f_walk_onset": "card.when.walking",
    "m_slowing": "card.when.walking",
    "f_stand_worse": "card.when.standing",
    "f_evening": "card.when.evening",
    "m_evening": "card.when.evening",
    "f_poor_sleep": "card.when.sleep",
    "f_cold": "card.when.cold",
    "f_stress": "card.when.stress",
}
_AT_MOST = 3


def card_sentences(
    owner: Person, about: About, findings: Collection[Finding], at_work: bool
) -> tuple[str, ...]:
    """Return the four sentences; the card for work does not name MS."""
    names_ms = about.ms is MsStatus.YES and not at_work
    said: dict[str, str | int | float] = {"name": owner.name}
    return (
        words(Message("card.real-ms" if names_ms else "card.real", said)),
        words(Message("card.not-will", said)),
        _when(findings),
        words(Message("card.please-work" if at_work else "card.please", said)),
    )


def _when(findings: Collection[Finding]) -> str:
    present = {f.id for f in findings if f.state is FindingState.PRESENT}
    said = [message for finding, message in _TRIGGERS.items() if finding in present]
    times = [words(Message(message)) for message in dict.fromkeys(said)][:_AT_MOST]
    if not times:
        return words(Message("card.varies"))
    if len(times) == 1:
        return words(Message("card.when.one", {"first": times[0]}))
    first, last = ", ".join(times[:-1]), times[-1]
    return words(Message("card.when.more", {"first": first, "last": last}))
