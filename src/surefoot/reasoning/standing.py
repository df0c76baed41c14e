"""What stands of a person at a moment: the newest answer to each question, while it holds."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from surefoot.knowledge.kinds import FindingFact
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.lasting import lifetime, lifetimes
from surefoot.model.codes import FindingOrigin
from surefoot.model.entry import Entry, EntryId
from surefoot.model.reasoning import Finding
from surefoot.model.timeline import Timeline
from surefoot.reasoning.diary import findings_from_entry

# That something went before a bad hour says nothing about whether it makes legs worse: these
# answer no question, they only let a red flag see that somebody was in the heat.
_WENT_BEFORE = frozenset({"f_heat", "f_cold", "f_poor_sleep", "f_stress", "f_stand_worse"})


@dataclass(frozen=True, slots=True)
class Said:
    """What one entry said about one finding, and when that was lived and written."""

    findings: tuple[Finding, ...]
    lived: datetime
    written: datetime

    def holds(self, now: datetime, facts: Mapping[str, FindingFact]) -> bool:
        """Whether it still holds."""
        spans = [lifetime(finding, facts) for finding in self.findings]
        return all(span is None or now - self.lived <= span for span in spans)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries as they were lived; of one moment, as they were written."""
    return sorted(entries, key=lambda entry: (entry.lived, entry.written))


def said_by(entry: Entry, findings: Sequence[Finding]) -> dict[str, Said]:
    """Return the findings of an entry by id, with when it said them."""
    grouped: dict[str, list[Finding]] = {}
    for finding in findings:
        grouped.setdefault(finding.id, []).append(finding)
    return {name: Said(tuple(found), entry.lived, entry.written) for name, found in grouped.items()}


def findings_of_person(
    timeline: Timeline,
    now: datetime,
    knowledge: Knowledge,
    heavier: Collection[EntryId] = (),
) -> tuple[Finding, ...]:
    """Return what a person has said that holds at ``now``, each question once.

    The newest answer to a question wins, until it is older than ``lasts_days`` of its fact; then
    the question is as if never asked. What the diary tells besides (a fever that was measured, a
    fall) counts likewise, but only as long as ``diary_finding_lasts``, and never against an answer
    to a question about more than the moment. What merely went before an entry (heat, a bad night)
    answers no question and is left out. ``heavier`` are the entries clearly above what was usual.

    Raises:
        UnknownFact: a number is missing.
    """
    facts = lifetimes(knowledge)
    told_for = timedelta(days=knowledge.number("diary_finding_lasts").value)
    standing: dict[str, Said] = {}
    for entry in in_order(entry for entry in timeline.entries if entry.lived <= now):
        found = findings_from_entry(entry, knowledge, entry.id in heavier)
        for name, said in said_by(entry, [f for f in found if _counts(f)]).items():
            if _is_told(said) and not _may_replace(standing.get(name), now, facts, told_for):
                continue
            if not _is_told(said) or now - said.lived <= told_for:
                standing[name] = said
    held = (said for said in standing.values() if said.holds(now, facts))
    return tuple(finding for said in held for finding in said.findings)


def _counts(finding: Finding) -> bool:
    return finding.origin is not FindingOrigin.REPORTED or finding.id not in _WENT_BEFORE


def _is_told(said: Said) -> bool:
    return said.findings[0].origin is FindingOrigin.REPORTED


def _may_replace(
    older: Said | None, now: datetime, facts: Mapping[str, FindingFact], moment: timedelta
) -> bool:
    """Whether what the diary tells may stand in place of what stood before."""
    if older is None or _is_told(older) or not older.holds(now, facts):
        return True
    spans = [lifetime(finding, facts) for finding in older.findings]
    return all(span is not None and span <= moment for span in spans)
