"""What a change says to the question why."""

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from surefoot.knowledge.load import load_knowledge
from surefoot.model.change import Change, ChangeProbabilities, ChangeState, KnownChange
from surefoot.model.codes import FindingState
from surefoot.model.message import Message
from surefoot.reasoning.change_evidence import change_findings

KNOWLEDGE = load_knowledge()
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = date(2026, 6, 1)
CALM = ChangeProbabilities(0.95, 0.02, 0.01, 0.01, 0.01)
USUAL = Change(TODAY, ChangeState.USUAL, False, False, CALM, 60)


def states(change: Change | None) -> dict[str, FindingState]:
    return {one.id: one.state for one in change_findings(change, NOW, KNOWLEDGE)}


def test_nothing_followed_says_nothing() -> None:
    assert states(None) == {}


def test_a_step_and_a_drift_are_findings() -> None:
    assert states(replace(USUAL, state=ChangeState.STEP)) == {"m_step": FindingState.PRESENT}
    assert states(replace(USUAL, state=ChangeState.DRIFT)) == {"m_drift": FindingState.PRESENT}


def test_what_is_usual_denies_a_step_but_never_a_drift() -> None:
    assert states(USUAL) == {"m_step": FindingState.ABSENT}
    doubtful = ChangeProbabilities(0.7, 0.0, 0.3, 0.0, 0.0)
    assert states(replace(USUAL, probabilities=doubtful)) == {}


def test_what_is_not_known_says_nothing() -> None:
    for state in (ChangeState.DIFFERENT, ChangeState.BETTER):
        assert states(replace(USUAL, state=state)) == {}
    needs = (Message("course.need-days-one"),)
    assert states(replace(USUAL, state=ChangeState.CANNOT_SAY, needs=needs)) == {}


def test_a_step_that_is_usual_by_now_counts_for_a_while() -> None:
    lately = KnownChange(TODAY - timedelta(days=60), ChangeState.STEP)
    long_ago = KnownChange(TODAY - timedelta(days=200), ChangeState.STEP)
    assert states(replace(USUAL, known=(lately,))) == {"m_step": FindingState.PRESENT}
    assert states(replace(USUAL, known=(long_ago,))) == {"m_step": FindingState.ABSENT}


def test_what_was_known_months_ago_says_nothing_of_now() -> None:
    old = replace(USUAL, day=TODAY - timedelta(days=120), state=ChangeState.STEP)
    assert states(old) == {}
