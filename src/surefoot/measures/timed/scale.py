"""A person's own step length over that of the general model, from a way of known length.

The pendulum model of step length (Zijlstra & Hof 2003) is right for people on average; how far it
is off for one person hardly changes from walk to walk, so one walk of known length tells it.
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.intervals import NORMAL_95, Estimate, around, sampling_error
from surefoot.model.codes import AbsenceReason
from surefoot.model.recording import Capture

Floats = NDArray[np.float64]


def step_length_scale(
    true_m: float, true_sd_m: float, modelled_m: float, speeds: Floats, capture: Capture
) -> Estimate:
    """Return true over modelled length, with its interval.

    Args:
        true_m: the known way.
        true_sd_m: its standard deviation.
        modelled_m: what the strides add up to, scaled as ``capture`` says.
        speeds: of the strides (n,), for how well they stand for the way.
        capture: its ``length_scale`` is taken out of the strides again.
    """
    general = modelled_m / (capture.length_scale or 1.0)
    scale = true_m / general
    sampling = sampling_error(speeds) / max(float(speeds.mean()), 1e-3)
    return around(scale, NORMAL_95 * scale * sampling, scale * true_sd_m / true_m)


def scale_or_reason(
    known: tuple[float, float] | None,
    modelled_m: float | None,
    speeds: Floats,
    capture: Capture,
    least_m: float,
) -> Estimate | AbsenceReason:
    """Return the scale, or why there is none.

    Args:
        known: length of the way and its standard deviation; None when it was not said.
        modelled_m: what the strides add up to; None where strides have no length.
        speeds: of the strides (n,).
        capture: what is said of the recording.
        least_m: a shorter way tells nothing.
    """
    if known is None:
        return AbsenceReason.NO_DISTANCE
    if modelled_m is None or modelled_m <= 0.0 or not len(speeds):
        return AbsenceReason.TOO_FEW_STRIDES
    if known[0] < least_m:
        return AbsenceReason.TOO_FEW_STRIDES
    return step_length_scale(*known, modelled_m, speeds, capture)
