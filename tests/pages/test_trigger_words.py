"""What goes with the legs in sentences: sizes, ways, and where each factor stands."""

import pytest

from surefoot.app.messages import say
from surefoot.app.trigger_words import Standing, shown_factors, shown_plain
from surefoot.model.codes import Leg, Measure
from surefoot.model.message import Message
from surefoot.model.trigger import (
    OutcomeTriggers,
    PlainComparison,
    TriggerFound,
    TriggerLabel,
    Triggers,
)
from surefoot.model.units import Unit


def found(
    effect: float,
    low: float,
    high: float,
    label: TriggerLabel = TriggerLabel.LIKELY,
    unit: Unit = Unit.RATING_0_10,
    factor: str = "heat",
) -> TriggerFound:
    listed = label is TriggerLabel.LIKELY
    chance = {"likely": 0.95, "possible": 0.8}.get(label, 0.1)
    return TriggerFound(factor, label, unit, 10, 30, chance, effect, low, high, 0.8, listed)


def outcome(one: TriggerFound, speed: bool = False, leg: Leg = Leg.LEFT) -> OutcomeTriggers:
    measure = Measure.WALKING_SPEED if speed else Measure.HEAVINESS
    plain = PlainComparison(one.factor, 10, 30, 1.0, 1.2, one.own)
    return OutcomeTriggers(measure, leg, Triggers(60, (one,)), (plain,))


def sentence(one: TriggerFound, speed: bool = False) -> str:
    shown = shown_factors([outcome(one, speed)], say)
    return " ".join(s for factors in shown.values() for f in factors for s in f.sentences)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        ((1.5, 0.6, 2.4), "about 1.5 points heavier then, likely between 0.6 points and 2.4"),
        ((-1.5, -2.4, -0.6), "about 1.5 points lighter then, likely between 0.6 points and 2.4"),
        ((0.5, -0.2, 1.2), "heavier then, but it may be 0.2 points lighter or 1.2 points heavier"),
        ((-0.5, -1.2, 0.2), "lighter then, but it may be 1.2 points lighter or 0.2 points heavier"),
    ],
)
def test_heaviness_is_told_in_points(one: tuple[float, float, float], said: str) -> None:
    assert said in sentence(found(*one))


@pytest.mark.parametrize(
    ("one", "said"),
    [
        ((-10.0, -15.0, -5.0), "about 0.12 m/s slower then, likely between 0.06 m/s and 0.18 m/s"),
        ((10.0, 5.0, 15.0), "about 0.12 m/s faster then, likely between 0.06 m/s and 0.18 m/s"),
        ((-5.0, -15.0, 5.0), "slower then, but it may be 0.18 m/s slower or 0.06 m/s faster"),
    ],
)
def test_speed_is_told_in_metres_a_second_never_in_percent(
    one: tuple[float, float, float], said: str
) -> None:
    told = sentence(found(*one, unit=Unit.PERCENT), speed=True)
    assert said in told
    assert "%" not in told


def test_a_factor_stands_under_the_surest_of_its_outcomes() -> None:
    likely = outcome(found(1.5, 0.6, 2.4))
    nothing = outcome(found(0.1, -0.5, 0.7, TriggerLabel.NO_EVIDENCE), leg=Leg.RIGHT)
    shown = shown_factors([nothing, likely], say)
    (heat,) = shown[Standing.LISTED]
    assert heat.name == "Heat"
    assert len(heat.sentences) == 1
    assert heat.sentences[0].startswith("Left leg")
    assert not shown[Standing.NOT_FOUND]
    possible = outcome(found(1.5, 0.6, 2.4, TriggerLabel.POSSIBLE))
    assert shown_factors([possible], say)[Standing.PERHAPS]


def test_what_never_happened_has_no_line() -> None:
    never, seldom = (
        TriggerFound("cold", TriggerLabel.NOT_ASSESSABLE, Unit.ONE, n, 40, needs=why)
        for n, why in (
            (0, Message("trigger.need-exposed", {"n": 0, "least": 8})),
            (3, Message("trigger.need-exposed", {"n": 3, "least": 8})),
        )
    )
    assert not shown_factors([outcome(never)], say)[Standing.TOO_EARLY]
    (cold,) = shown_factors([outcome(seldom)], say)[Standing.TOO_EARLY]
    assert cold.sentences == ("On 3 days. We need 8 such days.",)


def test_plain_rows_have_both_means_and_days() -> None:
    (row,) = shown_plain([outcome(found(1.0, 0.5, 1.5), speed=True)], say)
    assert (row.with_it, row.without) == ("1.00 m/s", "1.20 m/s")
    assert row.days == "10 with it, 30 without"
