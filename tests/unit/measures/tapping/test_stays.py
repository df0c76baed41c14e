"""Walking with the phone on the shoe or the thigh is no tapping, however even its steps are."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from surefoot.knowledge.load import load_knowledge
from surefoot.measures.measure import measure
from surefoot.model.codes import AbsenceReason, Leg, Placement, Protocol
from surefoot.model.measurement import Analysis
from surefoot.model.recording import TICK_S, Capture, Recording
from surefoot.simulate.motion import grid
from surefoot.simulate.sensor import felt, record, turn_matrices
from surefoot.simulate.settings import Sensor
from surefoot.simulate.tapping import TappingSettings, Taps, simulate_tapping
from tests.unit.measures.walks import make
from validation.placements import geotec_recordings

Floats = NDArray[np.float64]

KNOWLEDGE = load_knowledge()
LEVER_M, STANCE = 0.14, 0.6


def analysed(recording: Recording, placement: Placement) -> Analysis:
    capture = Capture(placement=placement, leg=Leg.LEFT, protocol=Protocol.FOOT_TAPPING)
    return measure(recording, capture, KNOWLEDGE)


def _swing(phase: Floats) -> Floats:
    """Return how far the foot is on its way through a stride, 0 to 1."""
    u = np.clip((phase - STANCE) / (1.0 - STANCE), 0.0, 1.0)
    return np.asarray(u - np.sin(2.0 * np.pi * u) / (2.0 * np.pi))


def shoe_that_walks(speed_mps: float, cadence_spm: float, pitch_deg: float) -> Recording:
    """Return 30 s of a phone on a shoe that walks from the fifth second on."""
    time = grid(30.0)
    stride_s = 120.0 / cadence_spm
    going = (time > 5.0) & (time < 25.0)
    strides = np.where(going, (time - 5.0) / stride_s, 0.0)
    phase = strides % 1.0
    forward = (np.floor(strides) + _swing(phase)) * speed_mps * stride_s
    forward = np.maximum.accumulate(np.where(going, forward, 0.0))
    lift = 0.08 * going * np.sin(np.pi * _swing(phase)) ** 2
    keys, angles = [0.0, 0.1, 0.4, 0.65, 0.85, 1.0], np.array([0.4, 0, 0, -1.0, 0.3, 0.4])
    pitch = going * np.interp(phase, keys, pitch_deg * angles)
    pitch = np.convolve(pitch, np.ones(41) / 41.0, "same")
    turning = np.column_stack([0 * time, np.deg2rad(pitch), 0 * time])
    position = np.column_stack([lift, 0 * time, forward])
    position += turn_matrices(turning) @ np.array([0.0, 0.0, LEVER_M])
    channels, samples = record(felt(time, position, turning), Sensor(), np.random.default_rng(0))
    n = len(samples.times)
    values = np.column_stack([samples.counts(i, 0, n) for i in range(6)])
    scales = np.array([channel.scale for channel in channels])
    seconds = np.asarray(samples.ticks(0, n) * TICK_S, dtype=np.float64)
    return make(seconds, np.asarray(values * scales, dtype=np.float64))


@pytest.mark.parametrize(
    ("speed", "cadence", "pitch"),
    [(0.2, 40.0, 10.0), (0.5, 68.0, 25.0), (0.8, 90.0, 35.0), (1.3, 110.0, 45.0)],
)
def test_a_shoe_that_walks_does_not_tap(speed: float, cadence: float, pitch: float) -> None:
    analysis = analysed(shoe_that_walks(speed, cadence, pitch), Placement.SHOE)
    assert analysis.measurements == ()
    assert {one.reason for one in analysis.not_measured} == {AbsenceReason.NO_TAPS_FOUND}


def test_thighs_that_walk_do_not_tap(reference_data: Path) -> None:
    walks = [
        recording
        for name, recording in geotec_recordings(reference_data)
        if name.endswith("sp") and name[:3] in ("s06", "s07", "s08", "s09", "s10", "s11")
    ]
    assert len(walks) > 50
    counted = [walk for walk in walks if analysed(walk, Placement.THIGH).measurements]
    assert len(counted) <= 0.02 * len(walks)


@pytest.mark.parametrize("gyroscope", [True, False])
@pytest.mark.parametrize("placement", [Placement.SHOE, Placement.THIGH])
@pytest.mark.parametrize(
    "taps", [Taps(rate_hz=1.0, lift_deg=25.0), Taps(rate_hz=6.0, lift_deg=20.0), Taps()]
)
def test_taps_however_large_stay(taps: Taps, placement: Placement, gyroscope: bool) -> None:
    settings = TappingSettings(taps=taps, placement=placement, sensor=Sensor(gyroscope=gyroscope))
    assert analysed(simulate_tapping(settings, 504).recording, placement).measurements
