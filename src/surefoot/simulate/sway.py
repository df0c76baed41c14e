"""Quiet standing made up from a known sway: the recording, and the truth behind it.

The body is an inverted pendulum about the ankles (Winter et al. 1998, J Neurophysiol 80:1211): it
leans to the side and to the front by two slow random angles of known spread. Whoever loses the
stance takes a step and stands on, and whoever handles the phone shakes it.
"""

from datetime import UTC, datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.check import require
from surefoot.model.codes import Eyes, Protocol, QualityCode, Stance
from surefoot.model.recording import (
    Capture,
    Device,
    Header,
    Recording,
    content_id,
    describe_times,
)
from surefoot.signals.filters import band_pass, low_pass
from surefoot.simulate.motion import GRID_HZ
from surefoot.simulate.sensor import felt, record
from surefoot.simulate.settings import RESEARCH_SENSOR, Sensor

Floats = NDArray[np.float64]

# Most of the power of quiet sway lies here, falling with frequency: Prieto et al. 1996 (IEEE Trans
# Biomed Eng 43:956).
SWAY_LOW_HZ, SWAY_HIGH_HZ, FALLS_FROM_HZ = 0.15, 1.0, 0.25
# Taking a step and holding a phone in the hand: size in rad and frequency in Hz. Chosen.
_STEP_RAD, _HANDLING_RAD, _SHAKE_HZ = 0.12, 0.5, 1.5


class Standing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a person stands: spread of the lean to the side and to the front, in degrees.

    ``handling_s`` is spent with the phone in the hand before and after; ``broken_s`` is when, from
    the beginning of the stance, the foot is put down.
    """

    rms_ml_deg: float = 0.3
    rms_ap_deg: float = 0.5
    duration_s: float = 30.0
    handling_s: float = 0.0
    broken_s: float | None = None
    stance: Stance = Stance.FEET_TOGETHER
    sensor_height_m: float = 1.0
    sensor: Sensor = RESEARCH_SENSOR

    def __post_init__(self) -> None:
        require(self.rms_ml_deg >= 0 and self.rms_ap_deg >= 0, "a spread is not negative")
        require(self.duration_s >= 1.0 and self.handling_s >= 0, "a stance lasts a second or more")


class SimulatedStance(msgspec.Struct, frozen=True):
    """The recording, and the lean (n, 2), to the right and to the front, in degrees, at (n,) s."""

    recording: Recording
    times: Floats
    lean_deg: Floats


def _lean(standing: Standing, n: int, rng: np.random.Generator) -> Floats:
    noise = rng.standard_normal((n, 2))
    band = band_pass(noise, GRID_HZ, SWAY_LOW_HZ, SWAY_HIGH_HZ)
    slow = low_pass(band, GRID_HZ, FALLS_FROM_HZ, order=1)
    return np.asarray(slow / slow.std(axis=0) * [standing.rms_ml_deg, standing.rms_ap_deg])


def _shaking(times: Floats, first: float, last: float, size: float) -> Floats:
    """Return a swing to and fro between two times that begins and ends softly, (n,)."""
    share = np.clip((times - first) / max(last - first, 1e-9), 0.0, 1.0)
    return np.asarray(
        size * np.sin(np.pi * share) ** 2 * np.sin(2 * np.pi * _SHAKE_HZ * (times - first))
    )


def _disturbance(standing: Standing, times: Floats) -> Floats:
    """Return what handling and a lost stance add to the lean, in rad, (n,)."""
    first, last = standing.handling_s, standing.handling_s + standing.duration_s
    added = np.zeros(len(times))
    if standing.handling_s > 0:
        added += _shaking(times, 0.0, first, _HANDLING_RAD)
        added += _shaking(times, last, last + standing.handling_s, _HANDLING_RAD)
    if standing.broken_s is not None:
        step = first + standing.broken_s
        added += _shaking(times, step, step + 1.0, _STEP_RAD)
    return added


def _capture(standing: Standing) -> Capture:
    return Capture(
        placement=standing.sensor.placement,
        protocol=Protocol.BALANCE,
        stance=standing.stance,
        eyes=Eyes.OPEN,
    )


def simulate_stance(standing: Standing, seed: int) -> SimulatedStance:
    """Return a recording of standing that follows from a known lean, and that lean.

    The same settings and seed give the same recording.
    """
    rng, sensor_rng = np.random.default_rng(seed).spawn(2)
    whole_s = standing.duration_s + 2.0 * standing.handling_s
    times = np.arange(int(whole_s * GRID_HZ) + 1) / GRID_HZ
    lean = np.radians(_lean(standing, len(times), rng))
    lean += _disturbance(standing, times)[:, None]
    height = standing.sensor_height_m
    position = height * np.column_stack([np.zeros(len(times)), np.sin(lean)])
    angles = np.column_stack([np.zeros(len(times)), -lean[:, 1], lean[:, 0]])
    channels, samples = record(felt(times, position, angles), standing.sensor, sensor_rng)
    start = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    header = Header(
        channels=channels,
        time_base=describe_times(samples.times, start, "UTC", standing.sensor.rate_hz),
        device=Device(maker="Surefoot", model="simulated", software="simulate 1"),
        capture=_capture(standing),
        notes=(QualityCode.SIMULATED,),
    )
    recording = Recording(content_id(channels, samples, len(samples.times)), header, samples)
    return SimulatedStance(recording, times, np.degrees(lean))
