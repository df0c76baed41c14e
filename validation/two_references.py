"""How far the two reference systems of mobgap_tvs agree, and what only the second one sees."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from surefoot.knowledge.knowledge import Knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import SegmentKind
from validation.cases import NARROW_S, WIDE_S, Truth
from validation.matching import Counts, Span, common, count_events, count_time
from validation.reference import mobgap_case, mobgap_names, reference_folder

HEAD = """## How far the two references agree (mobgap_tvs)

The optical system covers only the cameras' room, so it stands beside INDIP, not above it. Contacts
of both are compared where a bout of both lies: no method can be expected to agree with one of them
much better than they agree with each other. And where the optical system sees a walking bout that
INDIP does not have, the person walks all the same: the last columns score our bouts against INDIP
with those seconds neither right nor wrong."""
COLUMNS = (
    "",
    "seconds both see",
    "contacts INDIP / optical",
    "they agree, F1 ±0.25 s",
    "F1 ±0.10 s",
    "seconds only optical",
    "our bout F1 (INDIP)",
    "our bout F1 without them",
)


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    both_s: float
    n: tuple[int, int]
    wide: Counts
    narrow: Counts
    only_optical_s: float
    bouts: Counts
    without: Counts


def _shared(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    cuts = [(max(a, c), min(b, d)) for a, b in first for c, d in second]
    return [(start, end) for start, end in cuts if start < end]


def _within(truth: Truth, spans: Sequence[Span]) -> list[float]:
    times = [contact.time_s for contact in truth.contacts]
    return [t for t in times if any(a - 1e-6 <= t <= b + 1e-6 for a, b in spans)]


def _row(folder: Path, name: str, knowledge: Knowledge) -> _Row:
    recording, indip = mobgap_case(folder, name)
    _, optical = mobgap_case(folder, name, "stereophoto")
    analysis = measure_walk(recording, recording.header.capture, knowledge)
    ours = [(s.start_s, s.end_s) for s in analysis.segments if s.kind is SegmentKind.WALK]
    both = _shared(indip.spans, optical.spans)
    first, second = _within(indip, both), _within(optical, both)
    bouts = count_time(ours, indip.spans)
    seen_by_optical = common(ours, optical.spans) - common(
        _shared(ours, optical.spans), indip.spans
    )
    return _Row(
        name,
        sum(end - start for start, end in both),
        (len(first), len(second)),
        count_events(second, first, WIDE_S),
        count_events(second, first, NARROW_S),
        sum(b - a for a, b in optical.spans) - sum(b - a for a, b in both),
        bouts,
        Counts(bouts.right, bouts.wrong - seen_by_optical, bouts.missed),
    )


def _sum(name: str, rows: Sequence[_Row]) -> _Row:
    return _Row(
        name,
        sum(row.both_s for row in rows),
        (sum(row.n[0] for row in rows), sum(row.n[1] for row in rows)),
        sum((row.wide for row in rows), Counts()),
        sum((row.narrow for row in rows), Counts()),
        sum(row.only_optical_s for row in rows),
        sum((row.bouts for row in rows), Counts()),
        sum((row.without for row in rows), Counts()),
    )


def _line(row: _Row) -> str:
    cells = (
        row.name,
        f"{row.both_s:.1f}",
        f"{row.n[0]} / {row.n[1]}",
        f"{row.wide.f1:.2f}",
        f"{row.narrow.f1:.2f}",
        f"{row.only_optical_s:.1f}",
        f"{row.bouts.f1:.2f}",
        f"{row.without.f1:.2f}",
    )
    return "| " + " | ".join(cells) + " |"


def two_references_section(knowledge: Knowledge) -> str:
    """Return the section on what the two references say of each other.

    Raises:
        FileNotFoundError: the recordings are not there.
    """
    folder = reference_folder()
    rows = [_row(folder, name, knowledge) for name in mobgap_names(folder)]
    daily = _sum("**daily activities**", [row for row in rows if "Test11" in row.name])
    everything = _sum("**all**", rows)
    head = ["| " + " | ".join(COLUMNS) + " |", "| " + " | ".join(["---"] * len(COLUMNS)) + " |"]
    return "\n\n".join([HEAD, "\n".join(head + [_line(r) for r in (*rows, daily, everything)])])
