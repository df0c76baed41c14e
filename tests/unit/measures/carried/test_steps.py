"""Steps of a phone that is carried anywhere, and what is none."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import AbsenceReason, Aid, Placement
from surefoot.model.recording import Capture, Recording
from surefoot.signals.filters import band_pass
from surefoot.simulate.walk import Gait, Sensor
from tests.unit.measures.walks import make, walk
from validation.oxford import count_steps, missed, oxford_phones, presses

Floats = NDArray[np.float64]

FACTS = load_knowledge()
ANYWHERE = Capture()
CARRIED = (Placement.POCKET, Placement.HAND, Placement.BAG, Placement.WRIST)


def steps(recording: Recording) -> int:
    return len(measure_walk(recording, ANYWHERE, FACTS).initial_contacts)


@pytest.mark.parametrize("placement", CARRIED, ids=str)
@pytest.mark.parametrize("speed", [0.5, 1.2])
@pytest.mark.parametrize("gyroscope", [True, False], ids=["gyroscope", "acceleration alone"])
def test_made_up_walks_are_counted(placement: Placement, speed: float, gyroscope: bool) -> None:
    sensor = Sensor(placement=placement, gyroscope=gyroscope)
    made = walk(gait=Gait(speed_mps=speed), sensor=sensor)
    # The first and the last step hardly move anything.
    assert steps(made.recording) == pytest.approx(len(made.truth.contacts), rel=0.03, abs=2)


def test_a_swing_that_halves_every_other_step_loses_none() -> None:
    seconds = np.arange(0.0, 60.0, 0.01)
    bounce = 2.0 * np.sin(2 * np.pi * 1.8 * seconds)
    swing = 1.4 * np.sin(2 * np.pi * 0.9 * seconds + 0.8)
    values = np.column_stack([swing, 9.81 + bounce + swing, 0.1 * swing])
    assert steps(make(seconds, values)) == pytest.approx(1.8 * 60.0, abs=2)


def shaken(rms: float, band: tuple[float, float], seed: int) -> Recording:
    """Return five minutes of a phone that is driven along: shaken at walking rates."""
    rng, n = np.random.default_rng(seed), 30000
    noise = np.column_stack([band_pass(rng.standard_normal(n), 100.0, *band) for _ in range(3)])
    noise *= rms / noise.std(axis=0)
    values = np.array([0.0, 9.81, 0.0]) + noise + 0.5 * rng.standard_normal((n, 3))
    return make(np.arange(n) / 100.0, values)


@pytest.mark.parametrize("band", [(0.5, 3.0), (1.0, 6.0)], ids=str)
@pytest.mark.parametrize("rms", [0.4, 1.0])
def test_being_driven_is_hardly_ever_walking(rms: float, band: tuple[float, float]) -> None:
    # The same rhythm as walking would give about 500 steps.
    assert np.mean([steps(shaken(rms, band, seed)) for seed in range(3)]) < 60


def test_lying_still_is_not_walking() -> None:
    rng = np.random.default_rng(3)
    values = np.array([0.0, 9.81, 0.0]) + 0.02 * rng.standard_normal((6000, 3))
    analysis = measure_walk(make(np.arange(6000) / 100.0, values), ANYWHERE, FACTS)
    assert {absent.reason for absent in analysis.not_measured} == {AbsenceReason.NO_WALKING_FOUND}


def test_putting_the_phone_away_adds_no_steps() -> None:
    seconds = np.arange(0.0, 50.0, 0.01)
    walking = seconds >= 6.0
    bounce = np.where(walking, 2.5 * np.sin(2 * np.pi * 1.8 * seconds), 0.0)
    # Before, the phone is turned over by 150 degrees and weakly shaken at the same rate.
    angle = np.deg2rad(np.interp(seconds, [0.5, 5.5], [150.0, 0.0]))
    shake = np.where(walking, 0.0, 0.9 * np.sin(2 * np.pi * 1.8 * seconds))
    up = np.column_stack([np.sin(angle), np.cos(angle), np.zeros(len(angle))])
    found = steps(make(seconds, (9.81 + bounce + shake)[:, None] * up))
    assert found == pytest.approx(1.8 * 44.0, abs=3)


def test_a_switch_that_bounces_is_one_step() -> None:
    seconds = np.arange(0.0, 6.0, 0.1)
    closed = (seconds % 1.0 < 0.3).astype(float)
    bounced = closed.copy()
    bounced[11] = 0.0
    assert len(presses(seconds, bounced)) == len(presses(seconds, closed)) == 5


def test_a_press_that_is_missing_is_told_by_the_other_foot() -> None:
    left, right = np.array([0.0, 1.0, 3.0, 4.0]), np.array([0.5, 1.5, 2.5, 3.5])
    assert missed(left, right) == 1
    assert missed(right, left) == 0


def test_slow_walks_with_sticks_are_counted_in_a_pocket() -> None:
    gait = Gait(speed_mps=0.35, aid=Aid.TWO_STICKS, stride_time_cv=0.06)
    made = walk(gait=gait, sensor=Sensor(placement=Placement.POCKET))
    assert steps(made.recording) == pytest.approx(len(made.truth.contacts), rel=0.1, abs=3)


def test_real_phones_are_counted_within_three_percent(reference_data: Path) -> None:
    """Dario's recordings: numbers were tuned on the other two users."""
    counts = [
        count_steps(phone, FACTS)
        for phone in oxford_phones(reference_data)
        if phone.user == "Dario" and phone.name.endswith("_1")
    ]
    assert len(counts) == 6
    assert all(abs(count.error) <= 3.0 for count in counts)
