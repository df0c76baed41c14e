"""An explanation in the terminal: plain words for the person, ratios and ranges for clinicians."""

from collections.abc import Iterable, Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from surefoot.app.alarm_words import alarm_text, first_text
from surefoot.app.messages import say
from surefoot.app.wire_explain import RatioSources, ratio_sources, sources_of
from surefoot.knowledge.knowledge import Country, Knowledge
from surefoot.model.message import Message
from surefoot.model.reasoning import (
    Evidence,
    Explanation,
    FittingCause,
    HelpSlot,
    MsStatus,
    NextStep,
    StepKind,
    Tier,
)
from surefoot.reasoning.red_flags import to_show
from surefoot.reasoning.tiers import level_beyond_flags, may_name, presses

# More than this on one page is not read by anybody tired.
_MOST_PER_TIER = 4
_MOST_REASONS = 3
_SHOWN_TO_CLINICIANS = 20

#: The source of what nobody has found out yet.
ESTIMATE = "compiler-estimate"


def _say(message_id: str, **params: str | int | float) -> str:
    return say(Message(message_id, dict(params)))


def print_explanation(
    made: Explanation, knowledge: Knowledge, country: Country, clinician: bool
) -> None:
    """Print an explanation on standard output, for the person or for a clinician."""
    console = Console(highlight=False, emoji=False, markup=False)
    page = clinician_page if clinician else person_page
    for part in page(made, knowledge, country):
        console.print(part)
        console.print()


def person_page(made: Explanation, knowledge: Knowledge, country: Country) -> list[RenderableType]:
    """Return the parts of the person's page, red flags first; no percentages."""
    shown = [knowledge.red_flag(a.rule) for a in to_show(made.alarms, knowledge.red_flags())]
    level = level_beyond_flags(made)
    says = [first_text(level, country)] if level else []
    says += [alarm_text(rule, country) for rule in shown]
    parts: list[RenderableType] = [Text(one, style="bold") for one in says]
    if any(rule.alone for rule in shown):
        return parts
    if made.about.ms is MsStatus.YES:
        parts.append(Text(_say("cli.explain.real")))
    parts.extend(_fitting(made, knowledge))
    parts.extend(_next(made.next[:1], knowledge))
    parts.extend(_helps(made, knowledge))
    parts.append(Text(_say("cli.explain.footer"), style="dim"))
    return parts


_HEADS = {
    Tier.RULE_OUT_FIRST: "cli.explain.check",
    Tier.FITS_WELL: "cli.explain.well",
    Tier.FITS_PARTLY: "cli.explain.partly",
}


def _fitting(made: Explanation, knowledge: Knowledge) -> Iterator[RenderableType]:
    """Yield the causes by tier; a frightening one only where the person's own answer raised it."""
    named = [c for c in made.causes if may_name(knowledge.cause(c.cause), c, knowledge)]
    for tier, head in _HEADS.items():
        lines = [_cause(one, knowledge) for one in named if one.tier is tier][:_MOST_PER_TIER]
        if lines:
            rare = tier is Tier.RULE_OUT_FIRST and not _any_presses(made, knowledge)
            yield _list(_say("cli.explain.rare" if rare else head), lines)
    unnamed = {one.cause for one in made.causes} - {one.cause for one in named}
    if unnamed.intersection(made.rule_out):
        yield Text(_say("cli.explain.checked"))
    if all(one.tier is Tier.LITTLE for one in made.causes):
        yield Text(_say("cli.explain.nothing"))


def _any_presses(made: Explanation, knowledge: Knowledge) -> bool:
    """Whether anything to rule out is probable enough not to wait."""
    urgency = {cause.id: cause.urgency for cause in knowledge.causes()}
    return any(presses(one, urgency[one.cause], knowledge) for one in made.causes)


def _cause(one: FittingCause, knowledge: Knowledge) -> str:
    cause = knowledge.cause(one.cause)
    name = cause.plain.name or cause.name
    why = _clauses(one.supporting, knowledge)
    return _say("cli.explain.because", name=name, why=why) if why else name


def _clauses(evidence: Iterable[Evidence], knowledge: Knowledge) -> str:
    said = (knowledge.finding(e.finding).in_words(e.state, e.code) for e in evidence)
    return "; ".join([clause for clause in said if clause][:_MOST_REASONS])


def _list(head: str, lines: Iterable[str]) -> Text:
    text = Text(head, style="bold")
    for line in lines:
        text.append(f"\n- {line}", style="not bold")
    return text


def _next(steps: Sequence[NextStep], knowledge: Knowledge) -> Iterator[RenderableType]:
    lines = [
        _say(f"cli.explain.step.{step.kind.value}", name=_step_name(step, knowledge))
        for step in steps
    ]
    if lines:
        yield _list(_say("cli.explain.next"), lines)


def _step_name(step: NextStep, knowledge: Knowledge) -> str:
    if step.kind is StepKind.QUESTION:
        return knowledge.finding(step.id).question
    if step.kind is StepKind.TRIAL:
        return _strategy_name(step.id, knowledge)
    test = next((test for test in knowledge.tests() if test.id == step.id), None)
    if test is None:
        return knowledge.finding(step.id).question
    return test.plain.name or test.name


def _strategy_name(strategy_id: str, knowledge: Knowledge) -> str:
    found = next(one for one in knowledge.strategies() if one.id == strategy_id)
    return found.plain.name or found.name


def _helps(made: Explanation, knowledge: Knowledge) -> Iterator[RenderableType]:
    for slot, head in (
        (HelpSlot.TONIGHT, "cli.explain.tonight"),
        (HelpSlot.TEAM, "cli.explain.team"),
    ):
        lines = [_strategy_name(h.strategy, knowledge) for h in made.helps if h.slot is slot]
        if lines:
            yield _list(_say(head), lines)


def clinician_page(
    made: Explanation, knowledge: Knowledge, country: Country
) -> list[RenderableType]:
    """Return the parts of the clinician's page: flags, ranked causes with ratios, next steps."""
    parts: list[RenderableType] = [_about(made)]
    for alarm in made.alarms:
        rule = knowledge.red_flag(alarm.rule)
        because, says = ", ".join(alarm.because), alarm_text(rule, country)
        level = alarm.level.value
        parts.append(
            Text(_say("cli.explain.flag", level=level, rule=rule.id, because=because, says=says))
        )
    if made.rule_out:
        names = ", ".join(knowledge.cause(cause).name for cause in made.rule_out)
        parts.append(Text(_say("cli.explain.rule_out", causes=names)))
    parts.append(_table(made, knowledge))
    parts.append(Text(_say("cli.explain.bits", steps=_bits(made.next))))
    parts.append(Text(_closing(made), style="dim"))
    return parts


def _about(made: Explanation) -> Text:
    unsaid = _say("cli.explain.unsaid")
    age = unsaid if made.about.age is None else str(made.about.age)
    about = _say(
        "cli.explain.about",
        ms=made.about.ms.value,
        age=age,
        sex=made.about.sex or unsaid,
        urgency=made.urgency.value,
    )
    text = Text(_say("cli.explain.clinician"), style="bold")
    text.append(f"\n{about}", style="not bold")
    return text


def _table(made: Explanation, knowledge: Knowledge) -> Table:
    sources = ratio_sources(knowledge, made.about.ms is MsStatus.YES)
    causes = made.causes[:_SHOWN_TO_CLINICIANS]
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(_say("cli.explain.column.cause"), ratio=3)
    table.add_column(_say("cli.explain.column.numbers"), no_wrap=True)
    table.add_column(_say("cli.explain.column.evidence"), ratio=4)
    ties = [one.tie for one in causes]
    for one in causes:
        tied = "= " if ties.count(one.tie) > 1 else ""
        lines = [
            *_ratios("+", one.cause, one.supporting, sources),
            *_ratios("-", one.cause, one.opposing, sources),
        ]
        name = f"{tied}{knowledge.cause(one.cause).name}\n({one.tier.value})"
        table.add_row(name, _numbers(one), "\n".join(lines))
    return table


def _numbers(one: FittingCause) -> str:
    return _say(
        "cli.explain.numbers",
        lift=f"{one.lift:.2g}",
        probability=f"{one.probability:.2g}",
        low=f"{one.low:.2g}",
        high=f"{one.high:.2g}",
        prior=f"{one.prior:.2g}",
    )


def _ratios(
    sign: str, cause: str, evidence: Iterable[Evidence], sources: RatioSources
) -> Iterator[str]:
    """Yield one line a ratio, with its sources where it is more than an estimate."""
    for one in evidence:
        code = f"={one.code}" if one.code else ""
        known = [name for name in sources_of(cause, one, sources) if name != ESTIMATE]
        named = f" [{', '.join(known)}]" if known else ""
        yield f"{sign} {one.finding}{code} {one.ratio:.3g} ({one.used:.2g}){named}"


def _bits(steps: Iterable[NextStep]) -> str:
    said = [f"{step.kind.value} {step.id} ({step.gain_bits:.2f} bit)" for step in steps]
    return ", ".join(said) or "–"


def _closing(made: Explanation) -> str:
    counted = _say(
        "cli.explain.unreviewed", unreviewed=made.ratios_unreviewed, used=made.ratios_used
    )
    lines = [counted, _say("cli.explain.tied")]
    if made.about.ms is MsStatus.YES:
        lines.append(_say("cli.explain.confounded"))
    return "\n".join(lines)
