"""Numbers about a walk, or about several walks together."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.intervals import (
    MAD_TO_SD,
    NORMAL_95,
    Estimate,
    around,
    mean_estimate,
    sampling_error,
    student_95,
)
from surefoot.measures.walking.facts import ErrorFacts
from surefoot.measures.walking.walk import Bout
from surefoot.model.codes import Foot
from surefoot.model.segment import Stride

Floats = NDArray[np.float64]

# Hampel identifier: a stride time this many robust deviations off is a missed or extra contact.
OUTLIER = 4.0
# Hampel identifier for step times: neighbours on each side, robust deviations.
HAMPEL_HALF, HAMPEL_LIMIT = 2, 3.0


def durations(strides: Sequence[Stride]) -> Floats:
    """Return stride times in seconds, shape (n,)."""
    return np.array([stride.end_s - stride.start_s for stride in strides])


def walking_time(bouts: Sequence[Bout], error: ErrorFacts) -> Estimate:
    """Return seconds spent walking."""
    total = sum(bout.end_s - bout.start_s for bout in bouts)
    # Without a bout a short one may still have been missed.
    return around(total, 0.0, error.bout_edge_s * np.sqrt(2.0 * max(len(bouts), 1)))


def step_count(bouts: Sequence[Bout], error: ErrorFacts) -> Estimate:
    """Return steps taken in walks."""
    total = float(sum(len(bout.times) for bout in bouts))
    return around(total, 0.0, error.step_count_share * total + 0.5)


def stride_time(strides: Sequence[Stride], error: ErrorFacts) -> Estimate:
    """Return the mean stride time in seconds."""
    times = durations(strides)
    return mean_estimate(times, error.stride_time_share * float(times.mean()))


def without_outliers(values: Floats) -> Floats:
    """Return values (n,) where each that is far from its neighbours takes their median.

    The Hampel identifier, as Mobilise-D uses it on step times before taking cadence (Micó-Amigo
    et al. 2023): such a time holds a missed or an extra contact.
    """
    if len(values) < 2 * HAMPEL_HALF + 1:
        return values
    padded = np.pad(values, HAMPEL_HALF, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, 2 * HAMPEL_HALF + 1)
    middle = np.median(frames, axis=1)
    spread = MAD_TO_SD * np.median(np.abs(frames - middle[:, None]), axis=1)
    return np.where(np.abs(values - middle) > HAMPEL_LIMIT * spread, middle, values)


def cadence(strides: Sequence[Stride], error: ErrorFacts) -> Estimate:
    """Return steps per minute: the mean over strides (Kluge et al. 2021), outliers replaced."""
    return mean_estimate(120.0 / without_outliers(durations(strides)), error.cadence_spm)


def stride_length(strides: Sequence[Stride], error: ErrorFacts) -> Estimate:
    """Return the mean stride length in metres; every stride has a length."""
    lengths = np.array([stride.length_m for stride in strides], dtype=np.float64)
    speeds = np.array([stride.speed_mps for stride in strides], dtype=np.float64)
    return mean_estimate(lengths, error.of_length(float(lengths.mean()), float(speeds.mean())))


def walking_speed(strides: Sequence[Stride], error: ErrorFacts) -> Estimate:
    """Return metres per second: the mean over strides (Kluge et al. 2021); all have a speed."""
    speeds = np.array([stride.speed_mps for stride in strides], dtype=np.float64)
    return mean_estimate(speeds, error.of_speed(float(speeds.mean())))


def straight_deviations(bouts: Sequence[Bout], least_strides: float) -> tuple[Floats, float, int]:
    """Return stride times as deviations from their own bout's mean, mean stride time, bout count.

    Strides in turns and those that hold a missed or an extra contact are left out, and bouts with
    fewer straight strides than ``least_strides``: starting and stopping is not steady walking.
    """
    deviations, kept, used = [], [], 0
    for bout in bouts:
        times = durations([stride for stride in bout.strides if not bout.turning(stride)])
        if len(times) < least_strides:
            continue
        off = np.abs(times - np.median(times))
        spread = max(MAD_TO_SD * float(np.median(off)), 1e-3)
        good = times[off <= OUTLIER * spread]
        deviations.append(good - good.mean())
        kept.append(good)
        used += 1
    if not kept:
        return np.zeros(0), 0.0, 0
    return np.concatenate(deviations), float(np.concatenate(kept).mean()), used


def stride_time_cv(deviations: Floats, mean: float, n_bouts: int, error: ErrorFacts) -> Estimate:
    """Return the coefficient of variation of stride time in percent.

    The lower end allows for the whole timing error of contacts, which can only add to it.
    """
    freedom = len(deviations) - n_bouts
    cv = 100.0 * float(np.sqrt(deviations @ deviations / freedom)) / mean
    half = NORMAL_95 * cv * float(np.sqrt(0.5 / freedom + (cv / 100.0) ** 2 / len(deviations)))
    timing = 100.0 * np.sqrt(2.0) * error.contact_time_s / mean
    floor = float(np.sqrt(max(cv**2 - timing**2, 0.0)))
    return Estimate(cv, max(0.0, floor - half), cv + half)


def step_times(bouts: Sequence[Bout], foot: Foot) -> Floats:
    """Return times of straight steps that end with this foot's contact, in seconds, (n,)."""
    found: list[float] = []
    for bout in bouts:
        steps = np.diff(bout.times)
        middle = float(np.median(steps))
        found += [
            float(step)
            for step, before, after in zip(steps, bout.feet[:-1], bout.feet[1:], strict=True)
            if after is foot and before is not foot and 0.5 * middle < step < 1.8 * middle
        ]
    return np.array(found)


def step_time(times: Floats, error: ErrorFacts) -> Estimate:
    """Return the mean step time of one foot in seconds."""
    return mean_estimate(times, error.stride_time_share * float(times.mean()))


def step_time_asymmetry(left: Floats, right: Floats, error: ErrorFacts) -> Estimate:
    """Return the difference between left and right mean step time in percent of their mean."""
    mean = (float(left.mean()) + float(right.mean())) / 2.0
    value = 100.0 * abs(float(left.mean()) - float(right.mean())) / mean
    spread = 100.0 / mean * float(np.hypot(sampling_error(left), sampling_error(right)))
    return around(value, student_95(len(left) + len(right) - 2) * spread, error.asymmetry_percent)
