"""What helps: always two things for tonight and one to ask; never what a caution holds back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.answers import read_answers
from surefoot.knowledge.cautions import Caution, CautionLevel
from surefoot.knowledge.conditions import group_findings
from surefoot.knowledge.kinds import Means, Strategy
from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import FindingOrigin, FindingState, Urgency
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
from surefoot.reasoning.helps import cause_weights, cautions_of, helps_for, met_cautions

KNOWLEDGE = load_knowledge()
FINDINGS = {finding.id: finding for finding in KNOWLEDGE.findings()}
STRATEGIES = {strategy.id: strategy for strategy in KNOWLEDGE.strategies()}
CAUTIONS = [(s, caution) for s in STRATEGIES.values() for caution in s.cautions_if]
WITH_MS, WITHOUT = About(MsStatus.YES), About(MsStatus.NO)


def fits(
    cause: str, probability: float = 0.8, tier: Tier = Tier.FITS_WELL, lift: float = 3.0
) -> FittingCause:
    return FittingCause(cause, probability, probability, probability, 0.1, lift, tier, 0)


def helps(
    answers: dict[str, Any], *causes: FittingCause, about: About = WITH_MS
) -> tuple[Help, ...]:
    return helps_for(about, read_answers(FINDINGS, answers), causes, KNOWLEDGE)


def slots(found: tuple[Help, ...]) -> dict[str, HelpSlot]:
    return {one.strategy: one.slot for one in found}


def _id(value: object) -> str:
    if isinstance(value, Strategy):
        return value.id
    return f"{value.level}-{value.met_by}" if isinstance(value, Caution) else str(value)


def _finding(caution: Caution, state: FindingState, code: str | None = None) -> Finding:
    return Finding(caution.finding, state, FindingOrigin.ANSWERED, code)


@pytest.mark.parametrize(("strategy", "caution"), CAUTIONS, ids=_id)
def test_each_caution_is_met_and_has_a_near_miss(strategy: Strategy, caution: Caution) -> None:
    if caution.cause:
        assert caution in met_cautions(strategy, {}, [caution.cause])
        assert caution not in met_cautions(strategy, {}, [])
        return
    fact = FINDINGS[caution.finding]
    for code in caution.codes or fact.present_codes:
        met = group_findings([_finding(caution, FindingState.PRESENT, code)])
        assert caution in met_cautions(strategy, met, [])
    others = set(fact.present_codes) - set(caution.codes) if caution.codes else set()
    misses = [_finding(caution, FindingState.PRESENT, code) for code in sorted(others)]
    if any(answer.means is Means.ABSENT for answer in fact.answers):
        misses.append(_finding(caution, FindingState.ABSENT))
    assert misses
    for miss in misses:
        assert caution not in met_cautions(strategy, group_findings([miss]), [])
    unknown = group_findings([_finding(caution, FindingState.UNKNOWN)])
    assert (caution in met_cautions(strategy, unknown, [])) is caution.unless_known
    assert (caution in met_cautions(strategy, {}, [])) is caution.unless_known


@pytest.mark.parametrize("tier", [Tier.FITS_WELL, Tier.FITS_PARTLY, Tier.RULE_OUT_FIRST])
def test_a_cause_holds_a_strategy_back_once_it_fits(tier: Tier) -> None:
    found = helps({}, fits("cvi"), fits("pad", 0.3, tier), about=WITHOUT)
    assert slots(found)["s_elevation"] is HelpSlot.AVOID
    assert slots(found)["s_compression"] is HelpSlot.AVOID
    little = helps({}, fits("cvi"), fits("pad", 0.3, Tier.LITTLE), about=WITHOUT)
    assert slots(little)["s_elevation"] is HelpSlot.TONIGHT
    assert slots(little)["s_compression"] is HelpSlot.TEAM


def test_numb_skin_gets_no_ice_but_cool_air() -> None:
    hot = (fits("ms_heat"), fits("ms_conduction", 0.9, Tier.FITS_PARTLY))
    assert slots(helps({"f_heat": True}, *hot))["s_cooling"] is HelpSlot.TONIGHT
    numb = slots(helps({"f_heat": True, "f_numb_feet": True}, *hot))
    assert numb["s_cooling"] is HelpSlot.AVOID
    assert numb["s_cool_room"] is HelpSlot.TONIGHT


def test_whom_heat_makes_worse_is_offered_no_warmth() -> None:
    cold = fits("ms_cold", 0.9)
    assert slots(helps({}, cold))["s_warm"] is HelpSlot.TONIGHT
    assert slots(helps({"f_heat": True}, cold))["s_warm"] is HelpSlot.AVOID


def test_stockings_wait_for_the_pulses() -> None:
    swollen = (fits("cvi"), fits("dependent_oedema"))
    unknown = helps({}, *swollen, about=WITHOUT)
    asked = next(one for one in unknown if one.strategy == "s_compression")
    assert (asked.slot, asked.can_try) == (HelpSlot.TEAM, False)
    assert "pulses" in cautions_of(asked, STRATEGIES["s_compression"])[0].says
    normal = helps({"t_pulses_abi": "normal"}, *swollen, about=WITHOUT)
    asked = next(one for one in normal if one.strategy == "s_compression")
    assert (asked.slot, asked.can_try, asked.cautions) == (HelpSlot.TEAM, True, ())
    weak = slots(helps({"t_pulses_abi": "pulses-weak"}, *swollen, about=WITHOUT))
    assert weak["s_compression"] is HelpSlot.AVOID


@pytest.mark.parametrize("answer", ["f_gt24h", "f_uti", "f_infection_signs"])
def test_no_strengthening_and_no_trial_in_a_flare_or_an_infection(answer: str) -> None:
    weak = fits("deconditioning")
    assert slots(helps({}, weak))["s_strength"] is HelpSlot.LATER
    findings = read_answers(FINDINGS, {answer: True})
    found = helps_for(WITH_MS, findings, [weak], KNOWLEDGE, alarms=())
    assert slots(found)["s_strength"] is HelpSlot.AVOID
    assert not any(one.can_try for one in found)


def test_with_an_open_red_flag_there_is_nothing_but_the_alarm() -> None:
    assert helps({"f_saddle": True, "f_bladder_bowel": "new-cannot-go"}, fits("sciatica")) == ()
    same_day = Alarm("rf20_dvt", Urgency.SAME_DAY, ())
    assert helps_for(WITH_MS, [], [fits("ms_heat")], KNOWLEDGE, [same_day]) == ()


def test_a_flag_for_the_next_days_leaves_calm_advice_but_no_trial() -> None:
    within_days = Alarm("any", Urgency.DAYS, ())
    found = helps_for(WITH_MS, [], [fits("ms_heat")], KNOWLEDGE, [within_days])
    assert [one.slot for one in found].count(HelpSlot.TONIGHT) == 2
    assert not any(one.can_try for one in found)


def test_a_closed_flag_holds_nothing_back() -> None:
    findings = read_answers(FINDINGS, {"f_saddle": True, "f_bladder_bowel": "new-cannot-go"})
    assert helps_for(WITH_MS, findings, [], KNOWLEDGE, alarms=())


def test_when_little_is_known_what_is_safe_for_everybody_is_offered() -> None:
    with_ms, without = helps({}), helps({}, about=WITHOUT)
    assert [(one.strategy, one.slot) for one in with_ms] == [
        ("s_pacing", HelpSlot.TONIGHT),
        ("s_move_breaks", HelpSlot.TONIGHT),
        ("s_pt", HelpSlot.TEAM),
    ]
    assert [one.strategy for one in without][-1] == "s_review"


def test_two_things_for_tonight_serve_two_causes() -> None:
    found = helps({}, fits("ms_heat"), fits("ms_spasticity", 0.7))
    tonight = [one for one in found if one.slot is HelpSlot.TONIGHT]
    assert {one.causes[0] for one in tonight} == {"ms_heat", "ms_spasticity"}


def test_what_fits_better_comes_first() -> None:
    stiff, hot = fits("ms_spasticity", 0.9), fits("ms_heat", 0.2)
    assert helps({}, stiff, hot)[0].causes[0] == "ms_spasticity"
    partly = fits("ms_spasticity", 0.9, Tier.FITS_PARTLY)
    assert helps({}, partly, fits("ms_heat", 0.9))[0].causes[0] == "ms_heat"


def test_what_is_common_but_was_not_raised_by_an_answer_does_not_count() -> None:
    common = fits("ms_heat", 0.9, Tier.FITS_PARTLY, lift=1.0)
    assert helps({}, common) == helps({})
    assert helps({}, common, fits("ms_spasticity", 0.5))[0].strategy == "s_stretch"
    assert slots(helps({}, common, fits("ms_cold")))["s_warm"] is HelpSlot.TONIGHT
    raised = fits("ms_heat", 0.9, Tier.FITS_PARTLY)
    assert slots(helps({}, raised, fits("ms_cold")))["s_warm"] is HelpSlot.AVOID


def test_what_serves_only_a_far_less_likely_cause_gives_way() -> None:
    rare = fits("tarsal_tunnel", 0.9)
    found = slots(helps({}, rare, fits("cvi", 0.1, Tier.FITS_PARTLY), about=WITHOUT))
    assert "s_compression" not in found
    assert slots(helps({}, rare, fits("cvi", 0.6), about=WITHOUT))["s_compression"] is HelpSlot.TEAM


def test_a_cause_that_sank_is_none_to_help_with() -> None:
    assert helps({}, fits("ms_heat", 0.4, Tier.FITS_PARTLY, lift=0.0)) == helps({})


def test_what_does_not_help_is_named_with_its_reason() -> None:
    found = helps({"f_heat": True}, fits("ms_heat"))
    steroids = next(one for one in found if one.strategy == "s_steroid_flare")
    assert steroids.slot is HelpSlot.AVOID
    assert "heat" in cautions_of(steroids, STRATEGIES["s_steroid_flare"])[0].says


ANSWERS = st.dictionaries(st.sampled_from(sorted(FINDINGS)), st.integers(0, 9), max_size=12).map(
    lambda drawn: {
        name: FINDINGS[name].answers[n % len(FINDINGS[name].answers)].code
        for name, n in drawn.items()
    }
)
CAUSES = st.dictionaries(
    st.sampled_from([cause.id for cause in KNOWLEDGE.causes()]),
    st.tuples(st.floats(0, 1), st.sampled_from(Tier), st.floats(0, 50)),
    max_size=12,
).map(lambda drawn: [fits(cause, *said) for cause, said in drawn.items()])


@settings(max_examples=150, deadline=None)
@given(ANSWERS, CAUSES, st.sampled_from(MsStatus))
def test_nothing_avoided_is_ever_offered_and_the_places_are_always_filled(
    answers: dict[str, str], causes: list[FittingCause], ms: MsStatus
) -> None:
    findings = read_answers(FINDINGS, answers)
    found = helps_for(About(ms), findings, causes, KNOWLEDGE, alarms=())
    places = [one.slot for one in found]
    assert places.count(HelpSlot.TONIGHT) == 2
    assert places.count(HelpSlot.TEAM) == 1
    assert len({one.strategy for one in found}) == len(found)
    fitting = list(cause_weights(causes, KNOWLEDGE))
    for one in found:
        strategy = STRATEGIES[one.strategy]
        met = met_cautions(strategy, group_findings(findings), fitting)
        avoided = any(caution.level is CautionLevel.AVOID for caution in met)
        assert avoided is (one.slot is HelpSlot.AVOID)
        assert (
            one.slot is HelpSlot.TEAM
            or not any(c.level is CautionLevel.ASK_FIRST for c in met)
            or avoided
        )
        assert not (one.slot is HelpSlot.TONIGHT and strategy.medicine)
        assert one.slot is HelpSlot.AVOID or not (strategy.unproven or strategy.no_benefit)
        assert set(one.causes) <= set(fitting)


@settings(max_examples=40, deadline=None)
@given(ANSWERS, CAUSES, st.randoms())
def test_order_never_matters(
    answers: dict[str, str], causes: list[FittingCause], random: Any
) -> None:
    findings = list(read_answers(FINDINGS, answers))
    first = helps_for(WITH_MS, findings, causes, KNOWLEDGE, alarms=())
    random.shuffle(findings)
    random.shuffle(causes)
    assert helps_for(WITH_MS, findings, causes, KNOWLEDGE, alarms=()) == first
