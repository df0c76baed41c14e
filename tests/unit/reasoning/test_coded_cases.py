"""Coded cases are sound, and how their results are counted."""

from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import Urgency
from surefoot.model.reasoning import MsStatus
from surefoot.reasoning.network import Network
from validation.coded_cases import (
    ORDER,
    CodedCase,
    Triaged,
    load_cases,
    rank,
    share,
    triage,
    wilson,
    within,
)
from validation.synthetic_people import Drawn, brier, draw_people, reliability, within_top
from validation.vignettes import OPEN, TYPICAL, Spoiling, spoil, urgency_lines

KNOWLEDGE = load_knowledge()
CAUSES = {cause.id for cause in KNOWLEDGE.causes()}
CASES = (*load_cases(OPEN), *load_cases(TYPICAL))
DVT = CodedCase(
    id="X1",
    source="made up",
    cause="dvt",
    urgency=Urgency.SAME_DAY,
    ms=False,
    findings={"f_swell_one": True, "f_calf_tender": True, "f_clot_risk": True},
)


def test_forty_open_cases_with_names_of_their_own() -> None:
    names = [case.id for case in CASES]
    assert len(load_cases(OPEN)) == 40
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_says_what_questions_offer_and_what_causes_are(case: CodedCase) -> None:
    assert case.answers(KNOWLEDGE).findings
    assert {case.cause, *case.accepted, *case.also} <= CAUSES
    assert case.source
    if case.urgency_most is not None:
        assert ORDER.index(case.urgency_most) < ORDER.index(case.urgency)


def test_published_cases_reach_the_goal() -> None:
    """The right cause among the first three by lift in at least 85 of 100."""
    places = [rank(case, KNOWLEDGE).by_lift for case in load_cases(OPEN)]
    assert sum(place <= 3 for place in places) >= 0.85 * len(places)


def test_typical_cases_are_found_and_no_emergency_among_them_is_missed() -> None:
    typical = load_cases(TYPICAL)
    places = [rank(case, KNOWLEDGE).by_lift for case in typical]
    assert sum(place <= 3 for place in places) >= 0.9 * len(places)
    urgent = [case for case in typical if case.urgency is Urgency.EMERGENCY]
    assert [case.id for case in urgent if triage(case, KNOWLEDGE).missed] == []


def test_a_cause_is_found_by_its_evidence_and_lost_with_it() -> None:
    def ignore(network: Network) -> Network:
        seen = network.observed
        return replace(network, observed=replace(seen, logs=np.zeros_like(seen.logs)))

    assert rank(DVT, KNOWLEDGE).by_lift == 1
    # Nothing speaks for anything: all are tied, and a tie counts against the right cause.
    assert rank(DVT, KNOWLEDGE, ignore).by_lift > 30


def test_a_cause_that_cannot_be_there_comes_last() -> None:
    impossible = msgspec.structs.replace(DVT, cause="ms_heat")
    assert rank(impossible, KNOWLEDGE).by_lift > 30
    accepted = msgspec.structs.replace(DVT, cause="ms_heat", accepted=("dvt",))
    assert rank(accepted, KNOWLEDGE).by_lift == 1


@pytest.mark.parametrize(
    ("level", "missed", "too_urgent"), [("E", False, True), ("S", False, False), ("D", True, False)]
)
def test_urgency_missed_and_too_high(level: str, missed: bool, too_urgent: bool) -> None:
    one = Triaged(DVT, Urgency(level))
    assert (one.missed, one.too_urgent) == (missed, too_urgent)


def test_a_range_of_fitting_urgency() -> None:
    between = msgspec.structs.replace(DVT, urgency_most=Urgency.EMERGENCY)
    assert not Triaged(between, Urgency.EMERGENCY).too_urgent
    assert triage(DVT, KNOWLEDGE).level is Urgency.SAME_DAY


def test_lines_name_what_was_missed() -> None:
    emergency = msgspec.structs.replace(DVT, id="X2", urgency=Urgency.EMERGENCY)
    lines = urgency_lines([Triaged(emergency, Urgency.DAYS), Triaged(DVT, Urgency.EMERGENCY)])
    assert "less urgent than they are 1 of 1" in lines
    assert "X2 dvt (D for E)" in lines
    assert "called an emergency 1 of 1" in lines


def test_wilson_by_hand() -> None:
    assert wilson(34, 40) == pytest.approx((0.7093, 0.9294), abs=1e-4)
    assert wilson(0, 10)[0] == 0.0
    assert wilson(10, 10)[1] == pytest.approx(1.0)
    assert share(0, 0) == "–"
    assert within([1, 2, 9], 3).startswith("2 of 3")


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load_cases(tmp_path)


@pytest.mark.parametrize("ms", [MsStatus.YES, MsStatus.NO])
def test_answers_teach_about_people_drawn_from_the_network(ms: MsStatus) -> None:
    drawn = draw_people(KNOWLEDGE, ms, 1.0, 60)
    assert drawn.said.shape == drawn.there.shape == drawn.before.shape
    assert brier(drawn.said, drawn.there).mean() < brier(drawn.before, drawn.there).mean()
    again = draw_people(KNOWLEDGE, ms, 1.0, 60)
    assert np.array_equal(drawn.said, again.said)


def test_what_is_said_too_surely_shows() -> None:
    there = np.array([[True, False], [False, False]])
    sure = Drawn(there, np.array([[0.9, 0.9], [0.9, 0.9]]), np.full((2, 2), 0.25))
    (only,) = reliability(sure)
    assert (only.n, only.share) == (4, 0.25)
    assert only.mean == pytest.approx(0.9)
    assert brier(sure.said, there).mean() > brier(sure.before, there).mean()
    assert within_top(sure, 2).tolist() == [0.5, 0.0]


def test_spoilt_cases_say_less_or_the_opposite() -> None:
    rng = np.random.default_rng(1)
    assert spoil(DVT, Spoiling(1.0, 0.0), rng).findings == {}
    assert spoil(DVT, Spoiling(0.0, 0.0), rng) == DVT
    turned = spoil(DVT, Spoiling(0.0, 1.0), rng)
    assert set(turned.findings.values()) == {False}
    assert rank(turned, KNOWLEDGE).by_lift > 30
