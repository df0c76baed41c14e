"""What changed over time, as a short part of the clinician's page, with the rules it is held to."""

from collections.abc import Sequence
from datetime import date

import msgspec

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.change import Change, ChangeState, MonthlyChange
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import Message
from surefoot.model.report import Report, ReportBlock, ReportNorm, ReportText, Section
from surefoot.model.units import Unit

# So many outcomes, and rows of numbers with the coverage, fit beside everything else on one sheet.
_MONTHS, _SIZES, _BLOCKS, _CAUSES = 1, 2, 4, 3
_UNITS = {Unit.PERCENT: "%"}
_Params = dict[str, str | int | float]


def with_change(
    report: Report, change: Change, monthly: Sequence[MonthlyChange], knowledge: Knowledge
) -> Report:
    """Return the report with what changed after its first section; the norms and the last
    rows of the numbers give way to it, so that it stays one sheet."""
    section = change_section(change, monthly, knowledge)
    numbers, *others = report.sections
    kept = (
        _shorter(one) for one in others if not any(isinstance(b, ReportNorm) for b in one.blocks)
    )
    shorter = msgspec.structs.replace(numbers, blocks=numbers.blocks[:_BLOCKS])
    return msgspec.structs.replace(report, sections=(shorter, section, *kept))


def _shorter(section: Section) -> Section:
    """Return a section with no more than has room beside what changed."""
    if section.title.id == "report.causes.title":
        blocks = (*section.blocks[:-1][:_CAUSES], *section.blocks[-1:])
    else:
        blocks = tuple(b for b in section.blocks if not _names_methods(b))
    return msgspec.structs.replace(section, blocks=blocks)


def _names_methods(block: ReportBlock) -> bool:
    return isinstance(block, ReportText) and block.message.id == "report.methods"


def change_section(
    change: Change, monthly: Sequence[MonthlyChange], knowledge: Knowledge
) -> Section:
    """Return what the scan says, the monthly medians, and the definitions it has to stand beside.

    Raises:
        UnknownFact: a fact is missing.
    """
    lines = [_state(change), *_sizes(change)]
    lines += [_monthly(one, knowledge) for one in monthly[:_MONTHS]]
    lines.append(_definitions(knowledge))
    return Section(Message("report.change.title"), tuple(ReportText(line) for line in lines))


def _state(change: Change) -> Message:
    said = change.probabilities
    params: _Params = {
        "usual": _share(said.usual),
        "transient": _share(said.transient),
        "step": _share(said.step),
        "drift": _share(said.drift),
        "improvement": _share(said.improvement),
        "tests": change.rests_on,
    }
    if change.onset is None or change.state is ChangeState.CANNOT_SAY:
        return Message(f"report.change.state.{change.state.value}", params)
    params |= {"onset": _iso(change.onset), "from": _iso(change.onset_low or change.onset)}
    params |= {"to": _iso(change.onset_high or change.onset)}
    return Message(f"report.change.state.{change.state.value}", params)


def _sizes(change: Change) -> list[Message]:
    """Return how far the outcomes stand from what is expected, the surest worsening first."""
    ranked = sorted(change.sizes, key=lambda one: one.high)[:_SIZES]
    said = "; ".join(
        f"{_name(one.measure, one.leg)} {one.value:.1f} {_UNITS.get(one.unit, 'points')} "
        f"[{one.low:.1f}, {one.high:.1f}]"
        for one in ranked
    )
    return [Message("report.change.sizes", {"sizes": said})] if said else []


def _monthly(one: MonthlyChange, knowledge: Knowledge) -> Message:
    """Return the monthly medians with the line of trials, and how long it has been crossed."""
    params: _Params = {
        "what": _name(one.measure, one.leg),
        "change": round(one.change_percent, 1),
        "detectable": round(one.detectable_percent, 1),
        "line": _whole(knowledge, "t25fw_worse"),
        "pair": _whole(knowledge, "t25fw_smallest_detectable"),
    }
    if one.crossed is None:
        return Message("report.change.monthly.within", params)
    early, late = (_whole(knowledge, f"confirm_{which}_days") for which in ("early", "late"))
    held = "24" if one.held_days >= late else "12" if one.held_days >= early else "not-yet"
    params |= {"since": _iso(one.crossed), "weeks": one.held_days // 7}
    return Message(f"report.change.monthly.{held}", params)


def _definitions(knowledge: Knowledge) -> Message:
    return Message(
        "report.change.definitions",
        {
            "hours": _whole(knowledge, "relapse_least_hours"),
            "days": _whole(knowledge, "relapse_apart_days"),
        },
    )


def _name(measure: Measure, leg: Leg) -> str:
    """Return the name of an outcome as its code, readable."""
    name = measure.value.replace("_", " ")
    return name if leg is Leg.BOTH else f"{name}, {leg.value}"


def _whole(knowledge: Knowledge, fact: str) -> int:
    return round(knowledge.number(fact).value)


def _share(probability: float) -> float:
    return round(probability, 2)


def _iso(day: date) -> str:
    return day.isoformat()
