"""What fits, as a short part of the clinician's page: the whole of it has a page of its own."""

from collections.abc import Iterable

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.message import Message
from surefoot.model.reasoning import Evidence, Explanation, FittingCause, Tier
from surefoot.model.report import Report, ReportNorm, ReportText, Section

# So many causes and reasons fit beside everything else on one sheet.
_CAUSES, _REASONS = 3, 2
# The coverage of the report and its first rows.
_BLOCKS = 6
_FITTING = (Tier.FITS_WELL, Tier.FITS_PARTLY)


def with_causes(report: Report, explanation: Explanation, knowledge: Knowledge) -> Report:
    """Return the report with what fits, after its first section; unchanged if nothing does.

    To stay on one sheet, the norms and the last rows of the numbers give way.
    """
    section = causes_section(explanation, knowledge)
    if not section.blocks:
        return report
    numbers, *others = report.sections
    shorter = msgspec.structs.replace(numbers, blocks=numbers.blocks[:_BLOCKS])
    kept = (one for one in others if not any(isinstance(b, ReportNorm) for b in one.blocks))
    return msgspec.structs.replace(report, sections=(shorter, section, *kept))


def causes_section(explanation: Explanation, knowledge: Knowledge) -> Section:
    """Return what to rule out first, what fits by lift over the prior, and on what it rests."""
    fitting = [cause for cause in explanation.causes if cause.tier in _FITTING][:_CAUSES]
    texts = [_line(cause, knowledge) for cause in fitting]
    if explanation.rule_out:
        names = ", ".join(knowledge.cause(one).name for one in explanation.rule_out)
        texts.insert(0, Message("report.causes.rule-out", {"names": names}))
    if texts:
        texts.append(_rests_on(explanation))
    return Section(Message("report.causes.title"), tuple(ReportText(text) for text in texts))


def _line(cause: FittingCause, knowledge: Knowledge) -> Message:
    said: dict[str, str | int | float] = {
        "name": knowledge.cause(cause.cause).name,
        "lift": round(cause.lift, 1),
        "percent": round(100 * cause.probability),
        "low": round(100 * cause.low),
        "high": round(100 * cause.high),
    }
    reasons = _reasons(cause.supporting, knowledge)
    if not reasons:
        return Message("report.causes.line", said)
    return Message("report.causes.line-for", {**said, "reasons": reasons})


def _reasons(evidence: Iterable[Evidence], knowledge: Knowledge) -> str:
    ranked = sorted(evidence, key=lambda one: -one.used)[:_REASONS]
    clauses = (knowledge.finding(e.finding).in_words(e.state, e.code) for e in ranked)
    return "; ".join(clause for clause in clauses if clause)


def _rests_on(explanation: Explanation) -> Message:
    used, unreviewed = explanation.ratios_used, explanation.ratios_unreviewed
    return Message("report.causes.ratios", {"unreviewed": unreviewed, "used": used})
