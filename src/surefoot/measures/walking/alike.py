"""How alike neighbouring strides are: what walking has and being driven or handled has not.

Acceleration in all three axes is compared with itself one stride later (Moe-Nilssen & Helbostad
2004, J Biomech 37:121, take the autocorrelation of the trunk), along the recording.
"""

import numpy as np
from numpy.typing import NDArray

from surefoot.measures.motion import Motion
from surefoot.signals.filters import band_pass, moving_mean

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

# Slower is posture; quicker is shaking, whose exact time differs between strides.
SLOW_CUT_HZ, QUICK_CUT_HZ = 0.4, 5.0
# Every so many samples are enough for that: 25 a second.
THINNED = 4
# Strides looked for: 0.6 to 3.6 s, each 5 % longer than the one before; a stride may be this many
# places off two steps.
LAGS_S = np.geomspace(0.6, 3.6, 38)
PLACES_OFF = 2
# So many strides are compared together.
STRIDES = 3.0


def _alike_at(values: Floats, lag: int, width: int) -> Floats:
    """Return the autocorrelation of values (n, c) at one lag along the samples, (n,)."""
    power = np.sum(values * values, axis=1)
    product, energy = np.zeros(len(values)), np.zeros(len(values))
    first, last = lag // 2, lag // 2 + len(values) - lag
    product[first:last] = np.sum(values[:-lag] * values[lag:], axis=1)
    energy[first:last] = 0.5 * (power[:-lag] + power[lag:])
    return moving_mean(product, width) / np.maximum(moving_mean(energy, width), 1e-9)


def strides_alike(motion: Motion, time_s: Floats, step_s: Floats) -> Floats:
    """Return how alike strides are around each contact, up to 1, shape (k,).

    Args:
        motion: the stretch that holds the contacts.
        time_s: contact times (k,).
        step_s: duration of a step at each (k,).
    """
    values = np.column_stack([motion.vertical, motion.level])
    values = band_pass(values, motion.rate_hz, SLOW_CUT_HZ, QUICK_CUT_HZ)[::THINNED]
    rate_hz = motion.rate_hz / THINNED
    own = np.argmin(np.abs(np.log(LAGS_S)[:, None] - np.log(2.0 * step_s)[None, :]), axis=0)
    places = np.clip((time_s - motion.start_s) * rate_hz, 0, len(values) - 1).astype(np.int64)
    best = np.full(len(time_s), -1.0)
    for place, stride_s in enumerate(LAGS_S):
        near = np.abs(own - place) <= PLACES_OFF
        lag = round(float(stride_s) * rate_hz)
        if np.any(near) and lag < len(values) - 1:
            alike = _alike_at(values, lag, round(STRIDES * float(stride_s) * rate_hz))
            best[near] = np.maximum(best[near], alike[places[near]])
    return best
