"""What a standing body does: sway, and now and then a fidget."""

import numpy as np
from numpy.typing import NDArray

from surefoot.simulate.motion import GRID_HZ, grid

Floats = NDArray[np.float64]

#: Quiet standing: RMS of the pelvis in m and of its angles in rad, and how fast it wanders, in Hz.
SWAY_M = 0.004
SWAY_RAD = 0.004
SWAY_HZ = 0.5
#: Largest usual fidget: up, right, forward in m, heading and pitch in rad.
FIDGET = np.array([0.01, 0.04, 0.03, 0.30, 0.15])


def smooth_noise(n: int, rate_hz: float, cut_hz: float, rng: np.random.Generator) -> Floats:
    """Return ``n`` samples of Gaussian noise of unit variance with a Gaussian spectrum."""
    # A power of two, because a prime number of samples makes the transform ten times slower.
    length = 1 << (n - 1).bit_length()
    spectrum = np.fft.rfft(rng.standard_normal(length))
    spectrum *= np.exp(-0.5 * (np.fft.rfftfreq(length, 1.0 / rate_hz) / cut_hz) ** 2)
    noise = np.fft.irfft(spectrum, length)[:n]
    return np.asarray(noise / max(float(np.std(noise)), 1e-12))


def idle_motion(
    duration_s: float,
    standing: list[tuple[float, float]],
    fidgets_per_min: float,
    rng: np.random.Generator,
) -> Floats:
    """Return idle motion on the grid, shape (n, 5): up, right, forward in m, heading, pitch in rad.

    Sway is everywhere; fidgets happen only inside the ``standing`` intervals (s).
    """
    time = grid(duration_s)
    scale = np.array([0.2 * SWAY_M, SWAY_M, SWAY_M, SWAY_RAD, SWAY_RAD])
    noise = [smooth_noise(len(time), GRID_HZ, SWAY_HZ, rng) for _ in scale]
    idle = np.column_stack(noise) * scale
    for start, end in standing:
        for _ in range(rng.poisson(fidgets_per_min * (end - start) / 60.0)):
            width = rng.uniform(0.2, 0.4)
            middle = rng.uniform(start, end)
            bump = np.exp(-0.5 * ((time - middle) / width) ** 2)
            idle += bump[:, None] * FIDGET * rng.standard_normal(5) * 0.5
    return np.asarray(idle)
