"""What tells where a sensor is carried: seven or eight numbers from one walk.

The pelvis moves once a step; an arm or a thigh swings once a stride, and a foot strike reaches a
trouser pocket sharply, a hand softly (placements are told apart by such features in Fujinami 2016,
Sensors 16:1262; swing against step rhythm as in Brajdic & Harle 2013, UbiComp:225). All but the
last come from acceleration alone, so a sensor without gyroscope is judged alike.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import ACCELERATION, GRAVITY_CUT_HZ, TURNING
from surefoot.model.recording import TICK_S, Recording
from surefoot.signals.filters import band_pass, high_pass, smooth
from surefoot.signals.orientation import across, along, up_direction
from surefoot.signals.resample import to_even

Floats = NDArray[np.float64]

FEATURES = (
    "stride rhythm, up and down",
    "stride rhythm, level",
    "level against up and down",
    "sharpness, up and down",
    "sharpness, level",
    "screen up",
    "change of direction",
)

RATE_HZ = 100.0
DRIFT_CUT_HZ = 0.1
# At least three slow strides are needed; a minute tells no less than an hour.
SHORTEST_S, LONGEST_S = 3.0, 60.0
# Bands as multiples of the step rate: around half of it, once, once and a half, twice.
STRIDE_BANDS, STEP_BANDS = ((0.3, 0.75), (1.25, 1.75)), ((0.75, 1.25), (1.75, 2.25))
# Sharpness is what lies above the third harmonic of the step and below this, which phones that
# give 20 samples a second still show.
SHARP_FROM, SHARP_TO_HZ = 3.3, 9.0
POSTURE_SMOOTH_S = 1.0
# Keeps logarithms finite where nothing moves.
FLOOR_POWER, FLOOR_TILT = 1e-9, 0.005


@dataclass(frozen=True, slots=True)
class WalkPart:
    """A walk to judge: where it lies in the recording, and how long its steps are."""

    start_s: float
    end_s: float
    step_s: float


@dataclass(frozen=True, slots=True)
class Carried:
    """``values`` (7,) in the order of FEATURES; ``swing`` is the logarithm of the amplitude in
    rad with which the sensor tilts once a stride, None without gyroscope."""

    values: Floats
    swing: float | None


@dataclass(frozen=True, slots=True)
class _Parts:
    """Even samples of a walk: up-down (n,), level (n, 3), up (n, 3), tilting (n, 3) or None."""

    vertical: Floats
    level: Floats
    up: Floats
    tilting: Floats | None


def _place(recording: Recording, second: float) -> int:
    """Return the first sample at or after a time, reading one sample at a time."""
    wanted = int(recording.samples.ticks(0, 1)[0]) + round(second / TICK_S)
    places = range(recording.n_samples)
    return bisect_left(places, wanted, key=lambda i: int(recording.samples.ticks(i, i + 1)[0]))


def _parts(recording: Recording, walk: WalkPart) -> _Parts | None:
    middle = (walk.start_s + walk.end_s) / 2.0
    half = min(walk.end_s - walk.start_s, LONGEST_S) / 2.0
    start, stop = _place(recording, middle - half), _place(recording, middle + half)
    if half < SHORTEST_S / 2.0 or stop - start < 2:
        return None
    channels = ACCELERATION + TURNING if recording.has(*TURNING) else ACCELERATION
    seconds, values = recording.seconds(start, stop), recording.physical(channels, start, stop)
    even = to_even(seconds, values, RATE_HZ).values
    up = up_direction(even[:, :3], RATE_HZ, GRAVITY_CUT_HZ)
    vertical = high_pass(along(even[:, :3], up), RATE_HZ, DRIFT_CUT_HZ, order=4)
    tilting = across(even[:, 3:], up) if even.shape[1] == 6 else None
    return _Parts(vertical, across(even[:, :3], up), up, tilting)


def _spectrum(signal: Floats) -> tuple[Floats, Floats]:
    """Return frequencies (f,) and power (f,) of a signal (n,) or the sum over its columns."""
    columns = signal.reshape(len(signal), -1)
    window = np.hanning(len(columns))[:, None]
    power = np.abs(np.fft.rfft((columns - columns.mean(axis=0)) * window, axis=0)) ** 2
    frequency = np.fft.rfftfreq(len(columns), 1.0 / RATE_HZ)
    return np.asarray(frequency, dtype=np.float64), np.asarray(power.sum(axis=1))


def _in_bands(spectrum: tuple[Floats, Floats], bands: tuple[tuple[float, float], ...]) -> float:
    """Return the power in bands of frequency, Hz."""
    frequency, power = spectrum
    inside = [(frequency >= low) & (frequency < high) for low, high in bands]
    return float(power[np.logical_or.reduce(inside)].sum()) + FLOOR_POWER


def _rhythm(signal: Floats, step_hz: float) -> tuple[float, float, float]:
    """Return the power of a signal at stride rhythm, at step rhythm, and above both."""
    spectrum = _spectrum(signal)
    stride = tuple((low * step_hz, high * step_hz) for low, high in STRIDE_BANDS)
    step = tuple((low * step_hz, high * step_hz) for low, high in STEP_BANDS)
    sharp = ((SHARP_FROM * step_hz, SHARP_TO_HZ),)
    return _in_bands(spectrum, stride), _in_bands(spectrum, step), _in_bands(spectrum, sharp)


def _swing(tilting: Floats, step_hz: float) -> float:
    """Return the logarithm of the tilt at stride rate: root mean square, rad."""
    rate = band_pass(tilting, RATE_HZ, 0.35 * step_hz, 0.75 * step_hz)
    amplitude = np.sqrt(np.mean(np.sum(rate * rate, axis=1))) / (np.pi * step_hz)
    return float(np.log(amplitude + 1e-4))


def _change_of_direction(up: Floats) -> float:
    """Return the logarithm of how far the sensor's slow direction strays from its mean."""
    slow = smooth(up, RATE_HZ, POSTURE_SMOOTH_S)
    strayed = np.sqrt(np.mean(np.sum((slow - slow.mean(axis=0)) ** 2, axis=1)))
    return float(np.log(strayed + FLOOR_TILT))


def describe_carried(recording: Recording, walk: WalkPart) -> Carried | None:
    """Return what tells where the sensor was in one walk, None when it is too short.

    Args:
        recording: acceleration with gravity in the sensor's axes, a phone's z out of its screen.
        walk: the walk to look at; of a long one the middle.
    """
    parts = _parts(recording, walk)
    if parts is None:
        return None
    step_hz = 1.0 / walk.step_s
    stride_v, step_v, sharp_v = _rhythm(parts.vertical, step_hz)
    stride_l, step_l, sharp_l = _rhythm(parts.level, step_hz)
    logarithms = np.log(
        [
            stride_v / step_v,
            stride_l / step_l,
            (stride_l + step_l) / (stride_v + step_v),
            sharp_v / (stride_v + step_v),
            sharp_l / (stride_l + step_l),
        ]
    )
    screen_up = float(parts.up[:, 2].mean())
    values = np.append(logarithms, [screen_up, _change_of_direction(parts.up)])
    swing = None if parts.tilting is None else _swing(parts.tilting, step_hz)
    return Carried(values, swing)
