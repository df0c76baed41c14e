"""What helps: strategies that suit the causes that fit, held back where a caution is met."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from surefoot.knowledge.cautions import Caution, CautionLevel
from surefoot.knowledge.conditions import Answers, group_findings
from surefoot.knowledge.kinds import Strategy, Trialable
from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingState, Urgency
from surefoot.model.reasoning import (
    About,
    Alarm,
    Finding,
    FittingCause,
    Help,
    HelpSlot,
    MsStatus,
    Tier,
)
from surefoot.reasoning.red_flags import raise_alarms

#: While one of these is open, nothing is offered but the alarm.
_ALARM_ONLY = (Urgency.EMERGENCY, Urgency.SAME_DAY)

_WEIGHT_FACTS = {
    Tier.RULE_OUT_FIRST: "help_weight_rule_out_first",
    Tier.FITS_WELL: "help_weight_fits_well",
    Tier.FITS_PARTLY: "help_weight_fits_partly",
}

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A strategy with how much it serves each cause that fits, and the cautions that are met."""

    strategy: Strategy
    gains: Mapping[str, float]
    met: tuple[Caution, ...]

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes it serves, the one it serves most first."""
        return tuple(sorted(self.gains, key=lambda cause: (-self.gains[cause], cause)))

    @property
    def score(self) -> float:
        """How much it serves them all."""
        return sum(self.gains.values())

    @property
    def level(self) -> CautionLevel | None:
        """The strongest caution met."""
        levels = [caution.level for caution in self.met]
        return next((level for level in CautionLevel if level in levels), None)

    @property
    def against(self) -> tuple[Caution, ...]:
        """The cautions met that say to leave it."""
        return tuple(caution for caution in self.met if caution.level is CautionLevel.AVOID)

    @property
    def held_back(self) -> bool:
        """Whether it is not for this person now, or not before somebody was asked."""
        return self.level in (CautionLevel.AVOID, CautionLevel.ASK_FIRST)

    @property
    def rank(self) -> tuple[int, str]:
        """Where it stands among equals."""
        fallback = self.strategy.fallback
        return (fallback.order if fallback else 0, self.strategy.id)


def helps_for(
    about: About,
    findings: Sequence[Finding],
    causes: Sequence[FittingCause],
    knowledge: Knowledge,
    alarms: Sequence[Alarm] | None = None,
) -> tuple[Help, ...]:
    """Return what helps: two things for tonight, one to ask the team, some for later, and what is
    better left alone, in this order.

    A strategy counts as much as the causes it suits are probable, fit, and were raised by the
    answers. Where too little fits, what is safe for everybody fills the places. Nothing is offered
    while an emergency or same-day red flag is open; ``alarms`` are those open, where they are not
    those the findings raise.
    """
    open_flags = raise_alarms(findings, knowledge.red_flags()) if alarms is None else alarms
    if any(alarm.level in _ALARM_ONLY for alarm in open_flags):
        return ()
    answers = group_findings(findings)
    weights = cause_weights(causes, knowledge)
    weighed = _weigh_all(knowledge, answers, weights)
    may_try = not open_flags and not _must_wait(knowledge, answers, weights)
    chosen = _choose(about, weighed, weights, knowledge)
    return tuple(_help(one, slot, may_try) for slot, one in chosen)


def cautions_of(help_: Help, strategy: Strategy) -> tuple[Caution, ...]:
    """Return the cautions to read beside a help, each sentence once: why it is better left, or what
    to mind."""
    avoid = help_.slot is HelpSlot.AVOID
    read: dict[str, Caution] = {}
    for caution in strategy.cautions_if:
        if caution.met_by in help_.cautions and (caution.level is CautionLevel.AVOID) is avoid:
            read.setdefault(caution.says, caution)
    return tuple(read.values())


def cause_weights(causes: Sequence[FittingCause], knowledge: Knowledge) -> Weights:
    """Return how much each cause counts that fits and that the answers raised.

    What is common fits whatever is answered, and says nothing of this person: a cause counts by
    how far its odds rose. Causes with little to suggest them do not count.
    """
    share = {tier: knowledge.number(fact).value for tier, fact in _WEIGHT_FACTS.items()}
    least = knowledge.number("help_least_lift").value
    return {
        cause.cause: cause.probability * share[cause.tier] * (1.0 - 1.0 / cause.lift)
        for cause in causes
        if cause.tier in share and cause.lift >= least
    }


def met_cautions(
    strategy: Strategy, answers: Answers, fitting: Iterable[str]
) -> tuple[Caution, ...]:
    """Return the cautions of a strategy that the answers or the causes that fit meet."""
    causes = set(fitting)
    return tuple(
        caution
        for caution in strategy.cautions_if
        if (caution.cause in causes if caution.cause else _finding_meets(caution, answers))
    )


def _finding_meets(caution: Caution, answers: Answers) -> bool:
    found = answers.get(caution.finding, ())
    if caution.unless_known and all(f.state is FindingState.UNKNOWN for f in found):
        return True
    return any(
        f.state is FindingState.PRESENT and (not caution.codes or f.code in (*caution.codes, None))
        for f in found
    )


def _weigh_all(knowledge: Knowledge, answers: Answers, weights: Weights) -> list[_Weighed]:
    shares = _shares(knowledge)
    as_medicine = knowledge.number("help_medicine_share").value
    enough = knowledge.number("help_least_share").value * max(weights.values(), default=0.0)
    return [
        _Weighed(
            strategy,
            _gains(shares[strategy.id], weights, as_medicine if strategy.medicine else 1.0, enough),
            met_cautions(strategy, answers, weights),
        )
        for strategy in knowledge.strategies()
    ]


def _gains(shares: Weights, weights: Weights, factor: float, enough: float) -> Weights:
    """Return how much a strategy serves each cause; none where that is not enough in all."""
    gains = {c: weights[c] * share * factor for c, share in shares.items() if c in weights}
    return gains if sum(gains.values()) >= enough else {}


def _shares(knowledge: Knowledge) -> Mapping[str, dict[str, float]]:
    """Return how well each strategy suits each cause: best where the cause names it first."""
    unnamed = knowledge.number("help_unnamed_share").value
    place_share = knowledge.number("help_place_share").value
    shares = {s.id: dict.fromkeys(s.suits, unnamed) for s in knowledge.strategies()}
    for cause in knowledge.causes():
        for place, strategy in enumerate(cause.helps.strategies):
            shares[strategy][cause.id] = place_share**place
    return shares


def _must_wait(knowledge: Knowledge, answers: Answers, weights: Weights) -> bool:
    """Whether something stands against beginning a trial now."""
    against = knowledge.statement("wait_with_trials").about
    said = {name for name, found in answers.items() if _is_present(found)}
    return any(name in said or name in weights for name in against)


def _is_present(found: Sequence[Finding]) -> bool:
    return any(finding.state is FindingState.PRESENT for finding in found)


def _choose(
    about: About, weighed: Sequence[_Weighed], weights: Weights, knowledge: Knowledge
) -> list[tuple[HelpSlot, _Weighed]]:
    """Return each strategy that has a place, with its place; none has two."""
    offered = [one for one in weighed if not one.strategy.unproven]
    tonight = _for_tonight(about, offered, knowledge)
    rest = [one for one in offered if one not in tonight]
    team = _for_team(about, rest, _count(knowledge, "help_team_count"))
    rest = [one for one in rest if one not in team]
    later = _best(rest, _is_for_later, _count(knowledge, "help_later_most"))
    avoid = _better_left(rest, weights, _count(knowledge, "help_avoid_most"))
    places = (
        (HelpSlot.TONIGHT, tonight),
        (HelpSlot.TEAM, team),
        (HelpSlot.LATER, later),
        (HelpSlot.AVOID, avoid),
    )
    return [(slot, one) for slot, chosen in places for one in chosen]


def _count(knowledge: Knowledge, fact: str) -> int:
    return int(knowledge.number(fact).value)


def _for_tonight(about: About, offered: Sequence[_Weighed], knowledge: Knowledge) -> list[_Weighed]:
    """Return the things for tonight: each next one where it serves causes not yet served."""
    free = [one for one in offered if one.strategy.tonight and not one.held_back]
    share = knowledge.number("help_covered_share").value
    chosen: list[_Weighed] = []
    for _ in range(_count(knowledge, "help_tonight_count")):
        served = [one.causes for one in chosen]
        suiting = [one for one in free if one.score > 0 and one.causes not in served]
        suiting = suiting or _fallbacks(about, free, chosen)
        covered = {cause for causes in served for cause in causes}
        chosen.append(min(suiting, key=lambda one: (-_left(one, covered, share), one.rank)))
    return chosen


def _left(one: _Weighed, covered: Collection[str], share: float) -> float:
    """Return how much it serves, where causes already served count for less."""
    return sum(gain * (share if c in covered else 1.0) for c, gain in one.gains.items())


def _for_team(about: About, offered: Sequence[_Weighed], count: int) -> list[_Weighed]:
    """Return what to ask the team; what needs a question first belongs here as well."""
    chosen = _best(offered, _is_for_team, count)
    asked = [one for one in offered if one.strategy.ask_team and not one.held_back]
    return [*chosen, *sorted(_fallbacks(about, asked, chosen), key=lambda one: one.rank)][:count]


def _is_for_team(one: _Weighed) -> bool:
    asks = one.strategy.ask_team or one.level is CautionLevel.ASK_FIRST
    return asks and one.level is not CautionLevel.AVOID


def _is_for_later(one: _Weighed) -> bool:
    strategy = one.strategy
    kept = strategy.ask_team or strategy.medicine or strategy.no_benefit
    return not kept and not one.held_back


def _fallbacks(
    about: About, free: Iterable[_Weighed], chosen: Sequence[_Weighed]
) -> list[_Weighed]:
    with_ms = about.ms is MsStatus.YES
    return [
        one
        for one in free
        if one.strategy.fallback is not None
        and one not in chosen
        and (with_ms or not one.strategy.fallback.only_ms)
    ]


def _best(
    offered: Iterable[_Weighed], suits: Callable[[_Weighed], bool], count: int
) -> list[_Weighed]:
    """Return those that suit and serve a cause that fits, the best first."""
    serving = [one for one in offered if one.score > 0 and suits(one)]
    return sorted(serving, key=lambda one: (-one.score, one.rank))[:count]


def _better_left(offered: Iterable[_Weighed], weights: Weights, count: int) -> list[_Weighed]:
    """Return what does not help, or harms, of what somebody with these causes might do."""
    left = [one for one in offered if one.level is CautionLevel.AVOID and _is_near(one)]
    return sorted(left, key=lambda one: (-_weight_against(one, weights), one.rank))[:count]


def _is_near(one: _Weighed) -> bool:
    by_cause = any(caution.cause for caution in one.against)
    return one.score > 0 or by_cause or not one.strategy.suits


def _weight_against(one: _Weighed, weights: Weights) -> float:
    return one.score + sum(weights[caution.cause] for caution in one.against if caution.cause)


def _help(one: _Weighed, slot: HelpSlot, may_try: bool) -> Help:
    strategy = one.strategy
    can_try = may_try and strategy.trial is Trialable.YES and not one.held_back
    said = one.against if slot is HelpSlot.AVOID else one.met
    met = tuple(dict.fromkeys(caution.met_by for caution in said))
    return Help(strategy.id, one.causes, met, slot, can_try)
