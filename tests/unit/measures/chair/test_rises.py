"""Rises and sitting down are found, by trunk and by thigh; walking and stillness are neither."""

from pathlib import Path

import numpy as np
import pytest

from surefoot.measures.chair.rises import Rise, find_rises
from surefoot.measures.chair.stands import find_stands
from surefoot.measures.chair.thigh import find_thigh_rises
from surefoot.measures.motion import Motion, motions
from surefoot.model.codes import Placement
from surefoot.model.recording import Recording
from surefoot.simulate.chair import Chair, SimulatedChair, simulate_chair_stands
from surefoot.simulate.settings import Sensor
from surefoot.simulate.walk import Course, Gait
from tests.unit.measures.walks import make, walk
from validation.chair import example


def motion_of(recording: Recording) -> Motion:
    return next(motions(recording, [(0, recording.n_samples)]))


def stands(placement: Placement, rise_s: float = 1.6, gyroscope: bool = True) -> SimulatedChair:
    chair = Chair(rise_s=rise_s, sit_s=rise_s, stands=3, pause_s=1.5)
    return simulate_chair_stands(chair, Sensor(placement=placement, gyroscope=gyroscope), 5)


def order(rises: tuple[Rise, ...]) -> str:
    return "".join("U" if rise.is_rise else "d" for rise in rises)


@pytest.mark.parametrize("placement", [Placement.LOWER_BACK, Placement.BELT_FRONT, Placement.BAG])
@pytest.mark.parametrize("gyroscope", [True, False])
def test_rises_of_a_trunk_are_found_in_order(placement: Placement, gyroscope: bool) -> None:
    found = find_rises(motion_of(stands(placement, gyroscope=gyroscope).recording))
    assert order(found) == "UdUdUd"


@pytest.mark.parametrize("rise_s", [0.8, 1.6, 4.0])
def test_slow_and_quick_rises_are_found_on_the_thigh(rise_s: float) -> None:
    test = stands(Placement.POCKET, rise_s)
    found = find_thigh_rises(motion_of(test.recording))
    assert order(found) == "UdUdUd"
    for rise, move in zip(found, test.moves, strict=True):
        middle = (move.start_s + move.end_s) / 2
        assert rise.start_s < middle + 0.2 * rise_s
        assert rise.end_s > middle


@pytest.mark.parametrize("rise_s", [1.2, 1.6, 2.5])
def test_a_trunk_rise_starts_with_leaning(rise_s: float) -> None:
    test = stands(Placement.LOWER_BACK, rise_s)
    found = find_stands(motion_of(test.recording), Placement.LOWER_BACK, 1.0)
    rises = [rise for rise in found if rise.is_rise]
    true = [move for move in test.moves if move.is_rise]
    assert rises[0].start_s == pytest.approx(true[0].start_s, abs=0.25)
    for rise, move in zip(rises, true, strict=True):
        assert rise.end_s == pytest.approx(move.end_s, abs=0.15 * rise_s)


@pytest.mark.parametrize("speed", [0.2, 0.6, 1.2])
def test_walking_holds_no_rise(speed: float) -> None:
    recording = walk(Gait(speed_mps=speed), Course(bouts=1, bout_s=25.0, turns=1)).recording
    assert find_rises(motion_of(recording)) == ()


def test_stillness_holds_no_rise() -> None:
    times = np.arange(2000) / 100.0
    still = make(times, np.tile([9.81, 0.0, 0.0, 0.0, 0.0, 0.0], (len(times), 1)))
    assert find_rises(motion_of(still)) == ()
    assert find_thigh_rises(motion_of(still)) == ()


def test_a_bent_thigh_that_never_straightens_is_no_rise() -> None:
    recording = stands(Placement.LOWER_BACK).recording
    assert find_thigh_rises(motion_of(recording)) == ()


def test_the_rises_of_another_librarys_example_are_found(reference_data: Path) -> None:
    assert reference_data.is_dir()
    recording, theirs = example("stillness")
    found = [r for r in find_rises(motion_of(recording)) if r.is_rise]
    assert [r.start_s for r in found] == pytest.approx(theirs, abs=0.6)
