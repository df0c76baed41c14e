"""Foot tapping made up from known taps: the recording, and the truth behind it.

The heel stays on the ground. In each tap the forefoot is lifted and comes down; what it hits the
ground with shakes the shoe, and softened the thigh. A phone on the shoe turns with the foot; a
phone on the thigh is moved by a few millimetres at the knee, which is all it can tell.
"""

from datetime import UTC, datetime

import msgspec
import numpy as np
from numpy.typing import NDArray

from surefoot.model.check import require
from surefoot.model.codes import Leg, Placement, Protocol, QualityCode
from surefoot.model.recording import (
    Capture,
    Device,
    Header,
    Recording,
    content_id,
    describe_times,
)
from surefoot.simulate.idle import smooth_noise
from surefoot.simulate.motion import GRID_HZ
from surefoot.simulate.sensor import Readings, felt, record
from surefoot.simulate.settings import Sensor

Floats = NDArray[np.float64]

# Chosen, from no paper: heel to phone on the shoe, and knee to phone on the thigh, in m.
_SHOE_M, _THIGH_M = 0.14, 0.15
# The knee rises by this share of the forefoot's way when only the forefoot moves: chosen.
_KNEE_SHARE = 0.06
# Shaking by a tap that comes down with 1 m/s: m/s2, its frequency in Hz, and its decay in s; softer
# and slower above the knee. Chosen.
_SHAKE = {Placement.SHOE: (18.0, 28.0, 0.02), Placement.THIGH: (1.6, 11.0, 0.05)}
# How far, in rad, and how quickly hands turn a phone that they put in place. Chosen.
_HANDLING_RAD, _HANDLING_HZ = 0.3, 1.5
# The last share of a slow tap's time is spent on the ground; it moves no longer than this, in s.
_LONGEST_MOVE_S = 0.35


class Taps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the foot taps.

    ``rate_hz`` is the rate at the start, ``slowing`` the fraction of it lost by the end.
    ``lift_deg`` is how far the forefoot is lifted; ``weak`` the fraction of taps with a third of
    that, ``missed`` the fraction left out. ``interval_cv`` is how much intervals vary.
    """

    rate_hz: float = 3.0
    duration_s: float = 10.0
    slowing: float = 0.0
    interval_cv: float = 0.05
    lift_deg: float = 12.0
    weak: float = 0.0
    missed: float = 0.0
    leg: Leg = Leg.LEFT

    def __post_init__(self) -> None:
        require(0.3 <= self.rate_hz <= 8.0, "a foot taps between 0.3 and 8 times a second")
        require(0 <= self.slowing < 0.8, "slowing is a fraction below 0.8")
        require(0 <= self.weak + self.missed < 0.8, "most taps are there")


class TappingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One simulated test: taps, where the phone is, what it does before and after."""

    taps: Taps = Taps()
    placement: Placement = Placement.SHOE
    sensor: Sensor = Sensor()
    rest_s: float = 3.0
    handling: bool = True
    start: datetime = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
    zone: str = "Europe/Berlin"

    def __post_init__(self) -> None:
        require(self.placement in _SHAKE, "foot tapping is felt on the shoe or the thigh")
        require(self.rest_s >= 1.0, "rest around the taps lasts at least 1 s")


class SimulatedTapping(msgspec.Struct, frozen=True):
    """A recording with the times of its taps (when the forefoot meets the ground), in s."""

    recording: Recording
    taps: tuple[float, ...]


def _tap_times(taps: Taps, rng: np.random.Generator) -> Floats:
    """Return when taps land, from 0, none later than the duration, none missed yet."""
    times, at = [], 0.0
    while at <= taps.duration_s:
        times.append(at)
        rate = taps.rate_hz * (1.0 - taps.slowing * at / taps.duration_s)
        spread = float(np.clip(taps.interval_cv * rng.standard_normal(), -0.4, 0.4))
        at += (1.0 + spread) / rate
    return np.array(times)


def _lifts(taps: Taps, count: int, rng: np.random.Generator) -> Floats:
    """Return how far each tap is lifted, in rad; 0 where it is missed."""
    drawn = rng.random(count)
    lifts = np.deg2rad(taps.lift_deg) * np.clip(1 + 0.15 * rng.standard_normal(count), 0.5, 1.5)
    lifts[drawn < taps.weak + taps.missed] *= 1.0 / 3.0
    lifts[drawn < taps.missed] = 0.0
    return np.asarray(lifts)


def _pitch(time: Floats, times: Floats, lifts: Floats) -> Floats:
    """Return the angle of the foot over time (n,): a rounded bump that ends at each tap."""
    pitch = np.zeros_like(time)
    gaps = np.diff(times, prepend=times[0] - 0.3)
    for at, gap, lift in zip(times, gaps, lifts, strict=True):
        moves = min(0.9 * gap, _LONGEST_MOVE_S)
        inside = (time > at - moves) & (time <= at)
        part = (time[inside] - (at - moves)) / moves
        # Slow up, quick down: the foot falls faster than it is lifted.
        pitch[inside] += lift * np.sin(np.pi * part**1.4) ** 2
    return pitch


def _shaking(time: Floats, times: Floats, lifts: Floats, placement: Placement) -> Floats:
    """Return how the impacts shake the sensor along gravity (n,), in m/s2."""
    size, frequency, decay = _SHAKE[placement]
    shaking = np.zeros_like(time)
    for at, lift in zip(times, lifts, strict=True):
        since = time - at
        inside = (since >= 0) & (since < 8 * decay)
        # Down with lift x length in about 0.1 s.
        speed = lift * _SHOE_M / 0.1
        ringing = np.sin(2 * np.pi * frequency * since[inside])
        shaking[inside] += size * speed * np.exp(-since[inside] / decay) * ringing
    return shaking


def _handling(time: Floats, settings: TappingSettings, rng: np.random.Generator) -> Floats:
    """Return turning of the phone while it is put in place and taken up again (n, 3), in rad."""
    if not settings.handling:
        return np.zeros((len(time), 3))
    near = np.minimum(time, time[-1] - time)
    share = np.clip(1.0 - near / (0.5 * settings.rest_s), 0.0, 1.0)[:, None]
    waves = [smooth_noise(len(time), GRID_HZ, _HANDLING_HZ, rng) for _ in range(3)]
    return np.asarray(_HANDLING_RAD * share * np.column_stack(waves))


def _motion(
    settings: TappingSettings, times: Floats, lifts: Floats, rng: np.random.Generator
) -> Readings:
    duration = settings.taps.duration_s + 2 * settings.rest_s
    time = np.arange(0.0, duration, 1.0 / GRID_HZ)
    pitch = _pitch(time, times, lifts)
    angles = _handling(time, settings, rng)
    position = np.zeros((len(time), 3))
    if settings.placement is Placement.SHOE:
        position[:, 0], position[:, 2] = _SHOE_M * np.sin(pitch), _SHOE_M * np.cos(pitch)
        angles[:, 1] -= pitch
    else:
        rise = _KNEE_SHARE * _SHOE_M * np.sin(pitch)
        position[:, 0] = rise
        angles[:, 1] -= rise / _THIGH_M
    true = felt(time, position, angles)
    true.force[:, 0] += _shaking(time, times, lifts, settings.placement)
    return true


def simulate_tapping(settings: TappingSettings, seed: int) -> SimulatedTapping:
    """Return a recording that follows from known taps, and when they landed.

    The same settings and seed give the same recording.
    """
    tap_rng, motion_rng, sensor_rng = np.random.default_rng(seed).spawn(3)
    times = settings.rest_s + _tap_times(settings.taps, tap_rng)
    lifts = _lifts(settings.taps, len(times), tap_rng)
    true = _motion(settings, times, lifts, motion_rng)
    channels, samples = record(true, settings.sensor, sensor_rng)
    header = Header(
        channels=channels,
        time_base=describe_times(
            samples.times, settings.start, settings.zone, settings.sensor.rate_hz
        ),
        device=Device(maker="Surefoot", model="simulated", software="simulate 1"),
        capture=Capture(
            placement=settings.placement, protocol=Protocol.FOOT_TAPPING, leg=settings.taps.leg
        ),
        notes=(QualityCode.SIMULATED,),
    )
    recording = Recording(content_id(channels, samples, len(samples.times)), header, samples)
    return SimulatedTapping(recording, tuple(float(t) for t in times[lifts > 0]))
