"""Very slow walking in a trouser pocket is found; sitting, standing and pedalling are not walking.

The method's numbers were chosen on odd seeds, so even ones are asked here.
"""

from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.carried.slow_swing import find_slow_swings
from surefoot.measures.measure import measure
from surefoot.measures.motion import motions
from surefoot.measures.walking.measure import measure_walk
from surefoot.model.codes import AbsenceReason, Aid, Foot, Placement, SegmentKind
from surefoot.model.measurement import Analysis
from surefoot.model.recording import TICK_S, Capture, Recording
from surefoot.simulate.impaired import impaired_gait
from surefoot.simulate.motion import grid
from surefoot.simulate.sensor import felt, record, turn_matrices
from surefoot.simulate.walk import Course, Gait, Sensor, SimulatedWalk
from tests.unit.measures.walks import make, walk
from validation.matching import common, count_events, length
from validation.phones import dispel_parts, mhealth_recording

Floats = NDArray[np.float64]

FACTS = load_knowledge()
COURSE = Course(bouts=2, bout_s=30.0, rest_s=6.0, turns=1)
POCKET = Sensor(placement=Placement.POCKET, orientation_deg=(20.0, -35.0, 80.0), dropped=0.01)
STEPS, PAUSE_S = 6, 3.0


def slow_walk(speed: float, aid: Aid, sensor: Sensor = POCKET, seed: int = 2) -> SimulatedWalk:
    gait = Gait(speed_mps=speed) if aid is Aid.NONE else impaired_gait(speed, aid)
    return walk(gait, COURSE, sensor, seed)


def found_in(recording: Recording) -> list[tuple[float, float]]:
    stretches = motions(recording, [(0, recording.n_samples)])
    walks = [w for motion in stretches for w in find_slow_swings(motion, STEPS, PAUSE_S)]
    return [(float(w.time_s[0]), float(w.time_s[-1])) for w in walks]


def walks_of(analysis: Analysis) -> list[tuple[float, float]]:
    return [(s.start_s, s.end_s) for s in analysis.segments if s.kind is SegmentKind.WALK]


@pytest.mark.parametrize("aid", [Aid.NONE, Aid.TWO_STICKS, Aid.WALKER], ids=str)
@pytest.mark.parametrize("speed", [0.15, 0.25, 0.35])
def test_slow_walks_in_the_pocket_are_found_and_counted(speed: float, aid: Aid) -> None:
    made = slow_walk(speed, aid)
    analysis = measure_walk(made.recording, made.recording.header.capture, FACTS)
    true = [(bout.start_s, bout.end_s) for bout in made.truth.bouts]
    found = walks_of(analysis)
    assert common(found, true) >= 0.85 * length(true)
    assert length(found) <= 1.1 * length(true)
    assert len(analysis.initial_contacts) == pytest.approx(len(made.truth.contacts), rel=0.08)
    times = [contact.time_s for contact in analysis.initial_contacts]
    counts = count_events(times, [contact.time_s for contact in made.truth.contacts], 0.3)
    assert counts.right >= 0.85 * len(made.truth.contacts)
    assert {contact.foot for contact in analysis.initial_contacts} == {Foot.UNKNOWN}


def test_no_swing_is_found_in_quicker_walking() -> None:
    assert found_in(slow_walk(1.0, Aid.NONE).recording) == []


def test_without_a_gyroscope_nothing_is_found() -> None:
    sensor = msgspec.structs.replace(POCKET, gyroscope=False)
    assert found_in(slow_walk(0.2, Aid.NONE, sensor).recording) == []


def swinging_thigh(level_deg: float, swing_rad: float, rate_hz: float) -> Recording:
    """Return a minute of a phone on a thigh at an angle that swings in between, body at rest."""
    time, rng = grid(60.0), np.random.default_rng(4)
    going = np.clip(np.minimum(time - 8.0, 52.0 - time) / 2.0, 0.0, 1.0)
    angles = np.zeros((len(time), 3))
    angles[:, 1] = swing_rad * going * np.sin(2.0 * np.pi * rate_hz * time)
    angles[:, 1] -= np.deg2rad(level_deg)
    position = turn_matrices(angles) @ np.array([-0.25, 0.0, 0.0])
    channels, samples = record(felt(time, position, angles), POCKET, rng)
    n = len(samples.times)
    values = np.column_stack([samples.counts(i, 0, n) for i in range(6)])
    scales = np.array([channel.scale for channel in channels])
    seconds = np.asarray(samples.ticks(0, n) * TICK_S, dtype=np.float64)
    return make(seconds, np.asarray(values * scales, dtype=np.float64))


def test_the_made_up_thigh_swings_as_walking_does_when_it_hangs() -> None:
    assert found_in(swinging_thigh(0.0, 0.15, 0.4))


@pytest.mark.parametrize("swing_rad", [0.12, 0.2, 0.35])
@pytest.mark.parametrize("rate_hz", [0.25, 0.4, 0.6])
def test_slow_pedalling_is_no_walking(swing_rad: float, rate_hz: float) -> None:
    assert found_in(swinging_thigh(75.0, swing_rad, rate_hz)) == []


@pytest.mark.parametrize("seed", range(4))
def test_standing_and_fidgeting_is_no_walking(seed: int) -> None:
    course = Course(bouts=0, rest_s=60.0, fidgets_per_min=12.0)
    assert found_in(walk(Gait(), course, POCKET, seed).recording) == []


def test_nobody_walks_slowly_in_recordings_where_nobody_does(reference_data: Path) -> None:
    phones = [part.recording for part in dispel_parts(reference_data, "SBT-UTT")]
    phones += [mhealth_recording(reference_data, name) for name in ("walk", "balance")]
    assert len(phones) > 40
    assert [found_in(phone) for phone in phones if found_in(phone)] == []


def reasons(recording: Recording, placement: Placement) -> set[AbsenceReason]:
    analysis = measure(recording, Capture(placement=placement), FACTS)
    assert walks_of(analysis) == []
    return {absent.reason for absent in analysis.not_measured}


@pytest.mark.parametrize("placement", [Placement.HAND, Placement.BAG, Placement.WRIST], ids=str)
def test_what_is_too_slow_for_a_place_is_said_to_be(placement: Placement) -> None:
    sensor = msgspec.structs.replace(POCKET, placement=placement)
    made = slow_walk(0.15, Aid.WALKER, sensor)
    assert reasons(made.recording, placement) == {AbsenceReason.TOO_SLOW_HERE}


def test_where_nothing_moves_no_walk_was_too_slow() -> None:
    rng = np.random.default_rng(3)
    values = np.array([0.0, 9.81, 0.0]) + 0.02 * rng.standard_normal((6000, 3))
    still = make(np.arange(6000) / 100.0, values)
    assert reasons(still, Placement.HAND) == {AbsenceReason.NO_WALKING_FOUND}


def test_on_the_lower_back_nothing_is_too_slow() -> None:
    fidgets = walk(Gait(), Course(bouts=0, rest_s=60.0, fidgets_per_min=12.0), POCKET, 1).recording
    assert reasons(fidgets, Placement.LOWER_BACK) == {AbsenceReason.NO_WALKING_FOUND}
