"""The posterior over causes: properties on the real facts, and exact cases on made-up ones."""

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surefoot.knowledge.knowledge import Knowledge
from surefoot.model.codes import FindingOrigin
from surefoot.model.reasoning import About, Finding, MsStatus
from surefoot.reasoning.network import Network, age_code, build_network
from surefoot.reasoning.posterior import Posterior, odds_ratio, posterior
from tests.unit.reasoning.answer_sets import (
    KNOWLEDGE,
    TELLING,
    abouts,
    absent,
    answer_sets,
    present,
    unknown,
)
from tests.unit.reasoning.small_knowledge import cause, finding, knowledge_of

YES, NO = About(MsStatus.YES), About(MsStatus.NO)


def of(about: About, findings: tuple[Finding, ...], facts: Knowledge = KNOWLEDGE) -> Posterior:
    return posterior(build_network(about, findings, facts))


def probability(found: Posterior, name: str) -> float:
    return float(found.probabilities[found.causes.index(name)])


def bayes(prior: float, *ratios: float) -> float:
    odds = prior / (1 - prior) * float(np.prod(ratios))
    return odds / (1 + odds)


# What holds whatever was said.


@pytest.mark.parametrize("ms", [MsStatus.YES, MsStatus.NO])
def test_no_findings_return_the_priors_of_the_facts(ms: MsStatus) -> None:
    found = of(About(ms), ())
    for fact in KNOWLEDGE.causes():
        prior = fact.priors.ms if ms is MsStatus.YES else fact.priors.no_ms
        if prior is None or prior.value == 0:
            assert fact.id not in found.causes
        else:
            assert probability(found, fact.id) == pytest.approx(prior.value, abs=1e-6)
    assert found.lifts == pytest.approx(1.0)


@given(abouts, answer_sets(), st.lists(st.sampled_from(TELLING), unique=True, max_size=6))
@settings(max_examples=30, deadline=None)
def test_unknown_changes_nothing(
    about: About, findings: tuple[Finding, ...], open_: list[str]
) -> None:
    asked = {one.id for one in findings}
    more = tuple(unknown(name) for name in open_ if name not in asked)
    with_it, without = of(about, (*findings, *more)), of(about, findings)
    assert np.array_equal(with_it.probabilities, without.probabilities)


@given(abouts, answer_sets(), st.randoms(use_true_random=False))
@settings(max_examples=30, deadline=None)
def test_order_never_matters(about: About, findings: tuple[Finding, ...], shuffle: object) -> None:
    mixed = list(findings)
    shuffle.shuffle(mixed)  # type: ignore[attr-defined]
    mixed += mixed[:2]
    again = of(about, tuple(mixed))
    assert np.array_equal(again.probabilities, of(about, findings).probabilities)


@given(abouts, answer_sets())
@settings(max_examples=30, deadline=None)
def test_every_probability_is_one(about: About, findings: tuple[Finding, ...]) -> None:
    found = of(about, findings)
    assert np.all((found.probabilities >= 0) & (found.probabilities <= 1))
    assert np.all(np.isfinite(found.lifts))


@given(abouts, answer_sets(), st.data())
@settings(max_examples=60, deadline=None)
def test_what_speaks_for_one_cause_only_never_lowers_it(
    about: About, findings: tuple[Finding, ...], data: st.DataObject
) -> None:
    said = {one.id for one in findings}
    pair = data.draw(st.sampled_from(SINGLE_SUPPORT))
    if pair.id not in said:
        before = build_network(about, findings, KNOWLEDGE)
        after = build_network(about, (*findings, pair), KNOWLEDGE)
        raised = _supported(after, pair)
        change = posterior(after).probabilities - posterior(before).probabilities
        assert np.all(change[raised] >= -1e-9)


def _supported(network: Network, one: Finding) -> list[int]:
    k = [f.id for f in network.observed.findings].index(one.id)
    return [int(n) for n in np.flatnonzero(network.observed.used[k] > 0)]


def _single_support() -> list[Finding]:
    """Return the yes of questions whose yes speaks for one cause and against none."""
    said = KNOWLEDGE.likelihoods(ms=False)
    found = []
    for name in TELLING:
        yes = [r for r in said[name].ratios if r.when == "yes"]
        if [r.ratio > 1 for r in yes] == [True]:
            found.append(present(name, "yes"))
    return found


SINGLE_SUPPORT = _single_support()


def test_there_are_findings_for_that() -> None:
    assert len(SINGLE_SUPPORT) > 3


# Exact cases.


@given(st.floats(0.001, 0.6), st.floats(1.01, 19.0), st.floats(0.21, 0.99), st.floats(0.001, 0.9))
@settings(max_examples=25, deadline=None)
def test_one_cause_and_one_finding_are_bayes_rule(
    tmp_path_factory: pytest.TempPathFactory, prior: float, up: float, down: float, rate: float
) -> None:
    facts = knowledge_of(
        tmp_path_factory.mktemp("bayes"),
        [cause("c", no_ms=prior), cause("other", no_ms=0.3)],
        [finding("f_x", {("yes", "c"): up, ("no", "c"): down}, {"yes": rate})],
    )
    yes, no = of(NO, (present("f_x", "yes"),), facts), of(NO, (absent("f_x"),), facts)
    assert probability(yes, "c") == pytest.approx(bayes(prior, up), rel=1e-9)
    assert probability(no, "c") == pytest.approx(bayes(prior, down), rel=1e-9)
    assert probability(yes, "other") == pytest.approx(0.3)


def test_independent_findings_multiply_their_ratios(tmp_path: Path) -> None:
    findings = [
        finding(name, {("yes", "c"): ratio}, {"yes": 0.1})
        for name, ratio in (("f_x", 3.0), ("f_y", 0.5), ("f_z", 4.0))
    ]
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.05)], findings)
    found = of(NO, tuple(present(f"f_{letter}", "yes") for letter in "xyz"), facts)
    assert probability(found, "c") == pytest.approx(bayes(0.05, 3.0, 0.5, 4.0))
    assert found.lifts[0] == pytest.approx(6.0)


def test_of_a_group_the_strongest_counts_and_the_others_are_shrunk(tmp_path: Path) -> None:
    findings = [
        finding("f_said", {("yes", "c"): 4.0}, {"yes": 0.1}, groups=["heat"]),
        finding("m_measured", {("yes", "c"): 3.0}, {"yes": 0.1}, groups=["heat"]),
        finding("f_against", {("yes", "c"): 0.5}, {"yes": 0.1}, groups=["heat"]),
    ]
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.05)], findings)
    shrinkage = facts.number("group_shrinkage").value
    both = (present("f_said", "yes"), present("m_measured", "yes"))
    expected = bayes(0.05, 4.0, 3.0**shrinkage)
    assert probability(of(NO, both, facts), "c") == pytest.approx(expected)
    all_three = (*both, present("f_against", "yes"))
    expected = bayes(0.05, 4.0, 3.0**shrinkage, 0.5)
    assert probability(of(NO, all_three, facts), "c") == pytest.approx(expected)


def test_findings_of_the_safety_lists_do_not_shrink_each_other(tmp_path: Path) -> None:
    findings = [
        finding(name, {("yes", "c"): 3.0}, {"yes": 0.1}, groups=["safety"])
        for name in ("f_x", "f_y")
    ]
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.05)], findings)
    both = (present("f_x", "yes"), present("f_y", "yes"))
    assert probability(of(NO, both, facts), "c") == pytest.approx(bayes(0.05, 9.0))


@pytest.mark.parametrize(
    ("name", "certainty", "fields", "caps"),
    [
        ("f_x", "expert-estimate", {}, ("_against", "")),
        ("f_x", "expert-estimate", {"precedes": True}, ("", "")),
        ("t_x", "expert-estimate", {}, ("_test", "_test")),
        ("f_x", "seen", {}, None),
    ],
)
def test_estimates_are_capped_against_and_for(
    tmp_path: Path, name: str, certainty: str, fields: dict[str, Any], caps: tuple[str, str] | None
) -> None:
    said = finding(
        name,
        {("yes", "c"): 400.0, ("no", "c"): 1 / 400},
        {"yes": 0.001},
        ratio_fields={"certainty": certainty},
        **fields,
    )
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.01)], [said])
    bars = [400.0, 400.0]
    if caps is not None:
        bars = [facts.number("ratio_cap_estimate" + cap).value for cap in caps]
    yes, no = of(NO, (present(name, "yes"),), facts), of(NO, (absent(name),), facts)
    assert probability(no, "c") == pytest.approx(bayes(0.01, 1 / bars[0]))
    assert probability(yes, "c") == pytest.approx(bayes(0.01, bars[1]))


def test_what_defines_a_cause_may_speak_against_it_more(tmp_path: Path) -> None:
    said = finding(
        "f_x", {("no", "c"): 1 / 400}, {"yes": 0.1}, ratio_fields={"by_definition": True}
    )
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.5)], [said])
    full = facts.number("ratio_cap_estimate").value
    assert full > facts.number("ratio_cap_estimate_against").value
    assert probability(of(NO, (absent("f_x"),), facts), "c") == pytest.approx(bayes(0.5, 1 / full))


def test_a_trial_without_blinding_is_shrunk(tmp_path: Path) -> None:
    said = finding("m_trial_x", {("yes", "c"): 4.0}, {"yes": 0.1}, open_label=True)
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.05)], [said])
    found = of(NO, (present("m_trial_x", "yes"),), facts)
    shrunk = 4.0 ** facts.number("trial_ratio_shrinkage").value
    assert probability(found, "c") == pytest.approx(bayes(0.05, shrunk))


def test_no_cause_explains_away_what_precedes_it(tmp_path: Path) -> None:
    ratios = {("yes", "c"): 8.0, ("yes", "common"): 8.0}
    causes = [cause("c", no_ms=0.05), cause("common", no_ms=0.6)]
    (tmp_path / "sign").mkdir()
    (tmp_path / "risk").mkdir()
    sign = knowledge_of(tmp_path / "sign", causes, [finding("f_x", ratios, {"yes": 0.05})])
    risk = knowledge_of(
        tmp_path / "risk", causes, [finding("f_x", ratios, {"yes": 0.05}, precedes=True)]
    )
    yes = (present("f_x", "yes"),)
    assert probability(of(NO, yes, risk), "c") == pytest.approx(bayes(0.05, 8.0))
    assert 0.05 < probability(of(NO, yes, sign), "c") < 0.12


def test_an_answer_without_a_ratio_says_nothing(tmp_path: Path) -> None:
    onset = {"fast": "present", "slow": "present", "unknown": "unknown"}
    said = finding("f_onset", {("fast", "c"): 3.0}, {"fast": 0.3, "slow": 0.4}, onset)
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.1)], [said])
    found = of(NO, (present("f_onset", "slow"),), facts)
    assert probability(found, "c") == pytest.approx(0.1)


@pytest.mark.parametrize("side", ["one", "both-same", "both-uneven"])
def test_a_relapse_may_be_in_one_leg_or_both(side: str) -> None:
    said = {"f_gt24h": "yes", "f_onset": "hours-weeks", "f_cannot_do": "yes", "f_side": side}
    findings = (*(present(name, code) for name, code in said.items()), absent("f_fever"))
    found = of(YES, findings)
    place = found.causes.index("ms_relapse")
    assert found.probabilities[place] > 0.2
    assert found.lifts[place] > 3


def test_a_yes_without_which_lies_between_the_answers(tmp_path: Path) -> None:
    lab = {"high": "present", "very-high": "present", "normal": "absent", "unknown": "unknown"}
    ratios = {("high", "c"): 2.0, ("very-high", "c"): 18.0}
    said = finding("t_ck", ratios, {"high": 0.03, "very-high": 0.01}, lab, several=True)
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.1)], [said])
    found = of(NO, (present("t_ck"),), facts)
    assert probability(found, "c") == pytest.approx(bayes(0.1, (3 * 2.0 + 18.0) / 4))


def test_with_ms_confounded_ratios_are_off_and_others_on(tmp_path: Path) -> None:
    findings = [
        finding("f_x", {("yes", "c"): 5.0}, {"yes": 0.1}, ratio_fields={"ms_confounded": True}),
        finding("f_y", {("yes", "c"): 3.0}, {"yes": 0.1}, ratio_fields={"only_ms": True}),
    ]
    facts = knowledge_of(tmp_path, [cause("c", ms=0.2, no_ms=0.2)], findings)
    both = (present("f_x", "yes"), present("f_y", "yes"))
    assert probability(of(YES, both, facts), "c") == pytest.approx(bayes(0.2, 3.0))
    assert probability(of(NO, both, facts), "c") == pytest.approx(bayes(0.2, 5.0))
    share = facts.number("being_tested_ms_weight").value
    between = (share * 1 + (1 - share) * 5.0, share * 3.0 + (1 - share) * 1)
    tested = of(About(MsStatus.BEING_TESTED), both, facts)
    assert probability(tested, "c") == pytest.approx(bayes(0.2, *between))


def test_while_being_tested_priors_lie_between(tmp_path: Path) -> None:
    facts = knowledge_of(
        tmp_path, [cause("c", ms=0.8, no_ms=0.1), cause("d", ms=0.5, no_ms=None)], []
    )
    share = facts.number("being_tested_ms_weight").value
    found = of(About(MsStatus.BEING_TESTED), (), facts)
    assert probability(found, "c") == pytest.approx(share * 0.8 + (1 - share) * 0.1)
    assert probability(found, "d") == pytest.approx(share * 0.5)
    assert "d" not in of(NO, (), facts).causes


def test_age_is_part_of_the_prior(tmp_path: Path) -> None:
    ages = dict.fromkeys(("under-40", "40-59", "60-69", "70-plus"), "present")
    said = finding("f_age", {("70-plus", "c"): 3.0}, {"70-plus": 0.2}, {**ages, "x": "unknown"})
    facts = knowledge_of(tmp_path, [cause("c", no_ms=0.1)], [said])
    old = of(About(MsStatus.NO, 82), (), facts)
    assert old.priors[0] == pytest.approx(bayes(0.1, 3.0))
    assert old.lifts == pytest.approx([1.0])
    answered = of(About(MsStatus.NO, 30), (present("f_age", "70-plus"),), facts)
    assert answered.priors == pytest.approx(old.priors)


@pytest.mark.parametrize(
    ("age", "code"),
    [(None, None), (39, "under-40"), (40, "40-59"), (60, "60-69"), (69, "60-69"), (70, "70-plus")],
)
def test_ages_have_answers(age: int | None, code: str | None) -> None:
    assert age_code(age) == code
    if code is not None:
        assert KNOWLEDGE.finding("f_age").answer(code) is not None


def test_an_answer_given_and_measured_counts_once() -> None:
    told = present("f_heat", "yes")
    measured = msgspec.structs.replace(told, origin=FindingOrigin.MEASURED)
    network = build_network(YES, (measured, told), KNOWLEDGE)
    assert [one.origin for one in network.observed.findings] == [FindingOrigin.MEASURED]


def test_odds_are_compared_even_at_the_ends() -> None:
    found = odds_ratio(np.array([1.0, 0.0, 0.5]), np.array([1.0, 0.0, 0.25]))
    assert found == pytest.approx([1.0, 1.0, 3.0])


def test_every_cause_can_be_there_and_every_ratio_has_a_background() -> None:
    for ms in (True, False):
        for name, said in KNOWLEDGE.likelihoods(ms).items():
            for ratio in said.ratios:
                assert ratio.when in said.background, name
