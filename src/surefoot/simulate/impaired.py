"""Very impaired gait: a trunk that is not steady, and what goes with each walking aid."""

import numpy as np
from numpy.typing import NDArray

from surefoot.model.codes import Aid
from surefoot.simulate.idle import smooth_noise
from surefoot.simulate.motion import GRID_HZ, grid
from surefoot.simulate.settings import WALK_RATIO, Gait

Floats = NDArray[np.float64]

#: An unsteady trunk: how fast it wobbles in Hz, the time in which wobbling starts and stops in s,
#: and the m/s2 of wobble that go with one rad of tilt, twice what gravity gives (set by hand).
WOBBLE_HZ = 1.0
RAMP_S = 1.0
WOBBLE_TILT = 20.0
#: With each aid: (step-time asymmetry, unsteadiness in m/s2, knock of a stick in m/s2), set by hand
#: so that the trunk of a slow walker moves by 0.1 to 0.4 m/s2.
_WITH_AID = {
    Aid.NONE: (0.05, 0.03, 0.0),
    Aid.ONE_STICK: (0.20, 0.05, 0.3),
    Aid.TWO_STICKS: (0.15, 0.05, 0.3),
    Aid.WALKER: (0.10, 0.04, 0.0),
}
#: Stride-time CV rises as people slow down (Beauchet et al., J NeuroEng Rehabil 2009;6:32); how
#: far was set by hand, and higher than in the healthy people of that paper.
_CV = ((0.15, 0.5, 0.8, 1.2), (0.09, 0.06, 0.035, 0.02))
#: A frame is moved on for this share of a mean step time, by people slower than this in m/s; faster
#: people push a rollator without stopping (set by hand).
_FRAME_SHARE, _FRAME_BELOW_MPS = 0.45, 0.45


def impaired_gait(speed_mps: float, aid: Aid, cadence_spm: float | None = None) -> Gait:
    """Return a gait at this speed as people walk who need this aid, uneven and unsteady."""
    asymmetry, unsteadiness, knock = _WITH_AID[aid]
    cadence = cadence_spm or float((60.0 * speed_mps / WALK_RATIO) ** 0.5)
    stops = aid is Aid.WALKER and speed_mps < _FRAME_BELOW_MPS
    return Gait(
        speed_mps=speed_mps,
        cadence_spm=cadence,
        step_time_asymmetry=asymmetry,
        stride_time_cv=float(np.interp(speed_mps, *_CV)),
        aid=aid,
        frame_pause_s=_FRAME_SHARE * 60.0 / cadence if stops else 0.0,
        unsteadiness=unsteadiness,
        stick_knock=knock,
    )


def unsteady_motion(
    duration_s: float, walking: list[tuple[float, float]], rms: float, rng: np.random.Generator
) -> Floats:
    """Return irregular motion of a trunk while it walks, on the grid, shape (n, 5) as idle motion.

    Args:
        duration_s: length of the recording.
        walking: intervals in s outside which nothing is added.
        rms: root mean square of its acceleration in each direction, in m/s2.
        rng: draws the noise.
    """
    time = grid(duration_s)
    inside = np.zeros_like(time)
    for start, end in walking:
        ramps = np.minimum(time - start, end - time) / RAMP_S
        inside += np.clip(ramps + 0.5, 0.0, 1.0) ** 2
    noise = [smooth_noise(len(time), GRID_HZ, WOBBLE_HZ, rng) for _ in range(5)]
    accelerated = [np.gradient(np.gradient(n)) * GRID_HZ**2 for n in noise[:3]]
    sizes = [rms / float(np.std(a)) for a in accelerated] + [rms / WOBBLE_TILT] * 2
    return np.asarray(np.column_stack(noise) * sizes * inside[:, None])
