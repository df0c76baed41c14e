"""The whole explanation: alarms first, ranked by lift, with its evidence and its counts."""

from collections.abc import Collection

import pytest
from hypothesis import given, settings

from surefoot.knowledge.answers import read_answers
from surefoot.model.codes import FindingState, Urgency
from surefoot.model.reasoning import (
    About,
    Alarm,
    Explanation,
    Finding,
    FittingCause,
    MsStatus,
    Tier,
)
from surefoot.reasoning.explain import explain, most_urgent
from surefoot.reasoning.tiers import level_beyond_flags, presses
from tests.unit.reasoning.answer_sets import FACTS, KNOWLEDGE, abouts, answer_sets, unknown

YES, NO = About(MsStatus.YES, 52, "F"), About(MsStatus.NO, 46, "M")


def of(about: About, **answers: bool | str) -> Explanation:
    return explain(about, read_answers(FACTS, answers), KNOWLEDGE)


def by_id(explanation: Explanation, cause: str) -> FittingCause:
    return next(one for one in explanation.causes if one.cause == cause)


@given(abouts, answer_sets())
@settings(max_examples=25, deadline=None)
def test_what_holds_of_every_explanation(about: About, findings: tuple[Finding, ...]) -> None:
    found = explain(about, findings, KNOWLEDGE)
    lifts = [cause.lift for cause in found.causes]
    assert lifts == sorted(lifts, reverse=True)
    out = {cause.cause for cause in found.causes if cause.tier is Tier.RULE_OUT_FIRST}
    assert set(found.rule_out) == out
    for cause in found.causes:
        assert all(one.used > 1 for one in cause.supporting)
        assert all(one.used < 1 for one in cause.opposing)
    used = sum(len(c.supporting) + len(c.opposing) for c in found.causes)
    assert found.ratios_used == used
    assert found.ratios_unreviewed <= used
    order = tuple(Urgency)
    assert all(order.index(found.urgency) <= order.index(alarm.level) for alarm in found.alarms)


def test_nothing_known_is_nothing_special() -> None:
    found = explain(YES, (unknown("f_heat"),), KNOWLEDGE)
    assert found.urgency is Urgency.ROUTINE
    assert (found.alarms, found.rule_out, found.ratios_used) == ((), (), 0)
    assert found.next, "there is something to ask"
    assert Tier.FITS_WELL not in {cause.tier for cause in found.causes}


def test_heat_in_ms_is_explained_with_its_evidence() -> None:
    found = of(YES, f_heat=True, f_cool_relief=True, f_evening=False)
    heat = by_id(found, "ms_heat")
    assert found.causes[0] is heat
    assert heat.tier is Tier.FITS_WELL
    assert {one.finding for one in heat.supporting} >= {"f_cool_relief"}
    told = {one.finding: one for one in by_id(found, "cvi").opposing}["f_evening"]
    assert told.state is FindingState.ABSENT
    assert told.ratio == pytest.approx(0.4)


def test_a_rare_danger_stands_before_what_is_common() -> None:
    found = of(NO, f_twitch_waste="both", f_onset="months", f_numb_feet=False, f_cannot_do=True)
    als = by_id(found, "als")
    assert als.tier is Tier.RULE_OUT_FIRST
    assert "als" in found.rule_out
    assert als.probability < 0.5
    near_miss = of(NO, f_twitch_waste="thinner", f_inactive=True)
    assert "als" not in near_miss.rule_out


def test_open_alarms_may_be_given() -> None:
    closed = explain(NO, read_answers(FACTS, {"f_saddle": True}), KNOWLEDGE, alarms=())
    raised = of(NO, f_saddle=True)
    assert raised.urgency is Urgency.EMERGENCY
    assert raised.alarms
    assert closed.alarms == ()


def cause(name: str, probability: float, tier: Tier) -> FittingCause:
    return FittingCause(name, probability, probability, probability, 0.01, 5.0, tier, 0)


@pytest.mark.parametrize(
    ("probability", "tier", "expected"),
    [
        (0.5, Tier.RULE_OUT_FIRST, Urgency.SAME_DAY),
        (0.05, Tier.RULE_OUT_FIRST, Urgency.DAYS),
        (0.5, Tier.FITS_PARTLY, Urgency.DAYS),
    ],
)
def test_a_probable_danger_makes_the_whole_as_urgent(
    probability: float, tier: Tier, expected: Urgency
) -> None:
    urgency = {"dvt": Urgency.SAME_DAY}
    alarms = (Alarm("RF", Urgency.DAYS, ()),)
    found = most_urgent(alarms, [cause("dvt", probability, tier)], urgency, KNOWLEDGE)
    assert found is expected


CORD = {"f_cancer": "now", "f_back_pain": "worse-lying", "f_numb_level": True, "f_drag": True}


def without_flags(seen: Collection[str] = (), **more: bool | str) -> Explanation:
    answers = read_answers(FACTS, {**CORD, **more})
    return explain(NO, answers, KNOWLEDGE, alarms=(), seen=seen)


def test_causes_alone_can_make_it_an_emergency_and_then_nothing_is_offered_for_tonight() -> None:
    found = without_flags()
    assert level_beyond_flags(found) is found.urgency is Urgency.EMERGENCY
    assert presses(by_id(found, "cord_compression"), Urgency.EMERGENCY, KNOWLEDGE)
    assert found.helps == ()
    assert of(YES, f_heat=True).helps, "where nothing presses, something is offered"


def test_a_red_flag_of_that_level_speaks_for_itself() -> None:
    raised = of(NO, f_saddle=True, f_back_pain="new-bad")
    assert raised.urgency is Urgency.EMERGENCY
    assert level_beyond_flags(raised) is None
    assert level_beyond_flags(of(YES, f_heat=True)) is None


def test_what_a_doctor_has_seen_does_not_press_again() -> None:
    assert without_flags(seen=("f_numb_level",)).urgency is not Urgency.EMERGENCY
    assert without_flags(f_assessed=True).urgency is Urgency.ROUTINE
    assert without_flags(seen=("f_heat",)).urgency is Urgency.EMERGENCY
    assert without_flags(f_assessed=False).urgency is Urgency.EMERGENCY


def test_a_cold_and_heavy_legs_press_nobody() -> None:
    found = of(NO, f_recent_infection=True, f_ache=True, f_onset="hours-weeks", f_side="both-same")
    gbs = by_id(found, "gbs")
    assert gbs.tier is Tier.RULE_OUT_FIRST
    assert not presses(gbs, Urgency.EMERGENCY, KNOWLEDGE)
    assert found.urgency is Urgency.ROUTINE


def test_heat_fits_well_where_it_is_worse_in_the_heat_and_nothing_speaks_against_it() -> None:
    """What defines a cause is enough for it to fit well; a new trouble for days is not heat."""
    assert by_id(of(YES, f_heat=True), "ms_heat").tier is Tier.FITS_WELL
    assert by_id(of(YES, f_heat=True, f_onset="years"), "ms_heat").tier is Tier.FITS_WELL
    assert by_id(of(YES, f_heat=True, f_gt24h=True), "ms_heat").tier is not Tier.FITS_WELL
