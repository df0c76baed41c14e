"""Rises of a day are counted: as many as there were, when they were, and none of fidgeting."""

from functools import cache

import numpy as np
import pytest

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.daily.look import look
from surefoot.measures.measure import measure
from surefoot.measures.walking.facts import read_facts
from surefoot.measures.walking.placement import what_can_be_measured
from surefoot.model.codes import Measure, Placement
from surefoot.simulate.rising_day import RisingDay, SimulatedDay, simulate_rising_day
from surefoot.simulate.settings import Gait, Sensor

FACTS = load_knowledge()
HOURS = 12.5
KINDS = {
    "quick": RisingDay(hours=HOURS, rises=15, rise_s=(0.9, 1.5)),
    "usual": RisingDay(hours=HOURS, rises=15),
    "slow, with a phone": RisingDay(
        hours=HOURS,
        rises=15,
        rise_s=(2.5, 4.0),
        gait=Gait(speed_mps=0.5),
        sensor=Sensor(rate_hz=50.0, placement=Placement.BELT_FRONT),
    ),
}


@cache
def day(kind: str) -> SimulatedDay:
    return simulate_rising_day(KINDS[kind], 2)


@pytest.mark.parametrize("kind", KINDS)
def test_rises_of_a_day_are_counted(kind: str) -> None:
    made = day(kind)
    analysis = measure(made.recording, made.recording.header.capture, FACTS)
    rises = next(m for m in analysis.measurements if m.measure is Measure.DAILY_RISES)
    assert rises.value == pytest.approx(len(made.rises_s), abs=2)
    assert rises.low <= len(made.rises_s) <= rises.high


@pytest.mark.parametrize("kind", KINDS)
def test_rises_are_found_where_they_were(kind: str) -> None:
    made = day(kind)
    facts, capture = read_facts(FACTS), made.recording.header.capture
    can = what_can_be_measured(made.recording, capture, facts.sensor_height_share)
    found = look(made.recording, capture, can, facts, 45.0).rises
    assert found is not None
    off = [np.abs(np.array(made.rises_s) - rise).min() for rise in found]
    assert max(off) < 4.0


def test_the_same_day_comes_again_and_another_seed_gives_another() -> None:
    small = RisingDay(hours=0.2, rises=2)
    first, again = simulate_rising_day(small, 3), simulate_rising_day(small, 3)
    assert first.recording.id == again.recording.id
    assert first.recording.id != simulate_rising_day(small, 4).recording.id
    assert len(first.rises_s) == 2


def test_rises_too_close_together_are_refused() -> None:
    with pytest.raises(ValueError, match="apart"):
        RisingDay(hours=0.1, rises=5)
