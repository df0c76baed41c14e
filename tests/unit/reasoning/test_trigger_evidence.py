"""What goes with the legs, as a finding: heat, where it was weighed and clear."""

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from surefoot.knowledge.load import load_knowledge
from surefoot.model.codes import FindingState, Leg, Measure
from surefoot.model.message import Message
from surefoot.model.trigger import OutcomeTriggers, TriggerFound, TriggerLabel, Triggers
from surefoot.model.units import Unit
from surefoot.reasoning.trigger_evidence import trigger_findings

KNOWLEDGE = load_knowledge()
NOW = datetime(2026, 6, 1, tzinfo=UTC)
HEAT = TriggerFound(
    "heat", TriggerLabel.LIKELY, Unit.RATING_0_10, 20, 40, 0.97, 1.5, 0.6, 2.4, 0.8, listed=True
)
NOTHING = TriggerFound(
    "heat", TriggerLabel.NO_EVIDENCE, Unit.RATING_0_10, 20, 40, 0.05, 0.1, -0.5, 0.7, 0.8
)


def outcome(found: TriggerFound, measure: Measure = Measure.HEAVINESS) -> OutcomeTriggers:
    return OutcomeTriggers(measure, Leg.LEFT, Triggers(60, (found,)))


def state(*found: TriggerFound) -> FindingState | None:
    findings = trigger_findings([outcome(one) for one in found], NOW, NOW, KNOWLEDGE)
    return findings[0].state if findings else None


def test_likely_and_large_enough_is_present() -> None:
    assert state(HEAT) is FindingState.PRESENT
    assert state(NOTHING, HEAT) is FindingState.PRESENT


@pytest.mark.parametrize(
    "found",
    [
        replace(HEAT, label=TriggerLabel.POSSIBLE, probability=0.8),
        replace(HEAT, effect=0.6, low=0.3, high=0.9),
        replace(HEAT, effect=-1.5, low=-2.0, high=-1.0),
        replace(NOTHING, high=1.2),
        replace(NOTHING, detectable=1.5),
    ],
)
def test_what_is_not_clear_is_unknown(found: TriggerFound) -> None:
    assert state(found) is FindingState.UNKNOWN


def test_nothing_found_where_it_would_have_shown_is_absent() -> None:
    assert state(NOTHING) is FindingState.ABSENT
    assert state(NOTHING, replace(NOTHING, high=1.2)) is FindingState.UNKNOWN


def test_what_was_not_weighed_says_nothing() -> None:
    unassessed = TriggerFound(
        "heat", TriggerLabel.NOT_ASSESSABLE, Unit.RATING_0_10, 2, 40, needs=Message("x")
    )
    assert state(unassessed) is None
    assert state(replace(HEAT, own=True)) is None
    assert state(replace(HEAT, factor="cold")) is None
    slow = outcome(HEAT, Measure.WALKING_SPEED)
    assert trigger_findings([slow], NOW, NOW, KNOWLEDGE) == ()


def test_an_old_diary_says_nothing() -> None:
    old = NOW - timedelta(days=KNOWLEDGE.number("evidence_window").value + 1)
    assert trigger_findings([outcome(HEAT)], old, NOW, KNOWLEDGE) == ()
    assert trigger_findings([outcome(HEAT)], None, NOW, KNOWLEDGE) == ()
