"""Ratios that follow from features and background rates, and which of the stated ones hold."""

import math

import pytest

from surefoot.knowledge.kinds import Means, Ratio
from surefoot.knowledge.likelihoods import DERIVED_NOTE, DESCRIPTOR, Likelihood
from surefoot.knowledge.load import load_knowledge

KNOWLEDGE = load_knowledge()
WITH_MS = KNOWLEDGE.likelihoods(ms=True)
WITHOUT = KNOWLEDGE.likelihoods(ms=False)


def ratio(said: dict[str, Likelihood], finding: str, when: str, cause: str) -> Ratio | None:
    found = [r for r in said[finding].ratios if (r.when, r.cause) == (when, cause)]
    assert len(found) <= 1
    return found[0] if found else None


def probability(cause: str, finding: str) -> float:
    (found,) = [f for f in KNOWLEDGE.cause(cause).features if f.finding == finding]
    assert found.probability is not None
    return found.probability


@pytest.mark.parametrize("ms", [True, False])
def test_one_ratio_at_most_for_answer_and_cause(ms: bool) -> None:
    for finding, said in KNOWLEDGE.likelihoods(ms).items():
        pairs = [(r.when, r.cause) for r in said.ratios]
        assert len(set(pairs)) == len(pairs), finding


@pytest.mark.parametrize("ms", [True, False])
def test_every_answer_with_a_ratio_has_a_background(ms: bool) -> None:
    for finding, said in KNOWLEDGE.likelihoods(ms).items():
        assert all(r.when in said.background for r in said.ratios), finding
        assert all(0 < rate < 1 for rate in said.background.values()), finding


def test_ratio_follows_from_feature_and_background() -> None:
    p = probability("hypomagnesaemia", "f_palpit")
    rate = WITHOUT["f_palpit"].background["yes"]
    present = ratio(WITHOUT, "f_palpit", "yes", "hypomagnesaemia")
    absent = ratio(WITHOUT, "f_palpit", "no", "hypomagnesaemia")
    assert present is not None
    assert absent is not None
    assert math.isclose(present.ratio, p / rate)
    assert math.isclose(absent.ratio, (1 - p) / (1 - rate))
    assert present.note == DERIVED_NOTE


def test_probabilities_that_ratios_give_back_add_up_to_one() -> None:
    """The answers of one cause share out one probability, where all its ratios are derived."""
    said = WITHOUT["f_onset"]
    derived = {r.when: r.ratio for r in said.ratios if r.cause == "piriformis"}
    assert set(derived) == set(said.background)
    assert math.isclose(sum(r * said.background[code] for code, r in derived.items()), 1.0)


def test_stated_ratio_stands_before_a_derived_one() -> None:
    stated = ratio(WITHOUT, "f_onset", "hours-weeks", "gbs")
    assert stated is not None
    assert stated.ratio == 10.0


def test_background_of_ms_counts_with_ms() -> None:
    assert WITH_MS["f_bladder_bowel"].background["as-usual"] == 0.45
    assert WITHOUT["f_bladder_bowel"].background["as-usual"] == 0.15


def test_sign_that_ms_confounds_is_off_with_ms_only() -> None:
    assert ratio(WITHOUT, "t_romberg", "wide-gait", "lumbar_stenosis") is not None
    assert ratio(WITH_MS, "t_romberg", "wide-gait", "lumbar_stenosis") is None
    assert ratio(WITHOUT, "t_uppermotor", "yes", "b12_deficiency") is not None
    assert ratio(WITH_MS, "t_uppermotor", "yes", "b12_deficiency") is None


def test_normal_d_dimer_excludes_no_clot_in_ms() -> None:
    general, in_ms = (ratio(said, "t_ddimer", "normal", "dvt") for said in (WITHOUT, WITH_MS))
    assert general is not None
    assert in_ms is not None
    assert (general.ratio, in_ms.ratio) == (0.1, 0.85)


def test_words_for_heaviness_speak_for_no_cause() -> None:
    steering = {fact.id for fact in KNOWLEDGE.findings() if DESCRIPTOR in fact.groups}
    assert steering == {"f_sand", "f_cement", "f_jelly"}
    for said in (WITH_MS, WITHOUT):
        assert all(said[finding].ratios == () for finding in steering)


@pytest.mark.parametrize("ms", [True, False])
def test_sign_that_a_cause_brings_never_speaks_against_it(ms: bool) -> None:
    """Back pain is rarer with a piriformis syndrome than without, yet excludes none: another
    cause may have brought it. Of an onset or a side exactly one is true, so there it may."""
    facts = {fact.id: fact for fact in KNOWLEDGE.findings()}
    assert ratio(KNOWLEDGE.likelihoods(ms), "f_back_pain", "usual", "piriformis") is None
    for finding, said in KNOWLEDGE.likelihoods(ms).items():
        fact = facts[finding]
        if not any(answer.means is Means.ABSENT for answer in fact.answers):
            continue
        for r in said.ratios:
            codes = [
                f.codes or fact.present_codes
                for f in KNOWLEDGE.cause(r.cause).features
                if f.finding == finding and f.probability is not None
            ]
            brought = any(r.when in one for one in codes)
            assert not (r.note == DERIVED_NOTE and brought and r.ratio < 1), (finding, r)


def test_no_derived_ratio_is_endless() -> None:
    for said in (WITH_MS, WITHOUT):
        derived = [r.ratio for one in said.values() for r in one.ratios if r.note == DERIVED_NOTE]
        assert min(derived) > 0
        assert max(derived) < 1000


def test_every_cause_has_a_picture() -> None:
    """Onset or when it comes, and enough findings in all to be told from the others."""
    for ms, said in ((True, WITH_MS), (False, WITHOUT)):
        spoken: dict[str, set[str]] = {}
        for finding, one in said.items():
            for r in one.ratios:
                if r.ratio > 1:
                    spoken.setdefault(r.cause, set()).add(finding)
        for cause in KNOWLEDGE.causes():
            prior = cause.priors.ms if ms else cause.priors.no_ms
            if prior is not None:
                assert len(spoken[cause.id]) >= 4, (cause.id, ms, spoken[cause.id])


def test_no_group_has_a_single_finding() -> None:
    """A group of one is a slip of the pen: nothing would be shrunk."""
    names = [group for fact in KNOWLEDGE.findings() for group in fact.groups]
    assert [name for name in set(names) if names.count(name) < 2] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("f_heat", "f_cool_relief"),
        ("f_heat", "m_heat"),
        ("f_onset", "f_is_new"),
        ("f_swell_both", "f_weight_gain_fluid"),
        ("f_numb_feet", "t_vibration"),
        ("f_clot_risk", "f_calf_tender"),
        ("f_whole_body_tired", "f_poor_sleep"),
        ("t_uppermotor", "t_tone"),
        ("f_cannot_do", "f_cannot_walk"),
        ("f_walk_onset", "t_6mwt"),
        ("f_arms_too", "f_hands_clumsy"),
        ("f_progress6m", "m_drift"),
    ],
)
def test_findings_that_tell_the_same_share_a_group(one: str, other: str) -> None:
    assert set(KNOWLEDGE.finding(one).groups) & set(KNOWLEDGE.finding(other).groups)


def test_tablets_that_many_with_ms_have_had_tell_less_there() -> None:
    general, in_ms = (
        ratio(said, "f_meds.steroid", "yes", "steroid_myopathy") for said in (WITHOUT, WITH_MS)
    )
    assert general is not None
    assert in_ms is not None
    assert in_ms.ratio < general.ratio / 2


def test_ratio_that_cannot_be_among_people_with_heavy_legs_is_not_used() -> None:
    """Suri's 6.3 for both legs would need more than all of them."""
    said = WITHOUT["f_side"]
    used = [r.ratio for r in said.ratios if r.cause == "lumbar_stenosis" and r.when != "one"]
    both = said.background["both-same"] + said.background["both-uneven"]
    assert max(used) * both <= 1.0
    assert 6.3 * both > 1.0
