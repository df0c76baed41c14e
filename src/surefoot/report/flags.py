"""Red flags on a report: those that are open, and those somebody was seen about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec

from surefoot.model.message import Message
from surefoot.model.report import Report, ReportNorm, ReportText, Section

# So many fit beside everything else, and so many letters of what was said; all stay in the diary.
_MOST, _LETTERS = 4, 160


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One red flag in words, the day it was raised, and when and what it was closed with."""

    says: str
    raised: date
    seen: date | None = None
    said: str = ""


def with_flag_lines(report: Report, lines: Iterable[FlagLine]) -> Report:
    """Return the report with red flags before all else, or as it is where there is none.

    To stay on one sheet, the norms give way.
    """
    flags = flags_section(lines)
    if not flags.blocks:
        return report
    kept = (
        one for one in report.sections if not any(isinstance(b, ReportNorm) for b in one.blocks)
    )
    return msgspec.structs.replace(report, sections=(flags, *kept))


def flags_section(lines: Iterable[FlagLine]) -> Section:
    """Return the section that stands before all others: open flags first, then the newest."""
    newest = sorted(lines, key=lambda line: line.raised, reverse=True)
    shown = sorted(newest, key=lambda line: line.seen is not None)[:_MOST]
    return Section(Message("report.flags.title"), tuple(_line(line) for line in shown))


def _line(line: FlagLine) -> ReportText:
    params: dict[str, str | int | float] = {"flag": line.says, "day": line.raised.isoformat()}
    if line.seen is None:
        return ReportText(Message("report.flag.open", params))
    params["seen"] = line.seen.isoformat()
    if not line.said:
        return ReportText(Message("report.flag.seen", params))
    return ReportText(Message("report.flag.seen_said", {**params, "said": _short(line.said)}))


def _short(said: str) -> str:
    words = " ".join(said.split())
    return words if len(words) <= _LETTERS else words[: _LETTERS - 1].rstrip() + "…"
