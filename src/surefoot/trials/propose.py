"""The design that suits what somebody wants to try, how long it takes, and what it can show."""

from dataclasses import dataclass
from datetime import date
from math import sqrt

from surefoot.knowledge.kinds import Strategy
from surefoot.knowledge.knowledge import Knowledge
from surefoot.knowledge.trialling import TrialRule
from surefoot.model.codes import Leg, Measure
from surefoot.model.measure_units import UNIT_OF
from surefoot.model.message import InputProblem
from surefoot.model.trial import AnalysisPlan, Better, DesignKind, SignOff, TrialDesign
from surefoot.model.units import Unit
from surefoot.trials.design import ANALYSIS_VERSION, Draft
from surefoot.trials.power import Variation, pairs_needed, smallest_shown
from surefoot.trials.variation import assumed_variation

#: What a trial may ask, and which way is good.
OUTCOMES: dict[Measure, Better] = {
    Measure.HEAVINESS: Better.LOWER,
    Measure.FATIGUE: Better.LOWER,
    Measure.STIFFNESS: Better.LOWER,
    Measure.PAIN: Better.LOWER,
    Measure.COURSE_TIME: Better.LOWER,
    Measure.TUG_TIME: Better.LOWER,
    Measure.CHAIR_STAND_TIME: Better.LOWER,
    Measure.CALF_GIRTH: Better.LOWER,
    Measure.WALKING_SPEED: Better.HIGHER,
    Measure.COURSE_SPEED: Better.HIGHER,
    Measure.WALK_DISTANCE: Better.HIGHER,
    Measure.TIME_UNTIL_HEAVY: Better.HIGHER,
    Measure.DISTANCE_UNTIL_HEAVY: Better.HIGHER,
    Measure.TAP_RATE: Better.HIGHER,
}
_RATED = frozenset({Measure.FATIGUE, Measure.STIFFNESS, Measure.PAIN})


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to try, on which outcome; what is None is chosen for them."""

    strategy: str
    outcome: Measure
    leg: Leg
    first_day: date
    seed: int
    days: int | None = None
    matters: float | None = None
    question: str = ""
    sign_off: SignOff | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A trial that could be frozen. ``own``: it rests on the person's own variation."""

    draft: Draft
    rule: TrialRule
    own: bool

    @property
    def days(self) -> int:
        """How many days it takes, where every one counts."""
        return self.draft.days

    @property
    def shown(self) -> float | None:
        """The smallest difference that four of five such trials would show."""
        return self.draft.plan.shown

    @property
    def unit(self) -> Unit:
        """The unit of the outcome."""
        return UNIT_OF[self.draft.outcome]


def rule_of(strategy: Strategy) -> TrialRule:
    """Return how a strategy is tried.

    Raises:
        InputProblem: ``trials.not-possible``, or ``trials.no-design`` where nobody has thought of
            one.
    """
    rule = strategy.trial_design
    if rule is None:
        raise InputProblem("trials.no-design", strategy=strategy.plain.name or strategy.name)
    if rule.kind is DesignKind.NOT_POSSIBLE:
        name = strategy.plain.name or strategy.name
        raise InputProblem("trials.not-possible", strategy=name, why=rule.why, instead=rule.instead)
    return rule


def propose(wish: Wish, own: Variation | None, usual: float | None, know: Knowledge) -> Proposal:
    """Return the design that suits.

    Args:
        wish: what is wanted.
        own: how the outcome varies in this person; None where too little is known.
        usual: what the outcome usually is in this person.
        know: the facts.

    Raises:
        InputProblem: the strategy cannot be tried, the outcome cannot be asked, or nobody knows
            which difference matters.
        UnknownFact: there is no such strategy.
    """
    rule = rule_of(know.strategy(wish.strategy))
    if wish.outcome not in OUTCOMES:
        raise InputProblem("trials.outcome", outcome=str(wish.outcome))
    if wish.matters is not None and wish.matters <= 0:
        raise InputProblem("trials.matters-above-zero")
    matters = _matters(wish, usual, know)
    variation = own or assumed_variation(_assumed_sd(wish, matters, know), know)
    design = _design(wish, rule, variation, matters, know)
    shown = _shown(design, variation)
    better = OUTCOMES[wish.outcome]
    plan = AnalysisPlan(ANALYSIS_VERSION, matters, better, _half_lives(rule), shown)
    after = int(know.number("trial_after_days").value)
    draft = Draft(
        wish.strategy,
        wish.outcome,
        wish.leg,
        wish.first_day,
        design,
        plan,
        wish.seed,
        after,
        wish.question,
        wish.sign_off,
    )
    return Proposal(draft, rule, own is not None)


def _matters(wish: Wish, usual: float | None, know: Knowledge) -> float:
    if wish.matters is not None:
        return wish.matters
    if wish.outcome is Measure.HEAVINESS or wish.outcome in _RATED:
        return know.number("trial_matters_rating").value
    if usual:
        return abs(usual) * know.number("trial_matters_share").value
    if wish.outcome is Measure.WALKING_SPEED:
        return know.number("trial_matters_walking_speed").value
    raise InputProblem("trials.say-what-matters")


def _assumed_sd(wish: Wish, matters: float, know: Knowledge) -> float:
    """Return the spread from day to day where the person's own is not known."""
    if wish.outcome is Measure.HEAVINESS:
        return know.number("heaviness_within_person_sd").value
    if wish.outcome in _RATED:
        return know.number("rating_within_person_sd").value
    # Both are shares of the usual.
    share = know.number("trial_variation_share").value / know.number("trial_matters_share").value
    return share * matters


def _design(
    wish: Wish, rule: TrialRule, variation: Variation, matters: float, know: Knowledge
) -> TrialDesign:
    if rule.kind is DesignKind.RANDOM_START:
        before = int(know.number("trial_before_days").value)
        return TrialDesign(rule.kind, before, int(know.number("trial_start_window").value))
    if rule.kind is DesignKind.WITHIN_SESSION:
        sessions = wish.days or int(know.number("trial_sessions").value)
        return TrialDesign(rule.kind, 1, sessions)
    block = rule.block_days
    pairs = _pairs(wish, block, pairs_needed(variation, block, matters), know)
    return TrialDesign(rule.kind, block, pairs, rule.half_life_d, rule.warm_days)


def _pairs(wish: Wish, block: int, needed: int, know: Knowledge) -> int:
    """Return the pairs that fit in the days wanted, or those needed within what is kept up."""
    fewest = int(know.number("trial_min_pairs").value)
    if wish.days is None:
        most = int(know.number("trial_max_days").value) // (2 * block)
        return max(fewest, min(needed, most))
    pairs = wish.days // (2 * block)
    if pairs < fewest:
        raise InputProblem("trials.too-few-days", days=wish.days, fewest=2 * block * fewest)
    return pairs


def _half_lives(rule: TrialRule) -> tuple[float, ...]:
    """Return the half-lives of carry-over to try: half of what is known, that, and twice that."""
    if rule.kind is DesignKind.RANDOM_START:
        # A programme acts slowly: at once, or over one to three weeks.
        return (0.0, 7.0, 21.0)
    known = rule.half_life_d
    return (known / 2.0, known, 2.0 * known) if known else (0.0,)


def _shown(design: TrialDesign, variation: Variation) -> float | None:
    if design.kind is DesignKind.RANDOM_START:
        return None
    if design.kind is DesignKind.WITHIN_SESSION:
        # What lasts from walk to walk falls out of the difference within a session.
        within = Variation(variation.sd * sqrt(1.0 - variation.fluctuating), 0.0, 0.0)
        return smallest_shown(within, 2, max(design.pairs, 3))
    return smallest_shown(variation, design.block_days, max(design.pairs, 3))
