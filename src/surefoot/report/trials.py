"""Trials of one's own on the clinician's page: one line each, the newest first."""

from collections.abc import Sequence

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.message import Message
from surefoot.model.report import Report, ReportNorm, ReportText, Section
from surefoot.model.trial import Assignment
from surefoot.model.trial_answer import TrialResult
from surefoot.model.units import Unit

# So many fit beside everything else on one sheet; all have a page of their own.
_MOST = 2


def with_trials(report: Report, results: Sequence[TrialResult], knowledge: Knowledge) -> Report:
    """Return the report with the newest trials that ended before its last section.

    To stay on one sheet, the norms give way. Without such trials the report stays as it is.

    Raises:
        UnknownFact: a trial tried something that the knowledge base no longer holds.
    """
    ended = [result for result in results if result.finished and result.points]
    if not ended:
        return report
    newest = sorted(ended, key=lambda one: one.points[-1].day, reverse=True)[:_MOST]
    lines = tuple(ReportText(_line(one, knowledge)) for one in newest)
    section = Section(Message("report.trials.title"), lines)
    *others, last = (
        one for one in report.sections if not any(isinstance(b, ReportNorm) for b in one.blocks)
    )
    return msgspec.structs.replace(report, sections=(*others, section, last))


def _line(result: TrialResult, knowledge: Knowledge) -> Message:
    answer = result.answer
    told = [point for point in result.points if point.value is not None]
    on = sum(point.assignment is Assignment.ON for point in told)
    params: dict[str, str | int | float] = {
        "name": knowledge.strategy(result.trial.strategy).name,
        "on": on,
        "off": len(told) - on,
        "day": result.points[-1].day.isoformat(),
    }
    if answer.effect is None or answer.low is None or answer.high is None:
        return Message("report.trial.nothing", params)
    params |= {
        "effect": _size(answer.effect, result.unit),
        "low": _size(answer.low, result.unit),
        "high": _size(answer.high, result.unit),
    }
    return Message(f"report.trial.{answer.verdict.value}", params)


def _size(value: float, unit: Unit) -> str:
    if unit is Unit.RATING_0_10:
        return f"{value:+.1f}"
    return f"{value:+.2f} {unit.value}"
