"""The design fits the strategy; what must not be tried is refused."""

import numpy as np
import pytest

from surefoot.app.messages import say
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import InputProblem
from surefoot.model.trial import DesignKind
from surefoot.trials.design import freeze
from surefoot.trials.power import Variation
from surefoot.trials.propose import Proposal, Wish, propose
from surefoot.trials.variation import OwnDays, own_variation
from tests.unit.trials.drafts import MONDAY, NOW

KNOW = load_knowledge()


def wish(strategy: str, outcome: Measure = Measure.HEAVINESS, **more: object) -> Wish:
    return Wish(strategy, outcome, Leg.BOTH, MONDAY, 7, **more)  # type: ignore[arg-type]


def offered(wanted: Wish, own: Variation | None = None, usual: float | None = None) -> Proposal:
    return propose(wanted, own, usual, KNOW)


@pytest.mark.parametrize(
    ("strategy", "kind"),
    [
        ("s_cooling", DesignKind.DAYS),
        ("s_elevation", DesignKind.DAYS),
        ("s_stretch", DesignKind.BLOCKS),
        ("s_strength", DesignKind.RANDOM_START),
        ("s_fampridine", DesignKind.PRESCRIBER),
    ],
)
def test_the_design_fits(strategy: str, kind: DesignKind) -> None:
    assert offered(wish(strategy)).draft.design.kind is kind


def test_only_warm_days_tell_of_cooling() -> None:
    assert offered(wish("s_cooling")).draft.design.warm_days
    assert not offered(wish("s_elevation")).draft.design.warm_days


def test_walks_of_one_session_for_an_aid() -> None:
    found = offered(wish("s_afo", Measure.WALKING_SPEED), usual=1.0)
    assert found.draft.design.kind is DesignKind.WITHIN_SESSION
    assert found.rule.adds_only
    assert "rail" in found.rule.asks_on


def test_no_medicine_is_switched_at_home() -> None:
    for strategy in KNOW.strategies():
        rule = strategy.trial_design
        if strategy.medicine and rule is not None:
            assert rule.kind in (DesignKind.PRESCRIBER, DesignKind.NOT_POSSIBLE), strategy.id
    for name in ("s_antispastic", "s_cannabinoid", "s_ntx", "s_herbal_scam"):
        with pytest.raises(InputProblem) as problem:
            offered(wish(name))
        assert problem.value.message.id in ("trials.not-possible", "trials.no-design")
        assert "before and after" in say(problem.value.message)


def test_every_rule_that_may_be_tried_can_be_frozen() -> None:
    for strategy in KNOW.strategies():
        rule = strategy.trial_design
        if rule is None or rule.kind in (DesignKind.NOT_POSSIBLE, DesignKind.PRESCRIBER):
            continue
        trial = freeze(offered(wish(strategy.id)).draft, KNOW, NOW)
        assert trial.schedule
        if rule.kind in (DesignKind.DAYS, DesignKind.BLOCKS):
            assert trial.design.block_days >= 3 * trial.design.half_life_d
            assert rule.asks_off.startswith(
                ("Your usual", "No ", "The same", "Walk", "Drink", "Eat")
            )


def test_the_length_follows_the_persons_own_variation() -> None:
    calm, wild = Variation(0.6, 0.6, 0.5), Variation(2.0, 0.6, 0.5)
    short, long = offered(wish("s_cooling"), calm), offered(wish("s_cooling"), wild)
    assert short.days < long.days <= KNOW.number("trial_max_days").value
    assert short.own
    assert not offered(wish("s_cooling")).own
    assert short.shown is not None
    assert short.shown <= 1.0


def test_days_that_are_wanted_are_kept_to() -> None:
    found = offered(wish("s_cooling", days=28))
    assert (found.days, found.draft.design.pairs) == (28, 14)
    with pytest.raises(InputProblem) as problem:
        offered(wish("s_stretch", days=20))
    assert problem.value.message.params["fewest"] == 24


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (wish("s_cooling", Measure.EDSS), "trials.outcome"),
        (wish("s_cooling", Measure.TUG_TIME), "trials.say-what-matters"),
        (wish("s_cooling", matters=0.0), "trials.matters-above-zero"),
    ],
)
def test_what_cannot_be_asked(wanted: Wish, message: str) -> None:
    with pytest.raises(InputProblem) as problem:
        offered(wanted)
    assert problem.value.message.id == message
    assert say(problem.value.message)


def test_a_persons_variation_is_found_again() -> None:
    rng = np.random.default_rng(2)
    days = np.arange(60.0)
    values = 4.0 + 0.02 * days + rng.normal(0.0, 1.5, 60)
    found = own_variation(OwnDays(days, values), KNOW)
    assert found is not None
    assert found.sd == pytest.approx(1.5, rel=0.25)
    assert own_variation(OwnDays(days[:10], values[:10]), KNOW) is None
    assert own_variation(OwnDays(days, np.full(60, 3.0)), KNOW) is None
